"""The title's mark, and marks against its repeats outside the prose."""

from __future__ import annotations

from collections.abc import Iterator

from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.metadata.opening import Opening
from presscut.cleaner.metadata.page_title import folded
from presscut.cleaner.metadata.places import SURE, whole
from presscut.cleaner.metadata.title import FOLLOWED_WITHIN
from presscut.cleaner.model import Mark

REPEATS = 6  # repeats marked at most
ALIKE = 8  # characters by which a repeat may differ in marks and spaces


def read_title(frame: Frame, opening: Opening) -> Iterator[Mark]:
    """The title, and the title again above it or outside the prose."""
    title = opening.title
    if title is None:
        return
    text = " ".join(frame.blocks[title.index].text.split())
    yield whole(title.index, "title", "title", title.reason, weight=SURE, field="title", value=text)
    wanted = folded(text)
    repeats = 0
    for i in dict.fromkeys((*frame.top, *frame.tail)):
        block = frame.blocks[i]
        if i == title.index or repeats >= REPEATS or abs(block.shape.chars - len(text)) > ALIKE:
            continue
        if folded(block.text) == wanted and (i not in frame.prose or i <= title.index + FOLLOWED_WITHIN):
            repeats += 1
            yield whole(i, "duplicate", "title-again", "the title again")
