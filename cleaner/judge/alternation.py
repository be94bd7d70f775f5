"""Title, teaser, title, teaser: a list of other articles whose teasers are whole sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import fsum

from presscut.cleaner.model import Block, Draft, Mark
from presscut.cleaner.prose import prose_of

AT_LEAST = 4  # pairs; three headed short paragraphs are still a listicle
TITLE_WORDS = range(3, 26)
TEASER_WORDS = range(6, 46)
ALIKE = 0.25  # the lengths of the teasers differ from their mean by no more than this, on average
WEIGHT = 1.5
LINKED_WEIGHT = 2.5  # the titles are links


def title_teaser_alternation(draft: Draft) -> Iterable[Mark]:
    """Is this a half of one of at least four pairs of a title and a short teaser, all of one size?

    Wrong for an article made of many short sections of one size; so it must come after the main run
    of prose, and alone it is a weak mark.
    """
    blocks = draft.blocks
    after = prose_of(draft).last
    for first, end in _runs(blocks, after):
        linked = _mean([float(blocks[i].shape.link_words > 0) for i in range(first, end, 2)]) > 0.5
        for i in range(first, end):
            reason = f"one of {(end - first) // 2} pairs of a title and a teaser of one size, after the article"
            weight = LINKED_WEIGHT if linked else WEIGHT
            yield Mark(i, "related", weight, "shape/title-teaser", reason)


def _runs(blocks: Sequence[Block], after: int) -> Iterator[tuple[int, int]]:
    first = after
    while first < len(blocks) - 1:
        end = first
        while end + 1 < len(blocks) and _is_title(blocks[end]) and _is_teaser(blocks[end + 1]):
            end += 2
        if (end - first) // 2 >= AT_LEAST and _alike([blocks[i].shape.chars for i in range(first + 1, end, 2)]):
            yield first, end
        first = max(end, first + 1)


def _is_title(block: Block) -> bool:
    return int(block.shape.words) in TITLE_WORDS and block.shape.ending not in ("ellipsis", "comma", "colon")


def _is_teaser(block: Block) -> bool:
    return int(block.shape.words) in TEASER_WORDS and block.shape.ending in ("stop", "ellipsis")


def _alike(lengths: Sequence[int]) -> bool:
    middle = _mean(lengths)
    return _mean([abs(n - middle) for n in lengths]) <= ALIKE * middle


def _mean(values: Sequence[float]) -> float:
    """As `statistics.mean`, whose module costs every start four milliseconds."""
    return fsum(values) / len(values)
