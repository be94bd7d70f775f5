"""What kind of page this is: an article, or one of the kinds whose content looks otherwise.

Every kind has a scorecard over the features of the whole page, and the kind with the most points is the
likeliest; the probabilities come from all points together (softmax). Trained by bench/train_kinds.py on
the development sets (see NOTICE and docs/benchmarks.md).
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

from presscut.cleaner.judge.page_features import Features, page_features
from presscut.cleaner.judge.scorecard import Card, Scorecard
from presscut.cleaner.judge.weights import KINDS_FILE, read_weights
from presscut.cleaner.model import Draft
from presscut.cleaner.once import once

PageKind = Literal["article", "documentation", "forum", "product", "listing", "collection", "service"]
PAGE_KINDS: tuple[PageKind, ...] = (
    "article", "documentation", "forum", "product", "listing", "collection", "service"
)  # fmt: skip

ARTICLE_FROM = 0.3  # probability from which a page is judged as an article: the model of others costs articles more


class Cards(NamedTuple):
    """The scorecards of all kinds side by side, so that each feature is looked up once.

    Attributes:
        base: the points every page starts with, in the order of `PAGE_KINDS`.
        rows: by feature, the edges of all kinds' bins and the points of each bin, one a kind.
    """

    base: tuple[float, ...]
    rows: tuple[tuple[str, tuple[float, ...], tuple[tuple[float, ...], ...]], ...]

    @classmethod
    def of(cls, own: Mapping[PageKind, Scorecard]) -> Cards:
        """From one scorecard a kind."""
        by_name = [{card.name: card for card in own[kind].cards} for kind in PAGE_KINDS]
        rows = []
        for name in dict.fromkeys(name for cards in by_name for name in cards):
            edges = tuple(sorted({edge for cards in by_name if name in cards for edge in cards[name].edges}))
            low = (-math.inf, *edges)  # the least value of each bin tells where the bin lies among a kind's own
            rows.append((name, edges, tuple(tuple(_points(cards.get(name), at) for cards in by_name) for at in low)))
        return cls(tuple(own[kind].base for kind in PAGE_KINDS), tuple(rows))


def _points(card: Card | None, value: float) -> float:
    return 0.0 if card is None else card.points[bisect_right(card.edges, value)]


class Likeliest(NamedTuple):
    """The likeliest kind of a page."""

    kind: PageKind
    probability: float


def _kinds(draft: Draft) -> Mapping[PageKind, float]:
    """The probability of each kind, 1 in sum, in the order of `PAGE_KINDS`; empty for text, which has no page."""
    return kinds_by(shipped_cards(), page_features(draft)) if draft.media_type == "html" else {}


kinds = once(_kinds)


def tell_kinds(draft: Draft, cards: Cards) -> None:
    """Let `kinds` answer by other scorecards for this draft: those that have not seen its site."""
    if draft.media_type == "html":
        draft.facts[_kinds, ()] = kinds_by(cards, page_features(draft))


def kinds_by(cards: Cards, features: Features) -> dict[PageKind, float]:
    """The probabilities by these scorecards. A feature that is missing counts for nothing."""
    found = [rows[bisect_right(edges, features[name])] for name, edges, rows in cards.rows if name in features]
    points = [math.fsum(column) for column in zip(cards.base, *found, strict=True)]
    most = max(points)
    shares = [math.exp(value - most) for value in points]
    total = math.fsum(shares)
    return {kind: share / total for kind, share in zip(PAGE_KINDS, shares, strict=True)}


def is_article(draft: Draft) -> bool:
    """Whether a page is to be judged as an article: in text all are."""
    return draft.media_type != "html" or kinds(draft)["article"] >= ARTICLE_FROM


def likeliest(draft: Draft) -> Likeliest | None:
    """The kind with the highest probability, rounded as the row gives it; null for text."""
    known = kinds(draft)
    if not known:
        return None
    kind = max(known, key=known.__getitem__)
    return Likeliest(kind, round(known[kind], 4))


def parse_cards(text: str) -> Cards:
    """The scorecards in the JSON that bench/train_kinds.py writes. Raises ValueError when a kind is missing."""
    raw = json.loads(text)
    missing = [kind for kind in PAGE_KINDS if kind not in raw]
    if missing:
        raise ValueError(f"no scorecard for {', '.join(missing)}")
    return Cards.of({kind: Scorecard.of(raw[kind]["cards"], raw[kind]["base"]) for kind in PAGE_KINDS})


@cache
def shipped_cards() -> Cards:
    """The scorecards that come with presscut."""
    return parse_cards(read_weights(KINDS_FILE))
