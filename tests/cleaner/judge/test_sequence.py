"""The sequence step, against the definition it stands for."""

from __future__ import annotations

from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner.judge.sequence import smooth

scores = st.lists(st.integers(-8, 8).map(lambda n: n / 2), min_size=1, max_size=7)


def path_value(path: tuple[bool, ...], values: list[float], switch: float) -> float:
    """Of a labelling: the scores of the cut blocks, less what the changes of side cost."""
    changes = sum(a != b for a, b in pairwise(path))
    return sum(v for v, cut in zip(values, path, strict=True) if cut) - switch * changes


@given(scores, st.sampled_from([0.0, 0.5, 1.0, 2.5]))
def test_smooth_is_the_difference_of_the_best_paths(values: list[float], switch: float) -> None:
    """A score that is not the margin of the best path would explain a decision that was not taken."""
    paths = list(product([False, True], repeat=len(values)))
    for i, found in enumerate(smooth(values, switch)):
        cut = max(path_value(p, values, switch) for p in paths if p[i])
        kept = max(path_value(p, values, switch) for p in paths if not p[i])
        assert abs(found - (cut - kept)) < 1e-9


def test_an_island_needs_more_than_a_border() -> None:
    """One mildly suspicious block inside prose stays; the same block at the page's end goes."""
    assert smooth([-3.0, 1.5, -3.0], switch=1.0)[1] < 0
    assert smooth([-3.0, -3.0, 1.5], switch=1.0)[2] > 0


def test_no_switch_cost_leaves_the_scores_alone() -> None:
    """With a cost of 0 the neighbours have no say."""
    assert smooth([1.0, -2.0, 0.5], switch=0.0) == [1.0, -2.0, 0.5]
