"""Members: one WARC record, one gzip member, the same bytes for the same record.

The framing is ours: the head never differs, so that a changed byte in it shows. A backend is a function
that deflates. libdeflate takes a whole member at once, which is all that is ever asked of it here: it is
twice as fast as zlib and its files are hardly larger than those of gzip -9 (bench/warc.py, docs/benchmarks.md).
ISA-L is twice as fast again, for files 3 % larger on prose and 14 % on web pages.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

from presscut.archive.warc.headers import Record, head_bytes
from presscut.archive.warc.lines import RECORD_END

try:
    from deflate import crc32  # in a fifth of zlib's time
except ImportError:
    from zlib import crc32  # type: ignore[assignment] # the same for a whole member

# RFC 1952, 2.3: magic, deflate, no flags, no time, no extra flags, operating system unknown.
MEMBER_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
MEMBER_TAIL = struct.Struct("<II")  # RFC 1952, 2.3.1: CRC-32, then the length modulo 2^32
RAW = -15  # wbits of zlib: deflate without header, the largest window
# Level 6 gives files of the size of gzip -9. Level 4 takes a sixth less time; it makes small records 1.3 % larger, web
# pages 4 % and long accounts 10 %. Of an archive of web pages all small records together are a seventieth.
LIBDEFLATE_LEVEL, LIBDEFLATE_SMALL_LEVEL = 6, 4
SMALL = 1 << 13  # bytes
ISAL_LEVEL = 3  # its highest
ZLIB_LEVEL = 6  # 9 gives files of the same size

Backend = Callable[[bytes], bytes | bytearray]
"""Deflates what it is given (RFC 1951, no header); equal content gives equal bytes."""


def zlib_backend(content: bytes) -> bytes:
    """Deflate with the standard library, always there."""
    deflater = zlib.compressobj(ZLIB_LEVEL, zlib.DEFLATED, RAW)
    return deflater.compress(content) + deflater.flush()


def libdeflate_backend() -> Backend:
    """Deflating with libdeflate.

    Raises:
        ImportError: it is not installed.
    """
    from deflate import deflate_compress

    def backend(content: bytes) -> bytes | bytearray:
        return deflate_compress(content, LIBDEFLATE_SMALL_LEVEL if len(content) < SMALL else LIBDEFLATE_LEVEL)

    return backend


def isal_backend() -> Backend:
    """Deflating with ISA-L.

    Raises:
        ImportError: it is not installed.
    """
    from isal import isal_zlib

    def backend(content: bytes) -> bytes:
        deflater = isal_zlib.compressobj(ISAL_LEVEL, isal_zlib.DEFLATED, RAW)
        packed: bytes = deflater.compress(content) + deflater.flush()
        return packed

    return backend


def best_backend() -> Backend:
    """libdeflate, which comes with presscut; where it cannot be had ISA-L when it is installed, else zlib."""
    for backend in (libdeflate_backend, isal_backend):
        try:
            return backend()
        except ImportError:
            continue
    return zlib_backend


def content_of(record: Record) -> bytes:
    """What the member of a record holds."""
    return b"".join((head_bytes(record), record.block, RECORD_END))


def packed(content: bytes, backend: Backend) -> bytes:
    """A gzip member that holds a content."""
    tail = MEMBER_TAIL.pack(crc32(content), len(content) & 0xFFFFFFFF)
    return b"".join((MEMBER_HEAD, backend(content), tail))


def member(record: Record, backend: Backend) -> bytes:
    """A record as one gzip member."""
    return packed(content_of(record), backend)
