"""A forest of small decision trees, evaluated in plain Python and explained by its own terms.

Boosted trees (Friedman 2001) add up: every tree gives a block the value of the leaf the block falls
into. Walking each tree is slow in Python, so the trees are read across, as QuickScorer does (Lucchese
et al., SIGIR 2015): of each tree a word of 16 bits says which leaves are ruled out, all words stand
side by side in one long integer, and for each feature one look-up gives what its value rules out.
Adding one to every word at once isolates each tree's leftmost leaf that is left.

Values are whole thousandths of log-odds: their sum is the same in any order. A leaf also knows what
each split on the way to it was worth (the change in the mean from node to node; Saabas 2014), so that a
block's score is the forest's base and one term for each family of features. Value and terms of a leaf
stand side by side in one integer as well, so that one sum over the leaves adds up all of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import accumulate, repeat
from operator import getitem, or_
from struct import Struct
from typing import Any, NamedTuple

LEAVES = 16  # bits of a tree's word: no tree has more leaves
WORD = (1 << LEAVES) - 1
LANE = 32  # bits of the value, and of each family's term, in what a leaf adds: up to 2,000,000 log-odds
PER_POINT = 1000  # units of a log-odds point
MIDDLE = 1 << (LANE - 1)  # what a sum of 0 is stored as, so that sums below 0 borrow from no other

Column = Sequence[float]


class Cut(NamedTuple):
    """A feature's splits in all trees: a value above the first k of `edges` rules out the leaves `gone[k]`."""

    feature: str
    edges: tuple[float, ...]
    gone: tuple[int, ...]


class Opinion(NamedTuple):
    """What a forest says of one block.

    Attributes:
        score: log-odds.
        terms: what each family of features adds to it, in thousandths of log-odds, in the order of `families`.
    """

    score: float
    terms: tuple[int, ...]


class Forest:
    """Trees over named features."""

    def __init__(self, base: float, features: Mapping[str, str], trees: Sequence[Sequence[Any] | int]) -> None:
        """From the parts of the JSON that bench/train.py writes.

        Args:
            base: what everybody starts with, in log-odds.
            features: the family of each feature, in the order of the numbers that trees refer to them by.
            trees: nested: a leaf is its value in thousandths of log-odds, a split is
                ``[feature, edge, value, low, high]``: the subtree `low` holds what is at most `edge`,
                `value` is the mean below the split.

        Raises ValueError when a tree has more leaves than a word has bits.
        """
        self.families = tuple(dict.fromkeys(features.values()))
        lanes = [LANE * (1 + self.families.index(family)) for family in features.values()]
        splits: list[list[tuple[float, int]]] = [[] for _ in features]
        read = [_Leaves(splits, lanes, number * LEAVES, tree).worth for number, tree in enumerate(trees)]
        self._pairs = [_Pair(*pair) for pair in zip(read[::2], [*read[1::2], {1: 0}], strict=False)]
        self._ones = sum([1 << (number * LEAVES) for number in range(2 * len(self._pairs))])
        self._words = Struct(f"<{len(self._pairs)}I")
        self._sums = Struct(f"<{1 + len(self.families)}I")
        self._start = sum(MIDDLE << (LANE * k) for k in range(1 + len(self.families))) + round(base * PER_POINT)
        self.cuts = tuple(_cut(name, own) for name, own in zip(features, splits, strict=True) if own)

    def opinions(self, found: Mapping[str, Column], count: int) -> list[Opinion]:
        """What the forest says of each of `count` blocks, by their features. A missing feature counts as 0."""
        pairs, start, middle = self._pairs, self._start, repeat(MIDDLE)
        given = []
        for leaves in self._leaves(found, count):
            packed = sum(map(getitem, pairs, leaves), start).to_bytes(self._sums.size, "little")
            value, *terms = map(int.__sub__, self._sums.unpack(packed), middle)
            given.append(Opinion(value / PER_POINT, tuple(terms)))
        return given

    def _leaves(self, found: Mapping[str, Column], count: int) -> Iterable[tuple[int, ...]]:
        """For each block the leaves it falls into: of each pair of trees a word with two bits."""
        everywhere = 0
        gone: Iterable[int] = repeat(0, count)
        for feature, edges, masks in self.cuts:
            column = found.get(feature) or (0.0,)
            if column.count(column[0]) == len(column):
                everywhere |= masks[bisect_left(edges, column[0])]
            else:
                gone = map(or_, gone, map(masks.__getitem__, map(partial(bisect_left, edges), column)))
        ones, words, size = self._ones, self._words, self._words.size
        for bits in map(or_, gone, repeat(everywhere)):
            yield words.unpack((bits + ones & ~bits).to_bytes(size, "little"))


class _Pair(dict[int, int]):
    """What two trees together add, by the word of both their leaves; added up when a block first falls there."""

    __slots__ = ("_first", "_second")

    def __init__(self, first: Mapping[int, int], second: Mapping[int, int]) -> None:
        super().__init__()
        self._first, self._second = first, second

    def __missing__(self, word: int) -> int:
        worth = self[word] = self._first[word & WORD] + self._second[word >> LEAVES]
        return worth


class _Leaves:
    """One tree on its way into the forest: what its leaves are worth, from left to right."""

    def __init__(
        self, splits: Sequence[list[tuple[float, int]]], lanes: Sequence[int], first: int, tree: Sequence[Any] | int
    ) -> None:
        self.worth: dict[int, int] = {}
        self._splits = splits
        self._lanes = lanes
        self._first = first
        self._next = 1
        self._read(tree, tree if isinstance(tree, int) else tree[2], 0, 0)
        if self._next > 1 << LEAVES:
            raise ValueError(f"a tree of the block model has more than {LEAVES} leaves")

    def _read(self, node: Sequence[Any] | int, above: int, lane: int, terms: int) -> None:
        """Number the leaves below a node.

        Args:
            above: the mean below the split above, whose feature's family has the lane `lane`.
            terms: what the splits above that one were worth, each in its lane.
        """
        if isinstance(node, int):
            self.worth[self._next] = terms + (node - above << lane) + node
            self._next <<= 1
            return
        feature, edge, mean, low, high = node
        terms += mean - above << lane
        first, lane = self._next, self._lanes[feature]
        self._read(low, mean, lane, terms)
        self._splits[feature].append((edge, self._next - first << self._first))
        self._read(high, mean, lane, terms)


def _cut(feature: str, splits: list[tuple[float, int]]) -> Cut:
    splits.sort()
    return Cut(feature, tuple([edge for edge, _ in splits]), tuple(accumulate([g for _, g in splits], or_, initial=0)))
