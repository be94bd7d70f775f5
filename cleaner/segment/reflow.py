"""Which lines of a text make one paragraph.

A document is either wrapped (a program broke its lines at a width) or not (a line is a paragraph, or
a fragment of one that an inline tag broke off). It is wrapped if its lines end where the next word
would no longer have fitted, and in mid-sentence. Everything here works without a language.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from presscut.cleaner.inline.edits import Fix
from presscut.cleaner.patterns import lazy
from presscut.cleaner.segment.lines import Line
from presscut.cleaner.shape import CLOSERS, STOPS

WIDE_CHAR = lazy("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]")
UNSPACED = lazy("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u31a0-\ua4cf\uf900-\ufaff\uff00-\uffef]")
FIRST_UNSPACED = "\u0e00"
HIDDEN = lazy(r"\]\((?:[^()\s]|\([^()\s]*\))*+\)|</?\w{1,10}>|<https?:[^<>\s]*>|\*\*|!\[")
"""Markdown that a reader does not see, and that therefore takes up no width."""
CLITIC = lazy(r"['’](?:s|re|ve|ll|d|m|t)\b|—[^\s—]")
"""The end of a word, or a dash without a space, that only the inside of a sentence begins with."""
FIRST_WORD = lazy(r"\S+")
FIRST_PART = lazy(r"[^\s\-]*+-?|-")
ENDERS = frozenset(",.;:!?)]%’”»…、。，．；：！？）】》」』›")
STOP_MARKS = frozenset(STOPS)
OPENERS = frozenset("([“‘«„¿¡（【《「『‹")
SPOKEN = "」』"
"""What speech ends with in Japanese, without a stop before it."""
OPEN_ENDS = frozenset(",:–—-&")
"""What a line of a headline ends with that goes on."""
COLUMNS = lazy(r"\S {3,}\S")

SHORTEST_INNER = 40  # columns; a shorter line that is followed by another tells nothing of a width
FEWEST_INNER = 3  # lines that must tell of a width
BEYOND = 1.25  # times the width; a line of proportional type is seldom wider
BEYOND_SHARE = 0.15  # of the inner lines
WIDEST = 200  # columns; text printed to PDF on a wide page was met at 170
LONG = 0.6  # of the width; shorter lines are headings, labels and other columns, and tell nothing
FULL = 0.88  # of the width; proportional type fills a line to between 88 and 112 of a hundred characters
FULL_STOP = 0.97  # the same of a line that ends a sentence, and perhaps its paragraph
FITS = 0.5  # share of inner lines that end where the next word would not have fitted
OPEN = 0.4  # share of inner lines that end without an end mark
FITTING = 1.03  # of the width that nine of ten lines keep; up to which a line with a link fits
BARE = 0.9  # share of lines with links that fit with their addresses, from which these were counted
FITS_SPACED, OPEN_SPACED = 0.7, 0.7  # the same with an empty line after every line
AIRY = 0.25  # share of lines after an empty line, from which adjacency means one paragraph
FRAGMENTS = 3  # lines that begin as no paragraph does, from which a document is held to be broken up
SHORT = 60  # columns; a fragment that an inline tag broke off is seldom longer
PROSE = 60  # columns; a line as long, without an end mark, is the beginning of a sentence
FEW_WORDS = 3
SHORT_WORD = 3  # letters; a line that ends with such a word in lower case is seldom a title
LONGEST_SEEN = 5_000  # characters; a longer line is wider than any page, whatever it hides
LAST_CHARS = 200  # of a line, looked at for its end mark


class Breaks(NamedTuple):
    """How a document breaks its lines.

    Attributes:
        width: columns it is wrapped at; 0: not wrapped.
        airy: empty lines divide its paragraphs.
        fragments: inline tags broke its lines.
        spaced: an empty line stands after every line.
        bare: the width counts marks and addresses as well, and a line may end inside them.
    """

    width: int = 0
    airy: bool = True
    fragments: bool = False
    spaced: bool = False
    bare: bool = False


def columns(text: str, *, bare: bool = False) -> int:
    """The width of a line as printed: wide characters count two, hidden Markdown nothing unless `bare`."""
    if len(text) > LONGEST_SEEN:
        return len(text)
    if not bare and ("](" in text or "<" in text or "**" in text):
        text = HIDDEN.sub("", text)
    return len(text) if text.isascii() else len(text) + len(WIDE_CHAR.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether a line ends with a mark that ends a sentence; an ellipsis does not count as open."""
    return text[-LAST_CHARS:].rstrip(CLOSERS)[-1:] in STOP_MARKS


