"""Numbers above and below the line, which nothing but their place keeps apart from what they stand beside.

Without it 10 to the 6 reads 106, and one and a half 11/2. Unicode has characters for most of them ("10⁶", "m²",
"1¹/₂"); where it has none and a number stands before, a mark says it ("2^(2n+1)"). What is lowered stays as it is
behind a letter: "H2O" is how people write it. Letters that are raised are mostly ends of words ("21st", "XIXe") and
stay.
"""

from __future__ import annotations

import re

from presscut.cleaner.patterns import lazy

RAISED, LOWERED, OF_NOTE = "superscript", "subscript", "note-link"
"""Kinds of marks: what `sup` and `sub` hold, and what of it leads to a note."""
OF_PLACE = frozenset({RAISED, LOWERED, OF_NOTE})
RAISING = {"sup": RAISED, "sub": LOWERED}

TO_NOTE = lazy(r"^#.|#[^#]*(?:fn|note|cite|ref)", re.IGNORECASE)
ABOVE = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
BELOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
NUMBER = lazy(r"[+\-−]?\d[\d+\-−=()]*(?:[,;] ?\d+|–\d+)*|n")
LOWER_NUMBER = lazy(r"\d+")
TERM = lazy(r"[+\-−]?(?:[\d.,]*[a-z]?[ ]?[+\-−*/·][ ]?)*[\d.,]*[a-z]?")
"""What stands above a number and is no end of a word: "2n+1", "-kt", "1/2"."""
OPERATOR = frozenset("+-−*/·0123456789")
VARIABLES = frozenset("kxyzij")
LONGEST = 12  # characters of such a term
NOTE = lazy(r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§¶]{1,3})[\])]?", re.IGNORECASE)
"""What leads to a note: its number, letter or sign."""


def reading(text: str, start: int, end: int, kind: str) -> tuple[str, str] | None:
    """What a number above or below the line reads as, with the kind of edit; null where it stays as it is."""
    number = text[start:end].strip()
    before = text[start - 1 : start]
    if not before.strip() or not number:
        return None  # the number of the note itself, or of an isotope
    if kind == OF_NOTE and NOTE.fullmatch(number):
        return "", "note-mark"
    if kind == LOWERED:
        lowered = (before.isdigit() or before in "/⁄") and LOWER_NUMBER.fullmatch(number)
        return (number.translate(BELOW), LOWERED) if lowered else None
    if NUMBER.fullmatch(number):
        return number.translate(ABOVE), RAISED
    if before.isdigit() and len(number) <= LONGEST and TERM.fullmatch(number) and _is_term(number):
        return f"^({number})", RAISED
    return None


def _is_term(number: str) -> bool:
    """Whether it is more than an end of a word: it holds a sign or a digit, or is what mathematicians count with."""
    return number in VARIABLES or not OPERATOR.isdisjoint(number)
