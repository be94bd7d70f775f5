"""Places of blocks in the markup: right, or none."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from presscut.cleaner.segment import html_places
from presscut.cleaner.segment.html import segment_html
from presscut.cleaner.segment.html_places import places_of
from tests.support.timing import seconds


def stands(markup: str) -> list[str | None]:
    """The markup at the place of each block."""
    places = places_of(markup, segment_html(markup, url=None).blocks)
    return [None if place is None else markup[place.start : place.end] for place in places]


def test_an_element_from_its_start_tag_to_its_end_tag() -> None:
    """What a program wants to mark or cut in the page itself."""
    markup = (
        "<html>\n<body>\n<h1 class='a>b'>Pears</h1>\n<div><p>One <b>two</b></p>\r\n<p>three</p ></div></body></html>"
    )
    assert stands(markup) == ["<h1 class='a>b'>Pears</h1>", "<p>One <b>two</b></p>", "<p>three</p >"]


def test_elements_that_nobody_wrote_are_passed_over() -> None:
    """The standard's tree has html, body and tbody also where the markup leaves them out."""
    assert stands("<p>a</p><table><tr><td>b</td><td>c</td></tr></table>") == [
        "<p>a</p>",
        "<tr><td>b</td><td>c</td></tr>",
    ]


def test_scripts_and_comments_hold_no_tags() -> None:
    """An end tag in a string of a script, or in a comment, ends nothing."""
    markup = "<div><p>a<script>x = '</p></div>'</script><!-- </p> --> b</p></div>"
    assert stands(markup) == ["<p>a<script>x = '</p></div>'</script><!-- </p> --> b</p>"]


@pytest.mark.parametrize(
    "markup",
    ["<ul><li>a<li>b</ul>", "<p>a<p>b", "<table><p>a</p></table>", "<b>a<p>b</b>c</p>", "<div>a", "<a>b<a>c</a></a>"],
)
def test_where_the_trees_differ_there_is_no_place(markup: str) -> None:
    """Tags that are left out or misplaced: none is better than one that is wrong."""
    for block, found in zip(segment_html(markup, url=None).blocks, stands(markup), strict=True):
        assert found is None or block.text in found
    assert None in stands(markup)


def test_blocks_of_one_element_share_its_place() -> None:
    """Bare text between paragraphs belongs to the element around both."""
    markup = "<div>a<p>b</p>c</div>"
    assert stands(markup) == [markup, "<p>b</p>", markup]


def test_text_from_a_script_has_no_place() -> None:
    """What was decoded from data does not stand in the markup as it reads."""
    line = "The ferry of Vellmar stayed at its pier, and nobody on the quay could say why. " * 20
    markup = f'<script type=application/ld+json>{{"@type": "Article", "articleBody": "{line}"}}</script>'
    assert stands(markup) == [None]


def test_the_work_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elements inside each other are compared up to a sum of characters; a page beyond the limit has no places."""
    markup = "<div>a" * 50 + "</div>" * 50
    assert None not in stands(markup)
    monkeypatch.setattr(html_places, "MOST_READ", 1_000)
    assert None in stands(markup)
    monkeypatch.setattr(html_places, "MOST_CHARS", 100)
    assert set(stands(markup)) == {None}


def test_time_is_linear() -> None:
    """Twice the page takes less than three times as long; what is quadratic takes four, on a busy machine as well."""

    def look(paragraphs: int) -> float:
        markup = "<div>" + "<p>A word <b>or</b> two.</p> bare " * paragraphs + "</div>"
        blocks = segment_html(markup, url=None).blocks
        return seconds(lambda: places_of(markup, blocks))

    look(10)
    assert look(6_000) < 3 * look(3_000)


TAGS = "<p> </p> <div> </div> <li> <ul> </ul> <b> </b> <table> <tr> <td> </table> <br> <!--x--> <script></p></script>"
TAG = re.compile("<[^>]*>")
PIECES = st.sampled_from([*TAGS.split(), "one ", "two", " Three. ", "&amp;", "\n"])


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=30).map("".join))
@example("<b>two</div>one </b>")
def test_a_place_holds_the_words(markup: str) -> None:
    """Whatever the tags, a place that is given begins with the element's tag and holds the block's words."""
    found = segment_html(markup, url=None)
    for block, place in zip(found.blocks, places_of(markup, found.blocks), strict=True):
        if place is not None:
            assert markup.startswith(f"<{block.hints.tags[-1]}", place.start)
            assert markup.endswith(f"</{block.hints.tags[-1]}>", 0, place.end)
            printed = TAG.sub("", markup[place.start : place.end])  # a stray tag may stand within a word
            for word in block.text.replace("&", "&amp;").split():
                assert word in printed
