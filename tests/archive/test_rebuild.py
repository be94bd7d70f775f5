"""The state can be made again: the WARC files are the archive, and hold all that the state knows."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from shutil import copytree

import pytest

from presscut.archive.layout import STATE
from presscut.archive.rebuild import rebuild
from presscut.archive.state import NewerState
from presscut.archive.store import Archive
from presscut.cleaner.model import Article, Page, Producer
from presscut.errors import Stopped
from tests.archive.check.damages import pack, unpack, without
from tests.archive.check.test_damages import segment_with
from tests.archive.durability.faults import FaultyDisk
from tests.archive.making import article, clock, page

WORDS = " ".join(f"The keeper of the {place} light wrote down the weather." for place in "abcdefghijklmnopqrst")
VALIDATED = (("ETag", 'W/"a:1"'), ("Last-Modified", "Sun, 04 May 2031 07:08:09 GMT"), ("Content-Type", "text/html"))
TABLES = ("segments", "records", "articles", "notes", "validators", "signatures", "bands", "words_docsize")


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that the state holds, and where each word stands."""
    with sqlite3.connect(path / STATE) as db:
        found = {name: db.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in TABLES}
        db.execute("CREATE VIRTUAL TABLE temp.places USING fts5vocab('main', 'words', 'instance')")
        found["words"] = db.execute("SELECT * FROM places ORDER BY 1, 2, 3, 4").fetchall()
    db.close()
    return found


def with_text(of: Page, text: str, **more: object) -> Article:
    return article(of, text=text, paragraphs=(), **more)


def a_long_history(path: Path) -> None:
    """An archive in which everything has happened once."""
    light, changed = page("light"), page("light", content=b"The same light, another banner.")
    fetched = page("fetched", headers=("HTTP/1.1 200 OK", VALIDATED), fetched="2031-05-01T00:00:00Z")
    with Archive(path, create=True, now=clock, host="test", largest=3000) as archive:
        archive.add(light, with_text(light, WORDS))
        archive.add(changed, with_text(changed, WORDS))
        archive.add(light, with_text(light, WORDS + " And more.", producer=Producer("2", "r", "s"), title="The light"))
        archive.add(page("near"), with_text(page("near"), WORDS.replace("keeper", "guard", 1)))
        archive.add(fetched, article(fetched))
        archive.add(replace(fetched, fetched="2031-05-02T00:00:00Z"), article(fetched))
        archive.add(page("empty"), with_text(page("empty"), ""))
        archive.note("hold", "https://news.example/near", article=article(page("near")).id, reason="much shorter")
        archive.note("tombstone", "https://news.example/gone", reason="asked for by its author")


def test_a_state_made_again_is_the_same(tmp_path: Path) -> None:
    """Records, articles, notes, validators, near-duplicates and words come out of the WARC files alone."""
    a_long_history(tmp_path)
    before = tables(tmp_path)
    assert all(before.values())
    (tmp_path / STATE).unlink()
    Archive(tmp_path).close()
    assert tables(tmp_path) == before


def test_the_same_text_on_a_changed_page_is_not_stored_again(tmp_path: Path) -> None:
    """A new banner around an old article is a new capture; its text is recorded as unchanged."""
    a_long_history(tmp_path)
    with Archive(tmp_path) as archive:
        assert archive.stats().conversions == 4
        entries = {entry.id: entry for entry in archive.list()}
        again = entries[article(page("light", content=b"The same light, another banner.")).id]
        assert again.since == "2031-05-06T07:08:09Z"
        read = archive.get(again.id)
        assert read is not None
        assert read.text == WORDS
        original = archive.original(again.id)
        assert original is not None
        assert original.content == b"The same light, another banner."


def test_a_near_duplicate_is_named_and_not_merged(tmp_path: Path) -> None:
    """Who wants to fold copies can; the archive keeps them all."""
    a_long_history(tmp_path)
    with Archive(tmp_path) as archive:
        near = archive.get("https://news.example/near")
        entry = next(entry for entry in archive.list() if entry.url == "https://news.example/near")
    assert near is not None
    assert near.text != WORDS
    assert entry.near is not None
    assert entry.near.similarity > 0.8
    assert entry.near.id != entry.id


def test_a_state_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    """What a later presscut knows must not be thrown away by an older one."""
    a_long_history(tmp_path)
    with sqlite3.connect(tmp_path / STATE) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    before = (tmp_path / STATE).read_bytes()
    with pytest.raises(NewerState, match="a later presscut wrote this state"):
        Archive(tmp_path, create=True)
    assert (tmp_path / STATE).read_bytes() == before


@pytest.mark.parametrize("name", ["WARC-Record-ID", "WARC-Date", "WARC-Target-URI"])
def test_a_record_that_lacks_a_field_is_passed_and_told(tmp_path: Path, name: str) -> None:
    """One record that nobody can place must not keep a whole archive from being opened."""
    headers = ("HTTP/1.1 200 OK", VALIDATED)
    with Archive(tmp_path / "kept", create=True, now=clock, host="test") as archive:
        for place in ("light", "quay"):
            archive.add(page(place, headers=headers), with_text(page(place, headers=headers), f"The {place}."))
    path, members = segment_with(tmp_path / "kept", "response")
    members[1] = pack(without(unpack(members[1]), name))
    path.write_bytes(b"".join(members))
    (tmp_path / "kept" / STATE).unlink()
    with Archive(tmp_path / "kept") as archive:
        assert any("damaged" in problem.code for problem in archive.problems)
        assert archive.stats().articles >= 1


def test_a_state_that_may_not_be_read_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a night as another user: the queue was lost with it, and nobody was told."""
    with Archive(tmp_path, create=True, now=clock, host="test") as archive, archive.together():
        archive.queue.offer("https://news.example/next", source="s", host="news.example", run="1", due="2031")
    connect = sqlite3.connect

    def refused(where: str, **more: object) -> sqlite3.Connection:
        if where.partition("?")[0].endswith(STATE):
            raise sqlite3.OperationalError("unable to open database file")
        return connect(where, **more)  # type: ignore[call-overload,no-any-return]

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", refused)
        patch.setattr(os, "access", lambda *_: False)
        with pytest.raises(Stopped, match="Permission denied"):
            Archive(tmp_path, create=True)
    with Archive(tmp_path) as again:
        assert again.queue.counts() == {"pending": 1}


def test_a_rebuild_that_dies_anywhere_keeps_the_queue(tmp_path: Path) -> None:
    """What the night has still to fetch stands in the state alone: the old one stays until the new one has its name."""
    whole = tmp_path / "whole"
    with Archive(whole, create=True, now=clock, host="test") as archive:
        archive.add(page("light"), article(page("light")))
        with archive.together():
            archive.queue.offer("https://news.example/next", source="s", host="news.example", run="1", due="2031")
    for call in count():
        broken = tmp_path / str(call)
        copytree(whole, broken)
        disk = FaultyDisk(call)
        with suppress(OSError, sqlite3.Error):
            rebuild(broken / STATE, broken / "warc", disk)
        with Archive(broken) as again:
            assert again.queue.counts() == {"pending": 1}
            assert again.stats().articles == 1
        if not disk.failed:
            break
    assert call > 5, "each call of a rebuild has failed once"
