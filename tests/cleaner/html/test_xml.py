"""Pages written as XML, whose elements without content are closed in their own tag."""

from __future__ import annotations

import time

import pytest

from presscut.cleaner.segment.html import segment_html
from presscut.cleaner.segment.html_xml import as_html

PROLOGUE = '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><head>'
REST = "<title>Pears</title></head><body><h1>Pears</h1><p>They ripen late.</p></body></html>"


def texts(markup: str) -> list[str]:
    return [block.text for block in segment_html(markup, url=None).blocks]


@pytest.mark.parametrize(
    "element",
    ['<script src="a.js"/>', "<style />", "<title/>", '<iframe src="/map"/>', '<textarea name="q"/>', "<noscript/>"],
)
def test_an_element_closed_in_its_tag_does_not_swallow_the_page(element: str) -> None:
    """Books and pages served as XHTML have them; to an HTML parser all that follows was a script, and no article."""
    assert texts(PROLOGUE + element + REST) == ["Pears", "They ripen late."]


def test_a_closed_element_holds_nothing() -> None:
    """What stands behind an empty side column is not in it, nor is it a link behind an empty anchor."""
    page = PROLOGUE + REST.replace("<p>", '<div class="sidebar"/><a href="/top" id="x"/><p>')
    last = segment_html(page, url=None).blocks[-1]
    assert "sidebar" not in str(last.hints.tokens)
    assert not last.links


@pytest.mark.parametrize("behind", ["", "<iframe src=/b></iframe>"])
def test_a_frame_closed_in_its_tag_hides_nothing_in_html_either(behind: str) -> None:
    """Templates that write XML into HTML do so: a browser then shows nothing up to the next end tag, or nothing."""
    assert texts(f"<h1>Pears</h1><iframe src='/map'/><p>They ripen late.</p>{behind}<p>Apples too.</p>") == [
        "Pears",
        "They ripen late.",
        "Apples too.",
    ]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>One<br/>two</p><img src='a'/>",
        "<iframe src='/map'/>words that nobody sees</iframe><p>They ripen late.</p>",
        "<div class='clear'/><p>They ripen late.</p></div>",
        f"{PROLOGUE}<meta charset='utf-8'/><!-- <b/> --><script>w('<i/>')</script><a href=/pears/>{REST}",
    ],
)
def test_other_markup_stays_as_it_is(markup: str) -> None:
    """Void elements, an end tag further down, HTML's idle strokes, values without quotation marks, scripts."""
    assert as_html(markup) == markup


@pytest.mark.parametrize("piece", ["<iframe/>", '<a "', "<!--", "<script>", "<title '", '<a b="'])
@pytest.mark.parametrize("start", ["", "<?xml ?>"])
def test_broken_markup_takes_no_time(piece: str, start: str) -> None:
    """Each tag is looked at up to the next: 300 KB of broken ones must not take minutes."""
    begun = time.process_time()
    as_html(f"{start}{piece * 30_000}/>")
    assert time.process_time() - begun < 3
