"""The formats: what stands on the user's screen and in the user's files."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.formats import FORMATS, SUFFIXES, printable
from presscut.archive.formats.markdown import escape
from presscut.archive.formats.rows import article_row
from presscut.cleaner.model import Article, BlockKind, License, Link, Paragraph
from tests.archive.making import article, articles, page


def made_of(*pieces: tuple[BlockKind, str], level: int = 0, **more: object) -> Article:
    """An article of paragraphs."""
    text = ""
    paragraphs: list[Paragraph] = []
    for kind, piece in pieces:
        text += "\n\n" if text else ""
        paragraphs.append(Paragraph(len(text), len(text) + len(piece), kind, 0, 0, None, level))
        text += piece
    return Article(text=text, paragraphs=tuple(paragraphs), **more)  # type: ignore[arg-type]


def body_of(made: Article, name: str) -> str:
    """What a format writes of the body."""
    if name == "markdown":
        return FORMATS[name](made).partition("\n---\n")[2].strip()
    return FORMATS[name](made).partition("<article>\n")[2].partition("\n</article>")[0]


def list_of(*items: tuple[str, int]) -> Article:
    """A list of items with their levels."""
    made = made_of(*(("item", text) for text, _ in items))
    paragraphs = [p._replace(level=level) for p, (_, level) in zip(made.paragraphs, items, strict=True)]
    return replace(made, paragraphs=tuple(paragraphs))


def standing(made: Article, *paths: str) -> Article:
    """The same article with each paragraph at a path."""
    return replace(made, paragraphs=tuple(p._replace(path=at) for p, at in zip(made.paragraphs, paths, strict=True)))


@given(articles(), st.sampled_from(sorted(FORMATS)))
def test_every_format_takes_every_article(made: Article, name: str) -> None:
    """No page may stop a run by what it holds."""
    written = FORMATS[name](made)
    assert written.encode("utf-8") is not None
    assert not written or written.endswith("\n")


def test_every_format_has_a_suffix() -> None:
    """Output names need one for each format."""
    assert FORMATS.keys() == SUFFIXES.keys()


def test_text_is_the_body_alone() -> None:
    """Programs that count words want no title and no front matter."""
    made = article(page())
    assert FORMATS["text"](made) == made.text + "\n"
    assert FORMATS["text"](Article()) == ""


def test_json_and_jsonl_hold_the_row() -> None:
    """The two are one row in two shapes."""
    made = article(page())
    assert json.loads(FORMATS["json"](made)) == json.loads(FORMATS["jsonl"](made)) == article_row(made)
    assert FORMATS["jsonl"](made).count("\n") == 1


def test_markdown_has_front_matter_title_and_marks() -> None:
    """The file opens in any Markdown reader as the article it is."""
    made = made_of(
        ("paragraph", "Read more here."),
        ("heading", "A part"),
        ("item", "one"),
        ("item", "two"),
        ("quote", "She said so."),
        ("code", "x = 1\nprint(x)"),
        title="The wall",
        authors=("Ida Example",),
        url="https://news.example/a",
        license=License("CC BY 4.0", "https://creativecommons.example/by"),
        links=(Link("here", "https://news.example/b (1)", 10, 14),),
    )
    assert FORMATS["markdown"](made) == (
        '---\ntitle: "The wall"\nauthors: ["Ida Example"]\npublished: null\nsite: null\n'
        'url: "https://news.example/a"\nlicence: "CC BY 4.0 https://creativecommons.example/by"\n---\n'
        "\n# The wall\n"
        "\nRead more [here](https://news.example/b%20%281%29).\n"
        "\n## A part\n"
        "\n- one\n- two\n"
        "\n> She said so.\n"
        "\n```\nx = 1\nprint(x)\n```\n"
    )


STEPS = list_of(("1. Lay it flat", 1), ("a) left", 2), ("b) right", 2), ("2. Trim it", 1), ("a lamp", 1), ("wicks", 3))


def test_lists_keep_their_numbers_and_their_depth() -> None:
    """ "Step 2 is the hard one" must find its step; a level that is left out is none."""
    assert body_of(STEPS, "markdown") == (
        "1. Lay it flat\n    - a) left\n    - b) right\n2. Trim it\n- a lamp\n    - wicks"
    )
    assert body_of(STEPS, "html") == (
        '<ol>\n<li value="1">Lay it flat\n<ul>\n<li>a) left</li>\n<li>b) right</li>\n</ul></li>\n'
        '<li value="2">Trim it</li>\n</ol>\n'
        "<ul>\n<li>a lamp\n<ul>\n<li>wicks</li>\n</ul></li>\n</ul>"
    )


def test_a_list_can_begin_deep() -> None:
    """What stood around it may have been cut."""
    made = list_of(("inner", 3), ("outer", 1))
    assert body_of(made, "markdown") == "- inner\n- outer"
    assert body_of(made, "html") == "<ul>\n<li>inner</li>\n<li>outer</li>\n</ul>"


def test_what_a_term_means_stands_below_it() -> None:
    """A glossary whose terms and meanings look alike has to be guessed at."""
    made = list_of(("Tern", 1), ("A bird.", 1), ("Petrel", 1), ("A boat.", 1), ("Its mast", 2), ("Oak.", 2))
    elements = ("dt[1]", "dd[1]/p", "dt[2]", "dd[2]", "dd[2]/dl/dt", "dd[2]/dl/dd")
    made = standing(made, *(f"/html/body/dl/{element}" for element in elements))
    assert body_of(made, "markdown") == (
        "- Tern\n    - A bird.\n- Petrel\n    - A boat.\n        - Its mast\n            - Oak."
    )


def test_two_lists_are_two_lists() -> None:
    """Where the page says so; an item of a list inside another is part of the outer one."""
    made = standing(
        list_of(("a", 1), ("b", 1), ("c", 1)),
        "/html/body/ol/li[1]/ul/li", "/html/body/ol[2]/li", "/html/body/ol[2]/li/ul[3]/li/p",
    )  # fmt: skip
    assert body_of(made, "markdown") == "- a\n\n- b\n- c"


def test_the_paragraphs_of_a_quotation_stay_together() -> None:
    """And those of the next one apart, where the page says so."""
    made = made_of(("quote", "She said so."), ("quote", "Twice."), ("quote", "He did not."))
    made = standing(made, "/html/body/blockquote[1]/p[1]", "/html/body/blockquote[1]/p[2]", "/html/body/blockquote[2]")
    assert body_of(made, "markdown") == "> She said so.\n>\n> Twice.\n\n> He did not."
    assert body_of(made, "html").count("<blockquote>") == 2


TIDES = made_of(("row", "Day\tHigh | Low"), ("row", "<b>\t4.1 m"), links=(Link("Day", "https://a.example/", 0, 3),))


def test_rows_make_a_table() -> None:
    """A table that comes out as lines has to be put together by hand; a cell cannot end its row."""
    assert body_of(TIDES, "markdown") == (
        "| [Day](https://a.example/) | High \\| Low |\n| --- | --- |\n| \\<b> | 4.1 m |"
    )
    assert body_of(TIDES, "html") == (
        '<table>\n<tr><td><a href="https://a.example/" rel="noreferrer">Day</a></td><td>High | Low</td></tr>\n'
        "<tr><td>&lt;b&gt;</td><td>4.1 m</td></tr>\n</table>"
    )


def test_the_corner_of_a_table_may_be_empty() -> None:
    """Its head stands above its columns all the same."""
    made = made_of(("row", "High\tLow"), ("row", "Monday\t4.1\t0.9"), ("row", "Tuesday\t4.3\t0.7"))
    assert body_of(made, "markdown").startswith("|  | High | Low |\n| --- | --- | --- |\n| Monday |")
    assert "<tr><td></td><td>High</td><td>Low</td></tr>" in body_of(made, "html")


def test_rows_of_different_lengths_stay_lines() -> None:
    """Which of their cells are missing nobody knows: a table could say what is not so. One row alone is no table."""
    made = made_of(("row", "a\tb"), ("row", "c"), ("row", "d\te\tf"))
    assert body_of(made, "markdown") == "a\tb\nc\nd\te\tf"
    assert body_of(made, "html") == "<pre>a\tb\nc\nd\te\tf</pre>"
    assert body_of(made_of(("row", "a\tb")), "markdown") == "a\tb"


@given(st.lists(st.tuples(st.text("ab|\\\t1.) ", max_size=9), st.integers(0, 4)), min_size=1, max_size=9))
def test_every_list_and_table_closes_what_it_opens(items: list[tuple[str, int]]) -> None:
    """Whatever the cells and the depths are."""
    for made in (list_of(*items), made_of(*(("row", text) for text, _ in items))):
        checked = Balance()
        checked.feed(body_of(made, "html"))
        assert checked.opened == []


class Balance(HTMLParser):
    """Which tags are open; one that ends another than the last fails."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag


