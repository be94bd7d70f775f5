"""An address that is not here to the letter leads to the page that is meant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from presscut.archive.disk import Disk
from presscut.archive.lookup import Shelf
from presscut.archive.recovery import House, open_for_reading
from presscut.archive.store import Archive
from presscut.archive.wayfinding import way
from presscut.cleaner.model import Page
from tests.archive.making import article, clock, page

SITE = "https://courier.example"


def redirect(at: str, to: str, status: str = "301 Moved Permanently") -> Page:
    return Page(b"", url=at, headers=(f"HTTP/1.1 {status}", (("Location", to),)), fetched="2031-05-01T00:00:00Z")


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """Two articles, and redirects to one of them and to nothing."""
    with Archive(tmp_path, create=True, now=clock) as archive:
        for url in (f"{SITE}/ferry", "http://www.lowmere.example/tide/?page=2"):
            of = page(url, url=url)
            archive.add(of, article(of))
        for at, to in (
            ("http://old.example/1", "/2"),
            ("http://old.example/2", f"{SITE}/ferry#top"),
            ("http://old.example/away", "https://nowhere.example/"),
            ("http://old.example/here", "/there"),
            ("http://old.example/there", "/here"),
            ("http://old.example/mail", "mailto:ida@example.org"),
        ):
            archive.capture(redirect(at, to), "html")
    state, _ = open_for_reading(House(tmp_path, Disk()))
    yield Shelf(tmp_path / "warc", state)
    state.close()


def url_of(shelf: Shelf, key: str) -> str | None:
    found = way(shelf, key).version
    return found.entry.url if found and found.entry else None


@pytest.mark.parametrize(
    "key",
    [
        "http://courier.example/ferry",
        "courier.example/ferry",
        "www.courier.example/ferry",
        f"{SITE}/ferry/",
        f"{SITE}/ferry#weather",
        "HTTPS://courier.example/ferry",
    ],
)
def test_another_spelling_finds_the_page_and_names_its_address(shelf: Shelf, key: str) -> None:
    """People type addresses, and browsers leave parts of them out."""
    assert url_of(shelf, key) == f"{SITE}/ferry"
    assert way(shelf, key).said == (f"{key} is not here; this is of {SITE}/ferry",)


def test_the_query_is_no_part_of_the_slash(shelf: Shelf) -> None:
    """The slash belongs to the path."""
    assert url_of(shelf, "lowmere.example/tide?page=2") == "http://www.lowmere.example/tide/?page=2"
    assert url_of(shelf, "lowmere.example/tide") is None


def test_what_is_here_to_the_letter_is_taken_in_silence(shelf: Shelf) -> None:
    """The note is for what is not."""
    assert way(shelf, f"{SITE}/ferry").said == ()
    assert url_of(shelf, f"{SITE}/ferry") == f"{SITE}/ferry"


def test_redirects_are_followed(shelf: Shelf) -> None:
    """A link of last year leads where it led the reader."""
    assert url_of(shelf, "http://old.example/1") == f"{SITE}/ferry"
    assert way(shelf, "old.example/1").said == (
        "old.example/1 is not here; this is of http://old.example/1",
        "http://old.example/1 leads to http://old.example/2",
        f"http://old.example/2 leads to {SITE}/ferry",
    )


def test_redirects_that_lead_nowhere_end(shelf: Shelf) -> None:
    """To a page that is not here, in a circle, to what is no page."""
    away = way(shelf, "http://old.example/away")
    assert away == (None, ("http://old.example/away leads to https://nowhere.example/",))
    for key in ("http://old.example/here", "http://old.example/mail"):
        assert url_of(shelf, key) is None


def test_what_is_no_address_has_no_other_spelling(shelf: Shelf) -> None:
    """An id that is not here, and nothing but a mark."""
    for key in ("ffffffff", "#top", "urn:sha256:00"):
        assert way(shelf, key) == (None, ())
