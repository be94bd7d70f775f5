"""Features of blocks alike: what stands in elements of the same name and class as a block's own.

A site sets every paragraph of its articles in one way, every caption in another, every teaser in a third.
Which is which, the prose tells: an element of whose kind most of the page's prose is made holds the body,
one whose like holds little but links does not. Nothing needs to be known of the names themselves, so it
holds for names that a build tool made up as well. Of all features of HTML these carry the most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from presscut.cleaner.judge.mass import mass_of
from presscut.cleaner.model import Block, Draft, Hints

Column = list[float]

MOST_ALIKE = 50.0  # blocks alike are counted up to here


class Makes(NamedTuple):
    """What a block is told alike by: its element; that one's parent as well; and the next; the names of all around."""

    element: Hashable
    box: Hashable
    outer: Hashable
    path: Hashable


def like_columns(draft: Draft) -> dict[str, Column]:
    """How much prose, how many words and links the blocks alike have, in four senses of alike."""
    blocks, mass = draft.blocks, mass_of(draft)
    makes = makes_of(blocks)
    found: dict[str, Column] = {}
    for sense in Makes._fields:
        found |= _alike(sense, [getattr(make, sense) for make in makes], blocks, mass)
    return found


def makes_of(blocks: Sequence[Block]) -> list[Makes]:
    """What each block is told alike by. Blocks of one element share it, but for their kind."""
    known: dict[int, Makes] = {}
    found = []
    for block in blocks:
        hints = block.hints
        number = hints.containers[-1] if hints.containers else -1
        if number not in known:
            known[number] = _makes(hints)
        found.append(known[number]._replace(element=(known[number].element, block.kind)))
    return found


def _makes(hints: Hints) -> Makes:
    tags, tokens = hints.tags, hints.tokens
    return Makes((tags[-1:], tokens[-1:]), (tags[-2:], tokens[-2:]), (tags[-3:], tokens[-3:]), tags)


def _alike(sense: str, makes: Sequence[Hashable], blocks: Sequence[Block], mass: Sequence[float]) -> dict[str, Column]:
    """Of all blocks of one make their prose (the block's own left out), rank by it, number, mean length and links."""
    prose: dict[Hashable, float] = defaultdict(float)
    words: dict[Hashable, float] = defaultdict(float)
    links: dict[Hashable, float] = defaultdict(float)
    count: dict[Hashable, int] = defaultdict(int)
    for make, block, own in zip(makes, blocks, mass, strict=True):
        prose[make] += own
        words[make] += block.shape.words
        links[make] += block.shape.link_words
        count[make] += 1
    total, most = sum(mass) or 1.0, max(prose.values(), default=0.0) or 1.0
    return {
        f"prose of like {sense}": [(prose[make] - own) / total for make, own in zip(makes, mass, strict=True)],
        f"rank of like {sense}": [prose[make] / most for make in makes],
        f"number of like {sense}": [min(float(count[make]), MOST_ALIKE) for make in makes],
        f"words of like {sense}": [words[make] / count[make] for make in makes],
        f"links of like {sense}": [links[make] / (words[make] or 1.0) for make in makes],
    }
