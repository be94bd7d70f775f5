"""Articles whose markup was escaped once too often."""

from __future__ import annotations

from html import escape

import pytest

from presscut.cleaner.segment.html import Segmented, segment_html

FIRST = (
    "The ferry to Hallow Isle stops in October, the harbour board said after a long meeting in the old customs house."
)
SECOND = (
    "A smaller vessel may take over its route before the storms of spring begin, if somebody is found who steers it."
)
BODY = (
    f"<p>{FIRST}</p>\n<h2>What comes next</h2>\n"
    f'<p class="text">{SECOND} <a href="/board">The board</a>&nbsp;will say.</p>'
)


def lay_out(markup: str) -> Segmented:
    return segment_html(f"<h1>The ferry</h1>{markup}<footer>Hallow Post</footer>", url="https://post.example/ferry")


@pytest.mark.parametrize(
    "shown",
    [escape(BODY), escape(escape(BODY)), escape(BODY).replace("\n", "<br>\n<br>\n"), f"<p>{escape(BODY)}</p>"],
)
def test_an_article_that_shows_its_tags_is_read_as_meant(shown: str) -> None:
    """It was one paragraph with its tags in it; a template escaped what an editor had stored as HTML."""
    found = lay_out(f"<div class=body>{shown}</div>")
    assert [(block.kind, block.text) for block in found.blocks] == [
        ("heading", "The ferry"),
        ("paragraph", FIRST),
        ("heading", "What comes next"),
        ("paragraph", f"{SECOND} The board will say."),
        ("paragraph", "Hallow Post"),
    ]
    assert found.blocks[3].links[0].url == "https://post.example/board"
    assert ("body",) in found.blocks[1].hints.tokens
    assert [found.source[b.start : b.end] for b in found.blocks] == [b.text for b in found.blocks]


@pytest.mark.parametrize(
    "shown",
    [
        f"<pre>{escape(BODY)}</pre>",
        f"<p><code>{escape(BODY)}</code></p>",
        f"<p>{escape('<p>Pears ripen late.</p><p>Apples too.</p>')}</p>",
        f"<p>{escape(f'<html><body>{BODY}</body></html>')}</p>",
        f"<p>{escape(f'<p> begins a paragraph, as in {BODY}, and stands alone')}</p>",
        f"<p>{escape(f'<p>{FIRST} {SECOND} <br>')}</p>",
    ],
)
def test_a_lesson_on_markup_stays_as_it_is(shown: str) -> None:
    """Code is code; so are a few words in tags, a whole page, words about tags, and what is not closed."""
    assert any("<p>" in block.text for block in lay_out(shown).blocks)
