"""The forest: a score is what every block starts with and a term for each family of features."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner.judge.forest import PER_POINT, Forest

FEATURES = {"words": "shape", "digits": "shape", "place": "place"}
VALUES = st.integers(-4_000, 4_000)
EDGES = st.floats(-3, 3).map(lambda edge: round(edge, 1))
TREES = st.recursive(VALUES, lambda below: st.tuples(st.integers(0, 2), EDGES, VALUES, below, below).map(list))
ROWS = st.lists(st.tuples(EDGES, EDGES, EDGES), min_size=1, max_size=6)


def walk(tree: Any, row: tuple[float, ...]) -> int:
    """The plain way down a tree."""
    while not isinstance(tree, int):
        tree = tree[3] if row[tree[0]] <= tree[1] else tree[4]
    return tree


@given(trees=st.lists(TREES, max_size=5), rows=ROWS)
def test_the_score_is_what_walking_down_the_trees_adds_up_to(trees: list[Any], rows: list[tuple[float, ...]]) -> None:
    """By hand, a row at a time."""
    found = {name: [row[k] for row in rows] for k, name in enumerate(FEATURES)}
    for row, opinion in zip(rows, Forest(0.25, FEATURES, trees).opinions(found, len(rows), 2), strict=True):
        assert opinion.score == pytest.approx(0.25 + sum(walk(tree, row) for tree in trees) / PER_POINT)


@given(trees=st.lists(TREES, max_size=5), rows=ROWS)
def test_the_terms_of_a_score_add_up_to_it(trees: list[Any], rows: list[tuple[float, ...]]) -> None:
    """What every block starts with is the base and the trees' means; the families account for the rest."""
    means = sum(tree if isinstance(tree, int) else tree[2] for tree in trees) / PER_POINT
    found = {name: [row[k] for row in rows] for k, name in enumerate(FEATURES)}
    for opinion in Forest(0.25, FEATURES, trees).opinions(found, len(rows), 2):
        assert 0.25 + means + sum(term for _, term in opinion.terms) / PER_POINT == pytest.approx(opinion.score)


def test_the_terms_go_to_the_family_that_was_asked() -> None:
    """A split over place says nothing of the shape."""
    forest = Forest(0.0, FEATURES, [[2, 0.5, 100, -900, 1100]])
    low, high = forest.opinions({"place": [0.5, 0.6]}, 2, 1)
    assert forest.families == ("shape", "place")
    assert (low.terms, high.terms) == (((1, -1000),), ((1, 1000),))


def test_a_feature_the_page_does_not_have_counts_as_0() -> None:
    """Text has no elements."""
    opinions = Forest(0.25, FEATURES, [[2, 0.5, 0, -900, 1100]]).opinions({}, 2, 1)
    assert [opinion.score for opinion in opinions] == [-0.65, -0.65]
