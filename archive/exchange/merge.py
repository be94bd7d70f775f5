"""Taking the records of other archives into one, byte for byte.

Records are copied as the members that they are, through the same writer and the same commits as an added
page: what was acknowledged is safe, whatever happens then, and the same merge again goes on where it was.
A record that is here by its id is not copied again. Sources are read, never written.

- Their warcinfo records come along, since their records name them.
- Captures of the same bytes stay captures: nothing is rewritten. Only what is added later becomes a revisit.
- Of an article that both hold, the latest account counts; the older ones stay as records.
- Notes travel. What was pruned here stays out: a tombstone that is here keeps away what it speaks of, with
  all that refers to it. A tombstone that comes along takes nothing away here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from zlib import decompress, error

from presscut.archive.check.archive import check_archive
from presscut.archive.check.findings import Counts, Finding
from presscut.archive.check.known import durable_sizes
from presscut.archive.disk import Disk
from presscut.archive.inputs.streams import GZIP
from presscut.archive.rebuild import GROUP_ENDS
from presscut.archive.recovery import House, open_for_reading
from presscut.archive.state import State
from presscut.archive.state.rows import CAPTURES, Note, RecordRow
from presscut.archive.store import Archive
from presscut.archive.warc.headers import Record, parse
from presscut.archive.warc.segments import open_segment, serial_of
from presscut.errors import Damaged, Problem, UsageError

TOMBSTONE = "tombstone"
COLUMNS = ", ".join(RecordRow._fields)
IS_CAPTURE = f"type IN ({', '.join(repr(kind) for kind in CAPTURES)})"


@dataclass(slots=True)
class Merged:
    """What came of a merge; grows while it runs.

    Attributes:
        records: copied; `bytes` of their members.
        known: records that were here already.
        left_out: records that a tombstone kept away.
        problems: records that could not be taken.
    """

    records: int = 0
    bytes: int = 0
    known: int = 0
    left_out: int = 0
    problems: list[Problem] = field(default_factory=list)


def sources_of(names: Sequence[Path], target: Path) -> tuple[House, ...]:
    """The archives to merge.

    Raises:
        NoArchive: one of them is none.
        UsageError: one of them is the target, or a later presscut wrote its state.
    """
    houses = tuple(House(name, Disk()) for name in names)
    for house in houses:
        house.require()
        durable_sizes(house.root)
        if target.exists() and house.root.samefile(target):
            raise UsageError(f"{house.root} is the archive to merge into; name others")
    return houses


def verify(houses: Iterable[House]) -> None:
    """See that every byte of the sources is as it was written.

    Raises:
        Damaged: it is not; nothing should be merged.
    """
    for house in houses:
        counts = Counts()
        first = next((found for found in check_archive(house.root, counts) if found.severity == "error"), None)
        if first is not None:
            raise Damaged(
                f"{house.root} is damaged ({_said(first)}), so nothing was merged;"
                f" `presscut archive verify --archive {house.root}` says more, --intact takes what is sound"
            )


def _said(finding: Finding) -> str:
    where = finding.file if finding.offset is None else f"{finding.file} at byte {finding.offset}"
    return f"{where}: {finding.message}"


def merge(
    archive: Archive,
    houses: Iterable[House],
    stoppable: Callable[[Iterator[None]], Iterator[None]],
    *,
    intact: bool = False,
) -> Merged:
    """Take over all records of other archives, one archive after the other, each in its own order.

    Args:
        archive: where they go.
        stoppable: ends an iteration when the run is to stop; after each item all is in good order.
        intact: take what is there of a source with a segment that is missing or shorter than what was acknowledged.

    Raises:
        Damaged: a source has such a segment, and `intact` is not given.
        Locked, Stopped: as for `Archive.add`.
    """
    merged = Merged()
    with ExitStack() as opened:
        for house in houses:
            state, problems = open_for_reading(house, mend=False, whole=not intact)
            opened.callback(state.close)
            merged.problems.extend(problems)
            source = Source(house.folder, state, archive, merged)
            for _ in stoppable(source.groups()):
                pass
        archive.commit()
    return merged


@dataclass(frozen=True, slots=True)
class Source:
    """An archive whose records are taken over.

    Attributes:
        folder, state: its segments, and what is known of them.
        archive: where the records go.
        merged: is added to.
        lost: ids of records that cannot be read.
    """

    folder: Path
    state: State
    archive: Archive
    merged: Merged
    lost: set[str] = field(default_factory=set)

    def groups(self) -> Iterator[None]:
        """Copy group after group: a capture, or an article's text with its account. Gives a turn after each."""
        unwanted = _buried(self.state, self._graves())
        names = sorted(self.state.segments(), key=lambda name: (name.startswith("clean"), serial_of(name)))
        for name in names:
            waiting: list[RecordRow] = []
            for row in self._rows(name):
                if self._is_new(row, unwanted):
                    waiting.append(row)
                if row.type in GROUP_ENDS and _speaks(waiting):
                    self._copy(waiting, clean=name.startswith("clean"))
                    waiting = []
                    yield
            if _speaks(waiting):
                self._copy(waiting, clean=name.startswith("clean"))
                yield

    def _graves(self) -> Iterator[Note]:
        """The tombstones of the target, but for articles that were stored again since."""
        for note in self.archive.notes():
            if note.kind == TOMBSTONE and (note.article is None or self.archive.entry(note.article) is None):
                yield note

    def _rows(self, name: str) -> Iterator[RecordRow]:
        """The records of a segment in their order, a page at a time: nothing is held."""
        query = f"SELECT {COLUMNS} FROM records WHERE segment = ? ORDER BY offset"
        return (RecordRow(*row) for row in self.state.db.execute(query, (name,)))

    def _is_new(self, row: RecordRow, unwanted: set[str]) -> bool:
        if row.id in unwanted or (row.refers_to or "") in unwanted:
            unwanted.add(row.id)
            self.merged.left_out += 1
            return False
        if self.archive.has(row.id):
            self.merged.known += 1
            return False
        return True

    def _copy(self, rows: Iterable[RecordRow], *, clean: bool) -> None:
        group = [found for row in rows if (found := self._sound(row)) is not None]
        try:
            sizes = self.archive.copy(group, clean=clean)
        except (ValueError, KeyError, TypeError, Damaged) as wrong:
            where = group[-1][0].require("WARC-Record-ID")
            self.merged.problems.append(Problem("damaged", where, f"it cannot be read ({wrong}); it is left out"))
            return
        self.merged.records += len(sizes)
        self.merged.bytes += sum(sizes)

    def _sound(self, row: RecordRow) -> tuple[Record, bytes] | None:
        """A record with its member; null when it is damaged, or hangs on one that is damaged or missing."""
        try:
            if row.refers_to in self.lost:
                raise Damaged("it speaks of a record that is damaged; it is left out")
            if row.refers_to is not None and not self._is_there(row.refers_to):
                raise Damaged("it speaks of a record that is missing; it is left out")
            found = _read(self.folder, row)
        except Damaged as damage:
            self.lost.add(row.id)
            self.merged.problems.append(Problem("damaged", row.id, str(damage)))
            return None
        self._name_missing(found[0].get("WARC-Warcinfo-ID"))
        return found

    def _name_missing(self, info: str | None) -> None:
        """Name a warcinfo that is lost, once: what it described is sound without it, and is taken."""
        if info is not None and info not in self.lost and not self._is_there(info):
            self.lost.add(info)
            message = "this warcinfo is missing; the records that name it are taken without it"
            self.merged.problems.append(Problem("damaged", info, message))

    def _is_there(self, record_id: str) -> bool:
        """Whether a record that another speaks of is in the source, or in the target."""
        return self.state.record(record_id) is not None or self.archive.has(record_id)


