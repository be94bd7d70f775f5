"""The source as a review shows it: all of it, and nothing that acts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from presscut.cleaner.model import MediaType, Page
from presscut.errors import Problem
from presscut.pipeline import Cleaner, Work
from presscut.review.fates import fates
from presscut.review.page import Place, section
from presscut.review.summary import edited
from tests.presscut.review.seen import clean_of, source_of, texts

CLEANER = Cleaner()
ALONE = Place("", "page.md")
LINES = st.sampled_from(
    [
        "# The lamp at Orrin Point",
        "By Odile Brandvik and Tomas Brell · 3 May 2026",
        "The keeper climbed the stairs at dusk, as she had done for thirty years, and nobody thanked her for it.",
        "A line that was broken by hand\nin the middle of its sentence, as letters to the editor are.",
        "*The lamp* ([https://orrin.example/lamp](https://orrin.example/lamp)) was \\*new\\* and soft­hyphenated.",
        "Sign up for our free newsletter",
        "* [Home](/) * [News](/news)",
        "```\n\n  code & <b>markup</b>\n```",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "> “We are used to it,” she said.",
        "<script>alert(1)</script></p></li></ol>",
        "Photo: Ilse Marrowby / The Orrin Letter",
        "© 2026 The Orrin Letter. All rights reserved.",
        "---",
        "\u202eturned\u202c \u2066round\u2069 \x07 \x1b[31m \x0c \u2028 \ufeff \U000e0041",
    ]
)
PAGES = st.lists(LINES | st.text(max_size=40), max_size=20).map("\n\n".join)
PAGE = """\
# The lamp at Orrin Point

By Odile Brandvik

The keeper climbed the stairs at dusk, as she had done for thirty years, and nobody thanked her for it.

Sign up for our free newsletter and get the best stories of the Orrin Letter in your inbox every morning.

