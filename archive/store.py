"""The archive: pages and their clean articles on disk, for good.

Nothing is acknowledged before it is durable: `commit` makes the segments durable, then one
transaction of the state says so. One writer at a time, any number of readers.
"""

from __future__ import annotations

import socket
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn, Self

from presscut.archive.catalogue import Catalogue
from presscut.archive.disk import Disk, reason_of, remedy_of
from presscut.archive.filing import Added, Filing
from presscut.archive.group_commit import make_durable
from presscut.archive.lock import Lock
from presscut.archive.readings import MEMORY, Reading
from presscut.archive.recovery import House, open_for_reading, open_for_writing
from presscut.archive.second_thread import SecondThread
from presscut.archive.state import State
from presscut.archive.state.rows import RecordRow, record_row
from presscut.archive.warc import derived
from presscut.archive.warc.captures import says_unchanged
from presscut.archive.warc.dates import warc_date
from presscut.archive.warc.headers import Record, clean_uri
from presscut.archive.warc.members import Backend
from presscut.archive.warc.packing import Packer
from presscut.archive.warc.reading import read_text
from presscut.archive.warc.segments import LARGEST, Segment, Series, segment_name, serial_of
from presscut.cleaner.model import Article, MediaType, Page
from presscut.errors import Problem, Stopped, UsageError

COMMIT_EVERY = 100  # adds in a group: 18,500 records a second against 243 with a sync for each