def _has_columns(text: str) -> bool:
    """Whether wide gaps divide a line, as between the columns of a table."""
    return "\t" in text or ("   " in text and COLUMNS.search(text) is not None)


def _room(text: str, *, bare: bool = False) -> int:
    """Columns the first word of a line takes up; what counts marks breaks after hyphens as well."""
    if text[:1] >= FIRST_UNSPACED and UNSPACED.match(text):
        return 2
    word = (FIRST_PART if bare else FIRST_WORD).match(text)
    return columns(word[0], bare=bare) + 1 if word else 0


def breaks_of(lines: Sequence[Line], paragraphs: Sequence[Line]) -> Breaks:
    """Find out how a document breaks its lines.

    Args:
        lines: those of paragraphs, items and quotations.
        paragraphs: those of no items: html2text breaks no items.
    """
    lines, paragraphs = _last_parts(lines), _last_parts(paragraphs)
    pairs = list(pairwise(lines))
    adjacent = [(a, b) for a, b in pairs if not b.gap]
    linked = [a.text for a, _ in adjacent if "](" in a.text]
    width = _width(adjacent, paragraphs, FITS, OPEN, bare=True) if linked else 0
    fitting = sum(len(text) <= width * FITTING or _is_unbreakable(text, width) for text in linked)
    if width and fitting >= BARE * len(linked):
        return Breaks(width, bare=True)
    if width := _width(adjacent, lines, FITS, OPEN):
        return Breaks(width)
    if width := _width([(a, b) for a, b in pairs if b.gap == 1], lines, FITS_SPACED, OPEN_SPACED):
        return Breaks(width, spaced=True)
    fragments = sum(_is_fragment(a, b) for a, b in pairs) >= FRAGMENTS
    return Breaks(0, _is_airy(lines, fragments=fragments), fragments)


def _is_unbreakable(text: str, width: int) -> bool:
    """Whether a line holds a word, such as an address, that no line of a width has room for."""
    return max(map(len, text.split()), default=0) >= width


def _last_parts(lines: Sequence[Line]) -> list[Line]:
    return [line._replace(text=_last_part(line.text)) if "\n" in line.text else line for line in lines]


def _last_part(text: str) -> str:
    """What a line that was put together of several ends with."""
    return text[text.rfind("\n") + 1 :]


