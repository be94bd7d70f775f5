"""Opening an archive after whatever happened to the last writer.

A segment shorter than what was acknowledged stops loudly. What stands beyond it was never
acknowledged: it is kept aside and cut off. Files that nothing acknowledged points at are set aside
whole. A state that is missing, broken or behind its segments is made again from them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from presscut.archive.disk import Disk, reason_of, remedy_of
from presscut.archive.layout import ASIDE, JOURNAL, LOCK, SEGMENTS, STATE
from presscut.archive.lock import Lock
from presscut.archive.rebuild import fill, rebuild, segment_files
from presscut.archive.rewriting import Rewriting
from presscut.archive.state import State
from presscut.archive.warc.segments import OPEN, segment_size
from presscut.errors import Damaged, Locked, NoArchive, Problem, Stopped

PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class House:
    """Where an archive's files are: what opening, repairing and rewriting work on."""

    root: Path
    disk: Disk

    @property
    def folder(self) -> Path:
        """Where the segments lie."""
        return self.root / SEGMENTS

    @property
    def state(self) -> Path:
        """The state's file."""
        return self.root / STATE

    def require(self) -> None:
        """Raise NoArchive unless there is an archive: a folder of segments, and what a writer leaves with it."""
        known = self.state.exists() or (self.root / LOCK).exists()
        if not self.folder.is_dir() or not (known or segment_files(self.folder)):
            raise NoArchive(f"{self.root}: there is no archive here; `presscut archive add` makes one")

    def lock(self) -> Lock:
        """The lock of the one writer. Raises Locked, and Stopped when its file cannot be written."""
        with _written(self):
            return Lock(self.root / LOCK)


def open_for_reading(house: House, *, mend: bool = True, whole: bool = True) -> tuple[State, tuple[Problem, ...]]:
    """The state as it is. Where it must be made again and cannot be written, it is made in memory.

    So it is where a full disk keeps SQLite from opening it.

    Args:
        mend: without it nothing is written, and a state that must be made again is made in memory.
        whole: without it a segment may be missing or cut short; who reads a record of it finds that out.

    Raises:
        Damaged: a segment is shorter than what was acknowledged, or missing.
    """
    rewriting = Rewriting(house)
    state = None if rewriting.pending else _usable(house, whole=whole)
    if state is not None:
        return state, ()
    if mend:
        with suppress(Locked, Stopped, OSError, sqlite3.Error):  # what is stored can be read all the same
            return _mended(house, rewriting)
    memory = State(None)
    return memory, tuple(fill(memory, house.folder))


def _mended(house: House, rewriting: Rewriting) -> tuple[State, tuple[Problem, ...]]:
    """The state, made again on disk. Raises Locked, Stopped, OSError, sqlite3.Error."""
    lock = house.lock()
    try:
        problems = rewriting.settle() if rewriting.pending else rebuild(house.state, house.folder, house.disk)
    finally:
        lock.release()
    return State(house.state), problems


def open_for_writing(house: House) -> tuple[State, tuple[Problem, ...]]:
    """The state, with every segment as long as it says. The caller holds the lock.

    Raises:
        Stopped: the disk is full or failed; the next run goes on.
        Damaged: a segment is shorter than what was acknowledged, or missing.
    """
    with _written(house):
        return _settled(house)


@contextmanager
def _written(house: House) -> Iterator[None]:
    """Turns what the disk refuses into Stopped."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise Stopped(
            f"{house.root}: cannot write ({reason_of(error)}); what is stored is safe, {remedy_of(error)} and run again"
        ) from None


def _settled(house: House) -> tuple[State, tuple[Problem, ...]]:
    problems = Rewriting(house).settle()
    state = _usable(house)
    if state is None:
        house.disk.sync_folder(house.root.parent)  # the archive's own name, before anything in it counts
        problems = rebuild(house.state, house.folder, house.disk)
        state = State(house.state, disk=house.disk)
    try:
        durable = state.segments()
        for name, path in segment_files(house.folder).items():
            if durable.get(name, 0) == 0:
                _set_aside(house, path)
        for name in (name for name, size in durable.items() if size == 0):
            state.forget_segment(name)
        for name, size in state.segments().items():
            _settle(house, name, size)
    except BaseException:
        state.close()
        raise
    return state, problems


def _usable(house: House, *, whole: bool = True) -> State | None:
    """The state unless it is missing, broken or behind: it must know every closed segment in full."""
    closed = {name: file.stat().st_size for name, file in segment_files(house.folder).items() if file.suffix != OPEN}
    with ExitStack() as opened:
        try:
            state = opened.enter_context(closing(State(house.state, disk=house.disk)))
            known = state.segments()
        except sqlite3.Error:
            return None
        if any(size > known.get(name, -1) for name, size in closed.items()):
            return None
        short = [name for name, size in known.items() if size and segment_size(house.folder, name) < size]
        if short and whole:
            raise Damaged(
                f"{house.folder / short[0]}: the segment is missing or cut short; restore it from a copy, or let"
                " `presscut archive repair` save what is intact"
            )
        opened.pop_all()  # whoever asked closes it
        return state


def _settle(house: House, name: str, durable: int) -> None:
    """Close a segment that a dead writer left open, at the length that was acknowledged."""
    path = house.folder / (name + OPEN)
    if not path.exists():
        return
    descriptor = house.disk.reopen(path)
    try:
        if path.stat().st_size > durable:
            _keep_tail(house, path, durable)
            house.disk.truncate(descriptor, durable)
        house.disk.sync(descriptor)
    finally:
        house.disk.close(descriptor)
    house.disk.rename(path, house.folder / name)
    house.disk.sync_folder(house.folder)


def _keep_tail(house: House, path: Path, durable: int) -> None:
    target = _free(house, f"{path.name}.tail-{durable}")
    copy = house.disk.create(target)
    try:
        with path.open("rb") as source:
            source.seek(durable)
            while piece := source.read(PIECE):
                house.disk.write_all(copy, piece)
        house.disk.sync(copy)
    finally:
        house.disk.close(copy)
    house.disk.sync_folder(target.parent)


def _set_aside(house: House, path: Path) -> None:
    with suppress(FileNotFoundError):
        house.disk.rename(path, _free(house, path.name))
        house.disk.sync_folder(path.parent)


def _free(house: House, name: str) -> Path:
    """A name in the folder of things set aside that is not taken."""
    aside = house.root / ASIDE
    house.disk.make_folders(aside)
    number, path = 1, aside / name
    while path.exists():
        number += 1
        path = aside / f"{name}.{number}"
    return path


def refuse_rewritten(folder: Path, state: State) -> None:
    """See that what a state says of the bytes of segments is still true: `prune` and `repair` wait for no reader.

    Raises:
        Stopped: segments were written anew since it was opened.
    """
    if state.replaced or (folder.parent / JOURNAL).exists():
        raise Stopped(f"{folder.parent}: records were taken out or repaired while they were read; run it again")


def remake(house: House) -> tuple[Problem, ...]:
    """Settle what a dead writer left, then make the state again from the segments.

    Raises:
        NoArchive: there is none.
        Locked: another process is writing.
        Damaged: a segment is shorter than what was acknowledged, or missing.
        Stopped: the disk is full or failed.
    """
    house.require()
    lock = house.lock()
    try:
        state, _ = open_for_writing(house)
        state.close()
        with _written(house):
            return rebuild(house.state, house.folder, house.disk)
    finally:
        lock.release()
