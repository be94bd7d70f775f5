"""The queue of the night job: an address goes through its stages, each in the transaction of its record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from presscut.archive.disk import Disk
from presscut.archive.layout import STATE
from presscut.archive.queue import Visit
from presscut.archive.recovery import House, remake
from presscut.archive.store import Archive
from presscut.cleaner.model import Page
from tests.archive.making import article, clock, page

URL = "https://news.example/harbour"
OK = ("HTTP/1.1 200 OK", (("Content-Type", "text/html"), ("ETag", '"one"'), ("Last-Modified", "Sun, 04 May 2031")))
SAME = ("HTTP/1.1 304 Not Modified", (("ETag", '"two"'),))


def opened(path: Path) -> Archive:
    return Archive(path, create=True, now=clock, host="test")


def fetched(name: str = "harbour", day: int = 1) -> Page:
    return page(name, headers=OK, fetched=f"2031-05-0{day}T00:00:00Z")


def not_modified(day: int) -> Page:
    return Page(b"", url=URL, headers=SAME, fetched=f"2031-05-0{day}T00:00:00Z")


def offer(archive: Archive, *names: str) -> None:
    with archive.together():
        for name in names:
            archive.queue.offer(f"https://news.example/{name}", source="s", host="news.example", run="1", due="2031")


def fail_half_way(archive: Archive) -> None:
    """A step whose record is written, and which then fails."""
    with archive.together():
        archive.queue.fetched(URL, archive.capture(fetched(), "html"), run="1")
        archive.file("<urn:uuid:none>", article(fetched()))


def test_an_address_is_offered_once(tmp_path: Path) -> None:
    """A feed names the same article every night."""
    with opened(tmp_path) as archive:
        offer(archive, "a", "b", "a")
        assert archive.queue.counts() == {"pending": 2}


def test_a_step_counts_with_its_record_or_not_at_all(tmp_path: Path) -> None:
    """A night that dies between the two would fetch twice, or never."""
    with opened(tmp_path) as archive:
        offer(archive, "harbour")
        with pytest.raises(KeyError):
            fail_half_way(archive)
        assert archive.queue.counts() == {"pending": 1}
        assert archive.stats().originals == 0
        with archive.together():
            archive.queue.fetched(URL, archive.capture(fetched(), "html"), run="1")
    with opened(tmp_path) as archive:
        item = archive.queue.item(URL)
        assert item is not None
        assert item.stage == "fetched"
        assert archive.page(item.capture or "").content == fetched().content


def test_what_was_not_committed_is_forgotten_with_its_record(tmp_path: Path) -> None:
    """The state must never know more than the segments hold."""
    archive = opened(tmp_path)
    offer(archive, "harbour")
    archive.commit()
    with archive.together():
        archive.queue.fetched(URL, archive.capture(fetched(), "html"), run="1")
    archive._state.close()  # as when the process is killed
    assert archive._lock is not None
    archive._lock.release()
    with opened(tmp_path) as again:
        assert again.queue.counts() == {"pending": 1}
        assert again.stats().originals == 0


def test_the_article_of_a_stored_capture_is_filed(tmp_path: Path) -> None:
    """Fetching and cleaning are two steps; the second one starts from the disk."""
    with opened(tmp_path) as archive:
        with archive.together():
            capture = archive.capture(fetched(), "html")
        with archive.together():
            assert archive.file(capture, article(fetched())).status == "stored"
        read = archive.get(URL)
        assert read is not None
        assert read.text == article(fetched()).text
        with pytest.raises(KeyError), archive.together():
            archive.file("<urn:uuid:none>", article(fetched()))


def test_a_304_is_a_revisit_and_stands_by_what_it_leaves_unsaid(tmp_path: Path) -> None:
    """Next time the server is asked with what it said last: a new tag, and the date it gave before."""
    with opened(tmp_path) as archive:
        with archive.together():
            archive.capture(fetched(), "html")
        with archive.together():
            archive.capture(not_modified(2), "html")
        assert archive.stats().revisits == 1
        validators = archive.validators(URL)
        assert validators is not None
        assert (validators.etag, validators.last_modified) == ('"two"', "Sun, 04 May 2031")
        with pytest.raises(KeyError), archive.together():
            archive.capture(replace(not_modified(3), url="https://news.example/never-seen"), "html")


def test_a_failure_is_counted_and_comes_back_when_due(tmp_path: Path) -> None:
    """A server that is down tonight may be up tomorrow."""
    with opened(tmp_path) as archive:
        offer(archive, "harbour")
        for _ in range(2):
            with archive.together():
                archive.queue.failed(URL, run="1", code="http-500", message="500", due="2031-05-07")
        item = archive.queue.item(URL)
        assert item is not None
        assert (item.stage, item.tries, item.code) == ("failed", 2, "http-500")
        assert [i.url for i in archive.queue.at("pending", "failed", due="2031-05-06")] == []
        assert [i.url for i in archive.queue.at("pending", "failed", due="2031-05-08")] == [URL]


def test_a_made_article_waits_in_the_queue(tmp_path: Path) -> None:
    """The verdict on a site comes when all its pages are made; until then the article is on disk."""
    with opened(tmp_path) as archive:
        offer(archive, "harbour")
        with archive.together():
            archive.queue.cleaned(URL, b'{"id": 1}', run="1")
    with opened(tmp_path) as archive:
        assert archive.queue.made(URL) == b'{"id": 1}'
        with archive.together():
            archive.queue.archived(URL, "id", run="1", due="2031-06")
        with pytest.raises(KeyError):
            archive.queue.made(URL)


def test_stages_may_change_while_they_are_read(tmp_path: Path) -> None:
    """The night walks along the queue and moves what it passes."""
    names = [f"{number:04}" for number in range(1201)]
    with opened(tmp_path) as archive:
        offer(archive, *names)
        seen = []
        for item in archive.queue.at("pending"):
            with archive.together():
                archive.queue.failed(item.url, run="1", code="dns", message="", due="2031")
            seen.append(item.url)
        assert seen == [f"https://news.example/{name}" for name in names]


def test_the_queue_outlives_a_state_that_is_made_again(tmp_path: Path) -> None:
    """Nights, visits and waiting addresses stand in no WARC file: an old state hands them on."""
    visit = Visit("https://news.example/feed.xml", "2031-05-01T00:00:00Z", None, '"f"', None, b"<rss/>")
    with opened(tmp_path) as archive:
        offer(archive, "harbour")
        with archive.together():
            archive.queue.begin_run("1")
            archive.queue.end_run("1", ended="2031-05-01T01:00:00Z", report="{}")
            archive.queue.visited(visit)
    assert remake(House(tmp_path, Disk())) == ()
    with opened(tmp_path) as archive:
        assert archive.queue.counts() == {"pending": 1}
        assert archive.queue.runs(5) == [("1", "2031-05-01T01:00:00Z", "{}")]
        assert archive.queue.visit(visit.url) == visit
    (tmp_path / STATE).write_bytes(b"garbage" * 1000)
    with opened(tmp_path) as archive:
        assert archive.queue.counts() == {}


def test_freeing_an_article_leaves_its_other_address_on_its_way(tmp_path: Path) -> None:
    """Two addresses can have one article: the new article of the one is not thrown away when that of both is freed."""
    made, why = b'{"id": 2}', {"code": "shrunk", "message": "4 words"}
    with opened(tmp_path) as archive:
        offer(archive, "harbour", "harbour?print")
        with archive.together():
            archive.queue.held(URL, "id", run="1", **why)
            archive.queue.archived(f"{URL}?print", "id", run="1", due="2031")
            archive.queue.cleaned(f"{URL}?print", made, run="2")
            archive.queue.released("id")
        assert archive.queue.counts() == {"archived": 1, "cleaned": 1}
