"""Fit a scorecard: a ridge logistic regression over the steps between the bins of each feature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

Floats = NDArray[np.float64]
BINS = 12
RIDGE = 3.0
ROWS = 20  # what a page weighs against the penalty


def scorecard(columns: Mapping[str, NDArray[np.float32]], target: Floats, weight: Floats, offset: Floats) -> Any:
    """The cards of these features by name: edges, and points for every bin whose weighted mean is 0.

    Args:
        columns: values by feature, one a row.
        target: what is to be told, from 0 to 1.
        offset: log-odds that are known already.
    """
    edges = {name: _edges(values) for name, values in columns.items()}
    steps = [np.searchsorted(edges[name], values, side="right").astype(np.int8) for name, values in columns.items()]
    found = _fit(steps, target, weight * (ROWS * 1000 / weight.sum()), offset)
    cards, at = {}, 1
    for name, step in zip(columns, steps, strict=True):
        n = int(step.max(initial=0))
        jumps = np.concatenate([[0.0], np.cumsum(found[at : at + n])])
        mean = float(np.average(jumps[step], weights=weight))
        points = [round(float(p) - mean, 3) for p in jumps]
        cards[name] = {"edges": edges[name], "points": points + [points[-1]] * (len(edges[name]) + 1 - len(points))}
        at += n
    return cards


def _edges(values: NDArray[np.float32]) -> list[float]:
    """Cut points at quantiles; few distinct values get a bin each."""
    distinct = np.unique(values)
    if len(distinct) <= BINS:
        return [float(v) for v in (distinct[1:] + distinct[:-1]) / 2]
    cuts = np.unique(np.quantile(values, np.linspace(0, 1, BINS + 1)[1:-1]))
    return [float(f"{v:.4g}") for v in np.unique(cuts)]


def _fit(steps: Sequence[NDArray[np.int8]], target: Floats, weight: Floats, offset: Floats) -> Floats:
    """Weights of the steps, the base first. `steps[j][i]`: bin of row i in feature j."""
    sizes = [int(s.max(initial=0)) for s in steps]
    starts = np.cumsum([1, *sizes])

    def loss(w: Floats) -> tuple[float, Floats]:
        z = offset + w[0]
        for s, a, n in zip(steps, starts, sizes, strict=False):
            z += np.concatenate([[0.0], np.cumsum(w[a : a + n])])[s]
        value = float(np.sum(weight * (np.logaddexp(0, z) - target * z))) + 0.5 * RIDGE * float(np.sum(w[1:] ** 2))
        residual = weight * (expit(z) - target)
        gradient = np.empty_like(w)
        gradient[0] = residual.sum()
        for s, a, n in zip(steps, starts, sizes, strict=False):
            per_bin = np.bincount(s, weights=residual, minlength=n + 1)
            gradient[a : a + n] = np.cumsum(per_bin[::-1])[::-1][1:] + RIDGE * w[a : a + n]
        return value, gradient

    return np.asarray(minimize(loss, np.zeros(starts[-1]), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x)
