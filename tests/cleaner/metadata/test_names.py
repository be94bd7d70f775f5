"""Names in bylines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner.metadata.names import find_names, is_common, is_desk, is_person, usual_case


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sharon Example", ["Sharon Example"]),
        ("Ida Mott and Piet van der Zee", ["Ida Mott", "Piet van der Zee"]),
        ("Ida Mott, Leo O’Farrell & Ana-Lucía Prado", ["Ida Mott", "Leo O’Farrell", "Ana-Lucía Prado"]),
        ("IDA MOTT", ["Ida Mott"]),
        ("Ida Mott, Senior Reporter", ["Ida Mott"]),
        ("Ida Mott Health Reporter", ["Ida Mott Health"]),
        ("Ida Mott Follow", ["Ida Mott"]),
        ("Ida Mott in Grey Haven", ["Ida Mott"]),
        ("A. J. Neal", ["A. J. Neal"]),
        ("Ida Mott.", ["Ida Mott"]),
        ("Ida Mott. Photos by Leo Neal", ["Ida Mott"]),
        ("Prof. Ida St. Mott Jr.", ["Prof. Ida St. Mott Jr."]),
        ("Ida Mott Ph.D.", ["Ida Mott Ph.D."]),
        ("Marietta", ["Marietta"]),
        ("the numbers", []),
        ("", []),
    ],
)
def test_after_a_cue(text: str, names: list[str]) -> None:
    """After "By" names are a run of capitalised words; jobs, towns and controls end them."""
    found, _ = find_names(text, cued=True)
    assert [name.value for name in found] == names


@pytest.mark.parametrize(
    "text", ["User Settings", "Travel", "Sharon", "the Example", "Grey Haven, 3", "Staff Writer", "Herald News Desk"]
)
def test_no_person_without_a_cue(text: str) -> None:
    """Without "By" a name has two words and nothing beside it."""
    assert not is_person(text)


def test_common_names_need_no_cue() -> None:
    """ "Travel Tips" and "Sandra Boyle" look alike above a date; the given name decides."""
    assert is_common("Sandra Boyle")
    assert not is_common("Travel Tips")


@pytest.mark.parametrize(
    ("printed", "usual"),
    [
        ("SHARON EXAMPLE", "Sharon Example"),
        ("BILL MCCARTHY", "Bill McCarthy"),
        ("Bill MOTT", "Bill Mott"),
        ("LEO O’FARRELL", "Leo O’Farrell"),
        ("PIET VAN DER ZEE", "Piet van der Zee"),
        ("ANA-LUCÍA PRADO", "Ana-Lucía Prado"),
        ("J.K. MOTT", "J.K. Mott"),
        ("Ida Mott", "Ida Mott"),
    ],
)
def test_names_in_capitals_are_set_as_usual(printed: str, usual: str) -> None:
    """A name in capitals is the page's typography, not how its bearer writes it."""
    assert usual_case(printed) == usual


@given(st.text(max_size=120), st.booleans())
def test_places_point_at_the_names(text: str, cued: bool) -> None:
    """A name's place is where its letters stand."""
    for name in find_names(text, cued=cued)[0]:
        assert text[name.start : name.end].split()


@pytest.mark.parametrize("text", ["Webbredaktionen", "Kestrel Newsdesk", "K&L Newsdesk", "the Kestrel Team"])
def test_a_newsroom_signs(text: str) -> None:
    """With the name of its paper, or with one word made of two."""
    assert is_desk(text)
