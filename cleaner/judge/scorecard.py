"""A scorecard: every feature falls into a bin, every bin has points, points add up.

An additive model over binned features (a generalised additive model fitted as one logistic regression;
Hastie & Tibshirani 1990) is a table look-up a feature. It says what another extractor's answer is worth.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Card(NamedTuple):
    """One feature's bins: `points[k]` for values from `edges[k-1]` up to below `edges[k]`."""

    name: str
    edges: tuple[float, ...]
    points: tuple[float, ...]


class Scorecard(NamedTuple):
    """The cards of all features, and the points everybody starts with."""

    base: float
    cards: tuple[Card, ...]

    @classmethod
    def of(cls, cards: Mapping[str, Mapping[str, Sequence[float]]], base: float = 0.0) -> Scorecard:
        """From a table of the JSON that bench/train.py writes."""
        return cls(base, tuple(Card(name, tuple(c["edges"]), tuple(c["points"])) for name, c in cards.items()))

    def points(self, found: Mapping[str, Sequence[float]], count: int) -> list[list[float]]:
        """The points of every block, one list a card."""
        table = []
        for card in self.cards:
            edges, points = card.edges, card.points
            column = found.get(card.name)
            table.append([points[bisect_right(edges, v)] for v in column] if column else [0.0] * count)
        return table
