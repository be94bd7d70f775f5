"""Checking WARC files by their content alone."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from presscut.archive.check.crossing import Crossing
from presscut.archive.check.events import Event, Stretch
from presscut.archive.check.findings import Counts, Finding, Found
from presscut.archive.check.gzipped import MAGIC
from presscut.archive.check.heads import START
from presscut.archive.check.members import GZIP, Members
from presscut.archive.check.plain import Plain
from presscut.archive.check.records import Seen
from presscut.archive.check.source import PATIENCE, Source, Stalled
from presscut.archive.inputs.streams import ZSTD_MAGIC
from presscut.archive.warc.segments import NAME

LOOK = 1 << 12  # bytes that tell what a file is
SKIPPABLE = (
    b"\x2a\x4d\x18"  # bytes 2 to 4 of a skippable frame, in which .warc.zst has its dictionary (RFC 8878, 3.1.2)
)
ARC = b"filedesc:"
STDIN = "-"


class Unreadable(NamedTuple):
    """A file that was left before its end, and why."""

    found: Found
    offset: int | None


def events(source: Source, *, own: bool = False) -> Iterator[Event | Unreadable]:
    """What a file holds. `own`: it was written by presscut."""
    try:
        walk = _walk(source, own)
        if isinstance(walk, Found):
            yield Unreadable(walk, None)
        else:
            yield from walk
    except Stalled as stall:
        yield Unreadable(Found("stalled", str(stall)), source.offset)
    except OSError as error:
        yield Unreadable(Found("unreadable", f"it cannot be read ({error.strerror})"), source.offset)


def _walk(source: Source, own: bool) -> Iterable[Event] | Found:
    """How to read a file, told by its first bytes; of a segment, by its name."""
    look = bytes(source.ahead(LOOK)[:LOOK])
    if not look:
        return Found("empty-file", "the file holds nothing")
    if own:
        return Members(source, own=True)
    if look.startswith(ZSTD_MAGIC) or look[1:4] == SKIPPABLE:
        return Found("zstd", "a WARC file in Zstandard")
    if look.startswith(ARC) or _unpacked(look).startswith(ARC):
        return Found("not-warc", "an ARC file")
    if look.startswith(START):
        return Plain(source)
    if MAGIC in look:
        return Members(source)
    return Plain(source) if START in look else Found("not-warc", "no WARC file")


def _unpacked(look: bytes) -> bytes:
    try:
        return zlib.decompressobj(GZIP).decompress(look, len(ARC))
    except zlib.error:
        return b""


def is_own(name: str) -> bool:
    """Whether a file has the name of a segment."""
    return NAME.match(name.removesuffix(".open")) is not None


def check_files(
    names: Iterable[str], counts: Counts, *, patience: float = PATIENCE, dangling: str = "reference-outside"
) -> Iterator[Finding]:
    """Check files, each once, then their records among each other. ``-`` is standard input.

    Args:
        counts: is added to.
        patience: seconds that a read may take.
        dangling: the rule that a reference to a record in none of the files breaks.
    """
    with Crossing(dangling) as crossing:
        for name in dict.fromkeys(names):
            counts.files += 1
            yield from counted(check_file(name, crossing, counts, patience), counts)
        yield from counted(crossing.findings(), counts)


def counted(findings: Iterable[Finding], counts: Counts) -> Iterator[Finding]:
    """Count findings as they go by."""
    for finding in findings:
        counts.count(finding)
        yield finding


def check_file(name: str, crossing: Crossing, counts: Counts, patience: float) -> Iterator[Finding]:
    """Check one file by its content."""
    try:
        source = Source(0, patience=patience) if name == STDIN else Source.open(Path(name), patience=patience)
    except OSError as error:
        yield Finding("unreadable", name, None, None, f"it cannot be opened ({error.strerror})")
        return
    with source:
        yield from findings(name, events(source, own=is_own(Path(name).name)), crossing.note, counts)


def findings(
    name: str,
    walk: Iterable[Event | Unreadable],
    note: Callable[[str, Seen], None],
    counts: Counts,
) -> Iterator[Finding]:
    """The findings of a walk through a file. Damage to a stretch is told of the record it was found in."""
    record: str | None = None
    for event in walk:
        if isinstance(event, Seen):
            record = event.head.id
            counts.records += 1
            note(name, event)
            yield from (Finding(rule, name, event.offset, record, message) for rule, message in event.found)
        elif isinstance(event, Stretch):
            counts.bytes += event.length
            record = record if event.records == 1 else None
            yield from (Finding(rule, name, event.offset, record, message) for rule, message in event.found)
            record = None
        else:
            yield Finding(event.found.rule, name, event.offset, None, event.found.message)
