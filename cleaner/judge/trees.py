"""Decision trees in plain Python, for where the compiled ones (`_trees`) are not built.

A few blocks are walked down tree by tree. For many the trees are read across, as QuickScorer does (Lucchese
et al., SIGIR 2015): of each tree a word of 16 bits says which leaves are ruled out, all words stand
side by side in one long integer, and for each feature one look-up gives what its value rules out.
Adding one to every word at once isolates each tree's leftmost leaf that is left, and one multiplication
turns the isolated bits of all words into numbers of four bits (a de Bruijn sequence; Leiserson et al. 1998).
What the families of features add stands side by side in one integer as well, so that one sum over the leaves
adds up all of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import partial
from operator import getitem, or_
from struct import Struct
from typing import Any, NamedTuple

LEAVES = 16  # bits of a tree's word: no tree has more leaves
DE_BRUIJN = 0b0000100110101111  # shifted by 0 to 15 bits, its first four bits are every number once
NUMBERS = {DE_BRUIJN << leaf >> 12 & 15: leaf for leaf in range(LEAVES)}  # from such a number to the leaf's own
LANE = 32  # bits of each family's term in what a leaf adds: up to 2,000,000 log-odds
FEW = 24  # blocks up to which walking down the trees takes less time than making them ready to be read across
MIDDLE = 1 << (LANE - 1)  # added to every lane, so that sums below 0 borrow from no other; taken off by its sign bit

Column = Sequence[float]
Node = Sequence[Any] | int


class Trees:
    """Trees over numbered features.

    Attributes:
        mean: what every block starts with, the sum of the trees' means in thousandths of log-odds.
    """

    def __init__(self, families: Sequence[int], trees: Sequence[Node]) -> None:
        """From the trees of the JSON that bench/train.py writes.

        Args:
            families: the number of each feature's family.
            trees: nested: a leaf is its value in thousandths of log-odds, a split is
                ``[feature, edge, mean, low, high]``: the subtree `low` holds what is at most `edge`,
                `mean` is the mean below the split.
        """
        self.mean = sum([_mean(tree) for tree in trees])
        self._families = families
        self._trees = trees
        self._across: _Across | None = None

    def opinions(
        self, columns: Sequence[Column], count: int, base: int, most: int
    ) -> list[tuple[int, tuple[tuple[int, int], ...]]]:
        """The score of each block in thousandths of log-odds, and the families that moved it most with what they add.

        Args:
            columns: for each feature its value of every block of the page.
            count: the number of blocks.
            base: what a score starts with.
            most: how many families are named: those that add most to a score above 0, that take most from others.

        Raises ValueError when a tree has more leaves than a word has bits.
        """
        found = []
        for terms in self._terms(columns, count):
            score = base + sum(terms)
            families = sorted(range(len(terms)), key=terms.__getitem__, reverse=score > 0)[:most]
            found.append((score, tuple([(family, terms[family]) for family in families])))
        return found

    def _terms(self, columns: Sequence[Column], count: int) -> Iterable[list[int]]:
        """What each family adds to the score of each block."""
        if self._across is None and count > FEW:
            self._across = _Across(self._families, self._trees)
        if self._across is not None and count:
            return self._across.terms(columns, count)
        return [self._walked(columns, i) for i in range(count)]

    def _walked(self, columns: Sequence[Column], block: int) -> list[int]:
        """The terms of one block, tree by tree: a short page is done before the trees can be read across."""
        terms = [0] * _width(self._families)
        for tree in self._trees:
            node = tree
            while not isinstance(node, int):
                feature, edge, mean, low, high = node
                node = low if columns[feature][block] <= edge else high
                terms[self._families[feature]] += _mean(node) - mean
        return terms


def _mean(node: Node) -> int:
    """The mean below a node, which is the value of a leaf."""
    return node if isinstance(node, int) else node[2]


def _width(families: Sequence[int]) -> int:
    return max(families, default=-1) + 1


class _Cut(NamedTuple):
    """A feature's splits in all trees: a value above the first k of `edges` rules out the leaves `gone[k]`."""

    feature: int
    edges: tuple[float, ...]
    gone: tuple[int, ...]


class _Across:
    """The trees made ready to be read across."""

    def __init__(self, families: Sequence[int], trees: Sequence[Node]) -> None:
        lanes = [LANE * family for family in families]
        splits: list[list[tuple[float, int]]] = [[] for _ in families]
        read = [_Leaves(splits, lanes, number * LEAVES, tree).worth for number, tree in enumerate(trees)]
        self._pairs = [_Pair(*pair) for pair in zip(read[::2], [*read[1::2], [0]], strict=False)]
        self._every = sum([1 << (2 * LEAVES * number) for number in range(len(self._pairs))])
        self._sums = Struct(f"<{_width(families)}i")
        self._middle = sum([MIDDLE << (LANE * k) for k in range(_width(families))])
        self._cuts = tuple(_cut(number, own) for number, own in enumerate(splits) if own)

    def terms(self, columns: Sequence[Column], count: int) -> Iterable[list[int]]:
        """The terms of each of `count` blocks."""
        pairs, middle, sums = self._pairs, self._middle, self._sums
        for leaves in self._leaves(columns, count):
            packed = sum(map(getitem, pairs, leaves), middle) ^ middle
            yield [*sums.unpack(packed.to_bytes(sums.size, "little"))]

    def _leaves(self, columns: Sequence[Column], count: int) -> Iterable[bytes]:
        """For each block the leaves it falls into: a byte for each pair of trees, as `_Pair` reads it."""
        everywhere = 0
        gone = [0] * count
        for feature, edges, masks in self._cuts:
            column = columns[feature]
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

    def __init__(self, splits: Sequence[list[tuple[float, int]]], lanes: Sequence[int], first: int, tree: Node) -> None:
        self.worth: list[int] = []
        self._splits = splits
        self._lanes = lanes
        self._first = first
        self._read(tree, 0)
        if len(self.worth) > LEAVES:
            raise ValueError(f"a tree of the block model has more than {LEAVES} leaves")

    def _read(self, node: Node, terms: int) -> None:
        """Number the leaves below a node. `terms`: what the splits above it are worth on the way, each in its lane."""
        if isinstance(node, int):
            self.worth.append(terms)
            return
        feature, edge, mean, low, high = node
        first, lane = len(self.worth), self._lanes[feature]
        self._read(low, terms + (_mean(low) - mean << lane))
        self._splits[feature].append((edge, (1 << len(self.worth)) - (1 << first) << self._first))
        self._read(high, terms + (_mean(high) - mean << lane))


def _cut(feature: int, splits: list[tuple[float, int]]) -> _Cut:
    edges, gone = list[float](), [0]
    for edge, ruled_out in sorted(splits):
        if edges and edges[-1] == edge:
            gone[-1] |= ruled_out
        else:
            edges.append(edge)
            gone.append(gone[-1] | ruled_out)
    return _Cut(feature, tuple(edges), tuple(gone))