def test_headings_keep_their_rank_below_the_title() -> None:
    """The title has the first rank; a part of a part stays one."""
    assert "\n### A part\n" in FORMATS["markdown"](made_of(("heading", "A part"), level=3))
    assert "<h3>A part</h3>" in FORMATS["html"](made_of(("heading", "A part"), level=3))


@pytest.mark.parametrize(
    "text",
    [
        "# no heading",
        "- no item",
        "+ no item",
        "1. no item",
        "1986. What a year.",
        "> no quote",
        "---",
        "===",
        "```",
        "~~~",
        "<script>alert(1)</script>",
        "[a](javascript:x)",
        "![a](b)",
        "*no emphasis*",
        "_no emphasis_",
        "&lt;b&gt;",
        "|a|b|",
        "    no code",
        "line\n# no heading",
    ],
)
def test_page_text_cannot_become_markdown(text: str) -> None:
    """A hostile page must not put structure, links or HTML into the file."""
    lines = escape(text).split("\n")
    for line in lines:
        assert not re.match(r"\s*(?:#|[-+*>]|\d+[.)]|=|\||`|~|<|:|\[|!\[)", line)
        assert not re.search(r"(?<!\\)[<*\[`]", line)


def test_words_with_underscores_stay_readable() -> None:
    """Inside a word an underscore is no emphasis; escaping it would only hurt the eye."""
    assert escape("snake_case and C# and 5 - 3") == "snake_case and C# and 5 - 3"


