"""Blocks alike share what is known of each of them.

A site makes all its captions in one way and all its teasers in another, see `features_like`. So where the
other blocks of a block's make are held to be the article, or not to be it, the block is more likely to be
the same. A single score may err by the odd length of a text; the mean over its like seldom does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from presscut.cleaner.judge.evidence import by_block, weigh
from presscut.cleaner.judge.features_like import SENSES, makes
from presscut.cleaner.judge.page_kind import kinds
from presscut.cleaner.model import Draft, Mark

SHARED_IN = ("element", "box")
"""The senses of alike in which blocks share their scores."""
SHARE = 0.2  # of the others' mean, in each sense; news is best from .2 to .4, general articles up to .3
MOST = 3.0  # log-odds that one of them counts for: rules of the user do not spread
FEW = 2.0  # added to the others' weights: few of them say little
LEAST_WORDS = 0.5  # a symbol counts for something
WORD_POWER = 0.5  # what the words of a block count for
LIKELY = 0.5  # probability of an article from which a page is looked at
MODEST = 0.05  # log-odds below which nothing is said


def alike(draft: Draft) -> Iterable[Mark]:
    """Is this a block of a kind whose others are not the article?

    Wrong where one make serves for everything: a page whose every text is a bare paragraph. Of pages that
    are less likely articles it is not asked: what a listing makes alike is often kept in part.
    """
    if draft.media_type != "html" or kinds(draft)["article"] < LIKELY:
        return
    held = [max(-MOST, min(MOST, weigh(marks).score)) for marks in by_block(draft)]
    weights = [max(block.shape.words, LEAST_WORDS) ** WORD_POWER for block in draft.blocks]
    of = makes(draft)
    means = [_means([its[SENSES.index(sense)] for its in of], held, weights) for sense in SHARED_IN]
    for i, (block, own) in enumerate(zip(draft.blocks, zip(*means, strict=True), strict=True)):
        weight = SHARE * sum(own)
        if block.text and abs(weight) >= MODEST:
            kind = "boilerplate" if weight > 0 else "prose"
            yield Mark(i, kind, weight, "page/alike", _reason(*own))


def _reason(element: float, box: float) -> str:
    return f"others in such an element {element:+.1f}, in such a box {box:+.1f}"


def _means(makes: Sequence[int], held: Sequence[float], weights: Sequence[float]) -> list[float]:
    """For every block the weighted mean over the others of its make; 0 where it has no other."""
    size = 1 + max(makes, default=0)
    sums, total = [0.0] * size, [0.0] * size
    for make, score, weight in zip(makes, held, weights, strict=True):
        sums[make] += score * weight
        total[make] += weight
    return [
        (sums[make] - score * weight) / (total[make] - weight + FEW)
        for make, score, weight in zip(makes, held, weights, strict=True)
    ]
