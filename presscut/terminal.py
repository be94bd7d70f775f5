"""Text of strangers in a message: what would command a terminal is spelt out instead.

A page can hold escape sequences that retitle a window, hide lines or answer for the user. In a
message they are shown as ``\\x1b``.
"""

from __future__ import annotations

import re
import unicodedata

# C0 controls, DEL, C1 controls, line separators, marks that turn the direction of what follows, surrogates
IN_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(text: str) -> str:
    """The text as one line: control characters, line breaks and marks of direction are spelt out."""
    return IN_A_LINE.sub(_spelt, text)


def first_words(text: str, width: int) -> str:
    """The beginning of a text in one line of at most `width` columns, cut with an ellipsis."""
    flat = one_line(" ".join(text[: width * 4].split()))
    if columns(flat) <= width and len(text) <= width * 4:
        return flat
    return _within(flat, width - 1).rstrip() + "…"


def _within(text: str, most: int) -> str:
    """As much of a text as so many columns hold."""
    if text.isascii():
        return text[:most]
    taken = 0
    for at, character in enumerate(text):
        taken += _width(character)
        if taken > most:
            return text[:at]
    return text


def counted(number: int, what: str) -> str:
    """So many of something: ``"1 page"``, ``"2,000 pages"``."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def columns(text: str) -> int:
    """How many columns a terminal gives a text of one line: wide characters take two, marks on others none."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _spelt(match: re.Match[str]) -> str:
    code = ord(match.group())
    return {9: "\\t", 10: "\\n", 13: "\\r"}.get(code) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")