def _width(
    pairs: Sequence[tuple[Line, Line]], lines: Sequence[Line], fits: float, unfinished: float, *, bare: bool = False
) -> int:
    """The width at which lines were wrapped that are followed by another; 0: they were not.

    Args:
        lines: all of them; a wrapped document has hardly any beyond its width.
    """
    wide = [(columns(a.text, bare=bare), a, b) for a, b in pairs if len(a.text) >= SHORTEST_INNER / 2 and not a.breaks]
    wide = [item for item in wide if item[0] >= SHORTEST_INNER]
    if len(wide) < FEWEST_INNER:
        return 0
    width = sorted(item[0] for item in wide)[len(wide) * 9 // 10]
    if width > WIDEST:
        return 0
    most_beyond = BEYOND_SHARE * len(wide)
    wide = [item for item in wide if item[0] >= width * LONG]
    full = sum(w + _room(b.text, bare=bare) > width * FULL for w, _, b in wide)
    left_open = sum(not ends_sentence(a.text) for _, a, _ in wide)
    if full < fits * len(wide) or left_open < unfinished * len(wide):
        return 0
    far = [x.text for x in lines if 2 * len(x.text) > width * BEYOND and columns(x.text, bare=bare) > width * BEYOND]
    beyond = sum(not bare or not _is_unbreakable(text, width) for text in far)
    return width if beyond <= most_beyond else 0


def _is_airy(lines: Sequence[Line], *, fragments: bool) -> bool:
    """Whether empty lines divide the paragraphs: they stand before enough of the lines that begin one."""
    gaps = sum(line.gap > 0 for line in lines)
    inner = sum(not b.gap and _continues(a, b) for a, b in pairwise(lines)) if fragments else 0
    return gaps >= AIRY * (len(lines) - inner)


def joins(a: Line, b: Line, after: Line | None, breaks: Breaks, *, inside: bool) -> bool:
    """Whether line `b` goes on with the paragraph that line `a` ended.

    Args:
        after: the line that follows `b` without a gap.
        inside: `a` was itself joined to the line before it.
    """
    if breaks.width:
        return _wraps(a, b, breaks)
    if b.gap:
        return breaks.fragments and b.gap == 1 and _goes_on_below(a.text, b.text)
    if _continues(a, b) or (breaks.fragments and breaks.airy and _leaves_open(a.text, b.text)):
        return True
    if after is None or after.gap or a.breaks or len(b.text) > SHORT or ends_sentence(a.text):
        return False
    return (inside or breaks.airy or len(a.text) >= PROSE) and _continues(b, after) and not _has_columns(b.text)


def joins_overleaf(a: str, b: str, breaks: Breaks, *, alone: bool) -> bool:
    """Whether a paragraph goes on at the top of the next page.

    Args:
        alone: nothing follows the line `b` at once, so that it may be a heading.
    """
    if ends_sentence(a) or _has_columns(a[-LAST_CHARS:]) or _has_columns(b[:LAST_CHARS]):
        return False
    if _goes_on(b):
        return True
    if breaks.width:
        full = columns(a) + _room(b) > breaks.width * FULL
        return full and a[-1] not in ":：" and (not alone or ends_sentence(b))
    return min(len(a), len(b)) >= PROSE and a[-1] not in ":：" and ends_sentence(b)


def is_full(a: Line, b: Line, breaks: Breaks) -> bool:
    """Whether the first word of a line would not have fitted on the line before.

    A line much longer than the others, as above the columns of a printed page, was not broken at their width.
    """
    share = FULL_STOP if ends_sentence(a.text) else FULL
    seen = columns(_last_part(a.text), bare=breaks.bare)
    if seen > breaks.width * BEYOND and not _is_unbreakable(a.text, breaks.width):
        return False
    return seen + _room(b.text, bare=breaks.bare) > breaks.width * share


def _wraps(a: Line, b: Line, breaks: Breaks) -> bool:
    if b.gap > 1 or _has_columns(a.text):
        return False
    ends = ends_sentence(a.text)
    full = is_full(a, b, breaks)
    goes_on = not ends and (_goes_on(b.text) or (not b.gap and _ends_small(a.text)))
    if b.gap and not breaks.spaced:
        return full and goes_on and b.text[0].islower()
    return goes_on or (full and not a.breaks)


def _continues(a: Line, b: Line) -> bool:
    """Whether `b` cannot begin a paragraph of its own, by its first and by `a`'s last character."""
    if _has_columns(a.text[-LAST_CHARS:]) or _has_columns(b.text[:LAST_CHARS]):
        return False
    if a.text[-1] in OPENERS and len(a.text) > 1:
        return True
    if b.text[0] in ENDERS or a.text in OPENERS:
        return not b.text.startswith("![")
    if CLITIC.match(b.text):
        return True
    if b.indent == 1 and a.indent == 0 and a.text[-1] not in "|" and not _is_indented(a.text, b.text):
        return True
    return _goes_on(b.text) and not ends_sentence(a.text) and not _labels(a.text, b.text)


def _is_indented(a: str, b: str) -> bool:
    """Whether the space before a line is that of a new paragraph, as Japanese has it, by the end of the line above."""
    return UNSPACED.match(b) is not None and (a[-1] in SPOKEN or ends_sentence(a))


def _is_fragment(a: Line, b: Line) -> bool:
    """Whether `b` begins with the mark or the space that followed an inline tag."""
    return not b.gap and (b.text[0] in ENDERS or (b.indent == 1 and a.indent == 0))


def _leaves_open(a: str, b: str) -> bool:
    """Whether a line ends, or the next one begins, as only the inside of a sentence does."""
    if a[-1] == "," or (b[0] == "(" and not ends_sentence(a)):
        return True
    if a[-1] == ":" and len(a) <= SHORT < len(b) and ends_sentence(b):
        return True
    return _ends_small(a)


def _ends_small(text: str) -> bool:
    """Whether a line ends with a small word, as in "Six bells and a"."""
    last = text[text.rfind(" ") + 1 :]
    return len(last) <= SHORT_WORD and last.isalpha() and last.islower() and text.count(" ") >= FEW_WORDS - 1


def leaves_phrase_open(a: str, b: str) -> bool:
    """Whether a line ends, or the next one begins, as only the inside of a phrase does."""
    return a[-1] in OPEN_ENDS or _ends_small(a) or (b[0].islower() and not ends_sentence(a))


def _goes_on_below(a: str, b: str) -> bool:
    """Whether an empty line fell into a sentence: both parts are longer than a label."""
    return min(len(a), len(b)) >= SHORT / 2 and b[0].islower() and _goes_on(b) and not ends_sentence(a)


def _goes_on(text: str) -> bool:
    """Whether a line begins as the inside of a sentence does."""
    first = text[0]
    if first in ENDERS:
        return not text.startswith("![")
    return (
        first.islower() and not text.startswith(("http://", "https://", "www.")) and not text[1:3].strip(" ").isupper()
    )


def _labels(a: str, b: str) -> bool:
    """Two short lines in lower case are labels in a row, such as tags, not a sentence."""
    return a[0].islower() and len(a.split(None, FEW_WORDS)) <= FEW_WORDS and len(b.split(None, FEW_WORDS)) <= FEW_WORDS


def line_end(source: str, a_end: int, b_start: int, compounds: frozenset[str], *, wrapped: bool, first: bool) -> Fix:
    """The edit that joins two lines, from the end of the one to the beginning of the other.

    Args:
        compounds: what `compounds_of` says of the document.
        wrapped: the line was broken by a program that may have divided a word.
        first: the line is the first of its block.
    """
    before, after = source[a_end - 1], source[b_start]
    if before == "\xad":
        return (a_end - 1, b_start, "", "soft-hyphen")
    divided = before in "-\u2010" and after.islower() and source[a_end - 2].isalpha()
    if divided and not SUSPENDED.match(source, b_start):
        if _around(source, a_end, b_start) in compounds:
            return (a_end, b_start, "", "reflow")
        if wrapped or DIVIDES in compounds:
            return (a_end - 1, b_start, "", "hyphenation")
    return (a_end, b_start, _between(source, a_end, b_start, first=first), "reflow")


def _between(source: str, a_end: int, b_start: int, *, first: bool) -> str:
    before, after = source[a_end - 1], source[b_start]
    if before >= FIRST_UNSPACED and UNSPACED.match(before) and UNSPACED.match(after):
        return ""
    if before in OPENERS or (before == "—" and a_end > 1 and not source[a_end - 2].isspace()):
        return ""
    if after in ENDERS and not source.startswith("...", b_start):
        return ""
    if CLITIC.match(source, b_start):
        return ""
    alone = a_end < 2 or source[a_end - 2].isspace()
    if first and alone and before.isupper() and after.islower() and before not in "AIOEYUZKVSWÀÁÉÓÈÊ":
        return ""
    return " "


def _around(source: str, a_end: int, b_start: int) -> str:
    begin = a_end - 1
    while begin > 0 and source[begin - 1].isalpha() and a_end - begin < SHORT:
        begin -= 1
    last = b_start
    while last < len(source) and source[last].isalpha() and last - b_start < SHORT:
        last += 1
    return (source[begin:a_end] + source[b_start:last]).casefold()


WHOLE_WORD = lazy(r"(?<![^\W_])(?<![^\W_]-)[^\W\d_]+(?![^\W_]|-)")
COMPOUND = lazy(r"(?<![^\W\d_])[^\W\d_]+[-\u2010][^\W\d_]+")


BROKEN = lazy(r"(?<![^\W\d_])([^\W\d_]+)[-\u2010][ \t]*\r?\n[ \t]*([^\W\d_]+)")
SUSPENDED = lazy(r"(?:and|or|to|und|oder|bis|sowie|en|of|og|och|eller|ja|tai|et|ou|y|o|e)(?![^\W\d_])")
"""What stands behind a first half whose second is yet to come: "short- and long-term", "Vor- und Nachteile"."""
DIVIDES = "-"
"""Among the compounds of a document that divides words at the ends of its lines."""
FEWEST_DIVIDED, DIVIDED_SHARE = 3, 0.02
"""Programs that divide words do so at the end of every tenth line of print; of lines that were broken between words one
in a hundred ends within a compound."""
SYLLABLE = 2  # letters; words begin with one, compounds hardly


def compounds_of(source: str) -> frozenset[str]:
    """The words that a document writes with a hyphen: inside a line, or at its end where it divides no words.

    `DIVIDES` is among them where it does, as its line ends show: there "well-" and "known" make one word, for without
    a dictionary nothing tells it from "with-" and "out".
    """
    found = {word.casefold() for word in COMPOUND.findall(source)}
    broken = [(a.casefold(), b) for a, b in BROKEN.findall(source) if b[0].islower() and not SUSPENDED.fullmatch(b)]
    many = len(broken) >= max(FEWEST_DIVIDED, DIVIDED_SHARE * source.count("\n"))
    if broken and (many or any(len(a) <= SYLLABLE for a, _ in broken)):
        return frozenset({*found, DIVIDES})
    words = {word.casefold() for word in WHOLE_WORD.findall(source)} if broken else set()
    few = len(broken) < FEWEST_DIVIDED
    kept = {f"{a}-{b}" for a, b in broken if f"{a}{b}" not in words and not (few and not {a, b} <= words)}
    return frozenset(found | kept)
