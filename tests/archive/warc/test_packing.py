"""Packing on two cores: the same bytes, the same errors, and no thread that outlives its archive."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.disk import Disk
from presscut.archive.second_thread import SecondThread
from presscut.archive.store import Archive
from presscut.archive.warc import packing, segments
from presscut.archive.warc.derived import warcinfo
from presscut.archive.warc.headers import Record
from presscut.archive.warc.members import Backend, zlib_backend
from presscut.archive.warc.packing import Packer
from presscut.archive.warc.reading import scan
from presscut.archive.warc.segments import Segment
from tests.archive.making import article, clock, page
from tests.archive.threads import SecondThreads, refuse_threads

NAME = "orig-20310506070809-00001-test.warc.gz"
INFO = warcinfo(NAME, software="test", date="2031-05-06T07:08:09Z")
ENOUGH = 40  # records of `some`: more than a thread is started for


def some(count: int = ENOUGH) -> Iterator[Record]:
    for number in range(count):
        fields = (("WARC-Type", "resource"), ("WARC-Record-ID", f"<urn:uuid:{number}>"))
        yield Record(fields, f"The {number}th boat came in. ".encode() * 200)


class Watched(Disk):
    """Notes which calls were made, by which thread, and how much each one wrote."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, int]] = []

    def write(self, descriptor: int, content: bytes | memoryview) -> int:
        self.calls.append((threading.current_thread().name, len(content)))
        return super().write(descriptor, content)


def segment(folder: Path, backend: Backend = zlib_backend, cores: int = 2, disk: Disk | None = None) -> Segment:
    folder.mkdir(exist_ok=True)
    return Segment(folder, NAME, INFO, Packer(SecondThread(), backend, lambda: cores > 1), disk or Disk())


def test_the_bytes_do_not_hang_on_the_cores(tmp_path: Path) -> None:
    """Same in, same out: one core or two, written after every record or all at once, the file is the same."""
    files = []
    for number, (cores, every) in enumerate([(1, ENOUGH), (2, ENOUGH), (2, 1), (2, 7)]):
        written = segment(tmp_path / str(number), cores=cores)
        places = []
        for count, record in enumerate(some(), 1):
            places.append(written.append(record))
            if count % every == 0:
                written.write()
        written.write()
        written.finish()
        path = tmp_path / str(number) / NAME
        files.append((path.read_bytes(), [parcel.place for parcel in places]))
        assert [place for _, place in scan(path, NAME)][1:] == files[-1][1]  # type: ignore[misc]
    assert all(file == files[0] for file in files)


def test_the_calls_to_the_disk_do_not_hang_on_the_cores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are made by the writer, in an order that its input alone decides: faults at each of them can be tried."""
    monkeypatch.setattr(segments, "PIECE", 50_000)
    calls: list[list[tuple[str, int]]] = []
    for cores in (1, 2, 2):
        disk = Watched()
        written = segment(tmp_path / str(len(calls)), cores=cores, disk=disk)
        for record in some(3 * ENOUGH):
            written.append(record)
        assert len(disk.calls) > 1  # pieces are written before anybody asks
        written.write()
        written.abandon()
        calls.append(disk.calls)
    assert {name for name, _ in calls[0]} == {threading.current_thread().name}
    assert all(each == calls[0] for each in calls)


class Together:
    """A backend that deflates the first of each thread only when two threads have come: nobody packs alone."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self._both = threading.Barrier(2)

    def __call__(self, content: bytes) -> bytes:
        name = threading.current_thread().name
        if name not in self.seen and content.startswith(b"WARC/1.1\r\nWARC-Type: resource"):
            self.seen.add(name)
            self._both.wait(10)
        return zlib_backend(content)


def test_a_thread_packs_along(tmp_path: Path) -> None:
    """It begins with the group and takes part of it."""
    threads = SecondThreads()
    together = Together()
    written = segment(tmp_path, together)
    for record in some():
        written.append(record)
    assert threads.names == []
    written.write()
    (second,) = threads.names
    assert together.seen == {threading.current_thread().name, second}
    written.abandon()


def test_a_system_without_threads_packs_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no more threads are to be had, the writer does all of it."""
    refuse_threads(monkeypatch)
    written = segment(tmp_path)
    parcels = [written.append(record) for record in some()]
    written.write()
    assert all(parcel.offset > 0 for parcel in parcels)
    written.abandon()


@pytest.mark.parametrize(("cores", "load", "spare"), [(1, 0.0, False), (2, 1.4, True), (2, 4.0, False), (8, 4.0, True)])
def test_a_core_that_others_want_is_not_spare(
    cores: int, load: float, spare: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread that waits for a core keeps the writer waiting."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)), raising=False)
    monkeypatch.setattr(os, "getloadavg", lambda: (load, load, load))
    assert packing.spare_core() is spare


def test_few_records_start_no_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One page on the command line is packed before a thread would have begun."""
    monkeypatch.setattr(threading.Thread, "start", lambda _: pytest.fail("a thread was started"))
    written = segment(tmp_path)
    for record in some(3):
        written.append(record)
    written.write()
    written.abandon()


