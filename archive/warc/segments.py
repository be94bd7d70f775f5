"""Segments: the files of an archive. A segment is ``.open`` while it grows and then never changes.

A series (``orig``, ``clean``) writes one segment at a time: whole members only, brought to the disk by `write`,
made durable by `sync`, closed by `finish`. What the disk did not confirm is not counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple

from presscut.archive.disk import Disk
from presscut.archive.warc.headers import Record
from presscut.archive.warc.members import Backend, content_of, packed
from presscut.archive.warc.packing import Packer

LARGEST = 10**9  # bytes of a segment, the size the WARC guidelines recommend
# Bytes of records after which what waits is packed and written, whoever asks: more than a usual group has.
PIECE = 1 << 20
# What a member can have beyond its record, in bytes: its frame, and for every so many bytes one more where nothing
# can be deflated (RFC 1951, 3.2.4: 5 for 64 kB; libraries take a little more).
FRAME = 100
STORED = 1_000
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


class Place(NamedTuple):
    """Where a record stands: the segment, and offset and length of its member in bytes.

    `hash` is the SHA-256 of the member as it was written: the archive's word against the disk's.
    """

    segment: str
    offset: int
    length: int
    hash: bytes


class Parcel:
    """A record on its way into a segment, or a member as it stands in another archive.

    Attributes:
        segment: the name of the segment.
        size: bytes of the record, or of the member that is copied.
        most: bytes that its member does not exceed.
        length: of its member; 0 before it is packed.
        offset: of its member in the segment, −1 before it is written.
    """

    __slots__ = ("_content", "_error", "_hash", "_member", "_write", "length", "most", "offset", "segment", "size")

    def __init__(self, segment: str, what: Record | bytes, write: Callable[[], None]) -> None:
        self.segment = segment
        self.offset = -1
        self.length = 0
        self._hash = self._member = b""
        self._write = write
        self._error: BaseException | None = None
        if isinstance(what, Record):
            # Put together here, for whoever packs should do little else: a thread that has Python's lock for a moment
            # only does not keep the other one waiting for it.
            self._content: bytes | None = content_of(what)
            self.size = len(self._content)
            self.most = self.size + self.size // STORED + FRAME
        else:
            self.size = self.most = len(what)
            self._seal(what)

    def pack(self, backend: Backend) -> None:
        """Make the member, unless that was done. An error is raised by `member`."""
        if self._content is not None and self._error is None:
            try:
                self._seal(packed(self._content, backend))
            except Exception as error:
                self._error = error

    def _seal(self, member: bytes) -> None:
        self._hash = sha256(member).digest()
        self._member = member
        self.length = len(member)
        self._content = None

    @property
    def member(self) -> bytes:
        """The member, which was packed. Raises what went wrong then."""
        if self._error is not None:
            raise self._error
        return self._member

    def written(self, offset: int) -> int:
        """Note where the member stands; gives where it ends."""
        self.offset = offset
        self._member = b""
        return self.end

    @property
    def end(self) -> int:
        """Where the member ends."""
        return self.offset + self.length

    @property
    def told(self) -> Place:
        """What is known of its place: the segment, until it is written."""
        return Place(self.segment, self.offset, self.length, self._hash)

    @property
    def place(self) -> Place:
        """Where the record stands. It is written, with all before it, when it waits still. Raises OSError."""
        if self.offset < 0:
            self._write()
        return self.told


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a segment stood: the bytes that were written, and what waited to be."""

    size: int
    waiting: tuple[Parcel, ...]


