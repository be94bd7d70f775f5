"""Streams in UTF-16 and UTF-32 as UTF-8, in which the end of a line is one byte that is nothing else."""

from __future__ import annotations

import codecs
import gzip
import io
from typing import BinaryIO, cast

from presscut.archive.inputs.streams import CHUNK

Buffered = io.BufferedReader | gzip.GzipFile
# Unicode 16.0, 23.8: the byte order marks. That of UTF-32, little end first, begins with that of UTF-16.
MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LONGEST_MARK = 4


class Recoded(io.RawIOBase):
    """A stream in another encoding, turned into UTF-8 while it is read. What cannot be read becomes U+FFFD."""

    def __init__(self, stream: Buffered, encoding: str) -> None:
        super().__init__()
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ready = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        while not self._ready and not self._ended:
            self._step()
        taken = self._ready[: len(view)]
        self._ready = self._ready[len(taken) :]
        view[: len(taken)] = taken
        return len(taken)

    def _step(self) -> None:
        piece = self._stream.read1(CHUNK)
        self._ended = not piece
        self._ready = self._decoder.decode(piece, self._ended).encode("utf-8")


def in_utf8(stream: Buffered) -> BinaryIO:
    """The stream as it is; where a byte order mark says UTF-16 or UTF-32, in UTF-8 and without the mark."""
    found = _mark_of(stream.peek(LONGEST_MARK))
    if found is None:
        return cast(BinaryIO, stream)
    mark, encoding = found
    stream.read(len(mark))
    return cast(BinaryIO, io.BufferedReader(Recoded(stream, encoding), CHUNK))


def head_in_utf8(head: bytes) -> bytes:
    """The first bytes of a stream as `in_utf8` gives them, without a character that is cut off."""
    found = _mark_of(head)
    if found is None:
        return head
    mark, encoding = found
    return codecs.getincrementaldecoder(encoding)("replace").decode(head.removeprefix(mark)).encode("utf-8")


def _mark_of(head: bytes) -> tuple[bytes, str] | None:
    return next((found for found in MARKS if head.startswith(found[0])), None)
