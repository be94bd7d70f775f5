"""The block model and what was learnt for it: it knows the features there are, and says what moved it."""

from __future__ import annotations

import json
from pkgutil import get_data

import pytest

from presscut.cleaner.judge.block_model import BlockModel
from presscut.cleaner.judge.features import columns_by_family
from presscut.cleaner.judge.forest import Forest
from presscut.cleaner.judge.weights import FILES, Weights, model_hash, shipped_weights
from presscut.cleaner.model import MEDIA_TYPES, MediaType
from tests.support.blocks import PROSE, block, draft

FOREST = Forest(-0.5, {"words": "its shape"}, [[0, 5.0, 0, 1000, -2000]])


def test_the_model_explains_itself_by_its_terms() -> None:
    """The weight is the base and the terms, and the reason names them."""
    mark = next(iter(BlockModel(FOREST)(draft("Menu"))))
    assert (mark.weight, mark.kind, mark.reason) == (0.5, "boilerplate", "its shape +1.0")


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_shipped_weights_know_the_features_that_exist(media_type: MediaType) -> None:
    """A feature that was renamed or moved would fall silent, and nobody would notice."""
    page = draft(PROSE, block("Menu", link="https://larkholm.example"))
    page = type(page)(page.page, media_type, page.source, page.blocks)
    known = {name: family for family, columns in columns_by_family(page).items() for name in columns}
    data = get_data("presscut.cleaner", f"weights/{FILES[media_type]}")
    assert data is not None
    assert json.loads(data)["features"] == known


@pytest.mark.parametrize("name", sorted(set(FILES.values())))
def test_every_card_has_one_point_more_than_edges(name: str) -> None:
    """Else a value past the last edge would have no bin."""
    media_type = next(m for m, file in FILES.items() if file == name)
    for card in shipped_weights(media_type).opinion.cards:
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
    weights = Weights.parse('{"base": 0.5, "features": {}, "trees": [], "opinion": {}}')
    assert [opinion.score for opinion in weights.model.opinions({}, 1)] == [0.5]
    assert weights.opinion.cards == ()
