"""Who made a picture, as it is printed below it: "Photo: NAME", "NAME / AGENCY", "© NAME".

A bare agency in brackets at the end of a paragraph is the source of the news, not a credit.
"""

from __future__ import annotations

import re

from presscut.cleaner.metadata.words import AGENCIES, CREDITED
from presscut.cleaner.patterns import lazy

LONGEST_CREDIT = 20.0  # words
TAIL = 180  # characters at the end of a block in which a credit is looked for

SHOUTED = 2, 8  # words of a name in capitals
SIGNED_WORDS = 8  # words of "© NAME"
AGENCY_WORDS = 12  # words of "NAME, AGENCY"
CUE_CHARS = 26  # before a colon, in which "Photo credit" stands

CREDITED_WORDS = frozenset(CREDITED)
AGENCY_NAMES = frozenset(AGENCIES)
MOST_WORDS = 3  # of a cue or of an agency's name
CUE = lazy(r"(?P<cue>[^\W\d_][^:：/©\d]{0,24}?)\s?[:：/©]\s*")
CUE_BY = lazy(r"(?P<cue>[^\W\d_]+(?: [^\W\d_]+){0,2}? (?:by|of|von|de))\s+", re.IGNORECASE)
WORD = lazy(r"[\w-]+")
CUE_FIRST = frozenset(cue.split()[0] for cue in CREDITED)
MARKS = ":：/©"  # one of them stands in every credit that names neither an agency nor says "by"
TAIL_MARKS = ":：©|)]）"  # the same of credits at the end of a caption
ANY_MARKS = f"{TAIL_MARKS}/"
FULL_STOPS = frozenset(".!?…")
AGENCY_LAST = frozenset(agency.split()[-1] for agency in AGENCIES)
SENTENCE = lazy(r"[^\W\d_]{4,}[.!?]\s")
LAST_SENTENCE = lazy(r"[.!?…»”]\s+([^.!?…]{3,100}[^.!?…:])$")
YEAR = lazy(r"\b(?:19|20)\d\d\b")
IN_BRACKETS = lazy(r"[(\[（]([^()\[\]（）]{3,120})[)\]）]\s*\.?\s*$")
AFTER_CUE = lazy(r"[^.!?]{2,100}\.?")
AFTER_BAR = lazy(r"\s[|]\s+([^|]{3,100})$")
SIGN = lazy(r"(?:[.!?…»”\"]\s*|\s)(©\s?[^©.]{2,80})$")
SLASH = lazy(r"[^\W\d_]\s?/\s?[^\W\d_]")


def _cue(text: str) -> re.Match[str] | None:
    """The word for a picture a text begins with, and what sets it off."""
    m = CUE.match(text)
    if m and m["cue"].casefold() in CREDITED_WORDS:
        return m
    first = text.partition(" ")[0].casefold()
    m = CUE_BY.match(text) if first in CUE_FIRST else None
    return m if m and m["cue"].casefold() in CREDITED_WORDS else None


def _names_agency(text: str) -> bool:
    """Whether a source of pictures is named in a text."""
    words = WORD.findall(text.casefold())
    spans = ((i, i + n) for i in range(len(words)) for n in range(1, MOST_WORDS + 1))
    return any(" ".join(words[start:end]) in AGENCY_NAMES for start, end in spans)


def is_credit(text: str) -> bool:
    """Whether a text is nothing but a picture's credit."""
    if len(text) > TAIL:
        return False
    bare = text.strip(" ()[]*_")
    if not bare or not (
        any(map(bare.__contains__, MARKS)) or _first_word(bare) in CUE_FIRST or _last_word(bare) in AGENCY_LAST
    ):
        return False
    words = bare.casefold().split()
    if not 1 <= len(words) <= LONGEST_CREDIT or SENTENCE.search(bare):
        return False
    if _cue(bare) or (bare.startswith("©") and not YEAR.search(bare) and len(words) <= SIGNED_WORDS):
        return True
    slash = "/" in bare and SLASH.search(bare)
    if not slash and AGENCY_LAST.isdisjoint(words[-1:]):
        return False
    agency = _names_agency(bare)
    if bare.isupper():
        return bool(slash or agency)
    return bool(agency and len(words) <= AGENCY_WORDS and bare[-1:] not in ".!?:")


