"""After a crash: no acknowledged article is lost, none is there twice."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from presscut.archive.disk import Disk
from presscut.archive.lock import Lock
from presscut.archive.recovery import House, remake
from presscut.archive.state import State
from presscut.archive.store import Archive
from presscut.archive.warc.reading import scan
from presscut.archive.warc.segments import Segment
from presscut.errors import Damaged, Problem, Stopped
from tests.archive.making import article, clock, complaints, page


def segment_files(path: Path) -> list[Path]:
    return sorted((path / "warc").iterdir())


def record_ids(path: Path) -> Counter[str]:
    """How often each record id stands in the segments."""
    found: Counter[str] = Counter()
    for segment in segment_files(path):
        for item in scan(segment, segment.name):
            assert not isinstance(item, Problem), item
            found[item[0].require("WARC-Record-ID")] += 1
    return found


def filled(path: Path, *names: str) -> None:
    with Archive(path, create=True, now=clock, host="test") as archive:
        for name in names:
            archive.add(page(name), article(page(name)))


def crashed(path: Path, *names: str) -> None:
    """An archive whose writer died after a commit, with more written than committed."""
    archive = Archive(path, create=True, now=clock, host="test")
    for name in names:
        archive.add(page(name), article(page(name)))
    archive.commit()
    archive.add(page("lost"), article(page("lost")))
    archive.stats()  # who asks for what is added has it written
    assert archive._lock is not None
    archive._lock.release()
    archive._state.close()
    archive._orig.abandon()
    archive._clean.abandon()


def urls(path: Path) -> list[str | None]:
    with Archive(path) as archive:
        return [made.url for made in archive.articles()]


def test_a_tail_that_was_never_acknowledged_is_kept_aside(tmp_path: Path) -> None:
    """It may be of use to somebody; it must not stand in the segment."""
    crashed(tmp_path, "a", "b")
    assert urls(tmp_path) == ["https://news.example/a", "https://news.example/b"]
    filled(tmp_path, "c")
    assert urls(tmp_path) == [f"https://news.example/{name}" for name in "abc"]
    assert len(list((tmp_path / "aside").iterdir())) == 2
    assert set(record_ids(tmp_path).values()) == {1}
    assert [said for segment in segment_files(tmp_path) for said in complaints(segment)] == []


def test_an_open_segment_nothing_points_at_is_set_aside(tmp_path: Path) -> None:
    """Nothing in it was acknowledged, and its name must be free again."""
    crashed(tmp_path)
    assert urls(tmp_path) == []
    filled(tmp_path, "a")
    assert urls(tmp_path) == ["https://news.example/a"]
    assert len(list((tmp_path / "aside").iterdir())) == 2


def test_a_segment_shorter_than_acknowledged_stops_loudly(tmp_path: Path) -> None:
    """Going on over a loss would bury it."""
    filled(tmp_path, "a", "b")
    segment = segment_files(tmp_path)[0]
    segment.write_bytes(segment.read_bytes()[:-1])
    for create in (True, False):
        with pytest.raises(Damaged, match=segment.name):
            Archive(tmp_path, create=create)
    segment.unlink()
    with pytest.raises(Damaged, match="missing"):
        Archive(tmp_path)


@pytest.mark.parametrize("ruin", ["missing", "no database", "behind", "of tomorrow"])
def test_the_state_is_made_again_from_the_segments(tmp_path: Path, ruin: str) -> None:
    """The WARC files are the archive; the state is a convenience."""
    filled(tmp_path, "a")
    early = (tmp_path / "state.db").read_bytes()
    filled(tmp_path, "b")
    before = tables(tmp_path)
    state = tmp_path / "state.db"
    if ruin == "missing":
        state.unlink()
    elif ruin == "no database":
        state.write_bytes(b"garbage" * 1000)
    elif ruin == "behind":
        state.write_bytes(early)
    else:
        with sqlite3.connect(state) as db:
            db.execute("PRAGMA user_version = 1")
        db.close()
    assert urls(tmp_path) == ["https://news.example/a", "https://news.example/b"]
    assert tables(tmp_path) == before


TABLES = ("segments", "records", "articles", "notes", "validators", "signatures", "bands")


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    db = sqlite3.connect(path / "state.db")
    found = {name: db.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in TABLES}
    db.close()
    return found


def test_an_open_segment_without_a_state_keeps_its_whole_articles(tmp_path: Path) -> None:
    """Without the state nobody knows what was acknowledged: everything whole is kept."""
    crashed(tmp_path, "a", "b")
    for name in ("state.db", "state.db-wal", "state.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    clean = next(file for file in segment_files(tmp_path) if file.name.startswith("clean"))
    clean.write_bytes(clean.read_bytes()[:-5])
    filled(tmp_path, "c")
    assert urls(tmp_path) == [f"https://news.example/{name}" for name in "abc"]
    with Archive(tmp_path, create=True, now=clock) as archive:
        assert archive.add(page("lost"), article(page("lost"))).status == "stored"
    assert set(record_ids(tmp_path).values()) == {1}


def test_damage_is_reported_while_the_state_is_made_again(tmp_path: Path) -> None:
    """One broken record must not keep the others out of reach."""
    filled(tmp_path, "a", "b", "c")
    clean = segment_files(tmp_path)[0]
    content = bytearray(clean.read_bytes())
    content[len(content) // 2] ^= 0xFF
    clean.write_bytes(bytes(content))
    (tmp_path / "state.db").unlink()
    with Archive(tmp_path) as archive:
        assert [problem.code for problem in archive.problems] == ["damaged"]
        assert len(list(archive.articles(lambda _: None))) == 2


def test_an_article_with_a_broken_account_can_be_added_again(tmp_path: Path) -> None:
    """Half of a pair that survived must not keep the article out."""
    filled(tmp_path, "a")
    clean = segment_files(tmp_path)[0]
    content = bytearray(clean.read_bytes())
    content[-1] ^= 0xFF
    clean.write_bytes(bytes(content))
    (tmp_path / "state.db").unlink()
    assert urls(tmp_path) == []
    filled(tmp_path, "a")
    assert urls(tmp_path) == ["https://news.example/a"]


def test_a_reader_needs_no_place_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive on a read-only disk is made readable in memory."""
    filled(tmp_path, "a")
    (tmp_path / "state.db").unlink()
    holder = Archive(tmp_path / "other", create=True)
    monkeypatch.setattr("presscut.archive.recovery.Lock", refuse)
    assert urls(tmp_path) == ["https://news.example/a"]
    assert not (tmp_path / "state.db").exists()
    holder.close()


