"""A page that a browser printed says its title at its edge."""

from __future__ import annotations

import pytest

from presscut import clean
from presscut.cleaner.metadata.browser_print import printed_title

TITLE = "I Let My Town's Worst Bus Route Plan My Whole Week"
HEADLINE = "I Let My Town's Worst Bus Route Plan My\nWhole Week"
DECK = "The number 9 goes nowhere that anybody wants to be. Our writer went there."
BODY = """\
The number 9 leaves the brewery at seven minutes past the hour, except when it does not. It calls at
the cemetery, the tax office, a roundabout with no houses and a garden centre that closed in 2027. I
had lived in Pelham Cross for eleven years and never been on it.

So I spent a week doing only what could be done along its route. The rules were simple. I could buy,
eat and visit nothing that was more than two hundred steps from a stop, and I had to get there on the
number 9. By Friday the drivers greeted me by name, and one of them explained the timetable to me.
"""
STAMP = "5/23/31, 8:14 AM"
FOOT = "https://pelham.example/number-nine 1/1"


@pytest.mark.parametrize(
    "page",
    [
        f"{STAMP}\n\n{TITLE} - The Pelham Post\n\nNews\n\n{FOOT}",
        f"{STAMP}     {TITLE} - The Pelham Post\n\nNews\n\n{FOOT}",
        f"News\n\n23.5.2031, 08:14 {TITLE} - The Pelham Post\nhttps://pelham.example/number-nine\n\n1/1\n\f",
    ],
)
def test_the_title_stands_beside_the_time_of_printing(page: str) -> None:
    """Converters put the parts of the edge in one line or in several, before the page or behind it."""
    assert printed_title(page) == f"{TITLE} - The Pelham Post"


def test_a_dated_line_of_the_page_is_none() -> None:
    """Live reports put a time before what they tell; without an address and a page's number nothing was printed."""
    assert printed_title(f"{STAMP} The ferry has left the pier\n\nhttps://pelham.example/live") is None


def test_the_headline_is_preferred_to_a_deck_that_says_what_the_article_says() -> None:
    """The deck shares more words with the article than a headline that is witty."""
    page = f"{STAMP}\n\n{TITLE} - The Pelham Post\n\n{HEADLINE}\n{DECK}\n\nIda Mott\n\n{BODY}\n\n{FOOT}\n\f"
    assert clean(page, media_type="text").title == TITLE
