"""Whose names count, and how they are cleaned."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut import Article, clean
from presscut.cleaner.metadata.authorship import authors_of
from presscut.cleaner.metadata.head_names import given_names, printed_names, whole_names
from tests.cleaner.metadata.test_published import TEXT


def article(head: str, above: str = "") -> Article:
    markup = (
        f"<html lang=en><title>Pears ripen late this year</title>{head}<h1>Pears ripen late this year</h1>{above}{TEXT}"
    )
    found = clean(markup, url="https://www.valley-paper.example/pears", media_type="html")
    assert isinstance(found, Article)
    return found


def linked(author: object, **more: str) -> str:
    thing = {"@type": "NewsArticle", "headline": "Pears ripen late this year", "author": author, **more}
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


def test_a_byline_beats_a_login() -> None:
    """Systems sign with the login of whoever put the text online; the page prints who wrote it."""
    assert article(linked({"name": "kmott"}), "<p>By Anna Lind</p>").authors == ("Anna Lind",)
    assert article(linked({"name": "Ida Mott"}), "<p>By Anna Lind</p>").authors == ("Ida Mott",)
    assert article(linked({"name": "kmott"})).authors == ("kmott",)


def test_a_firm_is_not_split() -> None:
    """Mott & Ek are one firm, and Mott and Ek are two people."""
    assert article(linked({"@type": "Organization", "name": "Mott & Ek"})).authors == ("Mott & Ek",)
    assert article(linked({"@type": "Person", "name": "Ida Mott & Bo Ek"})).authors == ("Ida Mott", "Bo Ek")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Emma Lind Writer", ("Emma Lind",)),
        ("Emma Lind RN", ("Emma Lind",)),
        ("Emma Lind, Certified Pear Grower", ("Emma Lind",)),
        ("Valley Growth Marketing", ("Valley Growth Marketing",)),
        ("page.extra.author", ()),
        ("{{ author }}", ()),
        ("valley-paper.example", ("valley-paper.example",)),
    ],
)
def test_names_without_job_and_degree(text: str, names: tuple[str, ...]) -> None:
    """What follows a full name without a comma goes, where the name begins as people's do."""
    assert given_names([text]) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Posted by PearHead on Friday May 9, 2031 from the orchard", ("PearHead",)),
        ("Emma Lind Writer", ("Emma Lind",)),
        ("Wellness & Prevention", ()),
        ("Insights from the Orchard", ()),
    ],
)
def test_printed_names_end_before_day_and_place(text: str, names: tuple[str, ...]) -> None:
    """After "by" a pen name counts; without it only what begins with a common given name."""
    assert printed_names([text]) == names


def test_the_headline_that_the_title_repeats() -> None:
    """Linked data and the title agree word for word: a headline made for social networks stands back."""
    page = (
        "<html lang=en><title>Pears ripen late in the valley | Valley Paper</title>"
        '<meta property="og:site_name" content="Valley Paper">'
        '<meta property="og:title" content="You will not believe what happened to this fruit">'
        + linked({"name": "Ann Ek"}).replace("this year", "in the valley")
        + f"<h1>You will not believe what happened to this fruit</h1>{TEXT}"
    )
    found = clean(page, media_type="html")
    assert isinstance(found, Article)
    assert found.title == "Pears ripen late in the valley"


def shared_as(og: str, twitter: str, kind: str = "NewsArticle") -> str | None:
    """The title of a page whose `title`, heading and linked data say "Pears ripen late this year"."""
    head = '<meta property="og:site_name" content="Valley Paper">'
    metas = f'<meta property="og:title" content="{og}"><meta name="twitter:title" content="{twitter}">'
    return article(head + metas + linked({"name": "Ann Ek"}).replace("NewsArticle", kind)).title


def test_the_headline_an_editor_shares() -> None:
    """A news page whose title repeats its heading words what it shares by hand, live reports among them."""
    late, frost = "Pears ripen late this year", "Frost in May kept the valley's pears green"
    assert shared_as(frost, frost) == shared_as(frost, "") == shared_as(f"{frost} | Valley Paper", "") == frost
    assert shared_as(frost, frost, "LiveBlogPosting") == frost
    assert shared_as(frost, "Green pears") == late
    assert shared_as(frost, frost, "BlogPosting") == late


NAMES = st.lists(st.text(max_size=40), max_size=4)


@given(NAMES, NAMES)
def test_authors_are_of_one_place(marked: list[str], printed: list[str]) -> None:
    """Nothing is made up: the names are all of the markup's or all of the byline's."""
    assert authors_of(marked, printed) in (tuple(marked), tuple(printed))
    assert authors_of(marked, printed) or not (marked or printed)


@given(st.lists(st.text(max_size=200), max_size=3))
def test_any_text_as_a_name(values: list[str]) -> None:
    """Names fit into a header: one line, bounded, without marks of an address."""
    for names in (given_names(values), printed_names(values), whole_names(values)):
        for name in names:
            assert len(name) <= 80
            assert name == name.strip()
            assert len(name.splitlines()) == 1
