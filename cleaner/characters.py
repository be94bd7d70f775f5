"""Which characters a text may hold: those that people see, and that every encoding can write."""

from __future__ import annotations

from presscut.cleaner.patterns import lazy

WITHOUT_WIDTH = "\xad\u200b\u2060\ufeff"
"""Soft hyphen, zero-width space, word joiner, byte order mark."""
UNSEEN = lazy(f"[\x00-\x08\x0e-\x1f\x7f{WITHOUT_WIDTH}]+")
"""Characters nobody sees: controls and those without width."""
BLANK = lazy(rf"[\s\x00-\x1f\x7f{WITHOUT_WIDTH}]+")
"""What there is nothing to read in: white space and characters nobody sees."""
LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
"""Two or three letters that print joins to one character, which a PDF gives as it is: no search finds it."""
LIGATURE = lazy("[\ufb00-\ufb06]")
HALF = lazy(r"[\ud800-\udfff]")
"""Half of a surrogate pair: JSON and YAML can write one alone, and no encoding can."""


def encodable(text: str) -> str:
    """The text with U+FFFD for halves of surrogate pairs; two that belong together are their character."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if HALF.search(text) else text


def one_line(text: str) -> str:
    """The text as a field holds it: encodable, with single spaces, without characters that nobody sees."""
    return encodable(" ".join(UNSEEN.sub("", text).split()))
