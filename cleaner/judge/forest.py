"""A forest of small decision trees, explained by its own terms.

Boosted trees (Friedman 2001) add up: every tree gives a block the value of the leaf the block falls
into. A leaf also knows what each split on the way to it was worth (the change in the mean from node to
node; Saabas 2014), so that a block's score is what every block starts with and one term for each family of
features. Values are whole thousandths of log-odds: their sum is the same in any order, in C and in Python.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

try:
    from presscut.cleaner.judge._trees import Trees
except ImportError:  # presscut was installed where there is no C compiler: the same, slower
    from presscut.cleaner.judge.trees import Trees  # type: ignore[assignment]

PER_POINT = 1000  # units of a log-odds point

Column = Sequence[float]


class Opinion(NamedTuple):
    """What a forest says of one block.

    Attributes:
        score: log-odds.
        terms: the families of features that moved it most to the side it is on, the strongest first, each by its
            number in `families` with what it adds, in thousandths of log-odds.
    """

    score: float
    terms: tuple[tuple[int, int], ...]


class Forest:
    """Trees over named features."""

    def __init__(self, base: float, features: Mapping[str, str], trees: Sequence[Sequence[Any] | int]) -> None:
        """From the parts of the JSON that bench/train.py writes.

        Args:
            base: what everybody starts with, in log-odds.
            features: the family of each feature, in the order of the numbers that trees refer to them by.
            trees: as `Trees` takes them.
        """
        self.features = dict(features)
        self.families = tuple(dict.fromkeys(features.values()))
        self._trees = Trees([self.families.index(name) for name in features.values()], trees)
        self._base = round(base * PER_POINT) + self._trees.mean

    def opinions(self, found: Mapping[str, Column], count: int, most: int) -> list[Opinion]:
        """What the forest says of each of `count` blocks, by their features. A missing feature counts as 0.

        Args:
            found: the features' values, one a block.
            count: the number of blocks.
            most: how many terms are told of each.
        """
        absent = (0.0,) * count
        columns = [found.get(feature, absent) for feature in self.features]
        opinions = self._trees.opinions(columns, count, self._base, most)
        return [Opinion(score / PER_POINT, terms) for score, terms in opinions]
