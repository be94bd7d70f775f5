"""Originals of which nothing tells what was made: named when an article is missing, and only then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from presscut.archive.disk import Disk
from presscut.archive.recovery import House, open_for_reading
from presscut.archive.state.unaccounted import unaccounted
from presscut.archive.store import Archive
from presscut.cleaner.model import Page
from tests.archive.making import article, clock, page

FOUND = ("HTTP/1.1 200 OK", (("Content-Type", "text/html"),))
MOVED = ("HTTP/1.1 301 Moved Permanently", (("Location", "/there"),))


def told(path: Path) -> list[str | None]:
    state, _ = open_for_reading(House(path, Disk()))
    try:
        return [row.target for row in unaccounted(state.db)]
    finally:
        state.close()


def kept(path: Path) -> Archive:
    return Archive(path, create=True, now=clock, host="test")


def test_a_page_with_an_account_is_not_told(tmp_path: Path) -> None:
    """Also one without text, one that was seen again, and one that another address names as its canonical one."""
    shared = article(page("two"), canonical_url="https://news.example/two")
    with kept(tmp_path) as archive:
        archive.add(page("one"), article(page("one")))
        archive.add(page("one", fetched="2031-06-01"), article(page("one")))
        archive.add(page("empty"), article(page("empty"), text="", paragraphs=()))
        archive.add(page("two"), shared)
        archive.add(replace(page("two"), url="https://mirror.example/two"), shared)
    assert told(tmp_path) == []


def test_a_page_without_one_is_told_once_however_often_it_was_captured(tmp_path: Path) -> None:
    """Whether its article was lost or never made, the page is there to make it from."""
    with kept(tmp_path) as archive:
        archive.capture(page("lost"), "html")
        archive.capture(page("lost", fetched="2031-06-01"), "html")
        archive.add(page("one"), article(page("one")))
    assert told(tmp_path) == ["https://news.example/lost"]


def test_the_same_bytes_at_another_address_are_another_page(tmp_path: Path) -> None:
    """Without a canonical address an article is of one address alone."""
    with kept(tmp_path) as archive:
        archive.add(page("one"), article(page("one")))
        archive.capture(replace(page("one"), url="https://mirror.example/one"), "html")
    assert told(tmp_path) == ["https://mirror.example/one"]


def test_what_is_no_page_has_no_article(tmp_path: Path) -> None:
    """A redirect, a server's word that nothing changed, and nothing at all."""
    with kept(tmp_path) as archive:
        for of in (Page(b"", "https://news.example/old", headers=MOVED), Page(b"", "https://news.example/void")):
            archive.capture(of, "html")
        archive.capture(Page(b"<p>Moved.", "https://news.example/old", headers=MOVED), "html")
    assert told(tmp_path) == []


def test_what_the_night_works_at_is_not_told(tmp_path: Path) -> None:
    """A page that waits, one that failed, and an error page that came before the article at one address."""
    url = "https://news.example/paper"
    with kept(tmp_path) as archive:
        for name in ("waits", "failed", "paper", "gone"):
            archive.queue.offer(f"https://news.example/{name}", source="s", host="", run="r", due="")
            capture = archive.capture(page(name, headers=FOUND), "html")
            archive.queue.fetched(f"https://news.example/{name}", capture, run="r")
        archive.queue.failed("https://news.example/failed", run="r", code="page-error", message="", due="")
        later = page("paper", content=b"The article.", headers=FOUND, fetched="2031-06-01")
        archive.queue.fetched(url, archive.capture(later, "html"), run="s")
        archive.queue.archived(url, archive.add(later, article(later)).id, run="s", due="")
        archive.queue.archived("https://news.example/gone", "lost", run="s", due="")
    assert told(tmp_path) == ["https://news.example/gone"]
