"""Files packed with Zstandard, ``.warc.zst`` with its dictionary among them, through the package zstandard.

"WARC compression format: Zstandard" (IIPC, 2021): a dictionary stands in a skippable frame at the start,
raw or packed itself; a frame for each record follows.
"""

from __future__ import annotations

import io
import struct
from typing import BinaryIO, cast

from presscut.archive.inputs.streams import CHUNK, ZSTD_MAGIC

DICTIONARY_MAGIC = b"\x5d\x2a\x4d\x18"
LARGEST_DICTIONARY = 64 << 20  # bytes; the tools that make them stay below 1 MB


def is_zstd(head: bytes) -> bool:
    """Whether a file begins as Zstandard does."""
    return head.startswith((ZSTD_MAGIC, DICTIONARY_MAGIC))


class Zstd(io.RawIOBase):
    """A Zstandard stream, unpacked while it is read.

    Raises:
        ImportError: the package zstandard is not installed.
        EOFError: from reading, when the stream is damaged.
    """

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        import zstandard

        self._error = zstandard.ZstdError
        start = stream.read(len(DICTIONARY_MAGIC))
        if start == DICTIONARY_MAGIC:
            start, words = b"", zstandard.ZstdCompressionDict(_dictionary(stream))
        else:
            words = None
        decompressor = zstandard.ZstdDecompressor(dict_data=words)
        source = _Prefixed(start, stream)
        self._reader = decompressor.stream_reader(cast(BinaryIO, source), read_size=CHUNK, read_across_frames=True)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        try:
            return self._reader.readinto(buffer)
        except self._error as error:
            raise EOFError(str(error)) from None


class _Prefixed:
    """A stream with bytes put back before it."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start = start
        self._rest = rest

    def read(self, size: int = -1) -> bytes:
        start, self._start = self._start, b""
        return start or self._rest.read(size)


def _dictionary(stream: BinaryIO) -> bytes:
    import zstandard

    size = stream.read(4)
    length = struct.unpack("<I", size)[0] if len(size) == 4 else 0
    found = stream.read(min(length, LARGEST_DICTIONARY))
    if not length or len(found) != length:
        raise EOFError("the dictionary is cut off or too large")
    if not found.startswith(ZSTD_MAGIC):
        return found
    try:
        with zstandard.ZstdDecompressor().stream_reader(found) as reader:
            return reader.read(LARGEST_DICTIONARY)
    except zstandard.ZstdError as error:
        raise EOFError(str(error)) from None
