"""What a printed page carries at its edge: its number, and the header or footer that every page has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from presscut.cleaner.model import Draft, Mark

WEIGHT = 5.0
REASONS: Mapping[str, str] = {
    "page-number": "the number of a page: such lines count upwards over the text",
    "running-header": "the line comes again at the edges of the pages",
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
