"""Runs of link-only blocks: menus, lists of related pages, tag clouds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from presscut.cleaner.model import Block, Draft, Mark

LINKED = 0.6  # share of link words
SHORT = 16  # words of a link-only block; a longer one may be a list item of the article with a long link
AT_LEAST = 3  # blocks make a run
WEIGHT = 1.5
PER_BLOCK = 0.1  # a longer run is surer, up to
MOST = 3.0


def link_runs(draft: Draft) -> Iterable[Mark]:
    """Is this one of at least three short blocks in a row that are nothing but links?

    Wrong for an article that is a list of links (a reading list): the model and the guard see its prose.
    """
    for first, end in runs(draft.blocks):
        weight = min(MOST, WEIGHT + PER_BLOCK * (end - first - AT_LEAST))
        for i in range(first, end):
            if draft.blocks[i].text:
                reason = f"one of {end - first} blocks in a row that are only links"
                yield Mark(i, "nav", weight, "shape/link-run", reason)


def runs(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """The runs as index pairs, the last one not included."""
    first = 0
    for i in range(len(blocks) + 1):
        if i == len(blocks) or not _is_link(blocks[i]):
            if i - first >= AT_LEAST:
                yield first, i
            first = i + 1


def _is_link(block: Block) -> bool:
    shape = block.shape
    if block.kind in ("image", "divider"):
        return True
    return 0 < shape.words <= SHORT and shape.link_words >= LINKED * shape.words and shape.ending != "stop"
