"""Calls to the site itself and the boxes above buttons."""

from __future__ import annotations

from collections.abc import Iterable

from presscut.cleaner.judge.button_box import button_boxes
from presscut.cleaner.judge.self_call import self_calls
from presscut.cleaner.model import Draft, Mark, Page
from presscut.cleaner.segment.markdown import segment_markdown
from tests.support.blocks import PROSE, block, draft

FOOTER = "© 2026 The Larkholm Letter"
SITE = "https://larkholmletter.example"


def markdown(*lines: str, marks: Iterable[Mark] = ()) -> Draft:
    """A Markdown page of these lines."""
    source = "\n\n".join(lines)
    return Draft(Page(source.encode()), "markdown", source, segment_markdown(source), tuple(marks))


def found(page: Draft, marks: Iterable[Mark]) -> set[tuple[str, str]]:
    """Rule and first words of every marked block."""
    return {(m.rule, page.blocks[m.block].text[:12]) for m in marks}


def test_a_call_prints_the_site_s_own_address() -> None:
    """Writers link by words; promotion prints the address, and its heading goes with it."""
    page = markdown(
        PROSE, "## Our letters by mail", f"Write to [larkholmletter.example/mail]({SITE}/mail)", PROSE, FOOTER
    )
    assert found(page, self_calls(page)) == {
        ("shape/self-call", "Write to lar"),
        ("shape/self-call-heading", "Our letters "),
    }


def test_an_address_of_somebody_else_is_no_call() -> None:
    """A source that is cited by its address stays."""
    page = markdown(PROSE, "See [harbourboard.example/tides](https://harbourboard.example/tides)", PROSE, FOOTER)
    assert not list(self_calls(page))


def test_a_link_by_words_to_the_site_itself_is_no_call() -> None:
    """Earlier coverage, linked in a sentence, is part of the article."""
    page = markdown(PROSE, f"We [wrote about it]({SITE}/ferry) in May.", PROSE, FOOTER)
    assert not list(self_calls(page))


def test_an_appeal_broken_in_two_is_one_appeal() -> None:
    """A printed link splits a sentence in emphasis; both halves go or none."""
    first = "*Letters like these cost stamps. Help us with*"
    second = f"*([{SITE}/give]({SITE}/give)) whatever you like.*"
    page = markdown(PROSE, first, second, PROSE, FOOTER)
    assert {rule for rule, _ in found(page, self_calls(page))} == {"shape/split-appeal"}
    assert len(list(self_calls(page))) == 2


def test_a_box_between_heading_and_button_goes_when_it_names_the_site() -> None:
    """Who pays for the site is told at the end, above a button."""
    heading = block("WHO PAYS FOR THE STAMPS", "heading", level=2)
    paragraph = "The Larkholm Letter belongs to those who read it, and they pay for the stamps."
    page = draft(PROSE, PROSE + " Again.", PROSE + " And again.", heading, paragraph, "♥ Pay a stamp", FOOTER)
    assert {m.block for m in button_boxes(page)} == {3, 4}


def test_a_last_section_that_does_not_name_the_site_is_an_article_s() -> None:
    """Not every section above a button is a box."""
    heading = block("What came after", "heading", level=2)
    page = draft(PROSE, PROSE + " Again.", PROSE + " More.", heading, "The ferry runs again.", "♥ Pay a stamp", FOOTER)
    assert not list(button_boxes(page))
