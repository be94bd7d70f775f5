"""The block model: a scorecard. Every feature falls into a bin, every bin has points, points add up.

An additive model over binned features (a generalised additive model fitted as one logistic
regression; Hastie & Tibshirani 1990) is a few table look-ups a block in plain Python, needs no
library, and explains itself: its terms are its points. The points are log-odds that a block does
not belong to the body. They were trained by bench/train.py on the development sets (see NOTICE and
docs/judging.md) and are shipped as JSON.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pkgutil import get_data
from typing import NamedTuple

from presscut.cleaner.judge.features import columns
from presscut.cleaner.model import Draft, Mark, MediaType

FILES: Mapping[MediaType, str] = {"html": "html.json", "markdown": "text.json", "text": "text.json"}
REASON_TERMS = 3  # terms named in a mark's reason
STRONGEST = 6.0  # points of one block are clipped here: no model outvotes the user or a chain of rules


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


@dataclass(frozen=True, slots=True)
class BlockModel:
    """Is this block part of the article, by its shape, its place and its neighbours?

    Wrong when an article does not look like running prose (a list of links, a table of results)
    and when something that is not the article does (a long comment, the text of a related page).
    """

    card: Scorecard

    def __call__(self, draft: Draft) -> Iterable[Mark]:
        table = self.card.points(columns(draft), len(draft.blocks))
        for i, block in enumerate(draft.blocks):
            own = [row[i] for row in table]
            total = max(-STRONGEST, min(STRONGEST, self.card.base + sum(own)))
            if block.text:
                yield Mark(i, "boilerplate" if total > 0 else "prose", total, "model/blocks", self._reason(own, total))

    def _reason(self, own: Sequence[float], total: float) -> str:
        order = [-points for points in own] if total > 0 else own
        largest = sorted(range(len(own)), key=order.__getitem__)[:REASON_TERMS]
        return ", ".join(f"{self.card.cards[k].name} {own[k]:+.1f}" for k in largest)


class Weights(NamedTuple):
    """What was learnt for one media type: the block model, and what a second opinion is worth."""

    model: Scorecard
    opinion: Scorecard

    @classmethod
    def parse(cls, text: str) -> Weights:
        """From the JSON that bench/train.py writes."""
        raw = json.loads(text)
        return cls(Scorecard.of(raw["cards"], raw["base"]), Scorecard.of(raw["opinion"]))


def _read(name: str) -> str:
    found = get_data("presscut.cleaner", f"weights/{name}")
    assert found is not None, "the importer of this package reads no data"
    return found.decode()


@cache
def shipped_weights(media_type: MediaType) -> Weights:
    """The weights that come with presscut."""
    return Weights.parse(_read(FILES[media_type]))


@cache
def model_hash() -> str:
    """One digest of the shipped weights."""
    return hashlib.sha256("\0".join(_read(name) for name in sorted(set(FILES.values()))).encode()).hexdigest()
