"""Repairing files and archives: first as a list of what would be done, then done.

What is set aside is durable before the file it came from takes its new form, and a file takes it whole: of an
archive all segments at once, or none (archive/rewriting.py). So whenever a repair is ended, every byte is in
the old file, in the new one, or aside.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from presscut.archive.check.archive import check_archive
from presscut.archive.check.files import check_files, events, is_own
from presscut.archive.check.findings import Counts, Finding
from presscut.archive.check.heal import LARGEST, healed
from presscut.archive.check.known import Known, durable_sizes
from presscut.archive.check.plan import Plan, Span, plan
from presscut.archive.check.records import Seen
from presscut.archive.check.rewrite import put_aside, put_file, repaired, stretch
from presscut.archive.check.source import PATIENCE, Source
from presscut.archive.check.steps import HARMLESS, OF_THE_INDEX, OF_THE_STATE, Step, left, planned_steps
from presscut.archive.disk import Disk, reason_of, remedy_of
from presscut.archive.index.cdxj import in_order, lines
from presscut.archive.layout import ASIDE, INDEX, STATE
from presscut.archive.rebuild import rebuild, segment_files
from presscut.archive.recovery import House, open_for_writing
from presscut.archive.rewriting import Rewriting
from presscut.archive.state import State
from presscut.archive.warc.segments import OPEN
from presscut.errors import Stopped, UsageError

MOST_TRIED = 100  # damaged pieces of a segment: nine minutes at most
OF_A_ROW = ("WARC-Record-ID", "WARC-Date", "WARC-Type")  # what the state must know of a record


def set_aside(disk: Disk, source: Source, made: Plan, folder: Path, name: str) -> None:
    """Keep what a plan sets aside, under the name of its file and its place. Raises OSError."""
    for span in made.spans:
        if span.aside:
            put_aside(disk, folder, f"{name}.{span.offset}-{span.length}", stretch(source, span))


def repair_files(
    names: Sequence[str], folder: Path, *, apply: bool, disk: Disk, patience: float = PATIENCE
) -> Iterator[Step]:
    """Write a repaired copy of each file that needs it to a folder, and what is damaged to ``aside/`` in it.

    Args:
        apply: do it; without, the steps are only told.

    Raises:
        UsageError: two files have one name, or a copy would take the place of its original.
        OSError: the copy cannot be written.
    """
    targets = {folder / Path(name).name: name for name in names}
    if len(targets) < len(names):
        raise UsageError("two files have the same name; repair them one by one, each with its own -d DIR")
    for target, name in targets.items():
        if target.exists() and target.samefile(name):
            raise UsageError(f"{target} is the file itself; give another -d DIR")
    if apply:
        disk.make_folder(folder)
    for target, name in targets.items():
        yield from _file(name, target, apply, disk, patience)


def _file(name: str, target: Path, apply: bool, disk: Disk, patience: float) -> Iterator[Step]:
    try:
        source = Source.open(Path(name), patience=patience)
    except OSError as error:
        yield Step("unread", name, None, None, f"it cannot be opened ({error.strerror})")
        return
    with source:
        if not source.regular:
            yield Step("unread", name, None, None, "only a file can be repaired")
            return
        found = list(check_files([name], Counts(), patience=patience))
        made = plan(events(source, own=is_own(Path(name).name)))
        rest = (each for each in found if made.unread is None or each.rule != made.unread.found.rule)
        yield from (step for step in map(left, rest) if step is not None)
        yield from planned_steps(name, made, Places(found).record_at)
        if apply:
            set_aside(disk, source, made, target.parent / ASIDE, target.name)
            if made.needed and not made.empty:
                put_file(disk, target, repaired(source, made))


class Places:
    """What was found in a file, by the places of its records."""

    def __init__(self, found: list[Finding]) -> None:
        self._records = {each.offset: each.record for each in reversed(found) if each.record is not None}
        self._twice = {each.offset for each in found if each.rule == "duplicate-id"}

    def record_at(self, offset: int) -> str | None:
        """The id of the record that the first finding at an offset named."""
        return self._records.get(offset)

    def unfit(self, record: Seen) -> str | None:
        """The rule by which the state cannot know a record: it lacks its id, date or type, or another has its id."""
        if not all(map(record.head.get, OF_A_ROW)):
            return "missing-field"
        return "duplicate-id" if record.offset in self._twice else None


def repair_archive(house: House, *, apply: bool, patience: float = PATIENCE) -> Iterator[Step]:
    """Put an archive right: its segments, then its state, then its index.

    Records that the state cannot know go aside as damaged ones do: an archive has no others.

    Raises:
        NoArchive: there is none.
        Locked: another process is writing to it.
        UsageError: a later presscut wrote its state.
        Stopped: the disk is full or failed; what was done so far stays, and the next repair goes on.
    """
    house.require()
    lock = house.lock() if apply else None
    try:
        yield from Repairing(house, apply, patience, Rewriting(house)).steps()
    except (OSError, sqlite3.Error) as error:
        why, remedy = reason_of(error), remedy_of(error)
        raise Stopped(f"{house.root}: cannot write ({why}); nothing is lost, {remedy} and run again") from None
    finally:
        if lock is not None:
            lock.release()


@dataclass(slots=True)
class Repairing:
    """One repair of an archive; its lock is held when anything is written.

    Attributes:
        rewriting: where segments wait until all of them take their places at once.
        sizes: of the segments that wait, in bytes.
    """

    house: House
    apply: bool
    patience: float
    rewriting: Rewriting
    changed: bool = False
    found: list[Finding] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)

    def steps(self) -> Iterator[Step]:
        """All there is to do."""
        if self.apply:
            self.rewriting.settle()
        durable = durable_sizes(self.house.root)
        self.found = list(check_archive(self.house.root, Counts(), patience=self.patience, alone=self.apply))
        yield from (step for step in map(left, self.found) if step is not None)
        for name, path in segment_files(self.house.folder).items():
            if path.name.endswith(OPEN) and durable is not None:
                yield from self._left_open(path, durable.get(name, 0))
            else:
                yield from self._segment(path, None)
        yield from self._state_and_index()

    def _left_open(self, path: Path, acknowledged: int) -> Iterator[Step]:
        """A segment that a dead writer left open ends where it was acknowledged. One of which nothing was is
        left to the next writer, who sets it aside whole."""
        file = self._named(path)
        if acknowledged and any(each.rule == "open-segment" and each.file == file for each in self.found):
            empty = path.stat().st_size == 0
            yield from self._segment(path, acknowledged)
            if empty:
                return
            yield Step("closed", file, None, None, f"at the {acknowledged:,} bytes that were acknowledged")

    def _segment(self, path: Path, stop: int | None) -> Iterator[Step]:
        with Source.open(path, patience=self.patience) as source:
            size = source.size or 0
            if size == 0:
                yield Step("removed", self._named(path), None, None, "it holds nothing")
                if self.apply:
                    self._remove(path)
                return
            at = Places([each for each in self.found if each.file == self._named(path)])
            made = plan(events(source.window(0, size if stop is None else stop), own=True), at.unfit)
            made = _with_tail(self._healed(made, source, at), size)
            yield from planned_steps(self._named(path), made, at.record_at, HARMLESS)
            self.changed = self.changed or made.needed
            if self.apply:
                self._carry_out(path, source, made)

    def _remove(self, path: Path) -> None:
        self.house.disk.remove(path)
        self.house.disk.sync_folder(path.parent)

    def _named(self, path: Path) -> str:
        return f"{self.house.folder.name}/{path.name}"

    def _healed(self, made: Plan, source: Source, at: Places) -> Plan:
        """The plan with damaged members as they were written, as far as that can be proved. What hit more than
        a few was no turned bit, and is not worth seconds for each."""
        if sum(not span.copied for span in made.spans) > MOST_TRIED:
            return made
        try:
            known = Known(self.house.root)
        except sqlite3.Error:
            return made
        with known:
            return made._replace(spans=tuple(_healed(span, source, known, at) for span in made.spans))

    def _carry_out(self, path: Path, source: Source, made: Plan) -> None:
        """Set aside what goes aside, close the segment if it is open, and let its new form wait for the others."""
        disk, name = self.house.disk, path.name.removesuffix(OPEN)
        set_aside(disk, source, made, self.house.root / ASIDE, name)
        if made.empty:
            disk.remove(path)
        elif name != path.name:
            disk.rename(path, path.with_name(name))
        disk.sync_folder(path.parent)
        if made.needed and not made.empty:
            self.sizes[name] = self.rewriting.stage(name, repaired(source, made))

    def _state_and_index(self) -> Iterator[Step]:
        rules = {each.rule for each in self.found if each.severity == "error"}
        index = self.house.root / INDEX
        with_index = index.exists()
        again = self.changed or not rules.isdisjoint(OF_THE_STATE)
        if again:
            yield Step("state", STATE, None, None, "from the segments")
            if self.apply:
                self._state()
        if with_index and (again or not rules.isdisjoint(OF_THE_INDEX)):
            yield Step("index", INDEX, None, None, "from the state")
            if self.apply:
                self._index(index)

    def _state(self) -> None:
        """Let all segments take their places at once, and make the state again from them."""
        if self.sizes:
            self.rewriting.decide(self.sizes, again=True)
            self.rewriting.settle()
        else:
            rebuild(self.house.state, self.house.folder, self.house.disk)
        open_for_writing(self.house)[0].close()

    def _index(self, index: Path) -> None:
        state = State(self.house.state)
        try:
            put_file(self.house.disk, index, in_order(lines(state), self.house.root))
        finally:
            state.close()


def _healed(span: Span, source: Source, known: Known, at: Places) -> Span:
    """A span of one record with the bytes it was written with, if they are found."""
    written = None if span.copied or span.anew > 1 else known.written(at.record_at(span.offset) or "")
    if written is None or span.length > LARGEST + 1:
        return span
    there = healed(b"".join(stretch(source, span)), *written)
    return span if there is None else span._replace(aside=False, kept=array("Q"), healed=there)


def _with_tail(made: Plan, size: int) -> Plan:
    """The plan with what stands beyond what was acknowledged set aside: nobody may take it for acknowledged."""
    ends = sum(span.length for span in made.spans)
    if ends >= size:
        return made
    tail = Span(ends, size - ends, False, array("Q"), True, ("unacknowledged",))
    return made._replace(spans=(*made.spans, tail))
