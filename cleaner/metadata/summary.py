"""An abstract above the title: it retells the article in a few sentences and is no part of it.

Only where the title right below it is followed by a byline, and no other prose stands above.
"""

from __future__ import annotations

from collections.abc import Iterator

from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.metadata.opening import Opening
from presscut.cleaner.metadata.places import SURE, whole
from presscut.cleaner.model import Mark

SHORTEST = 20.0  # words
LONGEST = 200.0
ABOVE = 3  # blocks of an abstract
BYLINE_WITHIN = 3  # blocks between the title and its byline


def read_summary(frame: Frame, opening: Opening) -> Iterator[Mark]:
    """The paragraphs right above the title, when they are sentences and nothing like them stands higher."""
    title = opening.title
    if title is None or not any(0 < i - title.index <= BYLINE_WITHIN for i in opening.bylines):
        return
    first = title.index
    while first > 0 and title.index - first < ABOVE and _is_prose(frame, first - 1):
        first -= 1
    if first == title.index or any(_is_prose(frame, i) for i in range(max(0, first - 6), first)):
        return
    for i in range(first, title.index):
        yield whole(i, "summary", "abstract", "an abstract above the title", weight=SURE, field="summary")


def _is_prose(frame: Frame, index: int) -> bool:
    block = frame.blocks[index]
    shape = block.shape
    return bool(
        block.kind == "paragraph"
        and SHORTEST <= shape.words <= LONGEST
        and shape.ending == "stop"
        and shape.link_words < 0.2 * shape.words
    )
