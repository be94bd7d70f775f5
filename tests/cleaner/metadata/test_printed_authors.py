"""Who signs what was printed: names with marks, jobs and houses, below a letter; and the day of a press release."""

from __future__ import annotations

import pytest

from presscut import clean

BODY = """\
The pitch of a bell depends on its shape and metal and hardly at all on the tower in which it
hangs. The interval between two strokes of a swinging bell, however, depends on how much its
bearings lean, and recordings that were made for pleasure hold enough to tell it.

Towers that were built on river clay settle unevenly. Surveyors have measured the larger ones
since the nineteenth century, but those of parishes are seldom measured more than once in a
generation, and the records are often lost when a parish is merged with its neighbour.
"""
TITLE = "Slow Bells Tell How Far Towers Have Leaned"


def authors(head: str) -> tuple[str, ...]:
    return tuple(clean(f"{head}\n{BODY}\f", media_type="text").authors)


@pytest.mark.parametrize(
    "lines",
    [
        "Thessal Mottram1, Torvin Askeby2\n1Department of Bells, University of Lenn\n2Polytechnic of Aldersund\n",
        "Thessal Mottram¹, Torvin Askeby¹,²\n¹University of Lenn\n²Polytechnic of Aldersund\n",
        "Thessal Mottram, Senior Fellow, Transport\nTorvin Askeby, Research Associate\n",
        "Thessal Mottram, Professor of Clay\nTorvin Askeby\nPolytechnic of Aldersund\n",
        "THESSAL MOTTRAM\nUniversity of Lenn\n\nTORVIN ASKEBY\nPolytechnic of Aldersund\n",
    ],
)
def test_all_authors_with_a_house_or_a_job_are_found(lines: str) -> None:
    """Papers and reports print them without a "By", and not the first alone wrote them."""
    assert authors(f"{TITLE}\n{lines}") == ("Thessal Mottram", "Torvin Askeby")


def test_a_house_alone_is_no_author() -> None:
    """The University of Lenn is a place where authors work."""
    assert authors(f"{TITLE}\nUniversity of Lenn\nDepartment of Bells\n") == ()


def test_who_signs_a_letter_wrote_it() -> None:
    """Letters name their authors at their end."""
    letter = f"Dear Mrs Pellworth,\n\n{TITLE}\n\n{BODY}\nYours sincerely,\n\nHarald Inchmore\nDeputy Head of Bells\n\f"
    article = clean(letter, media_type="text")
    assert article.authors == ("Harald Inchmore",)
    assert "The pitch of a bell" in article.text


@pytest.mark.parametrize("dateline", ["TANLEY, April 3, 2031 – ", "TANLEY, Norhaven (3 April 2031) — "])
def test_the_dateline_dates_a_release(dateline: str) -> None:
    """A release has no other date, and its first paragraph stays whole though a deck as long as a line stands above."""
    deck = "The tower of Saint Osk in Nether Lenn has leaned by nine minutes in twenty-nine years"
    release = clean(f"{TITLE}\n{deck}\n{dateline}{BODY}\f", media_type="text")
    assert release.published == "2031-04-03"
    assert any(release.text[p.start : p.end].startswith(dateline.strip()) for p in release.paragraphs)


def test_a_day_inside_the_first_sentence_dates_nothing() -> None:
    """What happened on a day was mostly written on another."""
    assert (
        clean(f"{TITLE}\nIn Tanley, on April 3, 2031 – a Thursday – it snowed. {BODY}\f", media_type="text").published
        is None
    )
