"""The block model and what was learnt for it: it knows the features there are, and says what moved it."""

from __future__ import annotations

import json
from dataclasses import replace
from pkgutil import get_data

import pytest

from presscut.cleaner.judge.block_model import BlockModel
from presscut.cleaner.judge.features import OF_OTHERS, columns_by_family
from presscut.cleaner.judge.forest import Forest
from presscut.cleaner.judge.page_kind import PAGE_KINDS, Cards, tell_kinds
from presscut.cleaner.judge.scorecard import Scorecard
from presscut.cleaner.judge.weights import FILES, Weights, model_hash, shipped_weights
from presscut.cleaner.model import MEDIA_TYPES, MediaType
from tests.support.blocks import PROSE, block, draft

FOREST = Forest(-0.5, {"words": "its shape"}, [[0, 5.0, 0, 1000, -2000]])


def test_the_model_explains_itself_by_its_terms() -> None:
    """The weight is the base and the terms, and the reason names them."""
    mark = next(iter(BlockModel(FOREST)(draft("Menu"))))
    assert (mark.weight, mark.kind, mark.reason) == (0.5, "boilerplate", "its shape +1.0")


def test_a_page_of_another_kind_is_judged_by_the_model_of_others() -> None:
    """A forum's posts are no comments under an article. Text is always an article's."""
    others = Forest(3.0, {}, [])
    model = BlockModel(FOREST, others)
    page = replace(draft("Menu"), media_type="html")
    tell_kinds(page, Cards.of({kind: Scorecard.of({}, 3.0 * (kind == "forum")) for kind in PAGE_KINDS}))
    assert [mark.weight for mark in model(page)] == [3.0]
    tell_kinds(
        page := replace(page), Cards.of({kind: Scorecard.of({}, 3.0 * (kind == "article")) for kind in PAGE_KINDS})
    )
    assert [mark.weight for mark in model(page)] == [0.5]
    assert [mark.weight for mark in model(draft("Menu"))] == [0.5]


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_shipped_weights_know_the_features_that_exist(media_type: MediaType) -> None:
    """A feature that was renamed or moved would fall silent, and nobody would notice."""
    page = draft(PROSE, block("Menu", link="https://larkholm.example"))
    page = type(page)(page.page, media_type, page.source, page.blocks)
    known = {name: family for family, columns in columns_by_family(page).items() for name in columns}
    data = get_data("presscut.cleaner", f"weights/{FILES[media_type]}")
    assert data is not None
    shipped = json.loads(data)
    of_articles = {name: family for name, family in known.items() if family not in OF_OTHERS}
    assert shipped["features"] == of_articles
    assert shipped.get("others", shipped)["features"] == known


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
    assert [opinion.score for opinion in weights.model.opinions({}, 1, 3)] == [0.5]
    assert weights.opinion.cards == ()
