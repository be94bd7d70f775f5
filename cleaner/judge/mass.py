"""How much prose a block holds: the crude measure that features and shape filters share."""

from __future__ import annotations

from presscut.cleaner.model import Block, Draft
from presscut.cleaner.once import once

PROSE_WORDS = 10  # a block this long that ends a sentence is prose for its neighbours
LINKED = 0.5  # share of link words from which a block is a link


def prose_mass(block: Block) -> float:
    """The words of a block that reads as prose, else 0."""
    shape = block.shape
    if block.kind == "code":
        return shape.words
    if shape.words < PROSE_WORDS or shape.link_words > LINKED * shape.words or shape.ending == "ellipsis":
        return 0.0
    return shape.words if shape.sentences or shape.ending in ("stop", "colon") else 0.0


@once
def mass_of(draft: Draft) -> list[float]:
    """`prose_mass` of every block."""
    return [prose_mass(block) for block in draft.blocks]
