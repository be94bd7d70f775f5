"""The state, made again from the segments alone."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from presscut.archive import queue
from presscut.archive.catalogue import Catalogue
from presscut.archive.disk import Disk
from presscut.archive.state import State
from presscut.archive.state.rows import record_row
from presscut.archive.warc.headers import Record
from presscut.archive.warc.reading import read_text, scan
from presscut.archive.warc.segments import NAME, OPEN, Place, serial_of
from presscut.errors import Damaged, Problem

# A group ends with one of these: what stands after the last one in an open segment was cut off.
GROUP_ENDS = frozenset({"response", "resource", "revisit", "metadata"})


def segment_files(folder: Path) -> dict[str, Path]:
    """The segments in a folder by final name: originals first, each series in the order of writing."""
    found = {
        path.name.removesuffix(OPEN): path for path in folder.iterdir() if NAME.match(path.name.removesuffix(OPEN))
    }
    return dict(sorted(found.items(), key=lambda item: (item[0].startswith("clean"), serial_of(item[0]))))


def fill(state: State, folder: Path) -> Iterator[Problem]:
    """Put every intact record of the segments into an empty state; damage is reported and passed."""
    catalogue = Catalogue(state, lambda row: read_text(folder, row.place, row.id))
    state.begin()
    for name, path in segment_files(folder).items():
        group: list[tuple[Record, Place]] = []
        end = 0
        for found in scan(path, name):
            if isinstance(found, Problem):
                yield found
                continue
            group.append(found)
            if found[0].get("WARC-Type") in GROUP_ENDS:
                end = found[1].offset + found[1].length
                yield from _take(catalogue, group)
                group = []
        if not path.name.endswith(OPEN):
            yield from _take(catalogue, group)
            end = path.stat().st_size
        state.put_segment(name, end)
    state.commit()


def _take(catalogue: Catalogue, group: Iterable[tuple[Record, Place]]) -> Iterator[Problem]:
    state = catalogue.state
    for record, place in group:
        where = f"{place.segment}#{place.offset}"
        try:
            row = record_row(record, place)
            if state.record(row.id) is not None:
                continue
            state.put_record(row)
            catalogue.enter_capture(record)
        except ValueError as error:
            yield Problem("damaged", where, f"{error}; it is passed, the rest is read")
            continue
        if row.type == "metadata":
            try:
                catalogue.enter_account(record)
            except (ValueError, KeyError, TypeError, Damaged) as error:
                yield Problem("damaged", where, f"the account of an article cannot be read ({error}); it is passed")


def rebuild(path: Path, folder: Path, disk: Disk | None = None) -> tuple[Problem, ...]:
    """Make the state file again. The old one is there until the new one is whole.

    The caller holds the lock of the archive.

    Raises:
        OSError: the disk refuses, or the old one may not be read: what the night has still to do stands in it alone.
    """
    if path.exists() and not os.access(path, os.R_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    disk = disk or Disk()
    fresh = path.with_name(path.name + ".new")
    _remove(disk, fresh)
    state = State(fresh, create=True, disk=disk)
    try:
        problems = tuple(fill(state, folder))
        with suppress(sqlite3.Error):  # there is none, or it is no database
            state.carry_over(path, queue.NAMES)
    finally:
        state.close()
    if _is_at_rest(path):
        _remove_journal(disk, path)
    else:
        _remove(disk, path)
    disk.rename(fresh, path)
    disk.sync_folder(path.parent)
    return problems


def _is_at_rest(path: Path) -> bool:
    """Whether a database is whole without its journal, made so where it can be.

    Then another may take its place in one step, and what only this one knows is never missing.
    """
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)) as older:
        return bool(older.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",))
    return False


def _remove(disk: Disk, path: Path) -> None:
    """Take a database away, then its journal.

    Without its journal a database may be an older one, which knows less than was acknowledged; and a
    journal must never meet another database. Without a database the next run makes it again.
    """
    disk.remove(path)
    disk.sync_folder(path.parent)
    _remove_journal(disk, path)


def _remove_journal(disk: Disk, path: Path) -> None:
    for ending in ("-wal", "-shm"):
        disk.remove(path.with_name(path.name + ending))
    disk.sync_folder(path.parent)
