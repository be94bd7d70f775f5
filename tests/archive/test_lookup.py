"""Looking a page up by its names and by date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from presscut.archive.index.moments import last_moment
from presscut.archive.lookup import Version, version
from presscut.archive.state import State
from presscut.archive.store import Archive
from presscut.cleaner.model import Page
from tests.archive.making import article, clock, page

URL = "https://news.example/tide"
CANONICAL = "https://news.example/"
OK = ("HTTP/1.1 200 OK", (("Content-Type", "text/html"), ("ETag", '"a"')))


def captured(text: str, day: str, url: str = URL) -> Page:
    return page(content=f"<p>{text}</p>".encode(), url=url, fetched=f"{day}T12:00:00Z", headers=OK)


def kept(path: Path, *pages: Page) -> Path:
    """An archive of these pages, each with an article whose text is the page's bytes."""
    with Archive(path / "kept", create=True, now=clock) as archive:
        for one in pages:
            archive.add(one, article(one, text=one.content.decode()))
    return path / "kept"


@contextmanager
def opened(path: Path) -> Iterator[State]:
    state = State(path / "state.db")
    try:
        yield state
    finally:
        state.close()


def found(path: Path, key: str, at: str | None = None, *, made: bool = False) -> Version:
    with opened(path) as state:
        one = version(state, key, last_moment(at) if at else None, made=made)
    assert one is not None
    return one


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """A page that changed twice; the middle capture was added last."""
    return kept(
        tmp_path, captured("low", "2031-05-01"), captured("high", "2031-05-20"), captured("slack", "2031-05-10")
    )


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2031-05-10", "2031-05-10"),
        ("2031-05-10T11:59:59", "2031-05-01"),
        ("2031-05-19", "2031-05-10"),
        ("2040", "2031-05-20"),
        ("20310520120000", "2031-05-20"),
        ("1999", "2031-05-01"),
    ],
)
def test_the_last_capture_that_is_not_later_is_found(three: Path, at: str, day: str) -> None:
    """As a reader of that day would have seen the page; before the first capture there is only the first."""
    assert found(three, URL, at).date == f"{day}T12:00:00Z"


def test_without_a_date_it_is_what_was_captured_last(three: Path) -> None:
    """Who adds an old crawl today must not put last year's page in the place of this year's."""
    assert found(three, URL).date == "2031-05-20T12:00:00Z"
    with Archive(three) as archive:
        assert archive.current(URL) == archive.entry(URL) == found(three, URL, "2040").entry


def test_a_page_that_came_back_stands_again(tmp_path: Path) -> None:
    """Its article was stored first, and its bytes were captured last."""
    path = kept(tmp_path, captured("low", "2031-05-01"), captured("high", "2031-05-10"), captured("low", "2031-05-20"))
    one = found(path, URL).entry
    assert one is not None
    assert one == found(path, URL, "2031-05-25").entry
    assert one.seq == 1


def test_of_captures_of_one_time_the_one_stored_last_stands(tmp_path: Path) -> None:
    """Somebody must: two crawlers asked in the same second."""
    path = kept(tmp_path, *(captured(text, "2031-05-01") for text in ("low", "high", "slack")))
    assert [getattr(found(path, URL, at).entry, "seq", None) for at in (None, "2031-05-02")] == [3, 3]


def test_an_id_stands_for_its_page(three: Path) -> None:
    """With the id from the list at hand, an older version is one option away."""
    newest = found(three, URL, "2040").entry
    assert newest is not None
    oldest = found(three, newest.id[:8], "2031-05-02").entry
    assert oldest is not None
    assert oldest.id != newest.id
    assert oldest.url == URL


def test_the_article_is_that_of_the_capture(three: Path) -> None:
    """Date and text belong together."""
    with Archive(three) as archive:
        for at, text in (("2031-05-02", "<p>low</p>"), ("2031-05-12", "<p>slack</p>")):
            made, came = archive.get(URL, at), archive.original(URL, at)
            assert made is not None
            assert came is not None
            assert (made.text, came.content) == (text, text.encode())
            assert made.id == getattr(found(three, URL, at).entry, "id", None)


