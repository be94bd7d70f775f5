"""An abstract beside the title: it retells the article in a few sentences and is no part of it.

With a label ("Summary: …") right below the title and its byline, or above the title. Without one only
above it, where the title is followed by a byline and no other prose stands above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.metadata.opening import Opening
from presscut.cleaner.metadata.places import SURE, whole
from presscut.cleaner.model import Mark
from presscut.cleaner.patterns import lazy
from presscut.cleaner.shape import has_colon

SHORTEST = 20.0  # words
LONGEST = 200.0
ABOVE = 3  # blocks of an abstract
BELOW = 8  # blocks below the title in which a labelled summary stands
SHORTEST_LABELLED = 30  # characters
LABEL = lazy(
    r"[\W_]{0,3}(?:summary|abstract|synopsis|in brief|in short|key (?:takeaway|point|finding)s?|takeaways?|tl;? ?dr"
    r"|zusammenfassung|kurzfassung|kurz gesagt|das wichtigste in kürze|résumé|en bref|l['’]essentiel|resumen"
    r"|en resumen|en breve|resumo|riassunto|in sintesi|in breve|samenvatting|sammanfattning|sammendrag|streszczenie"
    r"|кратко|краткое содержание|摘要|要約|要旨|요약|ملخص|الملخص|תקציר|בקצרה)[*_]{0,2}\s?[:：][*_]{0,2}\s*",
    re.IGNORECASE,
)
BYLINE_WITHIN = 3  # blocks between the title and its byline


def read_summary(frame: Frame, opening: Opening) -> Iterator[Mark]:
    """The paragraphs right above the title, when they are sentences and nothing like them stands higher."""
    title = opening.title
    labelled = list(_labelled(frame, opening))
    if title is None or labelled:
        yield from labelled
        return
    if not any(0 < i - title.index <= BYLINE_WITHIN for i in opening.bylines):
        return
    first = title.index
    while first > 0 and title.index - first < ABOVE and _is_prose(frame, first - 1):
        first -= 1
    if first == title.index or any(_is_prose(frame, i) for i in range(max(0, first - 6), first)):
        return
    for i in range(first, title.index):
        yield whole(i, "summary", "abstract", "an abstract above the title", weight=SURE, field="summary")


def _labelled(frame: Frame, opening: Opening) -> Iterator[Mark]:
    """The paragraph with the label, with nothing but the head of the article around it."""
    title = opening.title.index if opening.title else frame.prose.first - 1
    for i in range(max(0, title - ABOVE), min(len(frame.blocks), title + BELOW)):
        block = frame.blocks[i]
        label = LABEL.match(block.text) if block.shape.words <= LONGEST and has_colon(block.text) else None
        if label and block.kind in ("paragraph", "quote") and len(block.text) - label.end() >= SHORTEST_LABELLED:
            value = block.text[label.end() :].strip(" *_")
            yield whole(i, "summary", "labelled", "called a summary", weight=SURE, field="summary", value=value)
            return
        if i > title and block.shape.words >= SHORTEST and block.shape.ending == "stop" and not opening.is_taken(i):
            return


def _is_prose(frame: Frame, index: int) -> bool:
    block = frame.blocks[index]
    shape = block.shape
    return bool(
        block.kind == "paragraph"
        and SHORTEST <= shape.words <= LONGEST
        and shape.ending == "stop"
        and shape.link_words < 0.2 * shape.words
    )