def failing_at(words: bytes) -> Backend:
    """A backend that has no room for what holds these words."""

    def broken(content: bytes) -> bytes:
        if words in content:
            raise MemoryError("no room")
        return zlib_backend(content)

    return broken


def test_an_error_of_the_thread_is_the_writers(tmp_path: Path) -> None:
    """Whoever packs: what goes wrong is raised where the members are needed, as what it is, every time."""
    for cores in (1, 2):
        written = segment(tmp_path / str(cores), failing_at(b"The 7th"), cores)
        for record in some():
            written.append(record)
        for _ in range(2):
            with pytest.raises(MemoryError, match="no room"):
                written.write()
        assert written.size == 0
        written.abandon()


def test_an_archive_that_cannot_pack_acknowledges_nothing(tmp_path: Path) -> None:
    """The error comes out of `commit`, and the next run finds what was committed before."""
    threads = SecondThreads()
    with Archive(tmp_path, create=True, now=clock, host="test") as archive:
        archive.add(page("ferry"), article(page("ferry")))
    archive = Archive(tmp_path, create=True, now=clock, host="test", backend=failing_at(b"harbour-9"))
    for number in range(ENOUGH):
        archive.add(page(f"harbour-{number}"), article(page(f"harbour-{number}")))
    with pytest.raises(MemoryError, match="no room"):
        archive.close()
    assert threads.names == []
    with Archive(tmp_path, create=True, now=clock, host="test") as archive:
        assert [made.url for made in archive.articles()] == ["https://news.example/ferry"]


def test_a_run_that_is_stopped_leaves_no_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupt while the members are packed does not keep a process from ending, and nothing counts."""
    threads = SecondThreads()

    def interrupted(content: bytes) -> bytes:
        if threading.current_thread() is threading.main_thread() and b"harbour-" in content:
            raise KeyboardInterrupt
        return zlib_backend(content)

    monkeypatch.setattr(packing, "spare_core", lambda: True)
    archive = Archive(tmp_path, create=True, now=clock, host="test", backend=interrupted)
    large = [page(f"harbour-{number}", content=os.urandom(3000).hex().encode()) for number in range(20)]
    for each in large:
        archive.add(each, article(each))
    with pytest.raises(KeyboardInterrupt):
        archive.commit()
    with pytest.raises(KeyboardInterrupt):
        archive.close()
    assert threads.names == []
    with Archive(tmp_path) as again:
        assert [*again.articles()] == []


def test_who_is_interrupted_can_write_after_all(tmp_path: Path) -> None:
    """What a thread has packed by then stays packed, and the rest is packed the next time: in order, each once."""
    turns = iter([KeyboardInterrupt])

    def once(content: bytes) -> bytes:
        if b"The 9th" in content:
            for fault in turns:
                raise fault
        return zlib_backend(content)

    written = segment(tmp_path, once, cores=1)
    parcels = [written.append(record) for record in some()]
    with pytest.raises(KeyboardInterrupt):
        written.write()
    written.write()
    written.finish()
    found = [place for _, place in scan(tmp_path / NAME, NAME)]  # type: ignore[misc]
    assert found[1:] == [parcel.place for parcel in parcels]


def test_a_member_is_not_larger_than_was_thought(tmp_path: Path) -> None:
    """Whether a segment is full is judged by the most that waits in it; noise, which nothing deflates, is no more."""
    for size in (0, 1, 70_000, 5_000_000):
        written = segment(tmp_path / str(size))
        noise = Record((("WARC-Type", "resource"), ("WARC-Record-ID", "<urn:uuid:1>")), os.urandom(size))
        parcel = written.append(noise)
        assert parcel.place.length <= parcel.most
        written.abandon()


@given(st.lists(st.sampled_from(["append", "mark", "undo", "write"]), max_size=30))
def test_what_is_taken_back_leaves_nothing_behind(steps: list[str]) -> None:
    """An add that fails half-way is taken back whatever was written by then, of it and of those before it."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(segments, "PIECE", 12_000)  # three records, so that some are written before others that wait
        written = segment(Path(folder))
        records = some()
        kept = [INFO]
        mark, before = written.mark(), [*kept]
        for step in steps:
            if step == "append":
                record = next(records)
                written.append(record)
                kept.append(record.with_field("WARC-Warcinfo-ID", written.info_id))
            elif step == "mark":
                mark, before = written.mark(), [*kept]
            elif step == "undo":
                written.undo(mark)
                kept = [*before]
                mark = written.mark()
            else:
                written.write()
        written.write()
        written.finish()
        path = Path(folder) / NAME
        assert [found for found, _ in scan(path, NAME)] == kept  # type: ignore[misc]
        assert path.stat().st_size == written.size
