"""Titles told by what their article says. All names are fictional."""

from __future__ import annotations

from dataclasses import replace

import pytest

from presscut.cleaner.metadata.article_words import CLOSEST, article_words
from presscut.cleaner.metadata.frame import frame_of
from presscut.cleaner.metadata.page_title import folded
from presscut.cleaner.metadata.title import find_title
from presscut.cleaner.model import Draft, Mark
from tests.support.blocks import block, draft

TITLE = "Sunday sailings to the island come back"
OTHERS = (
    "Kitchen hand wanted for the summer season",
    "Vice President of Harbour Consulting",
    "Get a quote for roofs",
)
BODY = (
    "The Sunday ferry to the island will return at Easter, ending four winters in which nobody could leave it.",
    "The crews had asked for sailings on Sunday since the second winter, and will share eleven shifts on the island.",
    "Tickets cost what they did before. Pupils of the island's school ride free, as before the last boat was sold.",
)
LOOKS = "model/blocks"


def page(*lines: str, prose: tuple[str, ...] = BODY, media: str = "text") -> Draft:
    """A page of short lines and prose, as the block model sees it."""
    made = draft(*lines, *prose)
    marks = [Mark(i, "prose", -3.0 if i >= len(lines) else 1.0, LOOKS, "") for i in range(len(made.blocks))]
    return replace(made, marks=tuple(marks), media_type=media)  # type: ignore[arg-type]


@pytest.mark.parametrize("place", range(len(OTHERS) + 1))
def test_line_that_says_what_the_article_says_is_the_title(place: int) -> None:
    """Wherever it stands among lines that look as much like titles."""
    lines = [*OTHERS[:place], TITLE, *OTHERS[place:]]
    found = find_title(frame_of(page(*lines)))
    assert found is not None
    assert found.index == place


def test_title_far_above_late_prose_is_found() -> None:
    """Between the title of a list of products and its first paragraph stand a hundred short lines."""
    entries = [f"Oilskin {number}, {number} crowns" for number in range(120)]
    found = find_title(frame_of(page("Skip to content", TITLE, *entries)))
    assert found is not None
    assert found.index == 1


def test_ties_grow_with_words_and_with_how_often_they_come() -> None:
    """And never beyond what they are weighed with."""
    words = article_words(page(TITLE, *OTHERS))
    assert words is not None
    lines = ("Get a quote for roofs", "Tickets and roofs", "Roofs of the island", "Sunday ferry of the island")
    ties = [words.tie(0, folded(line)) for line in lines]
    assert ties == sorted({*ties})
    assert ties[0] == 0.0 < ties[-1] < CLOSEST
    assert words.tie(5, folded(BODY[0])) == 0.0, "a block of the article is no witness for itself"


def test_scripts_without_spaces_are_compared_by_pairs() -> None:
    """Their lines are one word to others."""
    prose = ("渡口小镇的最后一家钟表铺下月关门，店主说他已经修了五十年的钟表。", "镇上的人都记得这家钟表铺的灯。")
    words = article_words(page("钟表铺关门", "天气预报", prose=prose))
    assert words is not None
    assert words.tie(0, folded("钟表铺关门")) > words.tie(1, folded("天气预报")) == 0.0


def test_nobody_asks_for_words_of_html_or_of_no_article() -> None:
    """Titles of HTML have elements of their own; of a page without prose nothing is known."""
    assert article_words(page(TITLE, media="html")) is None
    assert article_words(page(TITLE, prose=())) is None
    assert article_words(draft(block(TITLE))) is None
