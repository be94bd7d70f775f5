"""A forest of small decision trees, evaluated in plain Python and explained by its own terms.

Boosted trees (Friedman 2001) add up: every tree gives a block the value of the leaf the block falls
into. Walking each tree is slow in Python, so the trees are read across, as QuickScorer does (Lucchese
et al., SIGIR 2015): of each tree a word of 16 bits says which leaves can still be reached, all words
stand side by side in one long integer, and for each feature one look-up gives the mask of what its
value rules out. Subtracting one from every word at once isolates each tree's leftmost leaf.

Values are whole thousandths of log-odds: their sum is the same in any order. A leaf also knows what
each split on the way to it was worth (the change in the mean from node to node; Saabas 2014), so that a
block's score is the forest's base and one term for each family of features.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from operator import getitem
from struct import Struct
from typing import Any, NamedTuple

LEAVES = 16  # bits of a tree's word: no tree has more leaves
LANE = 24  # bits of a family's term among all terms of a leaf: up to 8,000 log-odds
PER_POINT = 1000  # units of a log-odds point
FULL = (1 << LANE) - 1
MIDDLE = 1 << (LANE - 1)  # what a term of 0 is stored as, so that terms below 0 borrow from no other

Column = Sequence[float]


class Cut(NamedTuple):
    """A feature's splits in all trees: `masks[k]` leaves what a value above the first k of `edges` can reach."""

    feature: str
    edges: tuple[float, ...]
    masks: tuple[int, ...]


class Forest:
    """Trees over named features; values and terms in log-odds."""

    def __init__(self, base: float, features: Mapping[str, str], trees: Sequence[Sequence[Any]]) -> None:
        """From the parts of the JSON that bench/train.py writes.

        Args:
            base: what everybody starts with, in log-odds.
            features: the family of each feature, in the order of the numbers that trees refer to them by.
            trees: nested: a leaf is its value in thousandths of log-odds, a split is
                ``[feature, edge, value, low, high]``: the subtree `low` holds what is at most `edge`,
                `value` is the mean below the split.

        Raises ValueError when a tree has more leaves than a word has bits.
        """
        self.base = round(base * PER_POINT)
        self.families = tuple(dict.fromkeys(features.values()))
        lanes = [LANE * self.families.index(family) for family in features.values()]
        splits: list[list[tuple[float, int]]] = [[] for _ in features]
        self._values: list[dict[int, int]] = []
        self._terms: list[dict[int, int]] = []
        for number, tree in enumerate(trees):
            leaves = _Leaves(splits, lanes, number * LEAVES)
            leaves.read(tree, 0)
            self._values.append(leaves.values)
            self._terms.append(leaves.terms)
        self._ones = sum(1 << (number * LEAVES) for number in range(len(trees)))
        self._all = self._ones * ((1 << LEAVES) - 1)
        self._words = Struct(f"<{len(trees)}H")
        self._even = sum(MIDDLE << (LANE * k) for k in range(len(self.families)))
        self.cuts = tuple(_cut(name, own, self._all) for name, own in zip(features, splits, strict=True) if own)

    def leaves(self, found: Mapping[str, Column], count: int) -> list[tuple[int, ...]]:
        """For each of `count` blocks the leaf it falls into, one a tree, as a bit. A missing feature counts as 0."""
        if not self._values:
            return [()] * count
        reached = [self._all] * count
        for cut in self.cuts:
            edges, masks = cut.edges, cut.masks
            column = found.get(cut.feature) or [0.0] * count
            reached = [bits & masks[bisect_left(edges, value)] for bits, value in zip(reached, column, strict=True)]
        ones, words, size = self._ones, self._words, self._words.size
        return [words.unpack((bits & ~(bits - ones)).to_bytes(size, "little")) for bits in reached]

    def score(self, leaves: Sequence[int]) -> float:
        """The log-odds of a block that falls into these leaves."""
        return (self.base + sum(map(getitem, self._values, leaves))) / PER_POINT

    def terms(self, leaves: Sequence[int]) -> list[float]:
        """What each family of features adds to that score, in log-odds, in the order of `families`."""
        packed = sum(map(getitem, self._terms, leaves)) + self._even
        lanes = range(0, LANE * len(self.families), LANE)
        return [((packed >> lane & FULL) - MIDDLE) / PER_POINT for lane in lanes]


class _Leaves:
    """One tree on its way into the forest: its leaves from left to right."""

    def __init__(self, splits: list[list[tuple[float, int]]], lanes: Sequence[int], first: int) -> None:
        self.values: dict[int, int] = {}
        self.terms: dict[int, int] = {}
        self._splits = splits
        self._lanes = lanes
        self._first = first
        self._count = 0

    def read(self, node: Sequence[Any] | int, terms: int) -> None:
        """Number the leaves below a node; `terms` is what the splits above were worth, each in its lane."""
        if isinstance(node, int):
            if self._count == LEAVES:
                raise ValueError(f"a tree of the block model has more than {LEAVES} leaves")
            self.values[1 << self._count] = node
            self.terms[1 << self._count] = terms
            self._count += 1
            return
        feature, edge, value, low, high = node
        first = self._count
        self.read(low, terms + (_mean(low) - value << self._lanes[feature]))
        gone = ((1 << self._count) - (1 << first)) << self._first
        self._splits[feature].append((edge, gone))
        self.read(high, terms + (_mean(high) - value << self._lanes[feature]))


def _mean(node: Sequence[Any] | int) -> int:
    return node if isinstance(node, int) else int(node[2])


def _cut(feature: str, splits: Iterable[tuple[float, int]], everything: int) -> Cut:
    edges, masks = [], [everything]
    for edge, gone in sorted(splits):
        edges.append(edge)
        masks.append(masks[-1] & ~gone)
    return Cut(feature, tuple(edges), tuple(masks))
