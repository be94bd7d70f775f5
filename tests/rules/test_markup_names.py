"""Rules that know an element by its class: words, and whole names of several words."""

from __future__ import annotations

import pytest

from presscut.cleaner.model import Page
from presscut.options import Options
from presscut.pipeline import Cleaner, Work
from tests.support.blocks import PROSE


def rules_about(name: str, text: str) -> set[str]:
    """The rules of markup that spoke about a paragraph in an element of that class."""
    body = "".join(f"<p>{PROSE} It was letter {n}.</p>" for n in range(6))
    markup = f"<html lang=en><body><article>{body}</article><div class='{name}'><p>{text}</p></div></body></html>"
    work = Cleaner(Options(engine="own")).work(Page(markup.encode(), media_type="html"))
    assert isinstance(work, Work)
    last = next(i for i, b in enumerate(work.draft.blocks) if b.text == text)
    return {m.rule for m in work.draft.marks if m.block == last and m.rule.startswith("any/markup/")}


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("comment-list", "any/markup/comments"),
        ("author-box", "any/markup/authorbio"),
        ("newsletter", "any/markup/newsletter"),
        ("subscribe", "any/markup/subscribe"),
        ("subscribe-box", "any/markup/newsletter"),
        ("share-buttons", "any/markup/share"),
        ("box-Unreferenced plainlinks metadata ambox", "any/markup/wiki"),
        ("mw-normal-catlinks catlinks", "any/markup/wiki"),
    ],
)
def test_an_element_is_known_by_its_name(name: str, rule: str) -> None:
    """A rule whose name never matches would be a rule that does nothing."""
    assert rule in rules_about(name, "Three people stood on the quay and waved at her.")


@pytest.mark.parametrize(
    "name",
    [
        "cmp-text",
        "commentary",
        "authored",
        "no-comment-here",
        "infobox",
        "references",
        "subscriber-only",
        "subscribers",
    ],
)
def test_a_name_that_only_sounds_like_it_is_left_alone(name: str) -> None:
    """Layout systems name their parts too, and a wall the paragraphs behind it."""
    assert not rules_about(name, "Three people stood on the quay and waved at her.")
