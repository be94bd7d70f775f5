"""The shape filters, each with what it detects and the near miss it leaves alone."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from presscut.cleaner.judge import Filter
from presscut.cleaner.judge.alternation import title_teaser_alternation
from presscut.cleaner.judge.block_model import BlockModel
from presscut.cleaner.judge.close_by import close_by
from presscut.cleaner.judge.contents import contents_lists
from presscut.cleaner.judge.duplicates import repeated_blocks
from presscut.cleaner.judge.json_text import json_text
from presscut.cleaner.judge.link_runs import link_runs
from presscut.cleaner.judge.links_back import links_back
from presscut.cleaner.judge.offered_copy import offered_copy
from presscut.cleaner.judge.pictures import picture_descriptions
from presscut.cleaner.judge.references import references
from presscut.cleaner.judge.section_headings import section_headings
from presscut.cleaner.judge.teasers import same_length_teasers
from presscut.cleaner.model import Block, Mark
from presscut.pipeline import Cleaner
from tests.support.blocks import PROSE, block, draft

FILLER = "a council that had never once answered a letter began to answer them all and with some warmth " * 3


def teaser(start: str, length: int) -> str:
    """A text cut off at `length` characters, as teaser lists do."""
    return (start + " " + FILLER)[: length - 3] + "..."


def blocks_of(marks: Iterable[Mark]) -> list[int]:
    """The blocks that were marked."""
    return sorted({m.block for m in marks})


def test_teasers_of_one_length_are_found_with_titles_and_heading() -> None:
    """The run needs no language and no heading word: one same length gives it away."""
    lines = [PROSE, "Elsewhere on the island"]
    for name in ("Ferries", "Harbours", "Letters"):
        lines += [f"{name} And What Became Of Them", teaser(name, 131)]
    page = draft(*lines)
    assert blocks_of(same_length_teasers(page)) == [1, 2, 3, 4, 5, 6, 7]


def test_teasers_work_in_a_script_without_spaces() -> None:
    """Characters are counted, not words."""
    body = "码头上的人们都在谈论那封信" * 12
    lines = [PROSE]
    for start in "甲乙丙":
        lines += [f"{start}号渡轮的故事", (start + body)[:59] + "…"]
    page = draft(*lines)
    assert blocks_of(same_length_teasers(page))[-6:] == [1, 2, 3, 4, 5, 6]


def test_three_trailing_offs_of_different_length_are_prose() -> None:
    """A writer who trails off... does so at any length."""
    page = draft("And then...", "She never wrote again, or so they said at the quay...", PROSE, "Nobody knew why...")
    assert not list(same_length_teasers(page))


def test_three_links_in_a_row_are_a_run() -> None:
    """Menus and related lists are runs of links."""
    links = [block(name, link=f"https://larkholm.example/{name}") for name in ("Home", "Ferries", "Letters")]
    page = draft(*links, PROSE)
    assert blocks_of(link_runs(page)) == [0, 1, 2]


def test_two_links_are_no_run() -> None:
    """Two linked lines stand in many articles."""
    links = [block(name, link=f"https://larkholm.example/{name}") for name in ("Home", "Ferries")]
    assert not list(link_runs(draft(*links, PROSE)))


def pairs(count: int) -> list[str | Block]:
    """Title and teaser, title and teaser."""
    found: list[str | Block] = []
    for n in range(count):
        found += [f"Letter number {n} from the quay", f"The council read letter {n} aloud and nobody laughed at it."]
    return found


def test_pairs_after_the_article_are_an_alternation() -> None:
    """Four pairs of one size after the prose are a list of other pieces."""
    page = draft(PROSE, PROSE + " More.", PROSE + " Yet more.", *pairs(4))
    assert blocks_of(title_teaser_alternation(page)) == list(range(3, 11))


def test_three_pairs_are_a_listicle() -> None:
    """Short sections with headings are how people write."""
    page = draft(PROSE, PROSE + " More.", PROSE + " Yet more.", *pairs(3))
    assert not list(title_teaser_alternation(page))


def test_the_second_copy_of_a_paragraph_is_marked() -> None:
    """Mobile and desktop copies of one body, a pull quote."""
    page = draft(PROSE, "Between", PROSE)
    assert blocks_of(repeated_blocks(page)) == [2]


def test_a_refrain_is_left_alone() -> None:
    """A short line may come twice."""
    page = draft("Row, row.", PROSE, "Row, row.")
    assert not list(repeated_blocks(page))


OTHER = PROSE.replace("Larkholm", "Marlow")


@pytest.mark.parametrize(
    ("lines", "marked"),
    [
        ([PROSE] * 4, []),
        ([PROSE, OTHER] * 4, []),
        ([PROSE, OTHER] * 2, [2, 3]),  # a body and its copy for phones
        ([PROSE, OTHER] * 3, [2, 3, 4, 5]),
        ([*[PROSE] * 4, "Nobody on the quay remembers a summer in which so few people came."], [1, 2, 3]),  # filler
    ],
)
def test_on_a_page_of_nothing_but_copies_they_are_how_it_is_written(lines: list[str], marked: list[int]) -> None:
    """A litany stays; one paragraph of the author's own, and what a template left beside it goes."""
    assert blocks_of(repeated_blocks(draft(*lines))) == marked


