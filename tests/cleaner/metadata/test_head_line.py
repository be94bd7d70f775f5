"""Lines below the title that say again what the markup has said."""

from __future__ import annotations

import pytest

from presscut import clean
from tests.support.fields import BODY

HEAD = "<meta name=author content='Ida Mott'><meta property=article:published_time content=2031-05-04>"


def first_line(*lines: str) -> str:
    prose = "".join(f"<p>{text}</p>" for text in BODY)
    article = f"<article><h1>Ferry late again</h1>{''.join(lines)}{prose}</article>"
    page = f"<head><title>Ferry late again</title>{HEAD}</head><body>{article}</body>"
    return clean(page.encode()).text.split("\n")[0]


@pytest.mark.parametrize(
    "line",
    [
        "<div><span>Ida Mott</span> <time datetime=2031-05-04>3 hours ago</time></div>",
        "<p>Posted yesterday</p>",
        "<div>2d ago</div>",
        "<p>vor 3 Stunden</p>",
        "<div>il y a 2 jours · 4 min</div>",
        "<div><time>3 hours ago</time><span>4 min read</span></div>",
        "<p>Ida Mott</p><p>Updated an hour ago</p>",
    ],
)
def test_names_and_times_that_are_known_are_no_text(line: str) -> None:
    """What a reader of the site needs and the article does not hold; how long ago it was is true for one visit."""
    assert first_line(line) == BODY[0]


@pytest.mark.parametrize("line", ["Ida Mott was not on board.", "Yesterday, today", "Three hours late, and a day ago"])
def test_other_lines_stay(line: str) -> None:
    """An article may begin with its author's name, or with the day before."""
    assert first_line(f"<p>{line}</p>") == line
