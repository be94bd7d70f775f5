"""Text that prints addresses in brackets behind their words, broken at a width."""

from __future__ import annotations

import time

import pytest

from presscut.cleaner.segment.text import segment_text

PAGE = """The Tern [/assets/tern-logo.svg]
[https://tern.example/]
 * Home [https://tern.example/]
 * The tide tables of this and of the following week
   [https://tern.example/tides]
 * Write to us [mailto:desk@tern.example]
 * Search [/search]

The harbour office [https://harbour.example/office] says that the ferry runs on
all days of the week again, but for the Sunday, as its head told the newspaper
[https://tern.example/interview] in a long interview on Monday. The ferry had been
in the dock for the whole of the winter, and longer than had been planned before.

[data:image/svg+xml,%3Csvg viewBox='0 0 1 1'%3E]/pictures/ferry.html
javascript:void(0)
The ferry in the dock
"""


def test_addresses_in_brackets_are_the_links_of_their_words() -> None:
    """A label is a link as a whole, of a sentence the last word; lines that were broken are whole again."""
    blocks = [block for block in segment_text(PAGE) if block.text]
    assert [block.text.partition(" had been")[0] for block in blocks] == [
        "The Tern",
        "Home",
        "The tide tables of this and of the following week",
        "Write to us",
        "Search",
        "The harbour office says that the ferry runs on all days of the week again, but for the Sunday, as its head "
        "told the newspaper in a long interview on Monday. The ferry",
        "The ferry in the dock",
    ]
    assert [(link.text, link.url) for block in blocks for link in block.links] == [
        ("The Tern", "/assets/tern-logo.svg"),
        ("Home", "https://tern.example/"),
        ("The tide tables of this and of the following week", "https://tern.example/tides"),
        ("Write to us", "mailto:desk@tern.example"),
        ("Search", "/search"),
        ("The harbour office", "https://harbour.example/office"),
        ("newspaper", "https://tern.example/interview"),
    ]


def test_round_brackets_do_as_well() -> None:
    """Whichever brackets a program has chosen, and whatever kind of address."""
    page = "".join(f"Tide table {n} (/tides/{n})\n\n" for n in range(5))
    source = f"{page}Write to us (mailto:desk@tern.example) or (rather) ask Mira Holt (the head of the office)."
    blocks = segment_text(source)
    assert [block.text for block in blocks] == [
        *(f"Tide table {n}" for n in range(5)),
        "Write to us or (rather) ask Mira Holt (the head of the office).",
    ]
    assert [(link.text, link.url) for link in blocks[0].links] == [("Tide table 0", "/tides/0")]
    assert [(link.text, link.url) for link in blocks[5].links] == [("Write to us", "mailto:desk@tern.example")]


@pytest.mark.parametrize("line", ["[b]Bold[/b] and [/quote] are marks of a board.", "The key [A/B] opens it."])
def test_a_slash_alone_makes_no_address(line: str) -> None:
    """Boards and authors write brackets with a slash in them."""
    assert [block.text for block in segment_text("\n\n".join([line] * 9))] == [line] * 9


@pytest.mark.parametrize(
    "piece",
    ["[/a.b", "[data:", "[https://", "words [/a/b] ", "\n[/a/b]", "[/a/b]/", "(/a.b", "words (/a/b) ", "((/a/b"],
)
def test_brackets_without_end_take_linear_time(piece: str) -> None:
    """Whatever stands in a page of a million characters, it is read in seconds."""
    begun = time.process_time()
    segment_text("words" + piece * (300_000 // len(piece)))
    assert time.process_time() - begun < 10
