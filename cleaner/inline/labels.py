"""The words of a link that a document does not mark as such: only where the link is, before or after them.

A label is a link as a whole; of a sentence it is one word, the one beside the place.
"""

from __future__ import annotations

from presscut.cleaner.patterns import lazy
from presscut.cleaner.shape import SENTENCE_END

LONGEST = 80  # characters of a label
UP_TO_NUMBER = lazy(r"([^\s\[]++)(?:[^\[]|\[(?!\d))*+")
"""The first word after a link's number, and all words up to the next number."""


def label_after(source: str, at: int, end: int) -> int:
    """Where the words end that a link has which begins at a place; the place itself when it has none."""
    words = UP_TO_NUMBER.match(source, at, end)
    if words is None:
        return at
    return words.end() if _is_label(words[0]) else words.end(1)


def label_before(source: str, at: int, end: int) -> int:
    """Where the words begin that a link has which ends at a place, of those from `at` on."""
    words = source[at:end]
    return at if _is_label(words) else at + max(words.rfind(" "), words.rfind("\n")) + 1


def _is_label(words: str) -> bool:
    return len(words) <= LONGEST and SENTENCE_END.search(words) is None
