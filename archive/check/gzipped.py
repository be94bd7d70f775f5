"""One gzip member, unpacked strictly (RFC 1952) and by counting: whatever it holds, little of it is held.

The framing is read here, byte for byte, and only the deflate data by zlib: so each part of a member that
can be wrong is told from the others, and the library that checks is not the one that wrote.
"""

from __future__ import annotations

import hashlib
import struct
import zlib

from presscut.archive.check.findings import Found
from presscut.archive.check.source import PIECE, Source
from presscut.archive.warc.members import MEMBER_HEAD, RAW

MAGIC = b"\x1f\x8b\x08"  # RFC 1952, 2.3.1: ID1, ID2, and CM 8, the only method there is
FIXED = 10  # bytes of a header without options
TRAILER = struct.Struct("<II")  # CRC-32 and the length modulo 2^32
FHCRC, FEXTRA, FNAME, FCOMMENT, RESERVED = 2, 4, 8, 16, 0xE0
LONGEST_NAME = 1 << 16  # bytes of a name or comment in a header; a longer one is damage
FIRST_FEED = 1 << 13  # bytes given to zlib at once: what it does not use it copies, so small ones come first
LARGEST_FEED = 1 << 18
# A member that unpacks to more than BOMB bytes and to more than BOMB_RATIO times its size is no record:
# deflate reaches 1,032, prose and pages 2 to 30.
BOMB = 1 << 30
BOMB_RATIO = 200


class HeaderError(ValueError):
    """A gzip header that cannot be read."""


class Member:
    """A member at the offset of a source, as bytes that can be looked at before they are taken.

    Attributes:
        offset: where it starts in the file.
        position: how many unpacked bytes were taken.
        damage: what is wrong with it, known once all of it was taken; null while nothing is.
        checked: whether its checksum fits: the header and deflate data are then as they were written.

    Args:
        own: it must have the header that presscut writes, and its digest is asked for.
    """

    def __init__(self, source: Source, *, own: bool = False) -> None:
        self._source = source
        self._inflate = zlib.decompressobj(RAW)
        self._hash = hashlib.sha256() if own else None
        self._checksum = 0
        self._unpacked = 0
        self._feed = FIRST_FEED
        self._buffer = memoryview(b"")
        self._ended = False
        self.offset = source.offset
        self.position = 0
        self.damage: Found | None = None
        self.checked = False
        try:
            self._header(own)
        except HeaderError as error:
            self._end(Found("member-header", str(error)))

    @property
    def digest(self) -> bytes:
        """SHA-256 of what was read of it, as it lies on disk; empty when it is not our own."""
        return self._hash.digest() if self._hash is not None else b""

    def ahead(self, count: int) -> memoryview:
        """The unpacked bytes that come next: at least `count`, fewer only at the end or at damage."""
        while len(self._buffer) < count and not self._ended:
            more = self._more()
            if more:
                self._buffer = memoryview(bytes(self._buffer) + more if self._buffer else more)
        return self._buffer

    def skip(self, count: int) -> None:
        """Take bytes that were seen ahead."""
        self._buffer = self._buffer[count:]
        self.position += count

    def _more(self) -> bytes:
        packed = self._source.ahead(1)[: self._feed]
        if not packed:
            self._end(Found("truncated", "the file ends in the middle of a member"))
            return b""
        try:
            unpacked = self._inflate.decompress(packed, PIECE)
        except zlib.error as error:
            self._end(Found("deflate", f"the compressed data cannot be unpacked ({_reason(error)})"))
            return b""
        rest = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
        self._take(len(packed) - len(rest))
        self._feed = min(self._feed * 2, LARGEST_FEED)
        self._checksum = zlib.crc32(unpacked, self._checksum)
        self._unpacked += len(unpacked)
        if self._inflate.eof:
            self._trailer()
        elif self._unpacked > BOMB and self._unpacked > BOMB_RATIO * (self._source.offset - self.offset):
            self._end(Found("bomb", f"it unpacks to more than {self._unpacked:,} bytes"))
        return unpacked

    def _header(self, own: bool) -> None:
        fixed = bytes(self._source.ahead(FIXED)[:FIXED])
        if len(fixed) < FIXED:
            return self._end(Found("truncated", "the file ends in the middle of a gzip header"))
        flags = fixed[3]
        if flags & RESERVED:
            raise HeaderError("reserved flags of the gzip header are set")
        if own and fixed != MEMBER_HEAD:
            self.damage = Found("member-header", f"the gzip header is {fixed.hex(' ')}, not as presscut writes it")
        self._take(FIXED)
        if flags:
            self._options(flags, zlib.crc32(fixed))
        return None

    def _options(self, flags: int, checksum: int) -> None:
        if flags & FEXTRA:
            size = self._piece(2)
            checksum = zlib.crc32(size + self._piece(int.from_bytes(size, "little")), checksum)
        for _ in range(bool(flags & FNAME) + bool(flags & FCOMMENT)):
            checksum = zlib.crc32(self._name(), checksum)
        if flags & FHCRC and int.from_bytes(self._piece(2), "little") != checksum & 0xFFFF:
            raise HeaderError("the gzip header does not fit its own checksum")

    def _name(self) -> bytes:
        seen = bytes(self._source.ahead(LONGEST_NAME)[:LONGEST_NAME])
        end = seen.find(b"\0")
        if end < 0:
            raise HeaderError("a name in the gzip header has no end")
        return self._piece(end + 1)

    def _piece(self, count: int) -> bytes:
        piece = bytes(self._source.ahead(count)[:count])
        if len(piece) < count:
            raise HeaderError("the gzip header has no end")
        self._take(count)
        return piece

    def _trailer(self) -> None:
        trailer = bytes(self._source.ahead(TRAILER.size)[: TRAILER.size])
        self._take(len(trailer))
        if len(trailer) < TRAILER.size:
            return self._end(Found("truncated", "the file ends in the middle of a member's checksum"))
        checksum, length = TRAILER.unpack(trailer)
        self.checked = checksum == self._checksum
        if not self.checked:
            return self._end(Found("crc", f"the checksum is {checksum:08x}, that of the data {self._checksum:08x}"))
        if length != self._unpacked & 0xFFFFFFFF:
            return self._end(Found("isize", f"the length is given as {length}, the data has {self._unpacked} bytes"))
        return self._end(None)

    def _take(self, count: int) -> None:
        if self._hash is not None:
            self._hash.update(self._source.ahead(count)[:count])
        self._source.skip(count)

    def _end(self, damage: Found | None) -> None:
        self._ended = True
        self.damage = damage or self.damage


def _reason(error: zlib.error) -> str:
    return str(error).rpartition(": ")[2]