She wrote the hour into [the book](https://orrin.example/book), trimmed the wick, and went down again to her soup.
"""


def worked(text: str, media_type: MediaType = "markdown", url: str | None = None) -> Work | None:
    work = CLEANER.work(Page(text.encode("utf-8", "replace"), url=url, media_type=media_type, origin="page.md"))
    return None if isinstance(work, Problem) else work


def shown(text: str, media_type: MediaType = "markdown", url: str | None = None) -> str:
    work = worked(text, media_type, url)
    assert work is not None
    return section(work, ALONE)


def bare(text: str) -> str:
    """The text without white space: a page sets it in its own way."""
    return "".join(text.split())


@settings(max_examples=150)
@given(PAGES, st.sampled_from(["text", "markdown", "html"]))
def test_the_text_shown_is_the_source_and_the_article(text: str, media_type: MediaType) -> None:
    """Promise 1 for the eye: kept, moved and cut in a row are the page, and without the cuts its article."""
    work = worked(text, media_type)
    if work is None:
        return
    of, blocks = fates(work), list(texts(section(work, ALONE)))
    assert len(of) == len(blocks)
    assert bare("".join(map(source_of, blocks))) == bare(work.draft.source)
    kept = [bare(clean_of(node)) for fate, node in zip(of, blocks, strict=True) if fate.action == "keep"]
    assert kept == [bare(work.article.text[p.start : p.end]) for p in work.article.paragraphs]


@settings(max_examples=50)
@given(PAGES, st.sampled_from(["text", "markdown", "html"]))
def test_the_same_page_gives_the_same_section(text: str, media_type: MediaType) -> None:
    """Promise 2: two reviews can be compared byte by byte."""
    first, second = (worked(text, media_type) for _ in range(2))
    if first is not None and second is not None:
        assert section(first, ALONE) == section(second, ALONE)


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a link](javascript:alert(1))",
    '<a href="javascript:alert(1)" onclick="alert(1)">a link</a>',
    "</del></mark></p></li></ol></section></main><iframe src=https://evil.example/></iframe>",
    "<style>*{display:none}</style>",
    '" onmouseover="alert(1)" x="',
    "<!-- a comment --> and --> its end, ]]> and <![CDATA[",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<svg><use href='https://evil.example/x.svg#a'/></svg>",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("at", ["title", "byline", "body", "cut", "url"])
def test_nothing_of_a_page_is_markup(text: str, at: str) -> None:
    """Whatever a page says, and wherever, adds no element and no attribute to the document."""
    changed = {
        "title": PAGE.replace("The lamp at", text),
        "byline": PAGE.replace("Odile Brandvik", f"Odile {text}"),
        "body": PAGE.replace("trimmed the wick", text),
        "cut": PAGE.replace("best stories", text),
        "url": PAGE,
    }[at]
    url = f"https://orrin.example/{text}" if at == "url" else None
    tree = LexborHTMLParser(f"<main>{shown(changed, url=url)}</main>")
    assert not tree.css("script, style, img, iframe, object, embed, link, base, form, use, image")
    attributes = {name for node in tree.css("*") for name in node.attributes}
    assert not {name for name in attributes if name.startswith("on") or name in ("src", "style", "action")}
    assert all((node.attributes["href"] or "").startswith("#") for node in tree.css("[href]"))
    assert len(tree.css("section")) == len(tree.css("ol")) == 1


def test_links_of_the_page_are_text() -> None:
    """A reviewer's click must not open what a cleaner was asked to judge."""
    assert "https://orrin.example/book" in shown(PAGE)
    assert 'href="http' not in shown(PAGE)


@pytest.mark.parametrize(
    ("character", "sign"),
    [("\u202e", "202E"), ("\u2066", "2066"), ("\x1b", "001B"), ("\x85", "0085"), ("\U000e0041", "E0041")],
)
def test_what_turns_or_hides_text_is_a_sign(character: str, sign: str) -> None:
    """A right-to-left override could make a cut look like another one."""
    html = shown(PAGE.replace("trimmed", f"tri{character}mmed"))
    assert character not in html
    assert f"<b class=u>⟨U+{sign}⟩</b>" in html


def test_a_removed_soft_hyphen_can_be_seen() -> None:
    """A repair of what nobody sees would look like a repair of nothing."""
    assert "<del title=soft-hyphen><b class=u>⟨U+00AD⟩</b></del>" in shown(PAGE.replace("trimmed", "trim\u00admed"))


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_joined_line_is_marked(ending: str) -> None:
    """Where the source breaks a line and the article does not, the reader sees the place."""
    broken = PAGE.replace(" trimmed the wick, and", f" trimmed the wick,{ending}and")
    assert f"trimmed the wick,<s>{ending}</s>and" in shown(broken)


def test_a_cut_says_its_kind_rule_and_score() -> None:
    """What the margin tells is what `presscut why` tells."""
    (entry,) = [node for node in LexborHTMLParser(shown(PAGE)).css("li.a") if "newsletter" in node.text()]
    (summary,) = entry.css("summary")
    assert re.fullmatch(r"✕ newsletter \+\d+\.\d\d en/newsletter/\S+", summary.text())
    assert "en/newsletter/" in entry.css("details li")[0].text()


def test_a_moved_part_of_a_block_names_its_field() -> None:
    """Of one line, a part is the author and another the date."""
    page = PAGE.replace("By Odile Brandvik", "By Odile Brandvik and Tomas Brell · 3 May 2026")
    marks = LexborHTMLParser(shown(page)).css("mark[data-f]")
    assert [(mark.attributes["data-f"], source_of(mark).strip(" ·")) for mark in marks] == [
        ("authors", "By Odile Brandvik and"),
        ("authors", "Tomas Brell"),
        ("published", "3 May 2026"),
    ]


def test_a_repair_says_what_stood_there_and_what_stands_there() -> None:
    """`[the book](…)` reads `the book`."""
    html = shown(PAGE)
    assert "<del title=link>[</del>the book<del title=link>](https://orrin.example/book)</del>" in html


def test_every_block_has_a_link_to_itself() -> None:
    """A fault is reported with an address, and the address stays the same."""
    tree = LexborHTMLParser(shown(PAGE))
    for number, entry in enumerate(tree.css("ol.s > li")):
        assert entry.id == f"b{number}"
        assert entry.css("a")[0].attributes["href"] == f"#b{number}"
    assert [a.attributes["href"] for a in tree.css("svg.map a")] == [
        f"#b{n}" for n in range(len(tree.css("ol.s > li")))
    ]


def test_the_map_of_a_very_long_page_stays_a_map() -> None:
    """Ten thousand lines would be thinner than light; then a shape leads to the first of a few blocks."""
    tree = LexborHTMLParser(shown(PAGE + PAGE.partition("Brandvik")[2] * 300))
    blocks = {entry.id for entry in tree.css("ol.s > li")}
    links = [(a.attributes["href"] or "")[1:] for a in tree.css("svg.map a")]
    assert len(links) <= 500 < len(blocks)
    assert set(links) <= blocks
    assert links[0] == "b0"


def test_the_numbers_add_up() -> None:
    """All characters of the source are in the legend or named as white space."""
    work = worked(PAGE)
    assert work is not None
    between = len(work.draft.source) - sum(fate.chars for fate in fates(work))
    assert f"{len(PAGE):,} characters, each of them accounted for; {between} are white space" in section(work, ALONE)


def test_what_was_edited_is_counted_as_in_the_account() -> None:
    """The bar's line of repairs is the article's own count."""
    work = worked(PAGE)
    assert work is not None
    line = edited(fates(work))
    assert line is not None
    assert line.chars == work.article.stats.edited_chars > 0


def test_a_page_from_right_to_left_begins_on_the_right() -> None:
    """The gutter stands where a line begins, and the language is said for those who listen."""
    page = PAGE.replace(
        "The keeper", "صعدت حارسة المنارة الدرج عند الغسق كما فعلت منذ ثلاثين عاما ولم يشكرها أحد على ذلك " * 8
    )
    tree = LexborHTMLParser(shown(page))
    (column,) = tree.css("ol.s")
    assert (column.attributes["lang"], column.attributes["dir"]) == ("ar", "rtl")
