"""Markup that means harm: bounded work, no exception, no lost text without a word about it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presscut.cleaner.model import Block
from presscut.cleaner.segment import html_walk
from presscut.cleaner.segment.html import segment_html
from presscut.cleaner.segment.html_tree import tame

MANY = 20_000
SECONDS = 20  # far above what any of these takes (under 2), far below what the square of MANY would


def applied(source: str, block: Block) -> str:
    """The span of a block with its edits."""
    parts: list[str] = []
    place = block.start
    for edit in block.edits:
        parts += [source[place : edit.start], edit.to]
        place = edit.end
    return "".join(parts) + source[place : block.end]


@pytest.mark.parametrize(
    "tags", ["<div>", "<span>", "<ul><li>", "<blockquote>", "<table><tr><td>", "<font>", "<a href=x>"]
)
def test_ten_thousand_levels_keep_their_text(tags: str) -> None:
    """Nesting is no recursion: the innermost word arrives, and the hints stay bounded."""
    found = segment_html(f"<p>before</p>{tags * 10_000}deep", url=None)
    assert [block.text for block in found.blocks] == ["before", "deep"]
    assert len(found.blocks[1].hints.tags) <= html_walk.DEEPEST + 1


@pytest.mark.parametrize(
    "markup",
    [
        "<p>" + "".join(f"<b class={i}>" for i in range(MANY)) + "</p>" + "<p>y</p>" * MANY,
        "<div>x" * MANY,
        "<div>" * MANY + "</i>" * MANY,
        "<b><div>" * MANY + "</b>" * MANY,
        "<select>" + "<option>" * MANY,
        "<p " + " ".join(f"a{i}=1" for i in range(MANY)) + ">x",
        "".join(f"<body a{i}=1>" for i in range(MANY)),
        "<table>" + "x<b>" * MANY,
        "<div class=author>" * 2_000 + "x",
        "<" * MANY + "<!--" * MANY + "&amp" * MANY,
    ],
    ids=["formatting", "text", "ends", "adoption", "options", "attributes", "bodies", "foster", "clues", "soup"],
)
def test_nothing_grows_with_the_square(markup: str) -> None:
    """The parser's own algorithms are quadratic in places; such markup is tamed before it."""
    began = time.process_time()
    segment_html(markup, url=None)
    assert time.process_time() - began < SECONDS


def test_taming_tells() -> None:
    """Tags that were left out are a problem of the page that its article names."""
    assert [p.code for p in tame("<div>" * 5_000)[1]] == ["nesting"]
    assert [p.code for p in tame("<p " + "a=1 " * 5_000 + ">x")[1]] == ["attributes"]


def test_ordinary_pages_are_not_touched() -> None:
    """Taming never alters a page that could be written by hand: long style attributes, pictures in the text."""
    markup = "<div><p>x</p></div>" * 3_000 + f"<img src='data:image/png;base64,{'QUJD/+' * 5_000}'>"
    assert tame(markup) == (markup, ())


def test_limits_count_and_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page over the limit is read up to it, and says so; a clock would answer differently every day."""
    monkeypatch.setattr(html_walk, "MOST_NODES", 100)
    found = segment_html("<p>word</p>" * 1_000, url=None)
    assert 0 < len(found.blocks) < 100
    assert [problem.code for problem in found.problems] == ["elements"]
    monkeypatch.setattr(html_walk, "MOST_CHARS", 10)
    found = segment_html("<p>four</p><p>word and more</p><p>lost</p>", url=None)
    assert (found.source, [p.code for p in found.problems]) == ("four\n\nword a", ["characters"])


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "\x00",
        "<frameset><frame src=a><noframes>x</noframes></frameset>",
        "<p a='<p b=\"c' d=>x",
        "<![CDATA[ <p>x</p> ]]>",
        "<html></html><html><body></body><p>after",
        "<table><p>foster</table>",
        "<title>never closed <p>x",
        "\ud800<p>\udfff</p>",
        "<plaintext><p>all the rest",
        "<a href='http://[bad'>x</a>",
        "<base href='http://[bad'><a href=y>x</a>",
    ],
)
def test_broken_pages_are_pages(markup: str) -> None:
    """No exception escapes, with and without an address."""
    segment_html(markup, url=None)
    segment_html(markup, url="http://[bad")


TAGS = (
    "<p> </p> <div> </div> <a> </a> <b> </b> <br> <br/> <ul><li> </ul> <table> <tr> <td> </table> <pre> </pre> <h2> "
    "</h2> <span> </span> <x-y> </x-y> <noscript> </noscript> <blockquote> <script>x</script> <figcaption> <hr> <h1> "
    "<template>"
).split()
WITH_ATTRIBUTES = [
    "<div class='a b'>",
    "<a href='/x y'>",
    "<time datetime=2031-05-04>",
    "<meta name=author content='A B'>",
]
TEXTS = ["word ", "Word", " ", "\n", "\xa0", "\u200b", "\xad", "é", "漢", "&amp;", "&#0;", "\x00", "\x0b", "<!-- c -->"]
PIECES = st.sampled_from([*TAGS, *WITH_ATTRIBUTES, *TEXTS])


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_blocks_tile_the_source(markup: str) -> None:
    """Promise 1: spans in order, no overlap, nothing but white space between; text is the span with its edits."""
    found = segment_html(markup, url="http://paper.example/")
    place = 0
    for block in found.blocks:
        assert block.start >= place
        assert not found.source[place : block.start].strip()
        assert applied(found.source, block) == block.text
        assert block.text.strip()
        assert all(block.text[link.start : link.end] == link.text for link in block.links)
        assert len(block.hints.tags) == len(block.hints.tokens) == len(block.hints.containers)
        place = block.end
    assert not found.source[place:].strip()


@settings(max_examples=100)
@given(st.text(max_size=200))
def test_same_markup_same_blocks(markup: str) -> None:
    """Promise 2, and any text at all is markup of some kind."""
    assert segment_html(markup, url=None) == segment_html(markup, url=None)