class Segment:
    """A segment that is being written. Records are packed and written together.

    A write that fails is taken back, and what waited waits on.

    Attributes:
        size: the bytes that are written.

    Raises:
        OSError: from every method.
    """

    def __init__(self, folder: Path, name: str, info: Record, packer: Packer, disk: Disk) -> None:
        self.name = name
        self.info_id = info.require("WARC-Record-ID")
        self._path = folder / (name + OPEN)
        self._packer = packer
        self._disk = disk
        self._descriptor = disk.create(self._path)
        self._waiting: list[Parcel] = []
        self._size = 0  # bytes of blocks that wait
        self._torn = False  # whether a write that failed left something behind
        self.size = 0
        try:
            disk.sync_folder(folder)
            self.info = self._append(info)
        except BaseException:
            self.remove()
            raise

    def append(self, record: Record) -> Parcel:
        """Take a record that belongs to this segment's warcinfo."""
        return self._append(record.with_field("WARC-Warcinfo-ID", self.info_id))

    def _append(self, record: Record) -> Parcel:
        return self._take(Parcel(self.name, record, self.write))

    def copy(self, content: bytes) -> Parcel:
        """Take a member as it stands in another archive, whose warcinfo its record names."""
        return self._take(Parcel(self.name, content, self.write))

    def _take(self, parcel: Parcel) -> Parcel:
        self._waiting.append(parcel)
        self._size += parcel.size
        if self._size >= PIECE:
            self.write()
        return parcel

    def write(self) -> None:
        """Pack and write what waits, in the order in which it was taken."""
        if not self._waiting:
            return
        self._packer.pack(self._waiting)
        members = [parcel.member for parcel in self._waiting]
        self._mend()
        self._torn = True
        try:
            self._disk.write_all(self._descriptor, b"".join(members))
        except BaseException:
            self._mend()
            raise
        for parcel in self._waiting:
            self.size = parcel.written(self.size)
        self._torn = False
        self._wait([])

    def _wait(self, waiting: list[Parcel]) -> None:
        self._waiting, self._size = waiting, sum(parcel.size for parcel in waiting)

    def _mend(self) -> None:
        """Cut off what a write that failed left behind."""
        if self._torn:
            self._disk.truncate(self._descriptor, self.size)
            self._torn = False

    def mark(self) -> Mark:
        """Where the segment stands, for `undo`."""
        return Mark(self.size, (*self._waiting,))

    def undo(self, mark: Mark) -> None:
        """Take back what came after a mark, written or not, of an add that failed half-way."""
        written = [parcel.end for parcel in mark.waiting if parcel.offset >= 0]
        size = max(written, default=mark.size)  # what waited then and was written since stays
        if self._torn or self.size > size:
            self._disk.truncate(self._descriptor, size)
            self._torn = False
        self.size = size
        self._wait([parcel for parcel in mark.waiting if parcel.offset < 0])

    def filled(self, largest: int) -> bool:
        """Whether it has reached a size. What waits is written when the answer hangs on it."""
        if self.size + sum(parcel.most for parcel in self._waiting) >= largest:
            self.write()
        return self.size >= largest

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
        """Close the file as it is; what waits is let go."""
        self._wait([])
        if self._descriptor >= 0:
            descriptor, self._descriptor = self._descriptor, -1
            self._disk.close(descriptor)


class Series:
    """The segments of one series, the current one opened when its first record comes."""

    def __init__(self, opened: Callable[[], Segment], largest: int = LARGEST) -> None:
        self._opened = opened
        self._largest = largest
        self.current: Segment | None = None

    def append(self, record: Record) -> Parcel:
        """Take a record into the current segment."""
        return self.begun().append(record)

    def copy(self, content: bytes) -> Parcel:
        """Take a member as it stands in another archive into the current segment."""
        return self.begun().copy(content)

    def begun(self) -> Segment:
        """The current segment, opened if there is none."""
        if self.current is None:
            self.current = self._opened()
        return self.current

    def mark(self) -> tuple[Segment, Mark] | None:
        """Where the series stands, for `undo`."""
        return (self.current, self.current.mark()) if self.current else None

    def undo(self, mark: tuple[Segment, Mark] | None) -> None:
        """Go back to a mark that was taken since the last `sync`."""
        if mark is not None:
            segment, there = mark
            segment.undo(there)
        elif self.current is not None:
            self.current.remove()
            self.current = None

    def filled(self) -> bool:
        """Whether the current segment has reached its size. What waits is written when the answer hangs on it."""
        return self.current is not None and self.current.filled(self._largest)

    def write(self) -> None:
        """Write what waits."""
        if self.current is not None:
            self.current.write()

    def sync(self) -> None:
        """Make the current segment durable, as far as it is written."""
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
