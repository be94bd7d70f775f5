"""A forest of small decision trees, evaluated in plain Python and explained by its own terms.

Boosted trees (Friedman 2001) add up: every tree gives a block the value of the leaf the block falls
into. Walking each tree is slow in Python, so the trees are read across, as QuickScorer does (Lucchese
et al., SIGIR 2015): of each tree a word of 16 bits says which leaves are ruled out, all words stand
side by side in one long integer, and for each feature one look-up gives what its value rules out.
Adding one to every word at once isolates each tree's leftmost leaf that is left, and one multiplication
turns the isolated bits of all words into numbers of four bits (a de Bruijn sequence; Leiserson et al. 1998).

Values are whole thousandths of log-odds: their sum is the same in any order. A leaf also knows what
each split on the way to it was worth (the change in the mean from node to node; Saabas 2014), so that a
block's score is the forest's base and one term for each family of features. Value and terms of a leaf
stand side by side in one integer as well, so that one sum over the leaves adds up all of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from operator import add, getitem, or_
from struct import Struct
from typing import Any, NamedTuple

LEAVES = 16  # bits of a tree's word: no tree has more leaves
DE_BRUIJN = 0b0000100110101111  # shifted by 0 to 15 bits, its first four bits are every number once
NUMBERS = {DE_BRUIJN << leaf >> 12 & 15: leaf for leaf in range(LEAVES)}  # from such a number to the leaf's own
LANE = 32  # bits of the value, and of each family's term, in what a leaf adds: up to 2,000,000 log-odds
PER_POINT = 1000  # units of a log-odds point
FIRST = 0.4  # share of the trees that every block is shown to
SURE = 3.0  # log-odds from which the first trees are believed
STRETCH = 1.2
"""What the score of the first trees is multiplied by for a block that the others are not shown: so much they
would have added in the mean. Of five blocks three are done by then (an early exit; Cambazoglu et al., WSDM 2010);
on development pages the other trees would turn one in 5,000 of these, and F1 is the same to four figures."""
MANY = 50  # trees; of fewer all are asked
FEW = 24  # blocks up to which walking down the trees takes less time than making them ready to be read across
MIDDLE = 1 << (LANE - 1)  # added to every lane, so that sums below 0 borrow from no other; taken off by its sign bit

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
    terms: list[int]


class Forest:
    """Trees over named features. A block of which the first trees are sure is not shown to the others."""

    def __init__(self, base: float, features: Mapping[str, str], trees: Sequence[Sequence[Any] | int]) -> None:
        """From the parts of the JSON that bench/train.py writes.

        Args:
            base: what everybody starts with, in log-odds.
            features: the family of each feature, in the order of the numbers that trees refer to them by.
            trees: nested: a leaf is its value in thousandths of log-odds, a split is
                ``[feature, edge, value, low, high]``: the subtree `low` holds what is at most `edge`,
                `value` is the mean below the split.
        """
        self.features = dict(features)
        self.families = tuple(dict.fromkeys(features.values()))
        first = round(FIRST * len(trees)) if len(trees) >= MANY else len(trees)
        self._first = _Trees(round(base * PER_POINT), self.features, trees[:first])
        self._others = _Trees(0, self.features, trees[first:]) if first < len(trees) else None

    def opinions(self, found: Mapping[str, Column], count: int) -> list[Opinion]:
        """What the forest says of each of `count` blocks, by their features. A missing feature counts as 0.

        Raises ValueError when a tree has more leaves than a word has bits.
        """
        opinions = self._first.opinions(found, count)
        if self._others is None:
            return opinions
        unsure = [i for i, opinion in enumerate(opinions) if abs(opinion.score) < SURE]
        theirs = {name: [column[i] for i in unsure] for name, column in found.items()}
        more = dict(zip(unsure, self._others.opinions(theirs, len(unsure)), strict=True))
        return [_sum(o, more[i]) if i in more else _stretched(o) for i, o in enumerate(opinions)]


def _sum(one: Opinion, other: Opinion) -> Opinion:
    return Opinion(one.score + other.score, list(map(add, one.terms, other.terms)))


def _stretched(opinion: Opinion) -> Opinion:
    return Opinion(opinion.score * STRETCH, [round(term * STRETCH) for term in opinion.terms])


class _Trees:
    """Some of the trees, walked down for a few blocks and read across for many."""

    def __init__(self, base: int, features: Mapping[str, str], trees: Sequence[Sequence[Any] | int]) -> None:
        self._base = base
        self._features = features
        self._families = tuple(dict.fromkeys(features.values()))
        self._trees = trees
        self._across: _Across | None = None

    def opinions(self, found: Mapping[str, Column], count: int) -> list[Opinion]:
        """What these trees say of each of `count` blocks."""
        if self._across is None and count > FEW:
            self._across = _Across(self._base, self._features, self._families, self._trees)
        return self._across.opinions(found, count) if self._across else self._walked(found, count)

    def _walked(self, found: Mapping[str, Column], count: int) -> list[Opinion]:
        """The same tree by tree: a page of few blocks is done before the forest is ready to be read across."""
        columns = [found.get(feature) or (0.0,) * count for feature in self._features]
        family = [self._families.index(name) for name in self._features.values()]
        given = []
        for i in range(count):
            value, terms = self._base, [0] * len(self._families)
            for tree in self._trees:
                node = tree
                while not isinstance(node, int):
                    feature, edge, mean, low, high = node
                    node = low if columns[feature][i] <= edge else high
                    terms[family[feature]] += (node if isinstance(node, int) else node[2]) - mean
                value += node
            given.append(Opinion(value / PER_POINT, terms))
        return given


class _Across:
    """The forest made ready to be read across."""

    def __init__(
        self, base: int, features: Mapping[str, str], families: Sequence[str], trees: Sequence[Sequence[Any] | int]
    ) -> None:
        lanes = [LANE * (1 + families.index(family)) for family in features.values()]
        splits: list[list[tuple[float, int]]] = [[] for _ in features]
        read = [_Leaves(splits, lanes, number * LEAVES, tree).worth for number, tree in enumerate(trees)]
        self._pairs = [_Pair(*pair) for pair in zip(read[::2], [*read[1::2], [0]], strict=False)]
        self._every = sum([1 << (2 * LEAVES * number) for number in range(len(self._pairs))])
        self._sums = Struct(f"<{1 + len(families)}i")
        self._middle = sum([MIDDLE << (LANE * k) for k in range(1 + len(families))])
        self._base = base
        self._cuts = tuple(_cut(name, own) for name, own in zip(features, splits, strict=True) if own)

    def opinions(self, found: Mapping[str, Column], count: int) -> list[Opinion]:
        """What the forest says of each of `count` blocks."""
        pairs, middle, sums = self._pairs, self._middle, self._sums
        start = middle + self._base
        given = []
        for leaves in self._leaves(found, count):
            packed = sum(map(getitem, pairs, leaves), start) ^ middle
            value, *terms = sums.unpack(packed.to_bytes(sums.size, "little"))
            given.append(Opinion(value / PER_POINT, terms))
        return given

    def _leaves(self, found: Mapping[str, Column], count: int) -> Iterable[bytes]:
        """For each block the leaves it falls into: a byte for each pair of trees, as `_Pair` reads it."""
        everywhere = 0
        gone = [0] * count
        for feature, edges, masks in self._cuts:
            column = found.get(feature) or (0.0,)
            if column.count(column[0]) == len(column):
                everywhere |= masks[bisect_left(edges, column[0])]
            else:
                gone = list(map(or_, gone, map(masks.__getitem__, map(partial(bisect_left, edges), column))))
        every, size = self._every, 4 * len(self._pairs)
        ones, firsts = every | every << LEAVES, every * ((1 << LEAVES) - 1)
        low, high = every * 0x0F, every * 0xF0
        for own in gone:
            ruled_out = own | everywhere
            left = ruled_out + ones & ~ruled_out
            first, second = (left & firsts) * DE_BRUIJN, (left >> LEAVES & firsts) * DE_BRUIJN
            yield (first >> 12 & low | second >> 8 & high).to_bytes(size, "little")[::4]


class _Pair(dict[int, int]):
    """What two trees together add, by the numbers of both their leaves; added up when a block first falls there."""

    __slots__ = ("_first", "_second")

    def __init__(self, first: Sequence[int], second: Sequence[int]) -> None:
        super().__init__()
        self._first, self._second = first, second

    def __missing__(self, numbers: int) -> int:
        worth = self[numbers] = self._first[NUMBERS[numbers & 15]] + self._second[NUMBERS[numbers >> 4]]
        return worth


class _Leaves:
    """One tree on its way into the forest: what its leaves are worth, from left to right."""

    def __init__(
        self, splits: Sequence[list[tuple[float, int]]], lanes: Sequence[int], first: int, tree: Sequence[Any] | int
    ) -> None:
        self.worth: list[int] = []
        self._splits = splits
        self._lanes = lanes
        self._first = first
        self._read(tree, tree if isinstance(tree, int) else tree[2], 0, 0)
        if len(self.worth) > LEAVES:
            raise ValueError(f"a tree of the block model has more than {LEAVES} leaves")

    def _read(self, node: Sequence[Any] | int, above: int, lane: int, terms: int) -> None:
        """Number the leaves below a node.

        Args:
            above: the mean below the split above, whose feature's family has the lane `lane`.
            terms: what the splits above that one were worth, each in its lane.
        """
        if isinstance(node, int):
            self.worth.append(terms + (node - above << lane) + node)
            return
        feature, edge, mean, low, high = node
        terms += mean - above << lane
        first, lane = len(self.worth), self._lanes[feature]
        self._read(low, mean, lane, terms)
        self._splits[feature].append((edge, (1 << len(self.worth)) - (1 << first) << self._first))
        self._read(high, mean, lane, terms)


def _cut(name: str, splits: list[tuple[float, int]]) -> Cut:
    edges, gone = list[float](), [0]
    for edge, ruled_out in sorted(splits):
        if edges and edges[-1] == edge:
            gone[-1] |= ruled_out
        else:
            edges.append(edge)
            gone.append(gone[-1] | ruled_out)
    return Cut(name, tuple(edges), tuple(gone))
