"""Carrying out a prune: segments without the records that go, and a tombstone for each page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

from presscut.archive.disk import remedy_of
from presscut.archive.pruning.choosing import RECORD_COLUMNS, Choice, chosen
from presscut.archive.pruning.planning import Change, Plan, plan
from presscut.archive.recovery import House, open_for_writing
from presscut.archive.rewriting import Rewriting
from presscut.archive.state import State
from presscut.archive.state.rows import RecordRow
from presscut.archive.warc import captures, derived
from presscut.archive.warc.dates import warc_date
from presscut.archive.warc.headers import Record
from presscut.archive.warc.members import Backend, member
from presscut.archive.warc.reading import read_record
from presscut.archive.warc.segments import open_segment, segment_name, serial_of
from presscut.errors import Damaged, Problem, Stopped, UsageError

GATHERED = 1 << 20  # bytes that are written at a time


@dataclass(frozen=True, slots=True)
class Hand:
    """Who writes, with what.

    Attributes:
        now: the time of the tombstones.
        software: name and version of the program; `host`: of the machine, for the name of a segment.
        reason: one line for a person, for the tombstones.
    """

    now: datetime
    backend: Backend
    software: str
    host: str
    reason: str | None = None


def prune(house: House, choice: Choice, hand: Hand) -> tuple[Plan, tuple[Problem, ...]]:
    """Take the chosen pages out for good; gives what was done, and what was found damaged on the way.

    Raises:
        NoArchive, Locked: there is no archive, or another process writes to it.
        Damaged: a segment is not as it was written; nothing was changed.
        UsageError: a file that would be written anew is a link; nothing was changed.
        Stopped: the disk is full or failed; it is as it was before, or the next run that opens the archive ends it.
    """
    house.require()
    lock = house.lock()
    try:
        state, problems = open_for_writing(house)
        try:
            made = plan(state, house.folder, chosen(state, choice))
            _refuse_links(house.state, *(house.folder / name for name in made.segments))
            sizes = _staged(house, state, made, hand) if made.gone else {}
        finally:
            state.close()
        if sizes:
            problems += _put_in_place(house, sizes)
        return made, problems
    finally:
        lock.release()


def _refuse_links(*files: Path) -> None:
    """What a link leads to would stay, with all that was to go, when another file takes the link's place."""
    for file in files:
        if file.is_symlink():
            raise UsageError(
                f"{file}: it is a link, and what goes would stay in {file.readlink()}; put the file in its place"
            )


def _staged(house: House, state: State, made: Plan, hand: Hand) -> dict[str, int]:
    """Write the new segments beside the old ones; gives their sizes."""
    rewriting = Rewriting(house)
    try:
        sizes = {
            name: rewriting.stage(name, _gathered(_kept(house.folder, state, name, made, hand)))
            for name in made.segments
        }
        name, members = _tombstones(state, made, hand)
        sizes[name] = rewriting.stage(name, _gathered(members))
    except BaseException as error:
        with suppress(OSError):  # then the next run does
            rewriting.undo()
        if isinstance(error, OSError):
            _stop(house, error)
        raise
    return sizes


def _put_in_place(house: House, sizes: dict[str, int]) -> tuple[Problem, ...]:
    rewriting = Rewriting(house)
    try:
        rewriting.decide(sizes)
    except OSError as error:  # whether it counts, the next run sees
        _stop(house, error)
    return rewriting.settle()


def _kept(folder: Path, state: State, name: str, made: Plan, hand: Hand) -> Iterator[bytes]:
    """The members of a segment that stay: byte for byte, but for those that must be written anew."""
    query = f"SELECT {RECORD_COLUMNS} FROM records WHERE segment = ? ORDER BY offset"
    at = 0
    with open_segment(folder, name) as stream:
        for row in (RecordRow(*columns) for columns in state.db.execute(query, (name,))):
            content = os.pread(stream.fileno(), row.length, row.offset)
            if row.offset != at or sha256(content).digest() != row.hash:
                _refuse(name, at)
            at += row.length
            change = made.changes.get(row.id)
            if change is not None:
                yield member(_anew(folder, change), hand.backend)
            elif row.id not in made.gone:
                yield content
        if at != os.fstat(stream.fileno()).st_size:
            _refuse(name, at)


def _refuse(name: str, at: int) -> NoReturn:
    raise Damaged(f"{name} at byte {at}: it is not as it was written, so nothing is taken out; see `archive verify`")


def _anew(folder: Path, change: Change) -> Record:
    """A record as it stands now: with the bytes it pointed at, or pointing at another capture."""
    old = read_record(folder, change.row.place, change.row.id)
    if change.kind == "pointed":
        return _pointed(old, change.other)
    first = read_record(folder, change.other.place, change.other.id)
    try:
        page = captures.read_page(old, first)
    except ValueError as error:
        raise Damaged(f"record {change.row.id}: it is not as this archive writes it ({error})") from None
    whole = captures.original(page, media_type="text", digest=old.require("WARC-Payload-Digest"), date=change.row.date)
    kept = {"WARC-Record-ID": change.row.id}
    made = whole._replace(fields=tuple((name, kept.get(name, value)) for name, value in whole.fields))
    info = old.get("WARC-Warcinfo-ID")
    return made.with_field("WARC-Warcinfo-ID", info) if info else made


def _pointed(old: Record, other: RecordRow) -> Record:
    new = {
        "WARC-Refers-To": other.id,
        "WARC-Refers-To-Target-URI": other.target or "",
        "WARC-Refers-To-Date": other.date,
    }
    return old._replace(fields=tuple((name, new.get(name, value)) for name, value in old.fields))


def _tombstones(state: State, made: Plan, hand: Hand) -> tuple[str, Iterator[bytes]]:
    """A segment that says of each page that it was taken out: its name, and its members."""
    serial = 1 + max((serial_of(name) for name in state.segments() if name.startswith("clean")), default=0)
    name = segment_name("clean", hand.now.strftime("%Y%m%d%H%M%S"), serial, hand.host)
    date = warc_date(None, hand.now)
    info = derived.warcinfo(name, software=hand.software, date=date)
    return name, (member(record, hand.backend) for record in _notes(state, made, info, date, hand.reason))


def _notes(state: State, made: Plan, info: Record, date: str, reason: str | None) -> Iterator[Record]:
    yield info
    graves = ((page.target, entry and entry.id) for page in made.pages for entry in page.entries or (None,))
    for target, article in dict.fromkeys(graves):
        note = derived.note(target, date=date, said={"kind": "tombstone", "article": article, "reason": reason})
        if state.record(note.require("WARC-Record-ID")) is None:  # the same word of the same second
            yield note.with_field("WARC-Warcinfo-ID", info.require("WARC-Record-ID"))


def _gathered(members: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in larger pieces."""
    held: list[bytes] = []
    size = 0
    for content in members:
        held.append(content)
        size += len(content)
        if size >= GATHERED:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


def _stop(house: House, error: OSError) -> NoReturn:
    raise Stopped(
        f"{house.root}: cannot write ({error.strerror}); nothing is half done, {remedy_of(error)} and run again"
    ) from None
