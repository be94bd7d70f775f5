"""Emphasis marks go from the clean text; what only looks like one stays."""

from __future__ import annotations

import pytest

from presscut.cleaner.inline import repair
from presscut.cleaner.inline.style import Style


def clean(source: str) -> str:
    return repair(source, 0, len(source), Style(True)).text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("*a* b", "a b"),
        ("_a_ b", "a b"),
        ("**a** b", "a b"),
        ("***a*** b", "a b"),
        ("**a *b* c** d", "a b c d"),
        ("*a **b***", "a b"),
        ("_**a**_", "a"),
        ("~~a~~ b", "a b"),
        ("**a****b**", "ab"),
        ("**word **next", "word next"),
        ("(*a*)", "(a)"),
        ("“*a*”", "“a”"),
        ("_a_'s", "a's"),
        ("_Wire_ 's man", "Wire's man"),
        ("_Wire_ , and **,** so", "Wire, and, so"),
        ("`code *x*` y", "code *x* y"),
        ("*中文*字", "中文字"),
    ],
)
def test_marks_that_belong_together_go(source: str, text: str) -> None:
    """The clean text has the words, not their dress."""
    assert clean(source) == text


@pytest.mark.parametrize(
    "source",
    ["2*3*4", "2 * 3 * 4", "snake_case_word", "a*b", "a **b", "*Prices may vary", "5 * x", "~a~ b", "x**2", "a_b *c"],
)
def test_what_is_no_pair_stays(source: str) -> None:
    """Arithmetic, names in code and footnote marks are the author's."""
    assert clean(source) == source


def test_no_mark_inside_an_address() -> None:
    """Underscores of an address are part of it."""
    assert clean("_see https://a.example/x_y_z now_") == "see https://a.example/x_y_z now"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**T**he town", "The town"),
        ("*O*nce", "Once"),
        ("“**T**he town", "“The town"),
        ("**T** he town", "The town"),
        ("**A** town", "A town"),
        ("**I** am", "I am"),
    ],
)
def test_drop_caps_are_joined(source: str, text: str) -> None:
    """A drop cap is the first letter of a word; ``A`` and ``I`` may be words."""
    assert clean(source) == text


def test_drop_caps_are_named_in_the_ledger() -> None:
    """Whoever looks for drop caps finds them by their rule."""
    made = repair("**T**he town", 0, 12, Style(True))
    assert {edit.rule for edit in made.edits} == {"inline/drop-cap"}


def test_a_block_that_is_emphasised_as_a_whole_says_so() -> None:
    """A line in bold is often a heading without the mark of one: the judge wants to know."""
    assert repair("**All of it**", 0, 13, Style(True)).whole == "strong"
    assert repair("*All of it*", 0, 11, Style(True)).whole == "em"
    assert repair("**Part** of it", 0, 14, Style(True)).whole == ""


def test_plain_text_keeps_its_asterisks() -> None:
    """In text that is not Markdown an asterisk is an asterisk."""
    source = "*a* _b_ **c** `d` \\_ <u>e</u>"
    assert repair(source, 0, len(source), Style(False)).text == source
