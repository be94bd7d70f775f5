"""Who made a picture, as it is printed below it: "Photo: NAME", "NAME / AGENCY", "© NAME".

A bare agency in brackets at the end of a paragraph is the source of the news, not a credit.
"""

from __future__ import annotations

import re

from presscut.cleaner.metadata.words import AGENCIES, CREDITED

LONGEST_CREDIT = 20.0  # words
TAIL = 180  # characters at the end of a block in which a credit is looked for

SIGNED_WORDS = 8  # words of "© NAME"
AGENCY_WORDS = 12  # words of "NAME, AGENCY"
CUE_CHARS = 26  # before a colon, in which "Photo credit" stands

_CREDITED = "|".join(re.escape(w) for w in sorted(CREDITED, key=lambda w: (-len(w), w)))
_AGENCY = "|".join(re.escape(w) for w in sorted(AGENCIES, key=lambda w: (-len(w), w)))
CUE = re.compile(rf"(?:{_CREDITED})\s*(?:[:：/©]|\b(?<=by)\s|\b(?<=of)\s|\b(?<=von)\s|\b(?<=de)\s)\s*", re.IGNORECASE)
AGENCY = re.compile(rf"(?<!\w)(?:{_AGENCY})(?!\w)", re.IGNORECASE)
AGENCY_LAST = frozenset(agency.split()[-1] for agency in AGENCIES)
SENTENCE = re.compile(r"[^\W\d_]{4,}[.!?]\s")
LAST_SENTENCE = re.compile(r"[.!?…»”]\s+([^.!?…]{3,100}[^.!?…:])$")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
IN_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]{3,120})[)\]）]\s*\.?\s*$")
CUE_BEFORE = re.compile(rf"(?:^|[\s.!?…»”\"。])(?P<cue>(?:{_CREDITED})\s?)$", re.IGNORECASE)
AFTER_CUE = re.compile(r"[^.!?]{2,100}\.?")
AFTER_BAR = re.compile(r"\s[|]\s+([^|]{3,100})$")
SIGN = re.compile(r"(?:[.!?…»”\"]\s*|\s)(©\s?[^©.]{2,80})$")
SLASH = re.compile(r"[^\W\d_]\s?/\s?[^\W\d_]")


def is_credit(text: str) -> bool:
    """Whether a text is nothing but a picture's credit."""
    if len(text) > TAIL:
        return False
    bare = text.strip(" ()[]*_")
    words = bare.casefold().split()
    if not 1 <= len(words) <= LONGEST_CREDIT or SENTENCE.search(bare):
        return False
    if CUE.match(bare) or (bare.startswith("©") and not YEAR.search(bare) and len(words) <= SIGNED_WORDS):
        return True
    slash = "/" in bare and SLASH.search(bare)
    if not slash and AGENCY_LAST.isdisjoint(words[-1:]):
        return False
    agency = AGENCY.search(bare)
    if bare.isupper():
        return bool(slash or agency)
    return bool(agency and len(words) <= AGENCY_WORDS and bare[-1:] not in ".!?:")


def trailing_credit(text: str) -> tuple[int, int] | None:
    """Where a credit stands at the end of a caption, brackets included."""
    shift = max(0, len(text) - TAIL)
    tail = text[shift:]
    for look in (_in_brackets, _after_cue, _after_sign, _after_bar):
        start = look(tail)
        if start is not None and start + shift > 0:
            return shift + start, len(text)
    return None


def _in_brackets(tail: str) -> int | None:
    """(Photo: NAME), (NAME/AGENCY)"""
    inside = IN_BRACKETS.search(tail) if tail.rstrip(" .")[-1:] in (")", "]", "）") else None
    if inside and (CUE.match(inside[1]) or (SLASH.search(inside[1]) and _is_named(inside[1]))):
        return inside.start()
    return None


def _after_cue(tail: str) -> int | None:
    """… last sentence. Photo: NAME"""
    colon = max(tail.rfind(":"), tail.rfind("："))
    cue = CUE_BEFORE.search(tail[max(0, colon - CUE_CHARS) : colon]) if colon > 0 else None
    if cue and AFTER_CUE.fullmatch(tail, colon + 1) and not YEAR.search(tail, colon):
        return max(0, colon - CUE_CHARS) + cue.start("cue")
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
    cue = CUE.match(bare)
    return (bare[cue.end() :] if cue else bare).lstrip("©: ").strip() or bare


def last_sentence(text: str) -> int | None:
    """Where a credit begins that is set apart only by the full stop before it: "… on Tuesday. NAME/AGENCY"."""
    m = LAST_SENTENCE.search(text[-TAIL:])
    if m and SLASH.search(m[1]) and _is_named(m[1]):
        return max(0, len(text) - TAIL) + m.start(1)
    return None
