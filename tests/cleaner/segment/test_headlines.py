"""Headlines of print go over several lines, larger than the text, and are one block."""

from __future__ import annotations

import pytest

from presscut import clean
from presscut.cleaner.segment.text import segment_text
from tests.support.timing import seconds

BODY = """\
The ferry did not sail on Friday, because the harbour's only tug was pulling a barge off
the sandbank at Garrow. The captain told the passengers that he would not take a loaded
boat past the new breakwater with nobody standing by, and several of them applauded him.

A fruit grower with forty crates of pears on deck did not. They are worth something today,
she said, and nothing on Monday, and nobody in the harbour office seems to own a calendar.
The pears came back to the pier at half past nine, and were sold from the tailgate.
"""


def texts(head: str) -> list[str]:
    return [block.text for block in segment_text(f"{head}\n\n{BODY}") if block.kind != "divider"]


@pytest.mark.parametrize(
    "head",
    [
        "Who Pays for the Last Bus?\nFunding Rural Transport\nAfter the Fuel Levy",
        "The Last Mapmaker of\nOrrin Sound Still\nDraws by Hand",
        "The Price of Salt in Harrow Bay, 1702–1760: A\nStudy of Ordinary Ledgers",
        "The tug that never came, and\n\nthe pears that missed\n\ntheir fair",
        "Kelder to take down harbour tram wires,\n£2m sum found to be missing from its accounts",
    ],
)
def test_a_headline_is_one_block(head: str) -> None:
    """Of a headline in pieces one becomes the title, and the others stay in the article or are lost."""
    assert texts(head)[0] == " ".join(head.split())


@pytest.mark.parametrize(
    "head",
    [
        "Ida Mott\nUniversity of Lenn\nTor Aske\nPolytechnic of Aldersund",
        "Mrs A. Pellworth\n3 Weir Cottages\nLower Pell",
        "News\nSport\nOpinion\nSign in",
        "Sunday, September 14, 2031\nVol. 88 No. 37",
        "For the growers: Jory Penhallow\nFor the borough: Ansgar Roe",
        "DEPARTMENT OF PATHS\nOffice of the Harbour",
    ],
)
def test_what_stands_line_below_line_is_no_headline(head: str) -> None:
    """Names, addresses, menus and the heads of papers come in short lines too."""
    assert texts(head)[: head.count("\n") + 1] == head.split("\n")


def test_a_byline_and_a_longer_deck_below_are_no_part_of_it() -> None:
    """They are set smaller, so that more of their words would have fitted."""
    deck = "The harbour has one tug, and on that morning it was elsewhere"
    found = texts(f"The Last Mapmaker of\nOrrin Sound Still\nDraws by Hand\n{deck}\nBy Ida Mott")
    assert found[:3] == ["The Last Mapmaker of Orrin Sound Still Draws by Hand", deck, "By Ida Mott"]


def test_lines_that_each_page_says_in_one_are_one() -> None:
    """The header of a printed page, or how to cite it, tells where the headline ends when nothing else does."""
    head = "Nine Railway Stations Where\nRooks Remember Timetables"
    assert texts(head)[:2] == head.split("\n")
    assert texts(f"{' '.join(head.split())} - The Pelham Post\n\n\n{head}")[1] == " ".join(head.split())


def test_the_whole_headline_is_the_title() -> None:
    """Half a title finds nothing in an archive."""
    head = (
        "Corbel Institute\nPolicy Paper 41\n\nWho Pays for the Last Bus?\nFunding Rural Transport\nAfter the Fuel Levy"
    )
    found = clean(f"{head}\n\nBy Ida Mott\n\n{BODY}", media_type="text")
    assert found.title == "Who Pays for the Last Bus? Funding Rural Transport After the Fuel Levy"


def test_many_lines_at_the_head_take_no_time() -> None:
    """What a headline is looked for in is bounded."""
    assert seconds(lambda: segment_text("Who Pays for the\nLast Bus to the\n" * 20_000 + BODY)) < 8
