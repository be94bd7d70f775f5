"""Hostile input takes time in proportion to its length."""

from __future__ import annotations

import time

import pytest

from presscut.cleaner.inline import repair
from presscut.cleaner.inline.repair import LONGEST_SPAN
from presscut.cleaner.inline.style import Style
from presscut.cleaner.segment.markdown import segment_markdown

PATTERNS = [
    "[", "]", "[a](", "](", "((((", "****", "* a", "a*", "_a ", "\\\\", "\\", "<", "<a ", "<!--", "<a href=x>", "&",
    "&a",
    "`", "`a``", "https://", "https://a.example/(", "[x](https://a.example) (", "![", '[a](b "', "[[a](b)", " ", "\xad",
    "[\\(https://a.example/\\)](https://a.example/) ", "a <https://a.example> ", "www.", "~~", "**a **", "[a](b c",
    "('", "[a][", "[[", "]{.a ", "{.a ", "[a]{", "[1]", "[/a", "(/a", "]]",
    "<a x=\"", "<a x='>", "<a =",
]  # fmt: skip
STYLES = (Style(True), Style(True, brackets="[", defined={"a": "/a"}), Style(False, brackets="(", numbered={"1": "/a"}))
SECONDS = 4.0
"""For a span of the largest length that is repaired; a quadratic step would take minutes."""


@pytest.mark.parametrize("pattern", PATTERNS)
def test_repeated_marks(pattern: str) -> None:
    """The largest span that is repaired, filled with one mark, is done at once, however the document is written."""
    source = "x" + pattern * (LONGEST_SPAN // len(pattern) - 2) + "x"
    began = time.process_time()
    for style in STYLES:
        repair(source, 0, len(source), style)
    assert time.process_time() - began < SECONDS * len(STYLES)


def test_nested_brackets_around_names() -> None:
    """What a hundred thousand brackets hold is no name."""
    half = LONGEST_SPAN // 2 - 2
    began = time.process_time()
    for style in STYLES:
        repair("[" * half + "a" + "]" * half, 0, 2 * half + 1, style)
    assert time.process_time() - began < SECONDS * len(STYLES)


@pytest.mark.parametrize("pattern", ["[a](b ", "\\*", "word ", "<u>", "("])
def test_one_line_of_megabytes(pattern: str) -> None:
    """A line that no person wrote stays as it is, and costs no more than reading it."""
    source = "x" + pattern * (2_000_000 // len(pattern))
    began = time.process_time()
    (block,) = segment_markdown(source)
    assert time.process_time() - began < SECONDS
    assert block.text == source.strip()
