"""The scorecard: points by bin, the same in training and in judging."""

from __future__ import annotations

from presscut.cleaner.judge.scorecard import Card, Scorecard

CARD = Scorecard(-0.5, (Card("words", (5.0, 20.0), (1.0, 0.25, -2.0)),))


def test_a_value_falls_into_the_bin_that_begins_at_or_below_it() -> None:
    """An edge belongs to the bin above it, in training and in judging alike."""
    assert CARD.points({"words": [4.9, 5.0, 19.0, 20.0, 99.0]}, 5) == [[1.0, 0.25, 0.25, -2.0, -2.0]]


def test_a_feature_the_page_does_not_have_has_no_points() -> None:
    """Text has no containers: the card keeps silent."""
    assert CARD.points({}, 2) == [[0.0, 0.0]]
