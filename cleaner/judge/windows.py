"""Sums over the blocks around each block, in one pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate


def window(values: Sequence[float], first: int, end: int) -> list[float]:
    """For every index i the sum of values from i + `first` up to below i + `end`, clipped to the page."""
    before, after = max(0, -first), max(0, end)
    sums = [*[0.0] * (before + 1), *accumulate(values)]
    sums += [sums[-1]] * after
    n = len(values)
    return [b - a for a, b in zip(sums[before + first :][:n], sums[before + end :][:n], strict=True)]


def between(values: Sequence[float]) -> Callable[[int, int], float]:
    """Sum of values between two indices, from one pass of prefix sums."""
    sums = [0.0, *accumulate(values)]
    return lambda first, end: sums[end] - sums[first]


def share(parts: Sequence[float], wholes: Sequence[float], without: float = 0.0) -> list[float]:
    """Parts of wholes; `without` where there is no whole."""
    return [part / whole if whole else without for part, whole in zip(parts, wholes, strict=True)]
