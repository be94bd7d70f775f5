"""Checking an archive: its segments against its state, its state against itself, its index against both."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from presscut.archive.check.crossing import Crossing
from presscut.archive.check.events import Event
from presscut.archive.check.expected import Expected
from presscut.archive.check.files import Unreadable, check_files, counted, events
from presscut.archive.check.findings import Counts, Finding
from presscut.archive.check.index import index_findings
from presscut.archive.check.known import Choice, Known
from presscut.archive.check.records import Seen
from presscut.archive.check.source import PATIENCE, Source
from presscut.archive.disk import Disk
from presscut.archive.layout import INDEX, JOURNAL, LOCK, SEGMENTS, STATE
from presscut.archive.recovery import House
from presscut.archive.rewriting import STAGED
from presscut.archive.state.rows import RecordRow
from presscut.archive.warc.segments import NAME, OPEN


def check_archive(
    root: Path, counts: Counts, *, part: Choice | None = None, patience: float = PATIENCE, alone: bool = False
) -> Iterator[Finding]:
    """Check an archive. Nothing is written, and a writer may go on beside it: what it has not acknowledged
    is not looked at.

    Args:
        counts: is added to.
        part: of the records, only those of this choice.
        patience: seconds that a read may take.
        alone: the caller holds the lock, so no writer is at work.

    Raises:
        NoArchive: there is none.
    """
    house = House(root, Disk())
    house.require()
    folder = house.folder
    try:
        known = Known(root)
    except sqlite3.Error as error:
        yield from counted([Finding("state-missing", STATE, None, None, f"it cannot be used ({error})")], counts)
        yield from _without_state(root, folder, counts, patience)
        return
    with known:
        writing = not alone and _locked(root)
        yield from counted(Checking(root, folder, known, counts, part, patience, writing).findings(), counts)


def _without_state(root: Path, folder: Path, counts: Counts, patience: float) -> Iterator[Finding]:
    """The segments by their content alone."""
    names = sorted(str(path) for path in folder.iterdir() if NAME.match(path.name.removesuffix(OPEN)))
    for finding in check_files(names, counts, patience=patience, dangling="dangling-reference"):
        yield finding.within(root)


@dataclass(frozen=True, slots=True)
class Checking:
    """One check of an archive whose state can be read."""

    root: Path
    folder: Path
    known: Known
    counts: Counts
    part: Choice | None
    patience: float
    writing: bool

    def findings(self) -> Iterator[Finding]:
        """All there is to find."""
        if (self.root / JOURNAL).exists() and not self.writing:
            yield Finding(
                "unfinished", JOURNAL, None, None, "what was decided is not done, so nothing else was checked"
            )
            return
        try:
            yield from self.known.own_findings(quick=self.part is not None)
            yield from self.known.inner_findings()
            yield from self.known.unaccounted()
        except sqlite3.DatabaseError as error:
            yield Finding("state-broken", STATE, None, None, f"SQLite says: {error}")
            return
        yield from self._segments(_files(self.folder))
        if (self.root / INDEX).exists():
            yield from index_findings(self.root / INDEX, self.known)

    def _segments(self, files: dict[str, Path]) -> Iterator[Finding]:
        """Every segment that the state knows. A reference to a record that is damaged does not dangle: the
        damage is told where it stands."""
        with Crossing("dangling-reference", elsewhere=self.known.has) as crossing:
            for name, durable in self.known.segments.items():
                path = files.pop(name, None)
                if path is not None:
                    yield from self._around(path, durable)
                    stop = durable if self.writing or path.suffix == OPEN else None
                    yield from self._segment(name, path, stop, crossing)
                elif durable:
                    yield Finding("missing-segment", _within(name), None, None, f"{durable:,} bytes are gone")
            if self.part is None:
                yield from self._weighed(crossing.findings())
            else:
                yield from self._weighed(self.known.dangling())
        if not self.writing:
            yield from (_stray(path) for path in files.values())

    def _weighed(self, found: Iterable[Finding]) -> Iterator[Finding]:
        """The findings, those of accounts that a later one replaced as warnings: no article is lost by them."""
        for each in found:
            old = each.rule == "dangling-reference" and each.record in self.known.replaced
            yield replace(each, rule="replaced-account") if old else each

    def _around(self, path: Path, durable: int) -> Iterator[Finding]:
        """What stands in a segment beyond what was acknowledged."""
        if path.suffix != OPEN or self.writing:
            return
        yield Finding("open-segment", _within(path.name), None, None, "no writer holds it")
        more = path.stat().st_size - durable
        if more > 0:
            message = f"{more:,} bytes were written and not acknowledged"
            yield Finding("unacknowledged", _within(path.name), durable, None, message)

    def _segment(self, name: str, path: Path, stop: int | None, crossing: Crossing) -> Iterator[Finding]:
        self.counts.files += 1
        try:
            source = Source.open(path, patience=self.patience, stop=stop)
        except OSError as error:
            yield Finding("unreadable", _within(path.name), None, None, f"it cannot be opened ({error.strerror})")
            return
        with source:
            if self.part is None:
                rows = self.known.rows(name)
                yield from self._walked(path.name, events(source, own=True), rows, crossing)
            else:
                yield from self._sampled(name, path, source, crossing)

    def _sampled(self, name: str, path: Path, source: Source, crossing: Crossing) -> Iterator[Finding]:
        """The records of a segment that fall to the part, each read by its place; and its size, by which each
        part notices bytes too many or too few wherever they are."""
        durable = self.known.segments[name]
        if path.suffix != OPEN and not self.writing and source.size != durable:
            message = f"{durable:,} bytes were acknowledged, {source.size:,} are there"
            yield Finding("segment-size", _within(path.name), None, None, message)
        for row in self.known.rows(name):
            if self._chosen(row):
                walk = events(source.window(row.offset, row.length), own=True)
                yield from self._walked(path.name, walk, iter((row,)), crossing)

    def _chosen(self, row: RecordRow) -> bool:
        return self.part is None or self.part.has(row)

    def _walked(
        self, name: str, walk: Iterable[Event | Unreadable], rows: Iterator[RecordRow], crossing: Crossing
    ) -> Iterator[Finding]:
        file = _within(name)
        expected = Expected(file, rows)
        record: Seen | None = None
        for event in walk:
            if isinstance(event, Seen):
                record = event
                self.counts.records += 1
                crossing.note(file, event)
                yield from (Finding(rule, file, event.offset, event.head.id, said) for rule, said in event.found)
            elif isinstance(event, Unreadable):
                yield Finding(event.found.rule, file, event.offset, None, event.found.message)
            else:
                self.counts.bytes += event.length
                yield from expected.meet(event, record)
                record = None
        yield from expected.rest()


def _within(name: str) -> str:
    return f"{SEGMENTS}/{name}"


def _files(folder: Path) -> dict[str, Path]:
    """What lies in warc/, segments by their final names."""
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        found[path.name.removesuffix(OPEN) if NAME.match(path.name.removesuffix(OPEN)) else path.name] = path
    return found


def _stray(path: Path) -> Finding:
    is_segment = NAME.match(path.name.removesuffix(OPEN)) is not None
    if is_segment and path.suffix == OPEN:
        message = "no writer holds it, and nothing of it was acknowledged"
        return Finding("open-segment", _within(path.name), None, None, message)
    if is_segment:
        return Finding("unknown-segment", _within(path.name), None, None, "the state knows nothing of it")
    if path.name.endswith(STAGED):
        return Finding("staged-file", _within(path.name), None, None, "it was never decided that it counts")
    return Finding("unknown-file", _within(path.name), None, None, "it is no segment")


def _locked(root: Path) -> bool:
    """Whether a writer is at work. Asked of the kernel for an instant, without keeping a writer out for longer."""
    try:
        descriptor = os.open(root / LOCK, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False
