"""Byte streams that can be looked at before they are read, and gzip streams member by member.

Everything here reads forward only and holds a bounded piece, so that it works on pipes of any length.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import BinaryIO

HEAD = 1 << 16  # bytes that are looked at to tell what a stream holds
CHUNK = 1 << 16
GZIP_MAGIC = b"\x1f\x8b"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"  # RFC 8878, 3.1.1
MEMBER_MAGIC = b"\x1f\x8b\x08"
GZIP = 31  # wbits of zlib: a gzip header and the largest window
# RFC 1952, 2.3.1: no reserved flag, and the "extra flags" and operating systems that are defined. It looks ahead,
# so that noise that begins like a member does not take the beginning of the member behind it.
PLAUSIBLE = re.compile(rb"\x1f(?=\x8b\x08[\x00-\x1f].{4}[\x00\x02\x04][\x00-\x0d\xff])", re.DOTALL)
LONGEST_AHEAD = 9  # bytes that it looks ahead
PROBE = 4096  # bytes that are decompressed to see whether a member starts here


class Rejoined(io.RawIOBase):
    """A stream whose first bytes have been taken off for a look: reads them first, then the rest."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        taken = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(taken) :]
        view[: len(taken)] = taken
        return len(taken)


class Retraced:
    """A stream in which one can go back, by putting back what was read last.

    Attributes:
        position: where reading goes on, counted from where it began.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._again = io.BytesIO()
        self._size = 0
        self.position = 0

    def read(self, count: int) -> bytes:
        """So many bytes, fewer only at the end."""
        found = self._again.read(count)
        if len(found) < count:
            found += self._stream.read(count - len(found))
        self.position += len(found)
        return found

    def line(self, most: int) -> bytes:
        """The bytes up to the end of the line, or so many."""
        found = self._again.readline(most)
        if len(found) < most and not found.endswith(b"\n"):
            found += self._stream.readline(most - len(found))
        self.position += len(found)
        return found

    def back(self, content: bytes) -> None:
        """Read these bytes again, which were the last that were read."""
        self.position -= len(content)
        at = self._again.tell()
        if len(content) <= at < self._size:  # all of them were put back before
            self._again.seek(at - len(content))
            return
        content += self._again.read()
        self._again, self._size = io.BytesIO(content), len(content)


def look(stream: BinaryIO) -> tuple[bytes, io.BufferedReader]:
    """The first bytes of a stream (fewer only at its end or at damage), and the whole stream to read on."""
    head = b""
    with suppress(EOFError):  # damage: reading on meets it again
        while more := stream.read(HEAD - len(head)):
            head += more
    return head, io.BufferedReader(Rejoined(head, stream), CHUNK)


def inflated_head(head: bytes) -> bytes:
    """What the beginning of a gzip stream unpacks to, as far as it goes."""
    try:
        return zlib.decompressobj(GZIP).decompress(head, HEAD)
    except zlib.error:
        return b""


class Member(io.RawIOBase):
    """One gzip member, unpacked while it is read.

    Attributes:
        offset: where it starts in the stream.
        damage: what is wrong with it, known once it has been read; null while nothing is.
    """

    def __init__(self, owner: Members, offset: int, damage: str | None = None) -> None:
        super().__init__()
        self._owner = owner
        self._inflate = zlib.decompressobj(GZIP)
        self.offset = offset
        self.damage = damage

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        while view and self.damage is None and not self._inflate.eof:
            unpacked = self._step(len(view))
            if unpacked:
                view[: len(unpacked)] = unpacked
                return len(unpacked)
        return 0

    def _step(self, most: int) -> bytes:
        packed = self._owner.fill()
        if not packed:
            self.damage = "the compressed data ends in the middle"
            return b""
        try:
            unpacked = self._inflate.decompress(packed, most)
        except zlib.error:
            self.damage = "the compressed data is damaged"
            return b""
        rest = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
        self._owner.advance(len(packed) - len(rest))
        return unpacked

    def drain(self) -> None:
        """Read to the end of the member."""
        while self.read(CHUNK):
            pass


class Members:
    """The members of a gzip stream in order. After a damaged one it goes on at the next that unpacks.

    Args:
        looks_right: whether the first unpacked bytes may begin a member; asked only after damage.
    """

    def __init__(self, stream: BinaryIO, looks_right: Callable[[bytes], bool]) -> None:
        self._stream = stream
        self._looks_right = looks_right
        self._buffer = b""
        self.offset = 0

    def fill(self) -> bytes:
        """The bytes not yet used, at least one unless the stream is at its end."""
        if not self._buffer:
            self._buffer = self._stream.read(CHUNK)
        return self._buffer

    def advance(self, count: int) -> None:
        """Mark bytes as used."""
        self._buffer = self._buffer[count:]
        self.offset += count

    def __iter__(self) -> Iterator[Member]:
        while self._at_least(len(MEMBER_MAGIC)):
            if not self._buffer.startswith(MEMBER_MAGIC):
                yield Member(self, self.offset, "there is something between the gzip members")
                self._find()
                continue
            member = Member(self, self.offset)
            yield member
            member.drain()
            if member.damage is not None:
                self.advance(1 if self.offset == member.offset else 0)
                self._find()

    def _at_least(self, count: int) -> bool:
        while len(self._buffer) < count:
            more = self._stream.read(CHUNK)
            if not more:
                break
            self._buffer += more
        return bool(self._buffer)

    def _find(self) -> None:
        """Go on to the next place where a member of the right kind starts, or to the end."""
        while self._at_least(2 * PROBE):
            final = len(self._buffer) < 2 * PROBE
            end = len(self._buffer) if final else len(self._buffer) - PROBE  # what starts behind it is seen in part
            headers = PLAUSIBLE.finditer(self._buffer, 0, end + LONGEST_AHEAD)
            at = next(filter(self._starts, map(re.Match.start, headers)), end)
            self.advance(at)
            if final or at < end:
                return

    def _starts(self, at: int) -> bool:
        try:
            return self._looks_right(zlib.decompressobj(GZIP).decompress(self._buffer[at : at + PROBE], 64))
        except zlib.error:
            return False
