"""The deck: a sentence or two between the title and the byline.

Only what stands before the authors counts: without a byline below it, the first sentence under a
title may as well be the first of the body.
"""

from __future__ import annotations

from collections.abc import Iterator

from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.metadata.opening import Opening
from presscut.cleaner.metadata.picture_credit import is_credit
from presscut.cleaner.metadata.places import NOTED, SURE, whole
from presscut.cleaner.metadata.title import first_word
from presscut.cleaner.metadata.words import NAV
from presscut.cleaner.model import Block, Mark

LONGEST = 60.0  # words
SHORTEST = 4.0
LONGEST_CHARS = 900
WITHIN = 8  # blocks below the title
MOST = 2  # blocks of a deck
CLASSES = frozenset("deck dek standfirst subtitle subheadline subheading subhead sapo chapeau untertitel".split())


def read_deck(frame: Frame, opening: Opening) -> Iterator[Mark]:
    """The blocks of the deck."""
    if opening.title is None:
        return
    start = opening.title.index + 1
    end = _byline_below(opening, start)
    found = 0
    for i in range(start, min(end or start + WITHIN, len(frame.blocks))):
        block = frame.blocks[i]
        if opening.is_taken(i) or not _may_be_deck(block) or found == MOST:
            continue
        if end is not None or _is_marked(block):
            found += 1
            yield whole(i, "deck", "deck", "between title and byline", weight=SURE, field="deck")


def _byline_below(opening: Opening, start: int) -> int | None:
    """The first line below the title that names an author, or else one with a date."""
    below = [i for i in sorted(opening.bylines) if start <= i < start + WITHIN]
    named = [i for i in below if opening.bylines[i].has("authors")]
    named += [mark.block for mark in opening.names if mark.weight > NOTED and start <= mark.block < start + WITHIN]
    return next(iter(named or below), None)


def _may_be_deck(block: Block) -> bool:
    shape = block.shape
    if (
        not SHORTEST <= shape.words <= LONGEST
        or shape.chars > LONGEST_CHARS
        or block.kind not in ("paragraph", "heading", "quote")
    ):
        return False
    if shape.link_words > 0.5 * shape.words or is_credit(block.text) or shape.ending in ("ellipsis", "colon"):
        return False
    return first_word(block.text) not in NAV and (shape.ending == "stop" or shape.words >= 7)


def _is_marked(block: Block) -> bool:
    """Whether the markup's class words call it a deck."""
    return any(CLASSES & set(tokens) for tokens in block.hints.tokens[-2:])
