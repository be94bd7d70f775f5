"""What the markup hides between paragraphs that it shows."""

from __future__ import annotations

import pytest

from presscut import clean
from tests.support.fields import BODY

HIDDEN = "Words about cheap insurance and ferries, which nobody who reads this page is to see."
HIDE = ["style='display:none'", "hidden", "aria-hidden=true"]


def page(*parts: str) -> str:
    return f"<html lang=en><body><article><h1>A ferry less</h1>{''.join(parts)}</article></body></html>"


def shown(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


LONG = [f"{text} {text}" for text in BODY[:6]]


@pytest.mark.parametrize("how", HIDE)
def test_a_hidden_paragraph_between_shown_ones_goes(how: str) -> None:
    """Words for machines that no reader has seen are none of the article; the ledger has them."""
    article = clean(page(shown(LONG[:3]), f"<div {how}><p>{HIDDEN}</p></div>", shown(LONG[3:])))
    assert HIDDEN not in article.text
    assert [(e.rule, e.text) for e in article.ledger if e.action == "cut"] == [("page/hidden", HIDDEN)]


def test_the_rest_of_an_article_behind_a_gate_stays() -> None:
    """The page brought it and a script is to show it: hidden at the end, or most of the prose."""
    gate = shown(LONG[:2]) + f"<div style='display:none'>{shown(LONG[2:])}</div>"
    assert all(text in clean(page(gate)).text for text in LONG)
    middle = shown(LONG[:1]) + f"<div style='display:none'>{shown(LONG[1:4])}</div>" + shown(LONG[4:])
    assert all(text in clean(page(middle)).text for text in LONG)


def test_answers_that_unfold_stay() -> None:
    """Below a question that is shown, and another question below them."""
    parts = [f"<h3>What of boat {n}?</h3><div hidden><p>{text}</p></div>" for n, text in enumerate(LONG)]
    assert all(text in clean(page(shown(LONG[:1]), *parts)).text for text in LONG)
