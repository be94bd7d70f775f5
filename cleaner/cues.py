"""Cues: the phrases rule packs look for, and the table that finds all of them in one pass.

A cue is a phrase in a small language:

    (a|b)   either one           (x|)   x or nothing
    ^       the block starts so  $      the block ends so      =   the whole block
    #       any number           *      one to three words, whatever they are

Cue and text are cut into the same words: case folded, punctuation left out, a hyphen or an
apostrophe between two words, a character of an unspaced script (Chinese, Japanese, Thai) a word of
its own, ``©`` a word; Arabic and Hebrew without vowel points, Arabic letters in one of their forms,
full-width letters as narrow ones. So typographic quotes, emphasis marks, line breaks and habits of
spelling never hide a phrase.

The table is a graph of words in plain dictionaries. The alternatives of a bracket meet again behind
it, so building costs the words written and not the phrases they stand for, and every word of a text
begins at most one walk, no longer than the longest cue: time is linear in the text. What follows
the first words of a cue is read when a text first comes there, and where all paths together lead from
there is worked out then: most texts meet few. An Aho-Corasick automaton (ahocorasick_rs) reads faster, but
it costs an import and every phrase written out; reading cues is not where the time of a page goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from math import prod
from typing import Any, NamedTuple
from unicodedata import normalize

from presscut.cleaner.patterns import lazy
from presscut.cleaner.plain_words import NUMBER
from presscut.cleaner.shape import UNSPACED, is_unspaced, letters
from presscut.cleaner.words import cue_words

MOST_PHRASES = 600  # expansions of one cue: more is a grammar, not a phrase
TOO_MANY = f"stands for more than {MOST_PHRASES} phrases"
MOST_GAPS = 3  # parts of one cue with `*`: each one triples the walks
DEEPEST = 5  # words that are remembered: few texts go with a cue for longer
GAP_WORDS = 3  # the longest run of words that `*` stands for

_LETTER = r"[^\W_]"
_OTHER_LETTER = rf"[^\W_{UNSPACED}]"
_WORD = rf"{NUMBER}|[{UNSPACED}]|{letters(_OTHER_LETTER)}|©"
TOKEN = lazy(_WORD)
CUE_TOKEN = lazy(rf"{_WORD}|[#*]")
# for cues in scripts with spaces: compiled and read in half the time
SPACED_CUE_TOKEN = lazy(rf"{NUMBER}|{letters(_LETTER)}|©|[#*]")
BRACKETS = lazy(r"([()|])")
NO_BRACKETS = str.maketrans("", "", "()| ")
FLAT_GROUP = lazy(r"\(([^()]*)\)")  # brackets with none inside, as nearly all are
# One letter in several forms: Arabic alef with hamza or madda, teh marbuta, alef maksura, the yeh and kaf of Persian;
# full-width letters of ASCII.
_FORMS = dict(zip("\u0622\u0623\u0625\u0671\u0629\u0649\u06cc\u06a9", "اااا\u0647\u064a\u064a\u0643", strict=True))
_FORMS |= {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
# Folded, capitals do not tell the two i of Turkish apart (İ is i and a dot above), and in Greek they go without
# accents; Romanian has a cedilla where older fonts had no comma.
_FORMS |= dict(zip("\u0131άέήίόύώϊϋΐΰşţ", "iαεηιουωιυιυșț", strict=True))
# And what is written on, under or between letters, often or seldom: that dot, tatweel, vowel points of Arabic and
# Hebrew.
_POINTS = "\u0307\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
FORM = lazy(f"[{''.join(_FORMS)}]")
POINTS = lazy(f"[{_POINTS}]+")
MANY_FORMS = lazy(f"[{_POINTS}{''.join(_FORMS)}]")

ANY_NUMBER = "#"
GAP = "*"
ENDS = ""  # in a node: the cues that end there; no word is empty

Phrase = tuple[str, ...]
Node = dict[str, list[Any]]  # a word to the nodes it leads to; ENDS to the cues that end here


class CueError(ValueError):
    """A cue cannot be read. The message says why, without the cue."""


class Cue(NamedTuple):
    """A cue as written, and what stands between its marks.

    Attributes:
        body: the cue without the marks of start and end, folded.
        start, end: whether a phrase must begin, and must end, where the block does.
    """

    pattern: str
    body: str
    start: bool = False
    end: bool = False

    @property
    def parts(self) -> tuple[tuple[Phrase, ...], ...]:
        """The parts that follow one another: in each, one of several short phrases. Raises CueError."""
        return tuple(map(_phrases, _split(self.body)))

    @property
    def whole(self) -> bool:
        """Whether the cue is the whole block."""
        return self.start and self.end

    @property
    def phrases(self) -> list[Phrase]:
        """Every phrase the cue stands for, written out; at most `MOST_PHRASES`."""
        return [sum(choice, ()) for choice in product(*self.parts)]


def words_in(text: str) -> list[str]:
    """The words of a text as cues see them."""
    words = cue_words(text)
    return TOKEN.findall(_folded(text)) if words is None else words


def _folded(text: str) -> str:
    """Case folded, accents composed, one form of each Arabic and full-width letter, no vowel points."""
    if text.isascii():
        return text.lower()
    folded = normalize("NFC", text.casefold())
    if not MANY_FORMS.search(folded):
        return folded
    return FORM.sub(lambda form: _FORMS[form[0]], POINTS.sub("", folded))


def parse_cue(pattern: str) -> Cue:
    """Read one cue and check it.

    Raises:
        CueError: brackets do not match, it stands for nothing or too much, or begins with a gap.
    """
    cue = sound_cue(pattern)
    parts = cue.parts
    if all(() in part for part in parts):
        raise CueError("can stand for the empty text, which every block holds")
    if prod(map(len, parts)) > MOST_PHRASES:
        raise CueError(TOO_MANY)
    if sum(any(GAP in phrase for phrase in part) for part in parts) > MOST_GAPS:
        raise CueError(f"has more than {MOST_GAPS} gaps (*)")
    if not cue.start and any(phrase[:1] == (GAP,) for phrase in _first_phrases(parts)):
        raise CueError("can begin with *, which fits every word; only behind ^ or = that is allowed")
    return cue


def sound_cue(pattern: str) -> Cue:
    """Read one cue that was checked before, as those of the built-in packs are: in a quarter of the time."""
    body = pattern.strip()
    whole = body.startswith("=")
    start, end = whole or body.startswith("^"), whole or body.endswith("$")
    return Cue(pattern, _folded(body.removeprefix("=").removeprefix("^").removesuffix("$")), start, end)


def _first_phrases(parts: Sequence[tuple[Phrase, ...]]) -> Iterator[Phrase]:
    """The phrases a cue can begin with."""
    for part in parts:
        yield from part
        if () not in part:
            return


def _split(body: str) -> Iterator[str]:
    """The parts of a cue: cut at the spaces outside brackets, which no word crosses."""
    if "(" not in body and ")" not in body:
        yield from body.split(" ")
        return
    open_brackets, pieces = 0, []
    for piece in body.split(" "):
        open_brackets += piece.count("(") - piece.count(")")
        pieces.append(piece)
        if not open_brackets:
            yield " ".join(pieces)
            pieces = []
    if pieces:
        raise CueError("has brackets that do not match")


def _cut(body: str) -> tuple[str, str]:
    """The first part of a cue and the rest."""
    at = body.find(" ")
    while at >= 0 and body.count("(", 0, at) != body.count(")", 0, at):
        at = body.find(" ", body.find(")", at))
    return (body, "") if at < 0 else (body[:at], body[at + 1 :])


def _phrases(part: str) -> tuple[Phrase, ...]:
    """Every phrase one part allows, in the order written."""
    if part.isascii() and part.isalpha():
        return ((part,),)
    cut: Callable[[str], list[str]] = _words_of_any_script
    if max(part, default="") < UNSPACED[0]:
        plain = part.translate(NO_BRACKETS).isalpha()  # as most are: then words are what stands between spaces
        cut = str.split if plain else SPACED_CUE_TOKEN.findall
    return tuple(dict.fromkeys([tuple(cut(text)) for text in _alternatives(part)]))


def _words_of_any_script(text: str) -> list[str]:
    """The words of a cue. The pattern that knows all scripts costs a start two milliseconds."""
    if all(map(is_unspaced, text)):
        return [*text]
    return (CUE_TOKEN if any(map(is_unspaced, text)) else SPACED_CUE_TOKEN).findall(text)


def _alternatives(part: str) -> list[str]:
    """Every text that the brackets of one part allow."""
    if part.startswith("(") and part.find("(", 1) < 0 and part.find(")") == len(part) - 1:
        return part[1:-1].split("|")
    pieces = FLAT_GROUP.split(part)
    if not any(mark in text for text in pieces[::2] for mark in "()|"):
        choices = [piece.split("|") if i % 2 else [piece] for i, piece in enumerate(pieces)]
        if prod(map(len, choices)) > MOST_PHRASES:
            raise CueError(TOO_MANY)
        return ["".join(choice) for choice in product(*choices)]
    open_groups: list[tuple[list[str], list[str]]] = [([], [""])]
    for piece in BRACKETS.split(part):
        done, current = open_groups[-1]
        if piece == "(":
            open_groups.append(([], [""]))
        elif piece == "|" and len(open_groups) > 1:
            open_groups[-1] = (done + current, [""])
        elif piece == ")" and len(open_groups) > 1:
            open_groups.pop()
            outer_done, outer = open_groups[-1]
            open_groups[-1] = (outer_done, _joined(outer, done + current))
        elif piece in (")", "|"):
            raise CueError(f"has {piece} outside brackets")
        elif piece:
            open_groups[-1] = (done, [text + piece for text in current])
    return open_groups[0][1]


def _joined(heads: list[str], tails: list[str]) -> list[str]:
    if len(heads) * len(tails) > MOST_PHRASES:
        raise CueError(TOO_MANY)
    return [head + tail for head in heads for tail in tails]


class CueTable:
    """Many cues, each with the number of its owner, found together in one pass over a text."""

    __slots__ = ("_anywhere", "_at_start")

    def __init__(self, owned: Iterable[tuple[int, Cue]]) -> None:
        anywhere: Node = {}
        at_start: Node = {}
        for owner, cue in owned:
            first, rest = _cut(cue.body)
            root = at_start if cue.start else anywhere
            for word, targets in _before(_phrases(first), _Rest(rest, owner, cue.end)).items():
                root.setdefault(word, []).extend(targets)
        self._at_start, self._anywhere = _Paths([at_start]), _Paths([anywhere])

    def find(self, words: Sequence[str]) -> dict[int, str]:
        """Which owners' cues are in a text, each with the words of its first find, the longest there is."""
        found: dict[int, str] = {}
        self._at_start.follow(words, 0, found)
        begin = self._anywhere
        if ANY_NUMBER not in begin or "".join(words).isalpha():
            firsts = [first for first, word in enumerate(words) if word in begin]
        else:
            firsts = [first for first, word in enumerate(words) if word in begin or word[0].isdigit()]
        for first in firsts:
            begin.follow(words, first, found)
        return found


