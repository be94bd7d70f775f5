"""Markdown that a program broke at a width, marks and addresses among the words: html2text's default."""

from __future__ import annotations

import time

import pytest

from presscut.cleaner.segment.markdown import segment_markdown

PAGE = """[Personal ferries and all that goes with them](/services/personal-ferries-and-
what-goes-with-them "Personal
ferries")

[ ![The harbour of
the Tern](/pictures/harbour-
2031.png)
](/harbour)

The office says that the ferry runs again on all days of the week, and that the
new [Winter Timetable](https://harbour.example/winter) begins on Monday. Captain
Holt had asked for it, and so had [everybody in the
town](https://tern.example/a-long-letter-to-the-office-of-the-harbour) since May.
Nobody thought that it would be so soon, but the ferry had lain in the dock for
the [whole of the summer](https://tern.example/dock) and had been painted again.

  * [The tide tables of this week](/tides)
  * [All about the
Tern](/about)
"""


def found(source: str) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(b.text, [(link.text, link.url) for link in b.links]) for b in segment_markdown(source) if b.text]


def test_links_are_whole_again() -> None:
    """Their words, their titles, and addresses that were broken at a hyphen."""
    blocks = found(PAGE)
    assert blocks[0] == (
        "Personal ferries and all that goes with them",
        [("Personal ferries and all that goes with them", "/services/personal-ferries-and-what-goes-with-them")],
    )
    assert blocks[1][0] == "The harbour of the Tern"
    assert blocks[3:] == [
        ("The tide tables of this week", [("The tide tables of this week", "/tides")]),
        ("All about the Tern", [("All about the Tern", "/about")]),
    ]


def test_a_paragraph_is_whole_again_whatever_the_next_line_begins_with() -> None:
    """A reader sees a short line where an address was; the program that broke it counted the address."""
    text, links = found(PAGE)[2]
    assert text.startswith("The office says that")
    assert "Monday. Captain Holt" in text
    assert text.endswith(
        "since May. Nobody thought that it would be so soon, but the ferry had lain in the dock for the "
        "whole of the summer and had been painted again."
    )
    assert links[1] == ("everybody in the town", "https://tern.example/a-long-letter-to-the-office-of-the-harbour")


def test_an_address_may_hold_escapes_and_brackets() -> None:
    """As file names have them."""
    source = "The [plan](/files/the-\nharbour-plan\\(1\\)-\n(new).pdf) is there, and the ferry runs."
    assert found(source)[0][1] == [("plan", "/files/the-harbour-plan(1)-(new).pdf")]


def test_line_ends_of_another_system_are_no_part_of_an_address() -> None:
    """Files come from everywhere."""
    assert found(PAGE.replace("\n", "\r\n")) == found(PAGE)


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("A list [of things:\n\n* one](/a)\n* two", 3),
        ("* [one\n* two](/a)", 2),
        ("See [the note\n## Heading\nText](/a)", 3),
    ],
)
def test_a_bracket_holds_no_two_blocks_together(source: str, texts: int) -> None:
    """Empty lines and marks of a line end what a program broke."""
    assert len(found(source)) == texts


@pytest.mark.parametrize("piece", ["[a\n", "](b\n", "](b-\n", "[a\n]", "\n](", "](a(", '](a "b\n'])
def test_links_that_never_end_take_linear_time(piece: str) -> None:
    """A page of a million characters is read in seconds, whatever they are."""
    begun = time.process_time()
    segment_markdown(piece * (300_000 // len(piece)))
    assert time.process_time() - begun < 10
