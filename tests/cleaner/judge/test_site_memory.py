"""What a site repeats: evidence against a block, never alone against prose."""

from __future__ import annotations

import pickle

import pytest

from presscut.archive.state.rows import host_of as host_of_articles
from presscut.cleaner import site
from presscut.cleaner.judge import judge
from presscut.cleaner.judge.decide import decide
from presscut.cleaner.judge.site_memory import RULE, SiteMemory
from presscut.cleaner.memory import Memory, Repeats, folded, key_of
from presscut.cleaner.model import Decision, Draft, Mark, Page
from tests.support.blocks import PROSE, block, draft

PROMPT = "Harbour letter: every Thursday, by boat"
NOTE = "The Courier is printed in Osterby on paper from the mill at Fennholt, and belongs to its readers."


def memory_of(*texts: str, on: int = 24, pages: int = 30) -> Memory:
    return Memory.of({"courier.example": Repeats(pages, {key_of(text): on for text in texts})})


def on_the_site(page: Draft, url: str = "https://www.courier.example/ferry", **head: str) -> Draft:
    return Draft(Page(page.page.content, url=url), "text", page.source, page.blocks, page.marks, head)


def against(page: Draft, memory: Memory) -> list[Mark]:
    return list(SiteMemory(memory)(page))


def decisions(page: Draft, memory: Memory) -> tuple[Decision, ...]:
    return decide(judge(page, (SiteMemory(memory),))).decisions


def prose(page: Draft, *weights: tuple[int, float]) -> Draft:
    """The page with what the block model would say of some blocks."""
    return page.marked(Mark(i, "prose" if w < 0 else "boilerplate", w, "model/blocks", "") for i, w in weights)


def test_a_line_of_the_site_goes_that_nothing_else_knew() -> None:
    """That is what a memory is for: wording no rule has, in a place that looks like the article's end."""
    page = prose(on_the_site(draft(PROSE, PROSE + " Again.", PROMPT)), (0, -3.0), (1, -3.0), (2, 0.0))
    assert [d.action for d in decide(page).decisions] == ["keep", "keep", "keep"]
    found = decisions(page, memory_of(PROMPT))
    assert [d.action for d in found] == ["keep", "keep", "cut"]
    assert found[2].rule == RULE
    assert found[2].reason == "on 24 of 30 pages of courier.example"


def test_prose_never_goes_because_it_comes_again() -> None:
    """A serial's standing opening, a columnist's declaration: the author means them on every page."""
    page = prose(on_the_site(draft(PROSE, PROSE + " Again.", NOTE)), (0, -3.0), (1, -3.0), (2, 0.2))
    found = decisions(page, memory_of(NOTE, on=30))
    assert found[2].action == "keep"
    assert found[2].rule == "judge/prose-repeats"


def test_prose_goes_when_something_else_speaks_against_it_too() -> None:
    """A legal note at the end looks a little like a footer: not enough alone, enough on thirty pages."""
    page = prose(on_the_site(draft(PROSE, PROSE + " Again.", NOTE)), (0, -3.0), (1, -3.0), (2, 0.6))
    assert decide(page).decisions[2].action == "keep"
    assert decisions(page, memory_of(NOTE))[2].action == "cut"


@pytest.mark.parametrize("kind", ["heading", "paragraph"])
def test_the_form_of_a_sites_articles_stays(kind: str) -> None:
    """ "What we liked" stands in each review, and under it the review goes on."""
    label = block("What we liked", "heading" if kind == "heading" else "paragraph")
    page = prose(on_the_site(draft(PROSE, label, PROSE + " Again.")), (0, -3.0), (1, 0.6), (2, -3.0))
    assert against(page, memory_of("What we liked", on=30)) == []
    assert decisions(page, memory_of("What we liked", on=30))[1].action == "keep"


def test_the_title_and_the_opening_stand_on_other_pages_as_a_teaser() -> None:
    """The most read article is linked from every page of the site, with its first words; itself it must stay whole."""
    title, opening = "Ferry sails again", PROSE
    page = on_the_site(draft("Courier", title, opening, PROSE + " Again."), title="Ferry Sails Again!")
    assert against(page, memory_of(title, opening)) == []


