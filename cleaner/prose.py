"""Where the running prose of a page lies, by the shape of its blocks alone.

A maximum-sum run (Kadane) over a plain score per block: full sentences count for the run, links,
short labels and cut-off teasers against it. It is the crude first guess that other filters start
from: which blocks stand before the body, which after.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from presscut.cleaner.model import Block, Draft
from presscut.cleaner.once import once

LONG_ENOUGH = 12  # words of a block that reads as prose; a shorter one needs company
HEADING_COST = 0.5
LABEL_COST = 2.0


class Span(NamedTuple):
    """Block indices, the last one not included. Empty when the page has no prose."""

    first: int
    last: int

    def __contains__(self, index: object) -> bool:
        return isinstance(index, int) and self.first <= index < self.last


def prose_score(block: Block) -> float:
    """How much a block speaks for being inside the run of prose, about −5 to +20."""
    shape = block.shape
    if block.kind in ("divider", "image"):
        return -0.2
    if block.kind == "code":
        return 1.0
    if shape.words and shape.link_words / shape.words > 0.5:
        return -LABEL_COST
    if shape.ending == "ellipsis":
        return -LABEL_COST
    if shape.words >= LONG_ENOUGH and (shape.sentences or shape.ending != "none"):
        return min(shape.words / 5, 20.0)
    if shape.words >= LONG_ENOUGH:
        return 1.0
    if block.kind == "heading":
        return -HEADING_COST
    return -1.0


@once
def prose_scores(draft: Draft) -> list[float]:
    """`prose_score` of every block."""
    return [prose_score(block) for block in draft.blocks]


@once
def prose_words(draft: Draft) -> list[float]:
    """The words of every block that speaks for being prose; 0 for the others."""
    scored = zip(draft.blocks, prose_scores(draft), strict=True)
    return [block.shape.words if score > 0 else 0.0 for block, score in scored]


@once
def prose_of(draft: Draft) -> Span:
    """The run of prose of a page."""
    return prose_span(prose_scores(draft))


def prose_span(scores: Sequence[float]) -> Span:
    """The run of blocks with the largest sum of their scores."""
    best, span = 0.0, (0, 0)
    total, first = 0.0, 0
    for i, score in enumerate(scores):
        if total <= 0:
            total, first = 0.0, i
        total += score
        if total > best:
            best, span = total, (first, i + 1)
    return Span(*span)
