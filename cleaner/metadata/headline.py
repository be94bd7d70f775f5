"""The title's mark, and marks against its repeats outside the prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.metadata.opening import Opening
from presscut.cleaner.metadata.page_title import folded
from presscut.cleaner.metadata.places import SURE, whole
from presscut.cleaner.metadata.title import FOLLOWED_WITHIN
from presscut.cleaner.model import Mark
from presscut.cleaner.patterns import lazy
from presscut.cleaner.shape import words_of

REPEATS = 6  # repeats marked at most
LABEL = lazy(r"^(?:title|titel|titre|título|titolo)\s?[:：]\s*(?=\S)", re.IGNORECASE)  # on the cover of an archive
SHARED = 0.5  # of the printed headline's words
ALIKE = 8  # characters by which a repeat may differ in marks and spaces


def read_title(frame: Frame, opening: Opening) -> Iterator[Mark]:
    """The title, and the title again above it or outside the prose."""
    title = opening.title
    if title is None:
        return
    text = LABEL.sub("", " ".join(frame.blocks[title.index].text.split()))
    field = "title" if _is_in(text, frame.head("title")) else "deck"
    yield whole(title.index, "title", "title", title.reason, weight=SURE, field=field, value=text)
    wanted = folded(text)
    repeats = 0
    for i in dict.fromkeys((*frame.top, *frame.tail)):
        block = frame.blocks[i]
        if i == title.index or repeats >= REPEATS or abs(block.shape.chars - len(text)) > ALIKE:
            continue
        if folded(block.text) == wanted and (i not in frame.prose or i <= title.index + FOLLOWED_WITHIN):
            repeats += 1
            yield whole(i, "duplicate", "title-again", "the title again")


def _is_in(printed: str, given: str | None) -> bool:
    """Whether the title that the markup gives has a good part of the words of the printed one.

    If not, the page has two headlines: the one it is found by, and the one it is read under, which is kept with the
    deck.
    """
    words = set(words_of(printed.casefold()))
    return given is None or not words or len(words & set(words_of(given.casefold()))) >= SHARED * len(words)