def utc_now() -> datetime:
    """The clock of the machine, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


class Archive(Reading):
    """An archive directory.

    It is locked for writing when `create` is given, else by the first `add`. Use it in a ``with``
    block, or call `close`.

    Args:
        path: the directory.
        create: make it when it is not there, and open it for writing.
        now: the clock, for the dates of records whose page has none and for segment names.
        commit_every: adds in a group; after each group `commit` is called.
        largest: bytes after which a segment is closed.
        backend: how members are deflated; the best that is installed.
        host: the part of segment names that says where they were made.
        disk: the system calls by which it writes.

    Raises:
        NoArchive: there is none, and `create` is not given.
        Locked: another process is writing to it.
        Damaged: a segment is shorter than what was acknowledged, or missing.
    """

    def __init__(
        self,
        path: str | Path,
        create: bool = False,
        now: Callable[[], datetime] = utc_now,
        *,
        commit_every: int = COMMIT_EVERY,
        largest: int = LARGEST,
        backend: Backend | None = None,
        host: str | None = None,
        disk: Disk | None = None,
    ) -> None:
        self.path = Path(path)
        self._now = now
        self._commit_every = max(commit_every, 1)
        self._beside = SecondThread()
        self._packer = Packer(self._beside, backend)
        self._host = host
        self._house = House(self.path, disk or Disk())
        self._orig = Series(lambda: self._open_segment("orig"), largest)
        self._clean = Series(lambda: self._open_segment("clean"), largest)
        self._lock: Lock | None = None
        self._waiting = 0
        self._full = False
        self._depth = 0
        self._failed = False
        self.problems: tuple[Problem, ...] = ()
        if create:
            self._create()
            self._state = self._locked_state()
        else:
            self._house.require()
            self._state, self.problems = open_for_reading(self._house)

    @property
    def _filing(self) -> Filing:
        catalogue = Catalogue(self._state, lambda row: read_text(self._folder, row.place, row.id))
        return Filing(self._state, catalogue, self._orig, self._clean, self._now)

    def _create(self) -> None:
        try:
            self._house.disk.make_folders(self._folder)
        except OSError as error:
            raise UsageError(f"{self.path}: no archive can be made here ({error.strerror})") from None

    def _locked_state(self) -> State:
        self._lock = self._house.lock()
        try:
            state, self.problems = open_for_writing(self._house)
        except BaseException:
            self._lock.release()
            self._lock = None
            raise
        return state

    def lock(self) -> None:
        """Open the archive for writing now rather than with the first `add`.

        Raises:
            Locked: another process is writing to it.
        """
        if self._lock is None:
            state = self._locked_state()
            self._state.close()
            self._state = state

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Commit, close the segments and let the next writer in."""
        try:
            if self._lock is not None and not self._failed:
                self.commit()
                self._finish(self._orig, self._clean)
        finally:
            self._beside.close()
            self._orig.abandon()
            self._clean.abandon()
            self._state.close()
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    def add(self, page: Page, article: Article, *, again: bool = False) -> Added:
        """Store a page and the article made from it, each once.

        The page counts as known by its bytes and address, the article by its id and producer. A page
        without an article (empty text) is stored with the account of what was taken away.

        Args:
            again: store it also when it was pruned; without, a tombstone keeps it away.

        Raises:
            Locked: another process is writing to the archive.
            Stopped: the disk is full or failed; what was committed is safe, this page is not stored.
        """
        with self._one_more():
            added = self._filing.put(page, article, again=again)
        self._count()
        return added

    def capture(self, page: Page, media_type: MediaType) -> str:
        """Store a page as it came, once; gives the record id of its capture. It counts with the next `commit`.

        A page without content that a server answered with 304 is stored as its word that the latest capture of
        the address still holds.

        Raises:
            Locked, Stopped: as for `add`.
            KeyError: a 304 for an address that has no capture.
        """
        with self._one_more():
            if says_unchanged(page):
                row = self._filing.not_modified(page, self._latest(page))
            else:
                row, _ = self._filing.capture(page, media_type)
        return row.id

    def _latest(self, page: Page) -> RecordRow:
        known = self._state.captures_at(clean_uri(page.url or ""))
        if not known:
            raise KeyError(page.url)
        return known[-1]

    def file(self, capture: str, article: Article, *, brought_by: str | None = None) -> Added:
        """Store the article of a capture that is stored already. It counts with the next `commit`.

        Args:
            brought_by: the name of the source by whose rules it was made; that of the account before when not said.

        Raises:
            Locked, Stopped: as for `add`.
            KeyError: there is no such capture.
        """
        row = self._state.record(capture)
        if row is None:
            raise KeyError(capture)
        with self._one_more():
            return self._filing.article(row, article, brought_by=brought_by)

    @contextmanager
    def together(self) -> Iterator[None]:
        """A group of changes that belongs together: all of them are durable with the same commit, or none.

        Groups may stand in one another; the outermost counts.

        Raises:
            Locked, Stopped: as for `add`.
        """
        self._depth += 1
        try:
            with self._one_more():
                yield
        finally:
            self._depth -= 1
        if self._depth == 0:
            self._count()

    def note(self, kind: str, target: str, *, article: str | None = None, reason: str | None = None) -> None:
        """Write down a word of the archive itself: a ``tombstone``, a ``hold``, a ``release``.

        Args:
            target: the WARC-Target-URI it is about; `article` the id, when it is about one article of it.
            reason: one line for a person.

        Raises:
            Locked, Stopped: as for `add`.
        """
        with self.together():
            self._filing.note(kind, target, article, reason)

    def remember(self, digest: str, value: Mapping[str, Any]) -> None:
        """Keep what a run knew of its sites, once, under the digest that its articles name as `snapshot_hash`.

        Raises:
            Locked, Stopped: as for `add`.
        """
        target = MEMORY.format(digest)
        with self.together():
            if not any(note.kind == "memory" for note in self._state.notes(target)):
                self._filing.note("memory", target, None, f"repeats of {len(value['sites'])} sites", {"memory": value})

    def copy(self, group: Iterable[tuple[Record, bytes]], *, clean: bool) -> tuple[int, ...]:
        """Store records of another archive that are not here yet, byte for byte: all of them, or none.

        Gives the bytes of each that was written.

        Args:
            group: records, each with its member.
            clean: whether they are of the series of articles, or of that of originals.

        Raises:
            Locked, Stopped: as for `add`.
            ValueError, Damaged: the account of an article cannot be read.
        """
        with self._one_more():
            sizes = tuple(self._filing.copy(record, content, clean=clean) for record, content in group)
        self._count()
        return tuple(filter(None, sizes))

    @contextmanager
    def _one_more(self) -> Iterator[None]:
        """All of what the block writes, or nothing of it."""
        self.lock()
        self._refuse_after_failure()
        try:
            self._state.begin()
            with ExitStack() as undo:
                for series in (self._orig, self._clean):
                    undo.push(self._undoing(series))
                undo.enter_context(self._state.undone_on_error())
                yield
                self._full = bool(self._filled())
        except OSError as error:
            self._stop(error)
        except sqlite3.Error as error:
            self._failed = True  # SQLite may have taken back the whole group
            self._stop(error)

    def _count(self) -> None:
        self._waiting += 1
        if self._waiting >= self._commit_every or self._full:
            self.commit()

    def _filled(self) -> list[Series]:
        return [series for series in (self._orig, self._clean) if series.filled()]

    def _undoing(self, series: Series) -> Callable[[type[BaseException] | None, object, object], None]:
        """What takes back a series' part of an add that fails; when even that fails, nothing more is written."""
        mark = series.mark()

        def undo(kind: type[BaseException] | None, _error: object, _at: object) -> None:
            if kind is None:
                return
            self._failed, before = True, self._failed
            series.undo(mark)
            self._failed = before

        return undo

    def add_all(self, items: Iterable[tuple[Page, Article]], *, again: bool = False) -> Iterator[Added]:
        """Store many as `add` does; each is given back when it is durable, in order, a group at a time."""
        group: list[Added] = []
        for page, article in items:
            group.append(self.add(page, article, again=again))
            if self._waiting == 0:
                yield from group
                group = []
        self.commit()
        yield from group

    def commit(self) -> None:
        """Make everything durable that was added. When this returns, it cannot be lost.

        Raises:
            Stopped: the disk failed; nothing since the last commit counts. What could not be written waits for the
                next one; after a failed sync there is none.
        """
        if self._lock is None:
            return
        self._refuse_after_failure()
        try:
            self._orig.write()
            self._clean.write()
        except OSError as error:
            self._stop(error)
        try:
            make_durable(self._state, self._orig, self._clean, beside=self._beside)
            self._waiting = 0
            self._finish(*self._filled())
        except (OSError, sqlite3.Error) as error:
            # A page that could not be synced may be dropped by the kernel while the next fsync
            # says all is well: never try again on the same descriptor.
            self._failed = True
            self._stop(error)

    def seal(self) -> None:
        """Commit and close the segments: what is added later goes to new ones. The lock stays.

        Raises:
            Stopped: the disk failed.
        """
        self.commit()
        if self._lock is not None:
            self._finish(self._orig, self._clean)

    @staticmethod
    def _finish(*full: Series) -> None:
        for series in full:
            series.finish()

    def _refuse_after_failure(self) -> None:
        if self._failed:
            raise Stopped(f"{self.path}: the disk failed before; open the archive anew")

    def _stop(self, error: OSError | sqlite3.Error) -> NoReturn:
        why = reason_of(error)
        remedy = remedy_of(error)
        raise Stopped(f"{self.path}: cannot write ({why}); what was committed is safe, {remedy} and run again")

    def _open_segment(self, series: str) -> Segment:
        time = self._now()
        serial = 1 + max(map(serial_of, (n for n in self._state.segments() if n.startswith(series))), default=0)
        name = segment_name(series, time.strftime("%Y%m%d%H%M%S"), serial, self._host or socket.gethostname())
        info = derived.warcinfo(name, software=_software(), date=warc_date(None, time))
        segment = Segment(self._folder, name, info, self._packer, self._house.disk)
        self._state.put_segment(name, 0)
        self._state.take_record(record_row(info, segment.info.told), segment.info)
        return segment


def _software() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"presscut/{version('presscut')}"
    except PackageNotFoundError:
        return "presscut"