def refuse(path: Path) -> None:
    raise PermissionError(13, "read-only", str(path))


@pytest.mark.parametrize("call", ["fcntl.flock", "os.ftruncate", "os.pwrite"])
def test_a_lock_that_cannot_be_taken_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """A full disk, or one of a network without locks: the same process tries again, and nobody is in its way."""
    descriptors: list[int] = []

    def kept(path: Path, *how: int) -> int:
        descriptors.append(real(path, *how))
        return descriptors[-1]

    real = os.open
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", kept)
        patch.setattr(call, full)
        with pytest.raises(OSError, match="No space left"):
            Lock(tmp_path / "lock")
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptors[0])
    Lock(tmp_path / "lock").release()


def full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_lock_for_which_there_is_no_room_stops_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of the process that stands in it needs a block of the disk: exit 4, as for every full disk."""
    monkeypatch.setattr(os, "pwrite", full)
    with pytest.raises(Stopped, match="No space left"):
        Archive(tmp_path, create=True)


def test_a_state_that_cannot_be_asked_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made again from the segments; the file that was there must not stay open beside the new one."""
    filled(tmp_path, "a")
    states: list[State] = []

    def broken(state: State) -> dict[str, int]:
        states.append(state)
        raise sqlite3.DatabaseError("database disk image is malformed")

    with monkeypatch.context() as patch:
        patch.setattr(State, "segments", broken)
        with pytest.raises(Stopped, match="malformed"):
            Archive(tmp_path, create=True)
    for state in states:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            state.connection.execute("SELECT 1")
    assert urls(tmp_path) == ["https://news.example/a"]