def contents(*entries: str) -> list[str | Block]:
    """List items, as a contents list has them."""
    return [block(e, "item") for e in entries]


def test_a_contents_list_is_known_by_the_headings_below() -> None:
    """Three entries that come again as headings are the contents, whatever they are called."""
    parts = ("The first letter", "The second letter", "The answer")
    body = [b for p in parts for b in (block(p, "heading", level=2), block(PROSE))]
    page = draft(*contents(*parts), *body)
    assert blocks_of(contents_lists(page)) == [0, 1, 2]
    assert not [m for m in repeated_blocks(page) if page.blocks[m.block].kind == "heading"]


def test_words_that_describe_a_picture_are_no_text() -> None:
    """Markdown prints them where the picture stands; what is said below it is judged as a caption is."""
    page = draft(PROSE, block("A ferry leaves the old pier", "image"), block("", "image"), "The ferry in 1962", PROSE)
    assert blocks_of(picture_descriptions(page)) == [1]


@pytest.mark.parametrize("asked", [picture_descriptions, json_text])
def test_pictures_and_json_are_asked_for_after_the_model(asked: Filter) -> None:
    """It would hold a mark against the heading above a picture."""
    filters = Cleaner().filters(draft(PROSE))
    model = next(i for i, look in enumerate(filters) if isinstance(look, BlockModel))
    assert filters.index(asked) > model


@pytest.mark.parametrize(
    ("text", "for_scripts"),
    [
        ('{"columns":2,"rows":4,"label":"Buy now","title":{"hue":213,"light":0.83},"shown":false}', True),
        ('[[["It helped","helped","thumb-up"],["It did not","didNot","thumb-down"]],[],["Other","other"]]', True),
        ('{ "columns": 2, "rows": 4, "label": "Buy now", "title": { "hue": 213 }, "shown": false, "more": 1 }', False),
        ('{"label": "Buy now", "title": "The ferry", "text": "It leaves at six.", "shown": false, "more": 1}', False),
        ('[Editor\'s note: the ferry "Ada" left the pier at six, "Ida" at seven, and "Eda" not at all]', False),
        ('{"a":1,"b":"c","d":"e"}', False),
    ],
)
def test_json_for_scripts_is_no_text(text: str, for_scripts: bool) -> None:
    """What an author shows has spaces, or stands in a block of code."""
    assert blocks_of(json_text(draft(PROSE, text, block(text, "code"), PROSE))) == ([1] if for_scripts else [])


def test_a_copy_that_is_offered_to_other_sites_goes() -> None:
    """It prints its tags, below the article; a page that was never cleaned of its tags keeps them."""
    told = [f"{PROSE} {n} boats came in." for n in range(8)]
    copy = ["<h1>The boats came in</h1>", *(f"<p>{text}</p>" for text in told), "<!-- counted -->", f"<p>{PROSE}</p>"]
    page = draft(*told, "Print this", *copy, "Home")
    assert blocks_of(offered_copy(page)) == [*range(9, 20)]
    assert blocks_of(offered_copy(draft(*copy))) == []
    shown = ["<p>Hello</p>", "<p>Hello, boats</p>", "<p>Good night</p>"]
    assert blocks_of(offered_copy(draft(*told, *shown))) == []


