"""Blocks alike share what is known of each of them.

A site makes all its captions in one way and all its teasers in another, see `features_like`. So where the
other blocks of a block's make are held to be the article, or not to be it, the block is more likely to be
the same. A single score may err by the odd length of a text; the mean over its like seldom does.
"""

from __future__ import annotations

from collections.abc import Sequence

from presscut.cleaner.judge.evidence import Evidence, strength
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


def shared(draft: Draft, evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    """The evidence of every block with a share of what is known of its like as one more term.

    Wrong where one make serves for everything: a page whose every text is a bare paragraph. Pages that are
    less likely articles are left alone: what a listing makes alike is often kept in part. So is text.
    """
    if draft.media_type != "html" or kinds(draft)["article"] < LIKELY:
        return evidence
    held = [max(-MOST, min(MOST, e.score)) for e in evidence]
    weights = [max(block.shape.words, LEAST_WORDS) ** WORD_POWER for block in draft.blocks]
    of = makes(draft)
    means = [_means([its[sense] for its in of], held, weights) for sense in map(SENSES.index, SHARED_IN)]
    return [_with_share(i, e, *own) for i, (e, own) in enumerate(zip(evidence, zip(*means, strict=True), strict=True))]


def _with_share(index: int, evidence: Evidence, element: float, box: float) -> Evidence:
    weight = SHARE * (element + box)
    if abs(weight) < MODEST or not evidence.terms:
        return evidence
    reason = f"others in such an element {element:+.1f}, in such a box {box:+.1f}"
    mark = Mark(index, "boilerplate" if weight > 0 else "prose", weight, "page/alike", reason)
    terms = tuple(sorted((*evidence.terms, mark), key=strength))
    return evidence._replace(score=evidence.score + weight, terms=terms)


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
