"""Bounds: hostile pages cost time in proportion to their size, and no exception escapes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presscut.cleaner.metadata import FIELDS
from presscut.cleaner.model import Block, Draft, Page
from presscut.cleaner.shape import measure

LONG = 2_000_000  # characters of the one line of a hostile page
MANY = 20_000  # blocks of a hostile page
SECONDS = 4.0  # a quadratic scan of either would take minutes


def read(texts: list[str]) -> int:
    """The number of marks of a page made of these paragraphs."""
    blocks, at = [], 0
    for text in texts:
        blocks.append(Block(at, at + len(text), "paragraph", text, measure(text)))
        at += len(text) + 2
    source = "\n\n".join(texts)
    draft = Draft(Page(source.encode("utf8", "replace")), "text", source, tuple(blocks), language="en")
    return len([mark for fields in FIELDS for mark in fields(draft)])


PROSE = "The ferry to the outer islands has been late for three weeks, and nobody at the office will say why."


@pytest.mark.parametrize("unit", ["a", "a ", " ", "By ", "(", "© 2024 ", "Photo: ", "https://", "CC BY-", "by by by, "])
def test_one_endless_line(unit: str) -> None:
    """100 MB of one line must go through in bounded time."""
    began = time.process_time()
    line = unit * (LONG // len(unit))
    read([PROSE, line, PROSE, line])
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("text", ["By Ida Mott, May 3, 2024", "Photo: Ida Mott", "© 2024 Ledger", PROSE, "Tags: a, b"])
def test_many_blocks(text: str) -> None:
    """A page of one repeated line looks no further than the blocks around its prose."""
    began = time.process_time()
    read([text] * MANY + [PROSE] * 3 + [text] * MANY)
    assert time.process_time() - began < SECONDS


@settings(max_examples=60)
@given(st.lists(st.one_of(st.just(PROSE), st.text(max_size=80)), max_size=12))
def test_never_raises(texts: list[str]) -> None:
    """No exception escapes for bad input."""
    read([text for text in texts if text.strip()])
