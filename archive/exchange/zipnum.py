"""A sorted index in packed blocks, and the short index of the blocks: what replay tools call ZipNum.

A reader finds the block by the short index, and unpacks some thousand lines instead of all.
"""

from __future__ import annotations

import json
import zlib
from hashlib import sha256
from typing import BinaryIO, Protocol

LINES = 3000  # lines of a block, as cdxj-indexer has it
GZIP = 31  # wbits of zlib: a gzip header and the largest window
LEVEL = 9
META = {"format": "cdxj-gzip-1.0"}


class Sink(Protocol):
    def write(self, content: bytes, /) -> object: ...


class Blocks:
    """Takes the lines of a sorted index, one at a time, and writes them in packed blocks.

    Args:
        sink: gets the blocks.
        short: gets a line for each block: the key of its first line, offset, length and digest.
        name: the name under which the blocks are found.
    """

    def __init__(self, sink: Sink, short: BinaryIO, name: str, lines: int = LINES) -> None:
        self._sink = sink
        self._short = short
        self._most = lines
        self._block: list[bytes] = []
        self._offset = 0
        short.write(b"!meta 0 %s\n" % json.dumps({**META, "filename": name}).encode("ascii"))

    def write(self, line: bytes) -> None:
        """Take the next line, with its end."""
        self._block.append(line)
        if len(self._block) >= self._most:
            self.flush()

    def flush(self) -> None:
        """Write the lines that wait for a full block."""
        if not self._block:
            return
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
        packed = packer.compress(b"".join(self._block)) + packer.flush()
        about = {"offset": self._offset, "length": len(packed), "digest": "sha256:" + sha256(packed).hexdigest()}
        self._short.write(b"%s %s\n" % (key_of(self._block[0]), json.dumps(about).encode("ascii")))
        self._sink.write(packed)
        self._offset += len(packed)
        self._block = []


def key_of(line: bytes) -> bytes:
    """The part of an index line that it is sorted by: the key of the address, and the time."""
    return b" ".join(line.split(b" ", 2)[:2])
