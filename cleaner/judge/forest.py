"""A forest of small decision trees, explained by its own terms.

Boosted trees (Friedman 2001) add up: every tree gives a block the value of the leaf the block falls
into. A leaf also knows what each split on the way to it was worth (the change in the mean from node to
node; Saabas 2014), so that a block's score is what every block starts with and one term for each family of
features. Values are whole thousandths of log-odds: their sum is the same in any order, in C and in Python.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import add
from typing import Any, NamedTuple

try:
    from presscut.cleaner.judge._trees import Trees
except ImportError:  # presscut was installed where there is no C compiler: the same, slower
    from presscut.cleaner.judge.trees import Trees  # type: ignore[assignment]

PER_POINT = 1000  # units of a log-odds point
FIRST = 0.4  # share of the trees that every block is shown to
SURE = 3.0  # log-odds from which the first trees are believed
STRETCH = 1.2
"""What the score of the first trees is multiplied by for a block that the others are not shown: so much they
would have added in the mean. Of five blocks three are done by then (an early exit; Cambazoglu et al., WSDM 2010);
on development pages the other trees would turn one in 5,000 of these, and F1 is the same to four figures."""
MANY = 50  # trees; of fewer all are asked

Column = Sequence[float]


class Opinion(NamedTuple):
    """What a forest says of one block.

    Attributes:
        score: log-odds.
        terms: what each family of features adds to it, in thousandths of log-odds, in the order of `families`.
        stretch: what the terms are to be multiplied by.
    """

    score: float
    terms: list[int]
    stretch: float = 1.0


class Forest:
    """Trees over named features. A block of which the first trees are sure is not shown to the others."""

    def __init__(self, base: float, features: Mapping[str, str], trees: Sequence[Sequence[Any] | int]) -> None:
        """From the parts of the JSON that bench/train.py writes.

        Args:
            base: what everybody starts with, in log-odds.
            features: the family of each feature, in the order of the numbers that trees refer to them by.
            trees: as `Trees` takes them.
        """
        self.features = dict(features)
        self.families = tuple(dict.fromkeys(features.values()))
        family = [self.families.index(name) for name in features.values()]
        first = round(FIRST * len(trees)) if len(trees) >= MANY else len(trees)
        self._first = Trees(family, trees[:first])
        self._others = Trees(family, trees[first:]) if first < len(trees) else None
        self._base = round(base * PER_POINT) + self._first.mean

    def opinions(self, found: Mapping[str, Column], count: int) -> list[Opinion]:
        """What the forest says of each of `count` blocks, by their features. A missing feature counts as 0."""
        absent = (0.0,) * count
        columns = [found.get(feature, absent) for feature in self.features]
        base = self._base
        opinions = [
            Opinion((base + sum(terms)) / PER_POINT, terms) for terms in self._first.terms(columns, range(count))
        ]
        if self._others is None:
            return opinions
        unsure = [i for i, opinion in enumerate(opinions) if abs(opinion.score) < SURE]
        more = dict(zip(unsure, self._others.terms(columns, unsure), strict=True))
        mean = self._others.mean
        return [
            _sum(opinion, mean, more[i]) if i in more else Opinion(opinion.score * STRETCH, opinion.terms, STRETCH)
            for i, opinion in enumerate(opinions)
        ]


def _sum(opinion: Opinion, mean: int, more: list[int]) -> Opinion:
    """With what the other trees say: their mean and terms."""
    return Opinion(opinion.score + (mean + sum(more)) / PER_POINT, list(map(add, opinion.terms, more)))
