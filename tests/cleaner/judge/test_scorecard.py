"""The block model: points by bin, the same in any order, explained by its own terms."""

from __future__ import annotations

import pytest

from presscut.cleaner.judge.features import columns
from presscut.cleaner.judge.scorecard import FILES, BlockModel, Card, Scorecard, Weights, model_hash, shipped_weights
from presscut.cleaner.model import MEDIA_TYPES, MediaType
from tests.support.blocks import PROSE, block, draft

CARD = Scorecard(-0.5, (Card("words", (5.0, 20.0), (1.0, 0.25, -2.0)),))


def test_a_value_falls_into_the_bin_that_begins_at_or_below_it() -> None:
    """An edge belongs to the bin above it, in training and in judging alike."""
    assert CARD.points({"words": [4.9, 5.0, 19.0, 20.0, 99.0]}, 5) == [[1.0, 0.25, 0.25, -2.0, -2.0]]


def test_a_feature_the_page_does_not_have_has_no_points() -> None:
    """Text has no containers: the card keeps silent."""
    assert CARD.points({}, 2) == [[0.0, 0.0]]


def test_the_model_explains_itself_by_its_terms() -> None:
    """The weight is the base and the points, and the reason names them."""
    mark = next(iter(BlockModel(CARD)(draft("Menu"))))
    assert (mark.weight, mark.kind, mark.reason) == (0.5, "boilerplate", "words +1.0")


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_shipped_weights_know_only_features_that_exist(media_type: MediaType) -> None:
    """A card whose feature was renamed would fall silent, and nobody would notice."""
    page = draft(PROSE, block("Menu", link="https://larkholm.example"))
    page = type(page)(page.page, media_type, page.source, page.blocks)
    names = {card.name for card in shipped_weights(media_type).model.cards}
    assert names == set(columns(page))


@pytest.mark.parametrize("name", sorted(set(FILES.values())))
def test_every_card_has_one_point_more_than_edges(name: str) -> None:
    """Else a value past the last edge would have no bin."""
    media_type = next(m for m, file in FILES.items() if file == name)
    weights = shipped_weights(media_type)
    for card in (*weights.model.cards, *weights.opinion.cards):
        assert len(card.points) == len(card.edges) + 1
        assert list(card.edges) == sorted(card.edges)


def test_prose_and_a_menu_are_told_apart_by_the_shipped_weights() -> None:
    """The least that the shipped model must do."""
    menu = [block(name, link="https://larkholm.example") for name in ("Home", "Ferries", "Letters", "About us")]
    body = [f"{PROSE} It was the {n}th letter she wrote that year." for n in range(8)]
    page = draft(*menu, *body, *menu)
    weights = [m.weight for m in BlockModel(shipped_weights("text").model)(page)]
    assert max(weights[4:12]) < 0 < min(weights[:4] + weights[12:])


def test_the_model_s_hash_names_the_weights() -> None:
    """Two articles made by different weights must not claim the same producer."""
    assert len(model_hash()) == 64


def test_weights_without_an_opinion_parse() -> None:
    """The text model has no second opinion."""
    weights = Weights.parse('{"base": 0.5, "cards": {}, "opinion": {}}')
    assert weights.model.base == 0.5
    assert weights.opinion.cards == ()
