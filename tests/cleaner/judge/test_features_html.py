"""What HTML alone tells of a block: what stands in elements like its own, beside it, and in the page's head."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from presscut.cleaner.judge.features import OF_OTHERS, columns, columns_by_family
from presscut.cleaner.judge.features_head import head_columns
from presscut.cleaner.judge.features_like import SENSES, like_columns
from presscut.cleaner.judge.features_names import name_columns
from presscut.cleaner.judge.features_page import page_columns
from presscut.cleaner.model import Draft, Page
from presscut.cleaner.segment import segment
from tests.support.blocks import PROSE

CAPTION = "The harbour master, Odile Brandvik, on the late ferry to Larkholm in her second winter there."
TEASER = "Lamp keepers meet again"
MARKUP = f"""<html lang="en"><head><title>Eleven late ferries</title>
<meta name="description" content="A harbour master counts the days that the ferry is late."></head><body>
<div class="q7x"><a href="/1">{TEASER}</a></div><div class="q7x"><a href="/2">The price of oil</a></div>
<main class="a1"><h1>Eleven late ferries</h1><p class="zz9">{CAPTION}</p>
{"".join(f'<p class="k3f">{PROSE} It was letter {n}.</p>' for n in range(4))}</main></body></html>"""


def page(markup: str = MARKUP) -> Draft:
    """The draft of a page."""
    draft = segment(Page(markup.encode(), media_type="html"))
    assert isinstance(draft, Draft)
    return draft


def of(draft: Draft, columns: Mapping[str, list[float]], text: str) -> dict[str, float]:
    """The features of the first block that begins so."""
    at = next(i for i, b in enumerate(draft.blocks) if b.text.startswith(text))
    return {name: column[at] for name, column in columns.items()}


def test_the_prose_tells_which_class_is_the_body_s() -> None:
    """A caption reads like the paragraphs and stands among them; alone of them it has no like."""
    draft = page()
    columns = like_columns(draft)
    body, caption = of(draft, columns, PROSE), of(draft, columns, CAPTION)
    assert body["rank of like element"] == 1.0
    assert body["prose of like element"] > 0.6
    assert caption["prose of like element"] == 0.0
    assert caption["rank of like element"] < 0.3
    assert body["number of like element"] == 4.0


def test_what_is_like_links_is_known_for_links() -> None:
    """Made-up class names do as well as telling ones: only being the same counts."""
    draft = page()
    teaser = of(draft, like_columns(draft), TEASER)
    assert teaser["links of like element"] == 1.0
    assert teaser["number of like element"] == 2.0
    renamed = page(MARKUP.replace("q7x", "teaser").replace("k3f", "b").replace("zz9", "c").replace("a1", "d"))
    assert like_columns(renamed) == like_columns(draft)


def test_a_description_in_the_head_is_known_again() -> None:
    """And the headline, whatever element it stands in."""
    deck = "A harbour master counts the days that the ferry is late."
    draft = page(MARKUP.replace(CAPTION, deck))
    columns = head_columns(draft)
    assert of(draft, columns, deck)["holds the description"] == 1.0
    assert of(draft, columns, "Eleven late")["holds the title"] == 1.0
    assert of(draft, columns, TEASER)["said in the title"] == 0.0


def test_without_a_head_nothing_is_said_of_any_block() -> None:
    """-1 is not 0: there is nothing to compare."""
    draft = page("<p>One line.</p><p>Another line.</p>")
    assert {value for column in head_columns(draft).values() for value in column} == {-1.0}


def test_every_block_has_every_feature() -> None:
    """A column that is too short would shift the page."""
    for draft in (page(), page("<p>One.</p>")):
        for family in columns_by_family(draft).values():
            assert {len(column) for column in family.values()} == {len(draft.blocks)}


def test_only_what_a_forest_asks_for_is_counted() -> None:
    """An article is not looked through for names that its forest has not learnt from."""
    draft = page()
    assert set(columns(draft, OF_OTHERS)) == set(name_columns(draft))
    assert columns(draft, ()) == {}


def test_a_box_is_known_by_its_name() -> None:
    """A customer's review reads like the description above it; how far out the name stands counts too."""
    far = "<section><div><p>Farther.</p></div></section>"
    review = f"<div class='customer-reviews'><div><p>Far: {PROSE}</p></div>{far}</div>"
    draft = page(f"<main><p>{PROSE}</p>{review}<dialog><p>Sign in.</p></dialog></main>")
    found = name_columns(draft)
    assert of(draft, found, PROSE) == dict.fromkeys(found, 0.0)
    assert of(draft, found, "Far:") == {**dict.fromkeys(found, 0.0), "named review": 2.0}
    assert of(draft, found, "Farther.")["named review"] == 1.0
    assert of(draft, found, "Sign in.")["named dialog"] == 2.0


def test_names_are_read_for_each_element_whatever_was_read_before() -> None:
    """Two boxes share their outer elements and no more."""
    boxes = "<div class=modal><p>One.</p></div><div><p>Two.</p></div><div class=modal><p>Three.</p></div>"
    assert name_columns(page(f"<main>{boxes}</main>"))["named dialog"] == [2.0, 0.0, 2.0]


def test_a_page_without_blocks_has_no_names() -> None:
    """Every column is there and empty."""
    assert set(map(tuple, name_columns(Draft(Page(b""), "html", "", ())).values())) == {()}


@pytest.mark.parametrize("sense", SENSES)
def test_shares_of_the_page_are_shares(sense: str) -> None:
    """Of 0 to 1, whatever the sense of alike."""
    columns = like_columns(page())
    for name in (f"prose of like {sense}", f"rank of like {sense}", f"links of like {sense}"):
        assert all(0 <= value <= 1 for value in columns[name])


def test_the_page_is_the_same_for_all_its_blocks() -> None:
    """What is told of the page is told to each."""
    for column in page_columns(page()).values():
        assert len(set(column)) == 1
