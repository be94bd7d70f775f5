"""Whose names count, and how they are cleaned."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut import Article, clean
from presscut.cleaner.metadata.authorship import authors_of, owner
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
    assert article(linked({"name": "kmott"})).authors == ("kmott",)


def test_a_title_makes_nobody_another_author() -> None:
    """The byline has it, the box at the foot has not."""
    assert authors_of((), ("Dr. Ida Mott", "Ida Mott", "Bo Ek")) == ("Dr. Ida Mott", "Bo Ek")


def test_a_byline_beats_a_name_that_nobody_is_shown() -> None:
    """A name in the data that the page does not print is the account's; one that it prints is an author's."""
    bio = "<p>Ida Mott has grown pears in the valley for thirty years and writes about them for this paper.</p>"
    assert article(linked({"name": "Ida Mott"}), "<p>By Anna Lind</p>").authors == ("Anna Lind",)
    assert article(linked({"name": "Ida Mott"}), f"<p>By Anna Lind</p>{bio}").authors == ("Ida Mott",)
    assert article(linked({"name": "Ida Mott"})).authors == ("Ida Mott",)


def test_a_byline_beats_a_house() -> None:
    """Where the data names the paper and the page a person, the person wrote it; a lone name may be a section's."""
    paper = linked({"@type": "Organization", "name": "Valley Paper"})
    assert article(paper, "<p>By Anna Lind</p>").authors == ("Anna Lind",)
    assert article(paper, "<p>By kmott</p>").authors == ("Valley Paper",)
    assert article(paper, "<p>Anna Lind</p>").authors == ("Valley Paper",)
    assert article(paper, "<p>Anna Lind, Emma Ek</p>").authors == ("Anna Lind", "Emma Ek")


@pytest.mark.parametrize(
    ("site", "rights", "names"),
    [
        ("Emma Lind", None, ("Emma Lind",)),
        ("Emma Lind's blog", None, ("Emma Lind",)),
        ("Valley Paper", "© 2024–2031 Emma Lind. All rights reserved.", ("Emma Lind",)),
        ("Valley Paper", "Copyright 2031 by Emma Lind", ("Emma Lind",)),
        ("Emma Lind Pears", "© 2031 Emma Lind Pears Ltd", ()),
        ("Grand Pears", "© Valley Paper 2031", ()),
        (None, None, ()),
    ],
)
def test_the_owner_of_a_site_wrote_what_nobody_signs(site: str, rights: str | None, names: tuple[str, ...]) -> None:
    """Pages of people's own sites print no byline; a firm's name is longer, or begins as no person's does."""
    assert owner(site, rights) == names


def test_the_owner_stands_behind_all_others() -> None:
    """Whoever signs has written it, though the site is somebody else's."""
    own = '<meta property="og:site_name" content="Emma Lind">'
    assert article(own).authors == ("Emma Lind",)
    assert article(own, "<p>By Anna Ek</p>").authors == ("Anna Ek",)


def test_the_second_label_of_a_card() -> None:
    """Systems number the labels of a card as they come: the reading time may be the first one."""
    labels = {"label1": "Time to read", "data1": "7 minutes", "label2": "Written by", "data2": "Ida Mott"}
    assert article("".join(f'<meta name="twitter:{k}" content="{v}">' for k, v in labels.items())).authors == (
        "Ida Mott",
    )


@pytest.mark.parametrize(
    ("element", "names"),
    [
        ('<span class="writer">早瀬千尋</span>', ("早瀬千尋",)),
        ('<span class="reporter-author">박서윤 기자</span>', ("박서윤",)),
        ('<div class="article-author">هالة الشنقاوي</div>', ("هالة الشنقاوي",)),
        ('<div class="author">नंदिता वर्मा</div>', ("नंदिता वर्मा",)),
        ('<div class="author">谷报新闻</div>', ()),
        ('<div class="author">編集部</div>', ()),
        ('<div class="publish-date-author">Dec. 19, 2031 · Ida Mott on behalf of the growers</div>', ("Ida Mott",)),
        ('<div class="contributor">Ida Mott</div>', ("Ida Mott",)),
        ('<div class="hero__author">By the Valley Team</div>', ("the Valley Team",)),
    ],
)
def test_an_element_that_is_called_after_authors(element: str, names: tuple[str, ...]) -> None:
    """The class is the "By": names in scripts without capitals count, and what stands beside the name goes."""
    assert article("", element).authors == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ida Mott In Late Pears, Early Pears, Orchard Tips", ("Ida Mott",)),
        ("By Ida Mott in Sundhaven and Bo Ek in Valley", ("Ida Mott", "Bo Ek")),
        ("03/01/2031 by Ida Mott, Representative of the Growers", ("Ida Mott",)),
        ("By the Valley Team", ("the Valley Team",)),
        ("By Staff", ("Staff",)),
        ("Von Redaktion Talblatt", ("Redaktion Talblatt",)),
        ("By Staff Directory", ()),
        ('<a href="/blog/author/valley-team">Valley Team</a>', ("Valley Team",)),
        ('<a href="/experts/">Recommended Growers</a>', ()),
    ],
)
def test_bylines_of_one_line(line: str, names: tuple[str, ...]) -> None:
    """Names end before sections; newsrooms sign as well, and a link to all authors is no name."""
    assert article("", f"<p>{line}</p>").authors == names


def test_a_firm_is_not_split() -> None:
    """Mott & Ek are one firm, and Mott and Ek are two people."""
    assert article(linked({"@type": "Organization", "name": "Mott & Ek"})).authors == ("Mott & Ek",)
    assert article(linked({"@type": "Person", "name": "Ida Mott & Bo Ek"})).authors == ("Ida Mott", "Bo Ek")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Emma Lind Writer", ("Emma Lind",)),
        ("Emma Lind RN", ("Emma Lind",)),
        ("Emma Lind (eli), Bo Ek (bek.)", ("Emma Lind", "Bo Ek")),
        ("Emma Lind, Certified Pear Grower", ("Emma Lind",)),
        ("Valley Growth Marketing", ("Valley Growth Marketing",)),
        ("page.extra.author", ()),
        ("{{ author }}", ()),
        ("valley-paper.example", ("valley-paper.example",)),
        ("L&U Newsdesk", ("L&U Newsdesk",)),
        ("Emma Lind &Bo Ek", ("Emma Lind", "Bo Ek")),
        ("Publicado por Emma Lind", ("Emma Lind",)),
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
        ("三枝 灯 写真家。波の音がしないと眠れない体質。", ()),
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
    found = authors_of(marked, printed)
    assert any(set(found) <= set(names) and len(found) == len(set(found)) for names in (marked, printed))
    assert authors_of(marked, printed) or not (marked or printed)


@given(st.lists(st.text(max_size=200), max_size=3))
def test_any_text_as_a_name(values: list[str]) -> None:
    """Names fit into a header: one line, bounded, without marks of an address."""
    for names in (given_names(values), printed_names(values), whole_names(values)):
        for name in names:
            assert len(name) <= 80
            assert name == name.strip()
            assert len(name.splitlines()) == 1
