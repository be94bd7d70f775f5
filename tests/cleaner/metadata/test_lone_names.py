"""Authors in lines that are nothing but names, in text. All names are fictional."""

from __future__ import annotations

import pytest

from presscut import clean
from tests.cleaner.metadata.test_page_title import BODY, DECK, TITLE


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Zoltrud Quennemark", ("Zoltrud Quennemark",)),
        ("Harbour Board", ()),  # the page writes these words small
        ("Written By", ()),
        ("DecorOfficePapersIdeas Lamps", ()),
    ],
)
def test_a_name_that_nobody_knows_counts_above_a_date(line: str, authors: tuple[str, ...]) -> None:
    """The name of a section stands there too: its words are words of the page."""
    made = clean(f"{TITLE}\n\n{DECK}\n\n{line}\n\n4 May 2031\n\n{BODY}", media_type="text")
    assert made.authors == authors


def test_a_job_may_stand_between_the_name_and_the_date() -> None:
    """Columnists have theirs in a line of its own."""
    made = clean(f"{TITLE}\n\n{DECK}\n\nQuillon Abara\n\nColumnist\n\n4 May 2031\n\n{BODY}", media_type="text")
    assert made.authors == ("Quillon Abara",)


@pytest.mark.parametrize("joined", ["Marit Oxenholme\n\nand\n\nDavid Tarrant", "Marit Oxenholme and\n\nDavid Tarrant"])
def test_a_line_that_joins_two_names_is_read(joined: str) -> None:
    """Text in which each piece of markup has a line of its own."""
    byline = f"By\n\n{joined}\n\nPublished:\n\n4 May 2031"
    made = clean(f"{TITLE}\n\n{DECK}\n\n{byline}\n\n{BODY}", media_type="text")
    assert made.authors == ("Marit Oxenholme", "David Tarrant")


def test_interview_by_is_a_byline() -> None:
    """And no title, though it stands right above the text."""
    made = clean(f"{TITLE}\n\n{DECK}\n\nInterview by Tobias Renn\n\n4 May 2031\n\n{BODY}", media_type="text")
    assert (made.title, made.authors) == (TITLE, ("Tobias Renn",))