def test_on_a_full_disk_an_archive_is_read_and_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite needs some room to open a file at all. Whoever reads makes the state in memory, whoever writes is told."""
    filled(tmp_path, "a")
    connect = sqlite3.connect

    def no_room(where: str, **more: object) -> sqlite3.Connection:
        if where != ":memory:":
            raise sqlite3.OperationalError("database or disk is full")
        return connect(where, **more)  # type: ignore[call-overload,no-any-return]

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", no_room)
        assert urls(tmp_path) == ["https://news.example/a"]
        for write in (lambda: Archive(tmp_path, create=True), lambda: remake(House(tmp_path, Disk()))):
            with pytest.raises(Stopped, match=r"cannot write \(database or disk is full\); what is stored is safe"):
                write()
    filled(tmp_path, "b")
    assert urls(tmp_path) == ["https://news.example/a", "https://news.example/b"]


def test_a_full_disk_keeps_what_was_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was committed before it stays, and a later run goes on."""
    archive = Archive(tmp_path, create=True, now=clock, host="test")
    archive.add(page("a"), article(page("a")))
    archive.commit()
    archive.add(page("b"), article(page("b")))
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full_after(os.write, 100))
        with pytest.raises(Stopped, match="No space left"):
            archive.close()
    assert urls(tmp_path) == ["https://news.example/a"]
    filled(tmp_path, "b")
    assert urls(tmp_path) == ["https://news.example/a", "https://news.example/b"]
    assert [said for segment in segment_files(tmp_path) for said in complaints(segment)] == []


def test_what_found_the_disk_full_waits_for_the_next_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a write is taken back. When there is space again, everything that was added is stored, once."""
    with Archive(tmp_path, create=True, now=clock, host="test") as archive:
        for name in "ab":
            archive.add(page(name), article(page(name)))
            with monkeypatch.context() as patch:
                patch.setattr(os, "write", full_after(os.write, 100))
                with pytest.raises(Stopped, match="No space left"):
                    archive.commit()
                with pytest.raises(Stopped, match="No space left"):
                    archive.stats()
        archive.add(page("c"), article(page("c")))
    assert urls(tmp_path) == [f"https://news.example/{name}" for name in "abc"]
    assert set(record_ids(tmp_path).values()) == {1}
    assert not (tmp_path / "aside").exists()


def test_a_page_that_finds_the_disk_full_is_taken_back_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An add that has a full segment written costs itself, and nothing that was added before it."""
    with Archive(tmp_path, create=True, now=clock, host="test", largest=5_000) as archive:
        archive.add(page("a"), article(page("a")))
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", full_after(os.write, 100))
            with pytest.raises(Stopped, match="No space left"):
                archive.add(page("b"), article(page("b")))
    assert urls(tmp_path) == ["https://news.example/a"]
    assert set(record_ids(tmp_path).values()) == {1}


def full_after(write: object, count: int) -> object:
    def writing(descriptor: int, content: memoryview) -> int:
        nonlocal count
        if count <= 0:
            raise OSError(28, "No space left on device")
        done = write(descriptor, content[:count])  # type: ignore[operator]
        count -= done
        return int(done)

    return writing


def test_after_a_failed_sync_nothing_more_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel may drop the page and say all is well the next time: the descriptor is never used again."""
    archive = Archive(tmp_path, create=True, now=clock, host="test")
    archive.add(page("a"), article(page("a")))
    archive.commit()
    archive.add(page("b"), article(page("b")))
    with monkeypatch.context() as patch:
        patch.setattr(Segment, "sync", broken)
        with pytest.raises(Stopped):
            archive.commit()
    with pytest.raises(Stopped):
        archive.add(page("c"), article(page("c")))
    archive.close()
    assert urls(tmp_path) == ["https://news.example/a"]
    filled(tmp_path, "b")
    assert urls(tmp_path) == ["https://news.example/a", "https://news.example/b"]


def broken(_: Segment) -> None:
    raise OSError(5, "Input/output error")
