"""Names of people in a byline: where they stand and how they are written.

A name is a run of capitalised words with the small words (`van`, `de`) that names hold. In scripts
without capitals any short run after a clear cue is one. What is not a name stays unnamed: a job,
a desk, a town of one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from presscut.cleaner.metadata.given_names import GIVEN_NAMES, LAST_NAMES
from presscut.cleaner.metadata.words import AND, GROUPS, JOBS, NOT_NAMES, PARTICLES
from presscut.cleaner.patterns import lazy
from presscut.cleaner.shape import SIGNS

MOST_TOKENS = 5  # words of the longest name
MOST_BARE = 3  # of one in a script without capitals that no cue stands before
TOKEN = lazy(rf"[^\W\d_](?:[\w’'ʼ{SIGNS}]|[-‐‑־.\u200c](?=\w))*\.?")
JOIN = lazy(
    r"\s*[,،、，;&+\n]\s*(?:(?:" + "|".join(AND) + r")\s+)?|\s+(?:" + "|".join(AND) + r")\s+|\s+و\s*", re.IGNORECASE
)
EAST = lazy(
    r"[\u3400-\u9fff々·]{2,12}(?![\u3040-\u30ff])|[\u3400-\u9fff々]{1,3}[\u3041-\u3096\u30a1-\u30fa]{1,4}|[\uac00-\ud7af]{2,4}"
)
EAST_JOBS = frozenset("기자 특파원 논설위원 記者 记者 報導 报道 攝影 摄影 編輯 编辑 写真 撮影".split())
DOTTED_I = "i\u0307"  # what a Turkish capital becomes
INITIAL = lazy(r"[^\W\d_]\.(?:[^\W\d_]\.)*")
CAPS = lazy(r"[^\W\d_]{2,}")
AFFILIATION = lazy(r"(?<=[^\W\d_])[\d*†‡§¹²³⁴-⁹]{1,3}$")  # the mark of a note that says where somebody works
FILED = lazy(r"\s+(?:In|[Ff]iled|[Pp]osted)\s")  # before the names of sections: "By Ida Mott In Gardens, Ponds"
TITLES = frozenset({"dr", "prof", "sir"})
SHORTENED = frozenset("st ste dr prof mr mrs ms jr sr wm rev hon gen col capt sgt lt".split())
"""Words of a name that are written with a full stop; behind any other the sentence ends, and the name."""
ADDRESS = lazy(r"(?:(?:dr|prof|mr|mrs|ms|professor|doctor|dra|doc|ing|mag|dipl)\b\.?\s+){1,3}(?=\S+\s)", re.IGNORECASE)
REDAKTION = frozenset("redaktion redaktionen redacción rédaction redazione redactie redação редакция".split())
COMPOUND = ("redaktion", "redaktionen", "redactie")  # "Webbredaktionen"
STAFF = frozenset(
    "staff staffs desk newsdesk newsroom team editors toimitus redakcja redakce redakcia redakcija redakciója "
    "редакція".split()
)
MOST_OF_DESK = 5  # words of the name of a newsroom
HOUSES = frozenset(
    "university institute department ministry college school faculty centre center academy laboratory museum "
    "polytechnic hospital universität institut fakultät hochschule université école faculté universidad instituto "
    "facultad università istituto universidade universiteit universitet uniwersytet".split()
)
JOB_WORDS = frozenset(JOBS)
WORD = lazy(r"\w+")
LETTERS = lazy(r"[^\W\d_¹²³⁴-⁹]+")


class Name(NamedTuple):
    """A name and where it stands in the text; `value` is in the usual case."""

    value: str
    start: int
    end: int


def find_names(text: str, *, cued: bool) -> tuple[list[Name], str]:
    """The names a text begins with or consists of, and what of it is no name.

    Args:
        text: the part of a byline that should hold names.
        cued: whether a word such as "By" stands before it; then one word or a desk may be a name.
    """
    names: list[Name] = []
    left: list[str] = []
    at = 0
    bare = not cued and _is_bare_name(text)
    for start, end in _parts(text):
        name, rest = _name(text, start, end, cued=cued or bare, first=not names)
        if name and names and "\n" in text[at:start] and not is_common(name.value):  # a town, more often
            name, rest = None, text[start:end]
        at = max(at, end)
        if name:
            names.append(name)
        if rest.strip():
            left.append(rest.strip(" .,:"))
        if names and FILED.match(rest):
            left.append(text[at:].strip(" .,:"))
            break
    return names, " ".join(left)


def _is_bare_name(text: str) -> bool:
    """Whether a text is a name that begins with a common given name, in a script without capitals."""
    words = text.strip(" .,:*").split(" ")
    return words[0][:1].lower() == words[0][:1].upper() and 1 < len(words) <= MOST_BARE and words[0] in GIVEN_NAMES


def is_person(text: str) -> bool:
    """Whether a text is nothing but one name of two words or more, and no desk or publisher."""
    names, rest = find_names(text, cued=False)
    return len(names) == 1 and not rest


def is_common(name: str) -> bool:
    """Whether a name begins with a common given name or a title, or ends with a Hungarian one: it needs no "By"."""
    words = name.lower().replace(DOTTED_I, "i").split()  # folding would change the last letter of Greek names
    first, last = (words[0].rstrip("."), words[-1]) if words else ("", "")
    return first in TITLES or any(part in GIVEN_NAMES for part in (first, *first.split("-"))) or last in LAST_NAMES


def holds_job(text: str) -> bool:
    """Whether a word of a job title stands in a text."""
    return bool(text) and not JOB_WORDS.isdisjoint(WORD.findall(text.casefold()))


def holds_house(text: str) -> bool:
    """Whether a word of where people work stands in a text: a university, an institute, a ministry."""
    return bool(text) and not HOUSES.isdisjoint(LETTERS.findall(text.casefold()))


def untitled(name: str) -> str:
    """A name without the "Dr." or "Prof." before it; a name of one word keeps its title."""
    title = ADDRESS.match(name)
    return name[title.end() :] if title else name


def is_desk(text: str) -> bool:
    """Whether a text is a newsroom's name alone: "Kestrel Staff", "Redaktion Kestrel", "the Kestrel Team"."""
    words = text.strip(" ,.:*").split()
    if not 0 < len(words) <= MOST_OF_DESK or not all(word.replace("&", "").isalpha() for word in words):
        return False
    first, last = words[0].casefold(), words[-1].casefold()
    return first in REDAKTION or last in REDAKTION or last in STAFF or last.endswith(COMPOUND)