def test_what_is_a_field_of_the_article_is_left_to_its_field() -> None:
    """A byline is the same on all pages of its author."""
    page = on_the_site(draft(PROSE, "By Odile Brandvik of the harbour desk"))
    named = page.marked([Mark(1, "byline", 4.0, "byline/by", "", field="authors", value="Odile Brandvik")])
    assert against(named, memory_of("By Odile Brandvik of the harbour desk")) == []


def test_code_is_never_furniture() -> None:
    """The pages of a manual begin with the same import."""
    page = on_the_site(draft(PROSE, block("import harbour.tides as tides", "code")))
    assert against(page, memory_of("import harbour.tides as tides")) == []


def test_another_site_is_not_touched() -> None:
    """A memory speaks of its own sites alone, and of none where a page has no address."""
    page = draft(PROSE, PROMPT)
    assert against(on_the_site(page, "https://herald.example/1"), memory_of(PROMPT)) == []
    assert against(page, memory_of(PROMPT)) == []


def test_a_page_without_an_address_counts_for_the_one_it_names() -> None:
    """Pages out of a folder have none; the archive files them under the address they name themselves."""
    page = draft(PROSE, PROSE + " Again.", PROMPT)
    named = Draft(page.page, "html", page.source, page.blocks, (), {"canonical_url": "https://courier.example/ferry"})
    assert len(against(named, memory_of(PROMPT))) == 1


def test_a_block_that_was_cut_as_written_is_known_when_it_is_clean() -> None:
    """The ledger holds what was cut with its Markdown, the article what was kept without: it is the same block."""
    written = "Harbour letter: [every Thursday](https://courier.example/letter?from=4711 'by boat'), by boat"
    assert key_of(written) == key_of(PROMPT)
    source = f"{PROSE}\n\n{written}"
    at = len(PROSE) + 2
    blocks = (block(PROSE), block(PROMPT)._replace(start=at, end=at + len(written)))
    page = Draft(Page(source.encode(), url="https://courier.example/a"), "markdown", source, blocks)
    assert len(against(page, memory_of(written))) == 1


def test_numbers_case_and_white_space_do_not_count() -> None:
    """ "12 comments" and "3 Comments" are one button."""
    assert folded("  12\u00a0Comments —  today ") == folded("3 comments today") == "0 comments today"


@pytest.mark.parametrize("text", ["", "•", "12:45", "A", "x" * 30_000])
def test_what_says_nothing_has_no_key(text: str) -> None:
    """The rows of a table of results would make one block of all sports pages."""
    assert key_of(text) == ""


@pytest.mark.parametrize("url", ["https://www.Courier.example:8080/a?b", "http://courier.example", "urn:x:y", "", "/a"])
def test_judge_and_archive_agree_on_whose_page_it_is(url: str) -> None:
    """The memory is built by the archive's host and looked up by the judge's."""
    assert site.host_of(url).removeprefix("www.") == host_of_articles(url)


def test_a_memory_is_named_by_what_it_holds() -> None:
    """Equal memories have equal names in whatever order they were made, and a part goes by the name of the whole."""
    one, other = Repeats(3, {"aa": 3, "bb": 3}), Repeats(9, {"cc": 4})
    a = Memory.of({"a.example": one, "b.example": other})
    b = Memory.of({"b.example": other, "a.example": Repeats(3, {"bb": 3, "aa": 3})})
    assert a == b == Memory.parse(a.value()) == pickle.loads(pickle.dumps(a))
    assert a != Memory.of({"a.example": one})
    part = a.only("a.example")
    assert (part.digest, list(part.sites)) == (a.digest, ["a.example"])


def test_what_is_no_memory_is_refused() -> None:
    """A later version may count otherwise: its memory must not be read as one of today."""
    with pytest.raises(ValueError, match="schema 1"):
        Memory.parse({"schema": 2, "sites": {}})


def test_a_list_goes_together_although_one_entry_comes_again() -> None:
    """ "Storage: 40 GB" in the requirements of a program stands with those of other programs, and is one of a list."""
    entries = [
        block(text, "item") for text in ("Any processor of our day", "Storage: 40 GB free, at least", "A screen")
    ]
    page = prose(on_the_site(draft(PROSE, *entries)), (0, -3.0), (1, -2.5), (2, -1.0), (3, -2.5))
    found = decisions(page, memory_of("Storage: 40 GB free, at least"))
    assert [d.action for d in found] == ["keep"] * 4
