"""What a printed page carries at its edge: its number, and the header or footer that every page has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from presscut.cleaner.model import Draft, Mark
from presscut.cleaner.segment.pages import is_furniture

WEIGHT = 5.0
REASONS: Mapping[str, str] = {
    "page-number": "the number of a page: such lines count upwards over the text",
    "running-header": "the line comes again at the edges of the pages",
    "upright-text": "it stands upright at the edge of a page, letter by letter",
}


def page_furniture(draft: Draft) -> Iterable[Mark]:
    """Was this line printed on each page anew?

    The layout of the lines tells, before it is lost: the segmenter puts it among the block's tags.
    Wrong for the name of a chapter that every page repeats where the chapter itself begins; and a
    poem of numbered stanzas, each on a page of its own, would lose its numbers.
    """
    for i, block in enumerate(draft.blocks):
        for tag in block.hints.tags:
            if tag in REASONS:
                yield Mark(i, "boilerplate", WEIGHT, f"shape/{tag}", REASONS[tag])


def without_furniture(draft: Draft) -> tuple[Draft, Sequence[int]]:
    """The draft as it reads without what each page carries, and where its blocks stand in the one that was given.

    A header in the middle of a page is no neighbour that tells anything of the blocks around it.
    """
    blocks = draft.blocks
    carried = draft.media_type != "html" and any(block.hints.tags for block in blocks)
    places = [i for i, b in enumerate(blocks) if not is_furniture(b)] if carried else range(len(blocks))
    if len(places) == len(blocks):
        return draft, places
    new = {old: i for i, old in enumerate(places)}
    marks = tuple(_moved(mark, new) for mark in draft.marks if mark.block in new)
    return replace(draft, blocks=tuple(blocks[i] for i in places), marks=marks), places


def _moved(mark: Mark, new: Mapping[int, int]) -> Mark:
    section = None if mark.section is None else new.get(mark.section)
    return mark._replace(block=new[mark.block], section=section)
