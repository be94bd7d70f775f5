"""Features of blocks alike: what stands in elements of the same name and class as a block's own.

A site sets every paragraph of its articles in one way, every caption in another, every teaser in a third.
Which is which, the prose tells: an element of whose kind most of the page's prose is made holds the body,
one whose like holds little but links does not. Nothing needs to be known of the names themselves, so it
holds for names that a build tool made up as well. Of all features of HTML these carry the most.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from presscut.cleaner.judge.mass import mass_of
from presscut.cleaner.model import Draft, Hints
from presscut.cleaner.once import once

Column = list[float]

MOST_ALIKE = 50.0  # blocks alike are counted up to here
SENSES = ("element", "box", "outer", "path")
"""What a block is told alike by: its element; that one's parent as well; and the next; the names of all around."""


def like_columns(draft: Draft) -> dict[str, Column]:
    """How much prose, how many words and links the blocks alike have, in four senses of alike.

    Of all blocks of one make their prose (the block's own left out), rank by it, number, mean length and links.
    """
    blocks, mass = draft.blocks, mass_of(draft)
    of_all = makes(draft)
    size = 1 + max(map(max, of_all), default=0)
    prose, words, links, count = [0.0] * size, [0.0] * size, [0.0] * size, [0.0] * size
    for own, block, its in zip(mass, blocks, of_all, strict=True):
        shape = block.shape
        for make in its:
            prose[make] += own
            words[make] += shape.words
            links[make] += shape.link_words
            count[make] += 1.0
    total = sum(mass) or 1.0
    number = [min(n, MOST_ALIKE) for n in count]
    length = [w / n if n else 0.0 for w, n in zip(words, count, strict=True)]
    linked = [link / (w or 1.0) for link, w in zip(links, words, strict=True)]
    found: dict[str, Column] = {}
    for k, sense in enumerate(SENSES):
        of = [its[k] for its in of_all]
        most = max([prose[make] for make in of], default=0.0) or 1.0
        found[f"prose of like {sense}"] = [(prose[make] - own) / total for make, own in zip(of, mass, strict=True)]
        found[f"rank of like {sense}"] = [prose[make] / most for make in of]
        found[f"number of like {sense}"] = [number[make] for make in of]
        found[f"words of like {sense}"] = [length[make] for make in of]
        found[f"links of like {sense}"] = [linked[make] for make in of]
    return found


@once
def makes(draft: Draft) -> list[tuple[int, ...]]:
    """For each block the numbers of its makes, in the order of `SENSES`. Blocks alike have the same number."""
    numbers: dict[Hashable, int] = {}
    known: dict[tuple[int, str], tuple[int, ...]] = {}
    found = []
    for block in draft.blocks:
        around = block.hints.containers
        key = (around[-1] if around else -1, block.kind)
        if key not in known:
            known[key] = tuple([numbers.setdefault(make, len(numbers)) for make in _makes(block.hints, block.kind)])
        found.append(known[key])
    return found


def _makes(hints: Hints, kind: str) -> Iterable[Hashable]:
    tags, tokens = hints.tags, hints.tokens
    return (1, tags[-1:], tokens[-1:], kind), (2, tags[-2:], tokens[-2:]), (3, tags[-3:], tokens[-3:]), (4, tags)
