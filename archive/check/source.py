"""Bytes of a file or a pipe, read forward in pieces, each read with a limit of time.

A read of a regular file returns; one of a pipe may never. So a pipe is asked first whether it has
something, for `patience` seconds at most.
"""

from __future__ import annotations

import os
import select
import stat
from pathlib import Path
from typing import Protocol

PIECE = 1 << 20  # bytes of a read, and the most that is held of a record
PATIENCE = 60.0  # seconds that a read may take before it counts as endless
WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0)  # opening a pipe that nobody writes must return


class Stalled(Exception):
    """Nothing came within the time that a read may take."""


class Bytes(Protocol):
    """Bytes that can be looked at before they are taken."""

    def ahead(self, count: int) -> memoryview:
        """The bytes that come next: at least `count` of them, fewer only at the end."""

    def skip(self, count: int) -> None:
        """Take bytes that were seen ahead."""


class Source:
    """An open file from where it stands, or from `start` to `stop`. Use it in a ``with`` block.

    Raises:
        Stalled: from `ahead`, when nothing comes for `patience` seconds.
        OSError: from `ahead`.
    """

    def __init__(self, descriptor: int, *, patience: float = PATIENCE, start: int = 0, stop: int | None = None) -> None:
        self._descriptor = descriptor
        self._patience = patience
        self._stop = stop
        status = os.fstat(descriptor)
        self.regular = stat.S_ISREG(status.st_mode)
        self.size = status.st_size if self.regular else None
        self._buffer = memoryview(b"")
        self._next = self.offset = start

    @classmethod
    def open(cls, path: Path, *, patience: float = PATIENCE, stop: int | None = None) -> Source:
        """A file by its name. Raises OSError."""
        return cls(os.open(path, os.O_RDONLY | WITHOUT_WAITING), patience=patience, stop=stop)

    def __enter__(self) -> Source:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._descriptor)

    def window(self, start: int, length: int) -> Source:
        """A piece of the same file, to be read by itself."""
        return Source(self._descriptor, patience=self._patience, start=start, stop=start + length)

    def ahead(self, count: int) -> memoryview:
        """The bytes from `offset` on: at least `count` of them, fewer only at the end."""
        while len(self._buffer) < count:
            more = self._read()
            if not more:
                break
            self._buffer = memoryview(bytes(self._buffer) + more if self._buffer else more)
        return self._buffer

    def skip(self, count: int) -> None:
        """Take bytes that were seen ahead."""
        self._buffer = self._buffer[count:]
        self.offset += count

    def go_to(self, offset: int) -> bool:
        """Read on from another place; only a regular file can."""
        if not self.regular:
            return False
        if self.offset <= offset <= self._next:
            self.skip(offset - self.offset)
        else:
            self._buffer = memoryview(b"")
            self._next = self.offset = offset
        return True

    def _read(self) -> bytes:
        most = PIECE if self._stop is None else min(PIECE, self._stop - self._next)
        if most <= 0:
            return b""
        if self.regular:
            more = os.pread(self._descriptor, most, self._next)
        else:
            self._wait()
            more = os.read(self._descriptor, most)
        self._next += len(more)
        return more

    def _wait(self) -> None:
        ready, _, _ = select.select([self._descriptor], [], [], self._patience)
        if not ready:
            raise Stalled(f"nothing came for {self._patience:g} seconds")
