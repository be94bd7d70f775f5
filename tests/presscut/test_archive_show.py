"""`presscut archive show`: an article, its page and its account, as of now or of a date."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from presscut import Archive
from presscut.cleaner.model import Page
from tests.archive.making import article, clock
from tests.presscut.conftest import Presscut

URL = "https://courier.example/ferry"
BEFORE = "The ferry stays in the yard until the shaft is mended, the harbour board of Lowmere said on Thursday evening."
AFTER = "The ferry sails again on Monday at six, with the post and the bread for the island, said the harbour board."


def page(text: str, day: str) -> Page:
    return Page(f"<p>{text}</p>".encode(), url=URL, fetched=f"{day}T12:00:00Z", content_type="text/html")


@pytest.fixture
def kept() -> Path:
    """An archive of a page that changed."""
    with Archive("kept", create=True, now=clock) as archive:
        for text, day in ((BEFORE, "2031-05-01"), (AFTER, "2031-05-20")):
            one = page(text, day)
            archive.add(one, article(one, text=text, paragraphs=()))
    return Path("kept")


@pytest.mark.parametrize(
    ("at", "text"), [("2031-05-19", BEFORE), ("20310520", AFTER), ("2031-05-20T13:00+01:00", AFTER)]
)
def test_an_article_as_of_a_date(presscut: Presscut, kept: Path, at: str, text: str) -> None:
    """What stood there on that day, in the forms that people and replay tools write."""
    ran = presscut("archive", "show", URL, "--at", at, "--archive", kept)
    assert (ran.code, ran.out, ran.err) == (0, text + "\n", "")


def test_a_date_before_the_first_capture_is_said(presscut: Presscut, kept: Path) -> None:
    """The nearest one after it is better than nothing, but not in silence."""
    ran = presscut("archive", "show", URL, "--at", "2030", "--archive", kept)
    assert ran.out == BEFORE + "\n"
    assert ran.err == f"presscut: {URL} was not captured before; this is of 2031-05-01T12:00:00Z\n"


def test_an_address_that_is_not_here_to_the_letter_is_found(presscut: Presscut, kept: Path) -> None:
    """One line on stderr names the address that is here; what is printed is the same."""
    ran = presscut("archive", "show", "courier.example/ferry/", "--archive", kept)
    assert (ran.code, ran.out) == (0, AFTER + "\n")
    assert ran.err == f"presscut: courier.example/ferry/ is not here; this is of {URL}\n"
    assert presscut("archive", "show", "courier.example/fairy", "--archive", kept).code == 2


def test_a_page_without_an_article_ends_with_its_own_code(presscut: Presscut, kept: Path) -> None:
    """Empty output is no success: a script that asks for a text must hear that there is none."""
    with Archive(kept, create=True, now=clock) as archive:
        form = Page(b"<p>Log in</p>", url="https://courier.example/form", content_type="text/html")
        archive.add(form, article(form, text="", paragraphs=(), flags=("no-article",)))
    for to, row in (("text", False), ("markdown", False), ("html", False), ("json", True), ("jsonl", True)):
        ran = presscut("archive", "show", "https://courier.example/form", "--to", to, "--archive", kept)
        assert (ran.code, bool(ran.out)) == (5, row)
        assert ": no article was found on its page; --what removed says what went" in ran.err
    for what in ("metadata", "removed", "original"):
        ran = presscut("archive", "show", "https://courier.example/form", "--what", what, "--archive", kept)
        assert (ran.code, bool(ran.out), ran.err) == (0, True, "")


def test_the_page_as_of_a_date(presscut: Presscut, kept: Path) -> None:
    """To the byte, as it was received then."""
    ran = presscut("archive", "show", URL, "--at", "2031-05-10", "--what", "original", "--archive", kept)
    assert ran.out == f"<p>{BEFORE}</p>"


@pytest.mark.parametrize("what", ["metadata", "removed", "original", "text"])
def test_a_date_goes_with_every_part(presscut: Presscut, kept: Path, what: str) -> None:
    """Each part is of the same capture."""
    then, now = (
        presscut("archive", "show", URL, "--at", at, "--what", what, "--archive", kept).out
        for at in ("2031-05-10", "2031-06")
    )
    assert then
    assert (then == now) == (what == "removed")  # the two were made with one and the same cut


def test_what_is_no_date_is_exit_2(presscut: Presscut, kept: Path) -> None:
    """With the forms that are dates."""
    ran = presscut("archive", "show", URL, "--at", "yesterday", "--archive", kept)
    assert ran.code == 2
    assert "yesterday is no date; write 2031-05-06" in ran.err


def test_metadata_tells_of_a_near_duplicate(presscut: Presscut, kept: Path) -> None:
    """Which article, and how like; the other one was first and knows of none."""
    copy = replace(page(AFTER + " So be it.", "2031-05-21"), url="https://mirror.example/ferry")
    with Archive(kept, create=True, now=clock) as archive:
        archive.add(copy, article(copy, text=AFTER + " So be it.", paragraphs=()))

    def told(key: str) -> dict[str, object]:
        archived = json.loads(presscut("archive", "show", key, "--what", "metadata", "--archive", kept).out)["archive"]
        assert isinstance(archived, dict)
        return archived

    near = told("https://mirror.example/ferry")["near"]
    assert isinstance(near, dict)
    first = json.loads(presscut("archive", "show", URL, "--to", "json", "--archive", kept).out)
    assert near["id"] == first["id"]
    assert 0.8 <= near["similarity"] < 1
    assert told(URL) == {"captured": "2031-05-20T12:00:00Z", "unchanged_since": None, "near": None}


def test_metadata_tells_since_when_the_text_is_unchanged(presscut: Presscut, kept: Path) -> None:
    """Another frame around the same words is not another version of them."""
    framed = replace(page(AFTER, "2031-06-01"), content=f"<p>Menu</p><p>{AFTER}</p>".encode())
    with Archive(kept, create=True, now=clock) as archive:
        archive.add(framed, article(framed, text=AFTER, paragraphs=()))
    said = json.loads(presscut("archive", "show", URL, "--what", "metadata", "--archive", kept).out)["archive"]
    assert said["captured"] == "2031-06-01T12:00:00Z"
    assert said["unchanged_since"] == "2031-05-06T07:08:09Z"


def test_only_the_record_asked_for_is_read(presscut: Presscut, kept: Path) -> None:
    """What was taken away can be read though the text is damaged, and the text though its account is."""
    (segment,) = (kept / "warc").glob("clean-*")
    (other,) = (kept / "warc").glob("orig-*")
    other.write_bytes(bytes(other.stat().st_size))
    assert presscut("archive", "show", URL, "--archive", kept).out == AFTER + "\n"
    assert "Give now!" in presscut("archive", "show", URL, "--what", "removed", "--archive", kept).out
    segment.write_bytes(bytes(segment.stat().st_size))
    ran = presscut("archive", "show", URL, "--archive", kept)
    assert (ran.code, ran.out) == (12, "")
    assert ran.err.count("\n") == 1


def test_a_page_without_an_article_is_exit_5(presscut: Presscut, kept: Path) -> None:
    """It was fetched and not cleaned yet; the page itself can be shown."""
    with Archive(kept, create=True, now=clock) as archive:
        archive.capture(replace(page("Soon.", "2031-05-01"), url="https://courier.example/soon"), "html")
    key = "https://courier.example/soon"
    assert presscut("archive", "show", key, "--archive", kept).code == 5
    assert presscut("archive", "show", key, "--what", "original", "--archive", kept).out == "<p>Soon.</p>"