def test_a_list_that_is_no_contents_stays() -> None:
    """A shopping list is not repeated in headings."""
    page = draft(*contents("Stamps", "Ink", "A new pen"), block("Ink", "heading", level=2), PROSE)
    assert not list(contents_lists(page))


COOKIES = "Cookies had come to the island with the ferry company, and nobody could say what they were for. " * 3


def test_a_heading_of_prose_that_speaks_of_it_loses_its_button_name() -> None:
    """The word "Cookies" above a section about cookies is the article's."""
    button = Mark(0, "cookie", 3.5, "en/cookie/button", "cookies")
    page = draft(block("Cookies", "heading", level=2), COOKIES, marks=[button])
    assert [(m.block, m.weight) for m in section_headings(page)] == [(0, -3.5)]


def test_a_button_between_paragraphs_keeps_its_name() -> None:
    """Under "Sign up now" the article just goes on."""
    button = Mark(0, "newsletter", 3.5, "en/newsletter/button", "sign up")
    page = draft(block("Subscribe today", "heading", level=2), COOKIES, marks=[button])
    assert not list(section_headings(page))


def test_last_words_hang_on_to_the_prose() -> None:
    """A short last paragraph is as much the article as any other; what follows a link is not."""
    links = block("More letters", link="https://larkholm.example/more")
    page = draft(PROSE, PROSE + " Twice.", "Nobody came.", "“I can wait,” she said.", links, "All rights kept.")
    assert blocks_of(close_by(page)) == [2, 3]


def test_a_list_below_the_prose_hangs_on_to_it() -> None:
    """The recipe at the end belongs to the article."""
    recipe = [block("What you need", "heading", level=2), block("flour", "item"), block("two eggs", "item")]
    page = draft(PROSE, PROSE + " Twice.", PROSE + " Thrice.", *recipe)
    assert blocks_of(close_by(page)) == [3, 4, 5]


def test_what_a_rule_knows_hangs_on_to_nothing() -> None:
    """A sign-up line in a sentence is no last word."""
    page = draft(PROSE, PROSE + " Twice.", "Sign up today.", marks=[Mark(2, "newsletter", 3.0, "en/x", "r")])
    assert not list(close_by(page))


def test_the_works_an_article_cites_stay_with_their_heading() -> None:
    """A list of references at the end belongs to the article, in any language."""
    works = (
        "Brandvik, O. (2019). Letters from a quay. Larkholm Press.",
        "Solvane, I. (1998) Kartoj de la haveno. Marl.",
    )
    page = draft(PROSE, PROSE + " Twice.", "Fontoj", *works)
    assert blocks_of(references(page)) == [2, 3, 4]


def test_one_year_in_brackets_makes_no_list() -> None:
    """A book named once in passing is prose like the rest."""
    assert not list(references(draft(PROSE, "Brandvik, O. (2019). Letters from a quay. Larkholm Press.")))


def test_works_by_volume_and_pages_belong_to_the_article() -> None:
    """As journals of the sciences print them, with a line of links below each."""
    works = (
        "Brandvik, O. & Quenne, Z. Quay Stud. 31, 204–217 (2019).",
        "Article Scholar",
        "Ek, B. Letters from Quays 8, E11–E19 (2023)",
        "The board met in room 31, 204 people came (2023).",
    )
    assert blocks_of(references(draft(PROSE, "Works", *works))) == [1, 2, 4]


def test_links_to_the_texts_around_are_known_by_their_arrow() -> None:
    """A row below the article, without a word that a rule could know."""
    both = block("← Fog on the quay · Lamps, but smaller →", link="https://larkholm.example/fog")
    page = draft(PROSE, both, block("‹ Moss", link="https://larkholm.example/moss"))
    assert blocks_of(links_back(page)) == [1, 2]


def test_an_arrow_without_a_link_and_a_link_ahead_are_no_links_back() -> None:
    """A signpost in the text, a source with its arrow."""
    ahead = block("The whole report →", link="https://larkholm.example/report")
    assert not list(links_back(draft(PROSE, "← Quay, the sign said", ahead)))