def _speaks(rows: Iterable[RecordRow]) -> bool:
    """Whether there is more than what describes the file itself."""
    return any(row.type != "warcinfo" for row in rows)


def _read(folder: Path, row: RecordRow) -> tuple[Record, bytes]:
    """A record with its member, which must be as it was written."""
    where = f"{folder / row.segment} at byte {row.offset}"
    try:
        with open_segment(folder, row.segment) as stream:
            stream.seek(row.offset)
            content = stream.read(row.length)
        if sha256(content).digest() != row.hash:
            raise Damaged(f"{where}: the record is not as it was written; it is left out")
        return parse(decompress(content, GZIP)), content
    except (OSError, ValueError, error) as wrong:
        raise Damaged(f"{where}: the record cannot be read ({wrong}); it is left out") from None


def _buried(state: State, graves: Iterable[Note]) -> set[str]:
    """The captures of a source that tombstones of the target speak of: of an article, those of its page; of an
    address, all that are no younger."""
    unwanted: set[str] = set()
    for note in graves:
        where, values = _grave(state, note)
        query = f"SELECT id FROM records WHERE {where} AND {IS_CAPTURE}"
        unwanted.update(row[0] for row in state.db.execute(query, values))
    return unwanted


def _grave(state: State, note: Note) -> tuple[str, tuple[str, str]]:
    """The captures that a tombstone speaks of, as a condition with its values."""
    if note.article is None:
        return "target = ? AND date <= ?", (note.target, note.date)
    entry = state.article(note.article)
    return "target = ? AND digest = ?", (note.target, entry.digest if entry else "")
