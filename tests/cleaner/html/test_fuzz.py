"""Any markup at all through the whole cleaner: no exception, every character with an account, the same each time."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from presscut.cleaner.model import Page
from presscut.cleaner.segment.html import segment_html
from presscut.cleaner.segment.html_places import places_of
from presscut.pipeline import Cleaner, Work
from tests.support.promises import assert_nothing_disappears
from tests.support.timing import seconds

CLEANER = Cleaner()

NAMES = st.sampled_from(
    "p div a b i span ul ol li dl dt dd table caption tr td th pre code h1 h2 blockquote figure figcaption details "
    "summary section article aside nav form input select option textarea button noscript template iframe noframes "
    "svg math title style script br hr img time body html head frameset frame x-card slot ruby rt dialog".split()
)
ATTRIBUTES = st.sampled_from(
    [
        "", "", "", " hidden", " class=author", " class='comments teaser'", " style='display:none'", " id=x id=y",
        " href=/a?b=1&c", " href='http://[bad'", " itemprop=datePublished content=2031-05-04", " shadowrootmode=open",
        " type=application/ld+json", " type=application/json", " aria-hidden=true", " =\"'", " a='<p>'", " rel=author",
    ]
)  # fmt: skip
SENTENCES = st.sampled_from(
    [
        "The ferry left at six and nobody waved.",
        "One",
        " two ",
        "\n",
        "&nbsp;&shy;",
        "&amp;lt;",
        "«Wir gehen.» ",
        "漢字。",
    ]
)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | SENTENCES | st.just("The ferry left at six and nobody waved. " * 40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["title", "articleBody", "x"]), inner),
    max_leaves=8,
)
BROKEN = st.sampled_from(
    [
        "<",
        "</",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?php",
        "&#x110000;",
        "&",
        "</p",
        '"',
        "<p a",
        "\x00",
        "\x0c",
        ">",
        "<!>",
    ]
)


def _opened(name: str, attributes: str) -> str:
    return f"<{name}{attributes}>"


def _around(name: str, attributes: str, inside: str) -> str:
    return f"<{name}{attributes}>{inside}</{name}>"


def _script(value: object, kind: str) -> str:
    return f"<title>One</title><script type={kind}>{json.dumps(value)}</script>"


LEAVES = (
    SENTENCES
    | BROKEN
    | st.builds(_opened, NAMES, ATTRIBUTES)
    | NAMES.map("</{}>".format)
    | st.builds(_script, DATA, st.sampled_from(["application/json", "application/ld+json"]))
    | st.text(max_size=8)
)
MARKUP = st.recursive(
    LEAVES,
    lambda inner: st.builds(_around, NAMES, ATTRIBUTES, inner) | st.lists(inner, max_size=6).map("".join),
    max_leaves=40,
)


def keeps_its_promises(content: bytes) -> None:
    work = CLEANER.work(Page(content, url="http://paper.example/a", media_type="html"))
    if not isinstance(work, Work):
        return
    assert_nothing_disappears(work)
    again = CLEANER.work(Page(content, url="http://paper.example/a", media_type="html"))
    assert isinstance(again, Work)
    assert asdict(again.article) == asdict(work.article)


def has_places(markup: str) -> None:
    blocks = segment_html(markup, url=None).blocks
    for place in places_of(markup, blocks):
        assert place is None or (markup[place.start] == "<" and markup[place.end - 1] == ">")


@settings(max_examples=60)
@example("<p>\x1b</p>")
@given(MARKUP)
def test_any_markup_keeps_the_promises(markup: str) -> None:
    """Elements inside each other in every order, closed or not, with broken tags, data and characters between."""
    keeps_its_promises(markup.encode("utf-8", "replace"))
    has_places(markup)


@settings(max_examples=40)
@given(
    st.binary(max_size=300), st.sampled_from([b"", b"<meta charset=utf-16>", b"<meta charset=shift_jis>", b"\xff\xfe"])
)
def test_any_bytes_are_a_page(content: bytes, before: bytes) -> None:
    """Wrong labels and no encoding at all."""
    keeps_its_promises(before + b"<p>" + content)


@pytest.mark.long
@settings(max_examples=6_000)
@given(MARKUP)
def test_any_markup_keeps_the_promises_long(markup: str) -> None:
    """The same a hundred times as often."""
    keeps_its_promises(markup.encode("utf-8", "replace"))
    has_places(markup)


# The parse errors that the HTML standard names (13.2.2), each with what a browser shows of it.
ERRORS = {
    "abrupt-closing-of-empty-comment": ("<p>a<!-->b", ["ab"]),
    "absence-of-digits-in-numeric-character-reference": ("<p>&#qux;", ["&#qux;"]),
    "cdata-in-html-content": ("<p>a<![CDATA[x]]>b", ["ab"]),
    "character-reference-outside-unicode-range": ("<p>&#x110000;", ["\ufffd"]),
    "duplicate-attribute": ("<p class=a class=b>c", ["c"]),
    "end-tag-with-attributes": ("<p>a</p class=x>b", ["a", "b"]),
    "end-tag-with-trailing-solidus": ("<p>a</p/>b", ["a", "b"]),
    "eof-before-tag-name": ("<p>a<", ["a<"]),
    "eof-in-cdata": ("<p>a<![CDATA[b", ["a"]),
    "eof-in-comment": ("<p>a<!-- b", ["a"]),
    "eof-in-tag": ("<p>a<div id=", ["a"]),
    "incorrectly-closed-comment": ("<p>a<!-- x --!>b", ["ab"]),
    "incorrectly-opened-comment": ("<p>a<!ELEMENT x>b", ["ab"]),
    "invalid-first-character-of-tag-name": ("<p>a <42> b", ["a <42> b"]),
    "missing-attribute-value": ("<p id=>a", ["a"]),
    "missing-end-tag-name": ("<p>a</>b", ["ab"]),
    "missing-semicolon-after-character-reference": ("<p>a &amp b", ["a & b"]),
    "missing-whitespace-between-attributes": ("<p id='x'class='y'>a", ["a"]),
    "nested-comment": ("<p>a<!-- <!-- x --> b", ["a b"]),
    "non-void-html-element-start-tag-with-trailing-solidus": ("<div/>a<p/>b", ["a", "b"]),
    "null-character-reference": ("<p>a&#0;b", ["a\ufffdb"]),
    "surrogate-character-reference": ("<p>&#xD83D;", ["\ufffd"]),
    "unexpected-character-in-attribute-name": ("<p a'b<c=1>d", ["d"]),
    "unexpected-question-mark-instead-of-tag-name": ("<p>a<?xml-stylesheet x?>b", ["ab"]),
    "unexpected-solidus-in-tag": ("<p / id=x>a", ["a"]),
    "unknown-named-character-reference": ("<p>&qux; a", ["&qux; a"]),
    "misnested tags": ("<p>1<b>2<i>3</b>4</i>5</p>", ["12345"]),
    "unexpected markup in tables": ("<table><b><tr><td>a</td></tr>b</table>c", ["b", "a", "c"]),
    "stray end tags": ("</div></p><p>a</section>b</p>", ["ab"]),
    "text after the body": ("<body><p>a</body></html>b", ["ab"]),
    "no body": ("<title>t</title>a", ["a"]),
    "no end of a list": ("<ul><li>a<li>b<p>c</ul>d", ["a", "b", "c", "d"]),
    "frames": ("<frameset><frame src=a></frameset>", []),
    "a page inside a page": ("<p>a</p><html lang=de><body class=x><p>b", ["a", "b"]),
}


@pytest.mark.parametrize(("markup", "shown"), ERRORS.values(), ids=ERRORS)
def test_broken_markup_reads_as_in_a_browser(markup: str, shown: list[str]) -> None:
    """HTML standard 13.2.2: parsers recover from errors in one way only."""
    assert [block.text for block in segment_html(markup, url=None).blocks] == shown


SHAPES = {
    "paragraphs": "<div class='c d-{0}'><p>The ferry left, and <b>nobody</b> waved. <a href=/{0}>More</a></p></div>",
    "links": "<a class=x href=/{0}>go</a>",
    "rows": "<tr><td>a</td><td>{0}</td></tr>",
    "items": "<ul><li>a<ul><li>b {0}</ul></ul>",
    "breaks": "line {0}<br>",
    "names": "<i class='a-{0} bC{0}' id=n{0}></i>x",
    "comments": "<!-- {0} --><p hidden>x",
    "mail": "<p>word</p><input type=email>",
    "open tags": "<b><p>x",
    "noscript": "<noscript><p>a {0}</p></noscript>",
    "frames": "<noframes><p>a {0}</p></noframes>",
    "shadows": "<x-y><template shadowrootmode=open>a<slot></slot></template>b</x-y>",
    "data": '<script type=application/json>{{"title": "The title of it", "x": ["a b c {0}"]}}</script>',
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_ten_times_the_page_takes_ten_times_as_long(shape: str) -> None:
    """Nothing that is done to an element looks at all the others: that would take a hundred times as long.

    Twelve times is the budget. A few milliseconds are measured with noise: fifteen are let pass, once in three.
    """

    def page(count: int) -> str:
        return "<title>The title of it</title><table>" * (shape[:3] == "<tr") + "".join(map(shape.format, range(count)))

    short, long = page(600), page(6_000)
    segment_html(short, url=None)
    ratios = (
        seconds(lambda: segment_html(long, url=None)) / seconds(lambda: segment_html(short, url=None)) for _ in range(3)
    )
    assert any(ratio < 15 for ratio in ratios)
