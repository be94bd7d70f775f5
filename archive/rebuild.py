"""The state, made again from the segments alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from presscut.archive.output import fsync_folder
from presscut.archive.state import State, entry_of, record_row
from presscut.archive.warc.headers import Record
from presscut.archive.warc.reading import scan
from presscut.archive.warc.records import read_fields
from presscut.archive.warc.segments import NAME, OPEN, Place, serial_of
from presscut.errors import Problem

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
                _take(state, group)
                group = []
        if not path.name.endswith(OPEN):
            _take(state, group)
            end = path.stat().st_size
        state.put_segment(name, end)
    state.commit()


def _take(state: State, group: Iterable[tuple[Record, Place]]) -> None:
    for record, place in group:
        row = record_row(record, place)
        if state.record(row.id) is not None:
            continue
        state.put_record(row)
        if row.type == "metadata":
            article = read_fields(record.block)["article"]
            known = state.article(article["id"])
            seq = known.seq if known else state.next_seq()
            state.put_article(entry_of(article, row.id, seq, _digest(state, row.refers_to)))


def _digest(state: State, subject: str | None) -> str:
    """The digest of the capture a metadata record speaks of, through its conversion if it has one."""
    row = state.record(subject or "")
    if row is not None and row.type == "conversion":
        row = state.record(row.refers_to or "")
    return (row and row.digest) or ""


def rebuild(path: Path, folder: Path) -> tuple[Problem, ...]:
    """Make the state file again. The old one is there until the new one is whole.

    The caller holds the lock of the archive.
    """
    fresh = path.with_name(path.name + ".new")
    _remove(fresh)
    state = State(fresh, create=True)
    try:
        problems = tuple(fill(state, folder))
    finally:
        state.close()
    _remove(path, but_the_file=True)
    fresh.replace(path)
    fsync_folder(path.parent)
    return problems


def _remove(path: Path, *, but_the_file: bool = False) -> None:
    """Take a database away with its journal, which must never meet another database."""
    for ending in ("-wal", "-shm", *(() if but_the_file else ("",))):
        path.with_name(path.name + ending).unlink(missing_ok=True)
