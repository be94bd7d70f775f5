"""Opening an archive after whatever happened to the last writer.

A segment shorter than what was acknowledged stops loudly. What stands beyond it was never
acknowledged: it is kept aside and cut off. Files that nothing acknowledged points at are set aside
whole. A state that is missing, broken or behind its segments is made again from them.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from presscut.archive.lock import Lock
from presscut.archive.output import fsync_folder
from presscut.archive.rebuild import fill, rebuild, segment_files
from presscut.archive.state import State
from presscut.archive.warc.segments import OPEN, segment_size
from presscut.errors import Damaged, Locked, Problem

STATE = "state.db"
ASIDE = "aside"
PIECE = 1 << 20


def open_for_reading(root: Path, folder: Path) -> tuple[State, tuple[Problem, ...]]:
    """The state as it is. Where it must be made again and cannot be written, it is made in memory."""
    state = _usable(root / STATE, folder)
    if state is not None:
        return state, ()
    try:
        lock = Lock(root / "lock")
    except (Locked, OSError):
        memory = State(None)
        return memory, tuple(fill(memory, folder))
    try:
        problems = rebuild(root / STATE, folder)
    finally:
        lock.release()
    return State(root / STATE), problems


def open_for_writing(root: Path, folder: Path) -> tuple[State, tuple[Problem, ...]]:
    """The state, with every segment as long as it says. The caller holds the lock."""
    problems: tuple[Problem, ...] = ()
    state = _usable(root / STATE, folder)
    if state is None:
        problems = rebuild(root / STATE, folder)
        state = State(root / STATE)
    try:
        durable = state.segments()
        for name, path in segment_files(folder).items():
            if durable.get(name, 0) == 0:
                _set_aside(root, path)
                state.forget_segment(name)
        for name, size in state.segments().items():
            _settle(root, folder, name, size)
    except BaseException:
        state.close()
        raise
    return state, problems


def _usable(path: Path, folder: Path) -> State | None:
    """The state unless it is missing, broken or behind: it must know every closed segment in full."""
    closed = {name: file.stat().st_size for name, file in segment_files(folder).items() if file.suffix != OPEN}
    try:
        state = State(path)
        known = state.segments()
    except sqlite3.Error:
        return None
    if any(size > known.get(name, -1) for name, size in closed.items()):
        state.close()
        return None
    short = [name for name, size in known.items() if size and segment_size(folder, name) < size]
    if short:
        state.close()
        raise Damaged(f"{folder / short[0]}: the segment is missing or cut short; restore it from a copy")
    return state


def _settle(root: Path, folder: Path, name: str, durable: int) -> None:
    """Close a segment that a dead writer left open, at the length that was acknowledged."""
    path = folder / (name + OPEN)
    if not path.exists():
        return
    with path.open("r+b") as stream:
        if path.stat().st_size > durable:
            _keep_tail(root, path, durable)
            stream.truncate(durable)
        os.fsync(stream.fileno())
    path.rename(folder / name)
    fsync_folder(folder)


def _keep_tail(root: Path, path: Path, durable: int) -> None:
    target = _free(root, f"{path.name}.tail-{durable}")
    with path.open("rb") as source, target.open("xb") as copy:
        source.seek(durable)
        while piece := source.read(PIECE):
            copy.write(piece)
        copy.flush()
        os.fsync(copy.fileno())
    fsync_folder(target.parent)


def _set_aside(root: Path, path: Path) -> None:
    with suppress(FileNotFoundError):
        path.rename(_free(root, path.name))
        fsync_folder(path.parent)


def _free(root: Path, name: str) -> Path:
    """A name in the folder of things set aside that is not taken."""
    aside = root / ASIDE
    aside.mkdir(exist_ok=True)
    number, path = 1, aside / name
    while path.exists():
        number += 1
        path = aside / f"{name}.{number}"
    return path
