"""Elements, attributes and fences in Markdown: what converters keep of the markup is no text."""

from __future__ import annotations

import time

import pytest

from presscut.cleaner.segment.markdown import segment_markdown


def texts(source: str) -> list[str]:
    return [block.text for block in segment_markdown(source) if block.text]


@pytest.mark.parametrize(
    "line",
    [
        "<div>", '<div class="story" id="s-1">', "</div>", "</div></div>", '<hr/> <br>', "<!-- here -->",
        "<!doctype html>", "<!--\nnot yet\n\n  so <u>it</u> says\n-->",
        '<iframe src="https://player.example/1" title="a > b"></iframe>', '<div\nclass="story"\nid="s-1">',
        ":::", "::: {.story}", "::: tablet:story", "-   ::: {.story}", "- <div>", "::::: story",
        ":::::::: {#s-1 .story data-n=\"a}b\"} ::::", '::: {.story\ndata-n="1"}',
    ],
)  # fmt: skip
def test_lines_that_hold_elements_together_are_no_text(line: str) -> None:
    """The tags of a div around paragraphs, and the fences that pandoc writes for them."""
    blocks = segment_markdown(f"First words.\n\n{line}\n\nLast words.")
    assert [(block.kind, block.text) for block in blocks] == [
        ("paragraph", "First words."), ("divider", ""), ("paragraph", "Last words."),
    ]  # fmt: skip
    assert [edit.rule for edit in blocks[1].edits] == ["inline/element"]


@pytest.mark.parametrize(
    "line", ["<https://ferry.example>", "<T> is a type", "::: of a kind, said he", "< 3", "<ferry>"]
)
def test_what_only_looks_like_an_element_stays(line: str) -> None:
    """Names that HTML does not have are the author's."""
    assert len(texts(f"First words.\n\n{line}\n\nLast words.")) == 3


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('[The ferry](/f){.link role="menuitem"} runs.', "The ferry runs."),
        ("[The ferry]{.small-caps} runs.", "The ferry runs."),
        ("[[The ferry]{.a}](/f){#x .b}{.c} runs.", "The ferry runs."),
        ('The ferry ![](f.png){width="4" height="3"} runs.', "The ferry runs."),
        ('The ferry ![](f.png){data-n="{\\"a\\": 1}"} runs.', "The ferry runs."),
        ("## The ferry {#the-ferry .unnumbered}", "The ferry"),
        ("## What's new? {#what's-new?}", "What's new?"),
        ("The ferry runs.\n{: .note}", "The ferry runs."),
        ("Run `presscut`{.sh} here.", "Run presscut here."),
        ('[The ferry](/f){.link\nrole="menuitem"\ntabindex="1"} runs.', "The ferry runs."),
        ('<span\nclass="a"\ntitle="b">The ferry</span> runs.', "The ferry runs."),
        ("The ferry <!-- as the\noffice says --> runs.", "The ferry runs."),
    ],
)
def test_attributes_are_no_text(source: str, text: str) -> None:
    """Pandoc and kramdown write them after what they belong to, over several lines when they are long."""
    assert texts(source) == [text]


@pytest.mark.parametrize(
    "source",
    [
        "A set (as in the text){a, b} of two.",
        "Fill in {name} and [date]{} here.",
        "f(x){return x}",
        "The key {.env} is read.",
        "The ferry [M]{ it is.",
    ],
)
def test_braces_of_the_author_stay(source: str) -> None:
    """Only classes, identifiers and what has a value are attributes, and only right after what they belong to."""
    assert texts(source) == [source]


def test_what_stands_in_an_element_of_an_item_is_no_code() -> None:
    """It is indented as the item's text."""
    source = "First words.\n\n-   <div>\n\n    [Home](/)[Store](/store)\n\n    </div>\n\nLast words."
    assert texts(source) == ["First words.", "HomeStore", "Last words."]


def test_a_quote_that_is_never_closed_ends_with_its_paragraph() -> None:
    """Broken markup must not swallow the page."""
    source = '<div class="story>\n\nFirst words.\n\n<p title="x">Last words.</p>'
    assert texts(source) == ["First words.", "Last words."]


def test_a_comment_is_none_across_paragraphs_or_fences() -> None:
    """What writes about comments has both their marks, far from each other."""
    source = "It begins with <!-- and goes on.\n\nIt ends with --> then."
    assert texts(source) == source.split("\n\n")
    assert texts("```\n<!-- a\n```\n\nFirst words.\n\n```\nb -->\n```") == ["<!-- a", "First words.", "b -->"]


def test_a_tag_over_many_lines_takes_linear_time() -> None:
    """Each line of it is looked at once."""
    begun = time.process_time()
    segment_markdown('<a x="' + "word\n" * 60_000 + '">Words.')
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    "piece", ["<a ", '<a x="', "[a]{.b ", '](u){a="', "::: {", "{", '<a ="\n', "[a]{.b\n", "a <!--\n", "<!-->\n"]
)
def test_elements_that_never_end_take_linear_time(piece: str) -> None:
    """A page of a million characters is read in seconds, whatever they are."""
    begun = time.process_time()
    segment_markdown(piece * (300_000 // len(piece)))
    assert time.process_time() - begun < 10