def usual_case(name: str) -> str:
    """A name with its words in capitals, or with one of them, as it is usually written."""
    bare = " ".join(name.split())
    words = bare.split(" ")
    all_caps = sum(c.isupper() for c in bare) > 1 and not any(c.islower() for c in bare)
    return " ".join(_usual_word(word, all_caps) for word in words)


def _usual_word(word: str, all_caps: bool) -> str:
    letters = [c for c in word if c.isalpha()]
    shouted = len(letters) > 1 and all(c.isupper() for c in letters)
    if not shouted or "." in word[:-1] or not (all_caps or len(letters) >= 4):
        return word
    if all_caps and word.casefold() in PARTICLES:
        return word.lower()
    titled = CAPS.sub(lambda m: m[0][0] + m[0][1:].lower(), word)
    return re.sub(r"^(Mc)(\w)", lambda m: m[1] + m[2].upper(), titled)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for m in JOIN.finditer(text):
        yield at, m.start()
        at = m.end()
    yield at, len(text)


def _name(text: str, start: int, end: int, *, cued: bool, first: bool) -> tuple[Name | None, str]:
    """The name one part of a list begins with, and the rest of the part."""
    tokens = _run(text, start, end, cued)
    if not tokens:
        return None, text[start:end]
    last = tokens[-1].end() - _ends_sentence(tokens[-1][0])
    rest = text[last:end]
    words = [t[0] for t in tokens]
    lower = {w.casefold().rstrip(".") for w in words}
    whole = not rest.strip(" .,:*")
    if len(words) == 1 and not (cued and first and whole and len(words[0]) >= 3):
        return None, text[start:end]
    if (lower & GROUPS or words[0].casefold() == "the") and not (cued and first):
        return None, text[start:end]
    if not cued and not whole:
        return None, text[start:end]
    value = usual_case(AFFILIATION.sub("", text[tokens[0].start() : last].rstrip(",:")))
    return Name(value, tokens[0].start(), last), rest


def _run(text: str, start: int, end: int, cued: bool) -> list[re.Match[str]]:
    """The tokens of the name that begins at `start`: capitalised, with single spaces between them."""
    tokens: list[re.Match[str]] = []
    at = start
    for m in TOKEN.finditer(text, start, end):
        if text[at : m.start()].strip() or len(tokens) >= MOST_TOKENS or not _is_token(m[0], tokens, cued):
            break
        tokens.append(m)
        at = m.end()
        if len(tokens) > 1 and _ends_sentence(m[0]):
            break
    while tokens and tokens[-1][0].casefold() in PARTICLES:
        tokens.pop()
    return tokens


def _ends_sentence(word: str) -> bool:
    bare = word[:-1]
    return word[-1] == "." and len(bare) > 1 and "." not in bare and bare.casefold() not in SHORTENED


def _is_token(word: str, before: list[re.Match[str]], cued: bool) -> bool:
    folded = word.casefold().rstrip(".")
    if INITIAL.fullmatch(word) or (folded in PARTICLES and before):
        return True
    if folded in NOT_NAMES and not (folded == "the" and cued and not before):
        return False
    if folded in JOB_WORDS and not (folded == "staff" and before):
        return False
    if word[0].isupper() or word[0].istitle():
        return True
    return cued and word[0].lower() == word[0].upper()


def find_east_names(text: str) -> list[Name]:
    """Names in Han or Hangul after a cue, in lists with spaces or commas."""
    names = []
    for m in EAST.finditer(text):
        if (len(m[0]) <= 4 or "·" in m[0]) and m[0] not in EAST_JOBS:
            names.append(Name(m[0], m.start(), m.end()))
    return names