class _Rest(dict[str, list[Any]]):
    """The node behind the first part of a cue: empty until a text comes there."""

    __slots__ = ("_end", "_owner", "_unread")

    def __init__(self, unread: str, owner: int, end: bool) -> None:
        """What is still to be read of the cue, and what it ends in."""
        super().__init__()
        self._unread: str | None = unread
        self._owner = owner
        self._end = end

    def read(self) -> None:
        """Read the rest of the cue."""
        if self._unread is None:
            return
        node: Node = {ENDS: [(self._owner, self._end)]}
        for part in reversed([*_split(self._unread)] if self._unread else []):
            node = _before(_phrases(part), node)
        self.update(node)
        self._unread = None


class _Paths(dict[str, "_Paths | None"]):
    """Where one may be after some words, on all paths at once, with the words that lead on from there.

    It is a tree that grows on the way, as automata of regular expressions do (lazy subset construction; Cox 2010):
    what lies behind a word is worked out when a text first goes there. Where it is deep it no longer grows: what
    lies behind is worked out each time, so that no text makes it large.
    """

    __slots__ = ("_depth", "_ends", "_gaps", "_loose", "_nodes", "_other")

    def __init__(self, nodes: list[Node], gaps: Sequence[tuple[Node, int]] = (), depth: int = 0) -> None:
        """Paths that have come to these nodes, and to gaps with the nodes behind them and the words left."""
        super().__init__()
        for node in nodes:
            self.update(dict.fromkeys(_read(node)))
        self._nodes = nodes
        self._gaps = [*gaps, *((target, GAP_WORDS) for node in nodes for target in node.get(GAP, ()))]
        self._depth = depth
        self._ends: list[tuple[int, bool]] = [end for node in nodes for end in node.get(ENDS, ())]
        self._loose = ANY_NUMBER in self or bool(self._gaps)
        self._other: _Paths | None = None

    def follow(self, words: Sequence[str], first: int, found: dict[int, str]) -> None:
        """Note the owners of the cues that begin at one word, but for those found before, each with the most words."""
        paths = self
        ends: dict[int, int] = {}
        last = len(words)
        for at in range(first, last):
            word = words[at]
            behind = paths.get(word)
            if behind is None:
                if word in paths or paths._loose:
                    behind = paths._behind(word)
                if behind is None:
                    break
            paths = behind
            for owner, end in paths._ends:
                if not end or at + 1 == last:
                    ends[owner] = at + 1
        for owner, end_at in ends.items():
            if owner not in found:
                found[owner] = " ".join(words[first:end_at])

    def _behind(self, word: str) -> _Paths | None:
        """The paths behind a word that has not been met here, or is in no cue: a number, a word of a gap."""
        number = ANY_NUMBER in self and word[0].isdigit()
        key = ANY_NUMBER if number and word not in self else word
        if key in self:
            ways = {key, ANY_NUMBER} if number else {key}
            behind = self[key]
            if behind is None:
                behind = self._step([node for here in self._nodes for way in ways for node in here.get(way, ())])
                self[key] = behind if self._depth < DEEPEST else None
            return behind
        behind = self._other
        if behind is None and self._gaps:
            behind = self._step([])
            self._other = behind if self._depth < DEEPEST else None
        return behind

    def _step(self, nodes: list[Node]) -> _Paths:
        """One word on, with the nodes it leads to by itself."""
        gaps = [(node, left - 1) for node, left in self._gaps if left > 1]
        return _Paths(nodes + [node for node, _ in self._gaps], gaps, self._depth + 1)


def _read(node: Node) -> Node:
    """The node, with all that leads on from it."""
    if type(node) is _Rest:
        node.read()
    return node


def _before(part: tuple[Phrase, ...], behind: Node) -> Node:
    """A node from which each phrase of a part leads to the node behind it."""
    node: Node = {}
    inner: dict[Phrase, Node] = {(): node}
    for phrase in part:
        if len(phrase) == 1:  # as most are
            node.setdefault(phrase[0], []).append(behind)
            continue
        for size in range(1, len(phrase)):
            if phrase[:size] not in inner:
                inner[phrase[:size]] = {}
                inner[phrase[: size - 1]].setdefault(phrase[size - 1], []).append(inner[phrase[:size]])
        if phrase:
            inner[phrase[:-1]].setdefault(phrase[-1], []).append(behind)
    if () in part:
        for word, targets in _read(behind).items():
            node[word] = node.get(word, []) + targets
    return node
