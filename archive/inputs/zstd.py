"""Files packed with Zstandard, ``.warc.zst`` with its dictionary among them, through the package zstandard.

"WARC compression format: Zstandard" (IIPC, 2021): a dictionary stands in a skippable frame at the start,
raw or packed itself; a frame for each record follows.
"""

from __future__ import annotations

import io
import struct
from typing import BinaryIO

from presscut.archive.inputs.streams import ZSTD_MAGIC

DICTIONARY_MAGIC = b"\x5d\x2a\x4d\x18"
LARGEST_DICTIONARY = 64 << 20  # bytes; the tools that make them stay below 1 MB
# Bytes unpacked in one step. A block of 128 KB can stand in 4 bytes (RFC 8878, 3.1.1.2.2), so a step
# gives 32 MB at most.
STEP = 1024


def is_zstd(head: bytes) -> bool:
    """Whether a file begins as Zstandard does."""
    return head.startswith((ZSTD_MAGIC, DICTIONARY_MAGIC))


class Zstd(io.RawIOBase):
    """A Zstandard stream, unpacked while it is read.

    Args:
        step: bytes unpacked at once; what they give is held.

    Raises:
        ImportError: the package zstandard is not installed.
        EOFError: the dictionary, or in reading a frame, is cut off or damaged.
    """

    def __init__(self, stream: BinaryIO, step: int = STEP) -> None:
        super().__init__()
        import zstandard

        self._error = zstandard.ZstdError
        self._stream = stream
        self._at_once = step
        self._left = stream.read(len(DICTIONARY_MAGIC))
        words = None
        if self._left == DICTIONARY_MAGIC:
            self._left = b""
            words = zstandard.ZstdCompressionDict(_dictionary(stream))
        self._decompressor = zstandard.ZstdDecompressor(dict_data=words)
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._ready = b""
        self._taken = 0  # bytes of what is ready that have been read
        self._damage: str | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        while self._taken == len(self._ready) and self._step():
            pass
        taken = self._ready[self._taken : self._taken + len(view)]
        self._taken += len(taken)
        view[: len(taken)] = taken
        return len(taken)

    def _step(self) -> bool:
        """Unpack a little more; false at the end. After damage every step fails."""
        if self._damage is not None:
            raise EOFError(self._damage)
        packed = self._left or self._stream.read(self._at_once)
        if not packed:
            if self._frame is not None:
                raise EOFError("the last frame is cut off")
            return False
        frame = self._frame = self._frame or self._decompressor.decompressobj()
        try:
            self._ready, self._taken = frame.decompress(packed), 0
        except self._error as error:
            self._damage = str(error)
            raise EOFError(self._damage) from None
        self._left = frame.unused_data if frame.eof else b""
        if frame.eof:
            self._frame = None
        return True


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