def test_numbers_of_footnotes_stay_readable() -> None:
    """Without a definition they are plain text to every reader of Markdown, and a definition cannot come about."""
    assert escape("It was said.[^1] So it was[^b-2].") == "It was said.[^1] So it was[^b-2]."
    assert escape("[^1]: http://evil.example") == "\\[^1\\]: http://evil.example"
    assert escape("[^1](http://evil.example) [^a b]") == "\\[^1\\](http://evil.example) \\[^a b\\]"


def test_front_matter_cannot_be_left() -> None:
    """A title with line ends must stay one quoted value."""
    made = Article(title='x"\n---\nurl: "evil\u2028\x85')
    head = FORMATS["markdown"](made).split("---\n")[1]
    assert [line.partition(":")[0] for line in head.splitlines()] == [
        "title",
        "authors",
        "published",
        "site",
        "url",
        "licence",
    ]


def test_a_heading_keeps_its_number_signs() -> None:
    """Markdown drops closing number signs; C# must not become C."""
    assert "\n## About C\\#\n" in FORMATS["markdown"](made_of(("heading", "About C#")))


def test_a_code_fence_is_longer_than_any_in_the_code() -> None:
    """Code that shows Markdown must not end its own block."""
    assert FORMATS["markdown"](made_of(("code", "````\nx"))).endswith("\n`````\n````\nx\n`````\n")


class Tags(HTMLParser):
    """Collects the tags and their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def tags_of(made: Article) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(FORMATS["html"](made))
    return parser.seen


HOSTILE = '"><script>alert(1)</script><img src=x onerror=y>'


def test_html_of_a_hostile_page_runs_nothing() -> None:
    """The clean page is opened in a browser: no field may bring in a script, an image or a link that runs."""
    made = made_of(
        ("paragraph", HOSTILE),
        title=HOSTILE,
        authors=(HOSTILE,),
        site=HOSTILE,
        language='en" onload="x',
        url="javascript:alert(1)",
        license=License(HOSTILE, "javascript:x"),
        links=(Link("a", "javascript:alert(1)", 0, 3), Link("b", 'https://a.example/"x', 4, 8)),
    )
    seen = tags_of(made)
    allowed = {"html", "head", "meta", "title", "style", "body", "article", "h1", "p", "bdi", "time", "a"}
    assert {tag for tag, _ in seen} <= allowed
    assert [attrs["href"] for tag, attrs in seen if tag == "a"] == ['https://a.example/"x']
    assert seen[0][1].keys() == {"lang", "dir"}


def test_html_has_a_policy_a_language_and_a_direction() -> None:
    """Arabic text that reads from left to right is not readable."""
    seen = tags_of(Article(language="ar", text="نص", title="عنوان"))
    assert seen[0] == ("html", {"lang": "ar", "dir": "rtl"})
    assert any("default-src 'none'" in (attrs.get("content") or "") for _, attrs in seen)
    assert tags_of(Article())[0] == ("html", {"dir": "auto"})


def test_a_terminal_gets_no_control_characters() -> None:
    """A page that carries escape sequences could retitle the window or hide what was cut."""
    assert printable("a\x1b[2Jb\x9b1m\rc\td\n\u202e") == "a\\x1b[2Jb\\x9b1m\\x0dc\td\n\\u202e"
    assert printable("\ud800") == "\N{REPLACEMENT CHARACTER}"


def test_many_links_cost_no_more_than_their_number() -> None:
    """A page of a hundred thousand links must not take minutes to write."""
    count = 100_000
    text = "word " * count
    links = tuple(Link("word", "https://a.example/", 5 * i, 5 * i + 4) for i in range(count))
    paragraphs = tuple(Paragraph(5 * i, 5 * i + 4, "paragraph", 0, 0) for i in range(count))
    made = Article(text=text, links=links, paragraphs=paragraphs)
    assert FORMATS["markdown"](made).count("](") == count
