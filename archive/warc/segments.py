"""Segments: the files of an archive. A segment is ``.open`` while it grows and then never changes.

A series (``orig``, ``clean``) writes one segment at a time: whole members only, made durable by
`sync`, closed by `finish`. What the disk did not confirm is not counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from presscut.archive.disk import Disk
from presscut.archive.warc.headers import Record
from presscut.archive.warc.members import Backend, member

LARGEST = 10**9  # bytes of a segment, the size the WARC guidelines recommend
OPEN = ".open"
NAME = re.compile(r"^(?P<series>orig|clean)-(?P<time>\d{14})-(?P<serial>\d{5,})-(?P<host>[a-z0-9.\-]+)\.warc\.gz$")


def segment_name(series: str, time: str, serial: int, host: str) -> str:
    """The final name of a segment; `time` is ``YYYYMMDDhhmmss``."""
    plain = re.sub(r"[^a-z0-9.\-]+", "-", host.lower())[:40].strip("-.") or "host"
    return f"{series}-{time}-{serial:05d}-{plain}.warc.gz"


def serial_of(name: str) -> int:
    """The serial number in a segment's name, 0 for another file."""
    found = NAME.match(name.removesuffix(OPEN))
    return int(found["serial"]) if found else 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: the segment, and offset and length of its member in bytes.

    `hash` is the SHA-256 of the member as it was written: the archive's word against the disk's.
    """

    segment: str
    offset: int
    length: int
    hash: bytes


class Segment:
    """A segment that is being written.

    Raises:
        OSError: from every method; after one the segment must be let go with `abandon`.
    """

    def __init__(self, folder: Path, name: str, info: Record, backend: Backend, disk: Disk) -> None:
        self.name = name
        self.info_id = info.require("WARC-Record-ID")
        self._path = folder / (name + OPEN)
        self._backend = backend
        self._disk = disk
        self._descriptor = disk.create(self._path)
        self.size = 0
        try:
            disk.sync_folder(folder)
            self.info_place = self._append(info)
        except BaseException:
            self.remove()
            raise

    def append(self, record: Record) -> Place:
        """Write a record that belongs to this segment's warcinfo."""
        return self._append(record.with_field("WARC-Warcinfo-ID", self.info_id))

    def _append(self, record: Record) -> Place:
        return self.copy(member(record, self._backend))

    def copy(self, content: bytes) -> Place:
        """Write a member as it stands in another archive, whose warcinfo its record names."""
        place = Place(self.name, self.size, len(content), sha256(content).digest())
        self._disk.write_all(self._descriptor, content)
        self.size += place.length
        return place

    def cut_back(self, size: int) -> None:
        """Take back what was written after `size` bytes, of an add that failed half-way."""
        self._disk.truncate(self._descriptor, size)
        self.size = size

    def remove(self) -> None:
        """Close the file and take it away: nothing in it was acknowledged."""
        self.abandon()
        self._disk.remove(self._path)

    def sync(self) -> None:
        """Make everything durable that was written."""
        self._disk.sync(self._descriptor)

    def finish(self) -> None:
        """Give a durable segment its final name."""
        self.abandon()
        self._disk.rename(self._path, self._path.with_name(self.name))
        self._disk.sync_folder(self._path.parent)

    def abandon(self) -> None:
        """Close the file as it is."""
        if self._descriptor >= 0:
            descriptor, self._descriptor = self._descriptor, -1
            self._disk.close(descriptor)


class Series:
    """The segments of one series, the current one opened when its first record comes."""

    def __init__(self, opened: Callable[[], Segment], largest: int = LARGEST) -> None:
        self._opened = opened
        self._largest = largest
        self.current: Segment | None = None

    def append(self, record: Record) -> Place:
        """Write a record to the current segment."""
        return self.begun().append(record)

    def copy(self, content: bytes) -> Place:
        """Write a member as it stands in another archive to the current segment."""
        return self.begun().copy(content)

    def begun(self) -> Segment:
        """The current segment, opened if there is none."""
        if self.current is None:
            self.current = self._opened()
        return self.current

    def mark(self) -> tuple[Segment | None, int]:
        """Where the series stands, for `undo`."""
        return self.current, self.current.size if self.current else 0

    def undo(self, mark: tuple[Segment | None, int]) -> None:
        """Go back to a mark that was taken since the last `sync`."""
        segment, size = mark
        if segment is not None:
            segment.cut_back(size)
        elif self.current is not None:
            self.current.remove()
            self.current = None

    @property
    def full(self) -> bool:
        """Whether the current segment has reached its size."""
        return self.current is not None and self.current.size >= self._largest

    def sync(self) -> None:
        """Make the current segment durable."""
        if self.current is not None:
            self.current.sync()

    def finish(self) -> None:
        """Close the current segment, which must be durable."""
        if self.current is not None:
            self.current.finish()
            self.current = None

    def abandon(self) -> None:
        """Let go of the current segment as it is."""
        if self.current is not None:
            self.current.abandon()
            self.current = None


def _places(folder: Path, name: str) -> tuple[Path, Path]:
    """Where a segment can be. A writer may close it between two looks, so the open name comes first."""
    return folder / (name + OPEN), folder / name


def segment_size(folder: Path, name: str) -> int:
    """The bytes of a segment, closed or still open; −1 when it is missing."""
    for path in _places(folder, name):
        with suppress(FileNotFoundError):
            return path.stat().st_size
    return -1


def open_segment(folder: Path, name: str) -> BinaryIO:
    """A segment, closed or still open, for reading.

    Raises:
        OSError: it is missing or cannot be read.
    """
    still_open, closed = _places(folder, name)
    try:
        return still_open.open("rb")
    except FileNotFoundError:
        return closed.open("rb")