def test_a_page_that_came_back_is_found_at_both_times(tmp_path: Path) -> None:
    """The same bytes again are a revisit, and count as a capture of their day."""
    path = kept(tmp_path, captured("low", "2031-05-01"), captured("high", "2031-05-10"), captured("low", "2031-05-20"))
    first, last = found(path, URL, "2031-05-05"), found(path, URL, "2031-05-25")
    assert (first.date, last.date) == ("2031-05-01T12:00:00Z", "2031-05-20T12:00:00Z")
    assert first.entry == last.entry
    with Archive(path) as archive:
        assert archive.page(last.capture).content == b"<p>low</p>"


def test_a_server_that_says_not_modified_confirms_the_page(tmp_path: Path) -> None:
    """A 304 holds no page, but says that the last one stood on that day."""
    path = kept(tmp_path, captured("low", "2031-05-01"))
    said = replace(captured("", "2031-05-08"), content=b"", headers=("HTTP/1.1 304 Not Modified", (("ETag", '"a"'),)))
    with Archive(path, create=True, now=clock) as archive:
        archive.capture(said, "html")
        archive.commit()
    one = found(path, URL, "2031-05-09")
    assert one.date == "2031-05-08T12:00:00Z"
    assert one.entry is not None
    with Archive(path) as archive:
        assert archive.page(one.capture).content == b"<p>low</p>"


def test_the_canonical_address_finds_captures_of_the_others(tmp_path: Path) -> None:
    """A page is asked for by the address it calls its own, however it was reached."""
    with Archive(tmp_path / "kept", create=True, now=clock) as archive:
        for way, day in (("?from=mail", "2031-05-01"), ("?from=feed", "2031-05-10")):
            one = captured(way, day, URL + way)
            archive.add(one, article(one, canonical_url=CANONICAL))
    assert found(tmp_path / "kept", CANONICAL, "2031-05-05").date == "2031-05-01T12:00:00Z"
    assert found(tmp_path / "kept", CANONICAL, "2031-05-15").date == "2031-05-10T12:00:00Z"
    assert found(tmp_path / "kept", URL + "?from=mail", "2031-05-15").date == "2031-05-01T12:00:00Z"


def test_of_two_pages_of_the_same_bytes_each_has_its_own_article(tmp_path: Path) -> None:
    """A copy on another site is another article, and is not shown in place of this one."""
    one, copy = captured("low", "2031-05-01"), captured("low", "2031-05-01", "https://mirror.example/tide")
    with Archive(tmp_path / "kept", create=True, now=clock) as archive:
        archive.add(one, article(one))
        archive.add(copy, replace(article(copy), id="11111111-2222-5333-8444-555555555555"))
    for came in (one, copy):
        entry = found(tmp_path / "kept", came.url or "", "2031").entry
        assert entry is not None
        assert entry.url == came.url


def test_a_capture_without_an_article_is_passed_over_for_a_text(tmp_path: Path) -> None:
    """A page that was fetched and not cleaned yet is shown as it came; as text, the one before it is."""
    path = kept(tmp_path, captured("low", "2031-05-01"))
    with Archive(path, create=True, now=clock) as archive:
        archive.capture(captured("high", "2031-05-10"), "html")
        archive.capture(captured("alone", "2031-05-10", "https://news.example/alone"), "html")
        archive.commit()
    assert found(path, URL, "2031-05-15").entry is None
    assert found(path, URL, "2031-05-15", made=True).date == "2031-05-01T12:00:00Z"
    assert found(path, "https://news.example/alone").date == "2031-05-10T12:00:00Z"


def test_a_page_without_an_address_is_found_by_id(tmp_path: Path) -> None:
    """Files of a folder have no address; their captures are of their bytes alone."""
    path = kept(tmp_path, replace(captured("low", "2031-05-01"), url=None))
    with opened(path) as state:
        (entry,) = state.articles()
    assert found(path, entry.id, "2031-06").entry == entry


def test_what_is_not_there_is_not_found(three: Path) -> None:
    """Neither by address nor by id, with a date or without."""
    with opened(three) as state:
        for key in ("https://news.example/other", "ffffffff"):
            assert version(state, key) is None
            assert version(state, key, last_moment("2031")) is None