def _first_word(text: str) -> str:
    return (text.split(None, 1) or [""])[0].casefold()


def _last_word(text: str) -> str:
    return (text.rsplit(None, 1) or [""])[-1].casefold()


def may_hold_credit(text: str) -> bool:
    """Whether a credit may stand in a text: the cheap look, which spares most lines and sentences the dear ones.

    A sentence needs a mark or a word for a picture, a line one of them, an agency or an end in capitals.
    """
    if any(map(text[-TAIL:].__contains__, ANY_MARKS)) or text.partition(" ")[0].casefold() in CUE_FIRST:
        return True
    end = text[-4:]
    if end[-1:] in FULL_STOPS:
        return False
    bare = text.strip(" ()[]*_")
    return end == end.upper() or _first_word(bare) in CUE_FIRST or _last_word(bare) in AGENCY_LAST


def trailing_credit(text: str) -> tuple[int, int] | None:
    """Where a credit stands at the end of a caption, brackets included."""
    shift = max(0, len(text) - TAIL)
    tail = text[shift:]
    if not any(map(tail.__contains__, TAIL_MARKS)):
        return None
    for look in (_in_brackets, _after_cue, _after_sign, _after_bar):
        start = look(tail)
        if start is not None and start + shift > 0:
            return shift + start, len(text)
    return None


def _in_brackets(tail: str) -> int | None:
    """(Photo: NAME), (NAME/AGENCY)"""
    inside = IN_BRACKETS.search(tail) if tail.rstrip(" .")[-1:] in (")", "]", "）") else None
    if inside and (_cue(inside[1]) or (SLASH.search(inside[1]) and _is_named(inside[1]))):
        return inside.start()
    return None


def _after_cue(tail: str) -> int | None:
    """… last sentence. Photo: NAME"""
    colon = max(tail.rfind(":"), tail.rfind("："))
    words = list(WORD.finditer(tail, max(0, colon - CUE_CHARS), colon)) if colon > 0 else []
    for first in words[-MOST_WORDS:]:
        if tail[first.start() : colon].strip().casefold() in CREDITED_WORDS:
            whole = AFTER_CUE.fullmatch(tail, colon + 1) and not YEAR.search(tail, colon)
            return first.start() if whole else None
    return None


def _after_sign(tail: str) -> int | None:
    """… last sentence. © NAME"""
    sign = SIGN.search(tail) if "©" in tail else None
    return sign.start(1) if sign and not YEAR.search(sign[1]) else None


def _after_bar(tail: str) -> int | None:
    """… last sentence. | NAME/AGENCY"""
    bar = AFTER_BAR.search(tail) if "|" in tail else None
    return bar.start(1) if bar and is_credit(bar[1]) else None


def _is_named(text: str) -> bool:
    """Whether each side of the slashes begins with a capital, as names and agencies do."""
    return len(text.split()) <= 12 and all(part.strip()[:1].isupper() for part in text.split("/") if part.strip())


def bare_credit(text: str) -> str:
    """A credit without brackets and without the word for a picture before it."""
    bare = text.strip(" ()[]（）*_.|\n")
    cue = _cue(bare)
    return (bare[cue.end() :] if cue else bare).lstrip("©: ").strip() or bare


def shouted_credit(text: str) -> int | None:
    """Where a credit in capitals begins after the full stop of a caption: "The pier at dawn. IDA MOTT"."""
    end = text[-4:]
    m = LAST_SENTENCE.search(text[-TAIL:]) if end == end.upper() else None
    if m is None or not m[1].isupper() or text[: -len(m[1])].isupper():
        return None
    words = m[1].split()
    named = SHOUTED[0] <= len(words) <= SHOUTED[1] and not any(c.isdigit() for c in m[1])
    return max(0, len(text) - TAIL) + m.start(1) if named else None


def last_sentence(text: str) -> int | None:
    """Where a credit begins that is set apart only by the full stop before it: "… on Tuesday. NAME/AGENCY"."""
    tail = text[-TAIL:]
    m = LAST_SENTENCE.search(tail) if "/" in tail else None
    if m and SLASH.search(m[1]) and _is_named(m[1]):
        return max(0, len(text) - TAIL) + m.start(1)
    return None
