"""Trees, compiled and in plain Python: both say what walking down each of them by hand says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner.judge import trees as plain
from presscut.cleaner.judge.trees import FEW, LEAVES
from tests.support.compiler import CAN_COMPILE

Compiled: Any
try:
    from presscut.cleaner.judge._trees import Trees as Compiled
except ImportError:
    Compiled = None

FAMILIES = [0, 0, 1]
BASE = 250
VALUES = st.integers(-4_000, 4_000)
EDGES = st.floats(-3, 3).map(lambda edge: round(edge, 1))
TREES = st.recursive(
    VALUES, lambda below: st.tuples(st.integers(0, 2), EDGES, VALUES, below, below).map(list), max_leaves=LEAVES
)
ROWS = st.lists(st.tuples(EDGES, EDGES, EDGES), min_size=1, max_size=6)
KINDS = [plain.Trees, *([Compiled] if Compiled else [])]
needs_compiled = pytest.mark.skipif(Compiled is None, reason="the compiled trees are not built")


def by_hand(trees: list[Any], row: tuple[float, ...]) -> tuple[int, tuple[tuple[int, int], ...]]:
    """The score of one block and its terms, those first that move it most to where it is."""
    terms = [0, 0]
    for tree in trees:
        node = tree
        while not isinstance(node, int):
            feature, edge, mean, low, high = node
            node = low if row[feature] <= edge else high
            terms[FAMILIES[feature]] += (node if isinstance(node, int) else node[2]) - mean
    score = BASE + sum(terms)
    numbered = sorted(enumerate(terms), key=lambda term: -term[1] if score > 0 else term[1])
    return score, tuple(numbered)


@pytest.mark.skipif(not CAN_COMPILE, reason="there is no C compiler, or no header of Python")
def test_the_compiled_trees_are_built_where_there_is_a_compiler() -> None:
    """Building is optional, so nothing else would say that it fails."""
    assert Compiled is not None


@pytest.mark.parametrize("kind", KINDS)
@given(trees=st.lists(TREES, max_size=5), rows=ROWS)
def test_opinions_are_those_of_the_way_down_each_tree(
    kind: type[plain.Trees], trees: list[Any], rows: list[tuple[float, ...]]
) -> None:
    """Edges are met exactly, too: a value on an edge goes the low way. Few blocks and many are told the same."""
    made = kind(FAMILIES, trees)
    columns = [[*column, *[0.0] * FEW] for column in zip(*rows, strict=True)]
    expected = [by_hand(trees, row) for row in rows]
    assert made.mean == sum(tree if isinstance(tree, int) else tree[2] for tree in trees)
    assert made.opinions(columns, len(rows), BASE, 3) == expected
    assert made.opinions(columns, len(rows) + FEW, BASE, 3)[: len(rows)] == expected
    assert made.opinions(columns, len(rows) - 1, BASE, 3) == expected[:-1]
    assert made.opinions(columns, len(rows), BASE, 1) == [(score, terms[:1]) for score, terms in expected]


@pytest.mark.parametrize("kind", KINDS)
def test_of_no_trees_and_no_blocks_nothing_is_said(kind: type[plain.Trees]) -> None:
    """A model that was not trained, and a page without a block."""
    assert kind([], []).opinions([], 2, 7, 3) == [(7, ()), (7, ())]
    made = kind([0], [[0, 0.5, 0, -1, 1]])
    of_one = (6, ((0, -1),))
    found = [made.opinions([[0.0] * count], count, 7, 3) for count in (0, FEW + 1, 0)]
    assert found == [[], [of_one] * (FEW + 1), []]


def test_a_tree_with_too_many_leaves_is_not_read_across() -> None:
    """It would be read wrong without a word."""
    tree: Any = 0
    for _ in range(LEAVES):
        tree = [0, 0.0, 0, tree, 1]
    with pytest.raises(ValueError, match="more than 16 leaves"):
        plain.Trees([0], [tree]).opinions([[0.0] * (FEW + 1)], FEW + 1, 0, 1)


@needs_compiled
@pytest.mark.parametrize(
    ("families", "trees", "error"),
    [
        ([0], [[1, 0.5, 0, -1, 1]], ValueError),  # a feature that is not there
        ([-1], [], ValueError),
        ([0], [["words", 0.5, 0, -1, 1]], TypeError),
        ([0], [[0, "half", 0, -1, 1]], TypeError),
        ([0], [[0, 0.5, 0, -1]], IndexError),
        ([0], [[0, 0.5, 0, -1, None]], TypeError),
        ([0], [1 << 70], OverflowError),
        ([0], [[0, 0.5, 0, -1, 1 << 40]], OverflowError),
        (None, [], TypeError),
        ([0], None, TypeError),
    ],
)
def test_compiled_trees_refuse_what_is_none(families: Any, trees: Any, error: type[Exception]) -> None:
    """With an exception, whatever they are given."""
    with pytest.raises(error):
        Compiled(families, trees)


@needs_compiled
def test_compiled_trees_refuse_a_tree_that_never_ends() -> None:
    """The stack of C ends without an exception."""
    endless: list[Any] = [0, 0.5, 0, 0]
    endless.append(endless)
    with pytest.raises(RecursionError):
        Compiled([0], [endless])


@needs_compiled
@pytest.mark.parametrize(
    ("columns", "count", "error"),
    [
        ([], 1, ValueError),
        ([[0.0]], 2, IndexError),
        ([[0.0]], -1, ValueError),
        ([[0.0]], 1 << 60, MemoryError),
        ([[0.0]], "first", TypeError),
        ([["much"]], 1, TypeError),
        (None, 1, TypeError),
        ([None], 1, TypeError),
    ],
)
def test_compiled_trees_refuse_columns_that_do_not_fit(columns: Any, count: Any, error: type[Exception]) -> None:
    """They read no memory that is not theirs."""
    with pytest.raises(error):
        Compiled([0], [[0, 0.5, 0, -1, 1]]).opinions(columns, count, 0, 1)
