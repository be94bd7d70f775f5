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
from presscut.cleaner.judge.scorecard import Scorecard
from presscut.cleaner.judge.weights import KINDS_FILE, read_weights
from presscut.cleaner.model import Draft
from presscut.cleaner.once import once

PageKind = Literal["article", "documentation", "forum", "product", "listing", "collection", "service"]
PAGE_KINDS: tuple[PageKind, ...] = (
    "article", "documentation", "forum", "product", "listing", "collection", "service"
)  # fmt: skip

Cards = Mapping[PageKind, Scorecard]


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
    """The probabilities by these scorecards."""
    points = {kind: _points(cards[kind], features) for kind in PAGE_KINDS}
    most = max(points.values())
    shares = {kind: math.exp(value - most) for kind, value in points.items()}
    total = math.fsum(shares.values())
    return {kind: share / total for kind, share in shares.items()}


def likeliest(draft: Draft) -> Likeliest | None:
    """The kind with the highest probability, rounded as the row gives it; null for text."""
    known = kinds(draft)
    if not known:
        return None
    kind = max(known, key=known.__getitem__)
    return Likeliest(kind, round(known[kind], 4))


def _points(card: Scorecard, features: Features) -> float:
    return card.base + math.fsum(
        [points[bisect_right(edges, features[name])] for name, edges, points in card.cards if name in features]
    )


def parse_cards(text: str) -> Cards:
    """The scorecards in the JSON that bench/train_kinds.py writes. Raises ValueError when a kind is missing."""
    raw = json.loads(text)
    missing = [kind for kind in PAGE_KINDS if kind not in raw]
    if missing:
        raise ValueError(f"no scorecard for {', '.join(missing)}")
    return {kind: Scorecard.of(raw[kind]["cards"], raw[kind]["base"]) for kind in PAGE_KINDS}


@cache
def shipped_cards() -> Cards:
    """The scorecards that come with presscut."""
    return parse_cards(read_weights(KINDS_FILE))
