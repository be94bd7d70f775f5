"""A disk on which one chosen call fails: with an error, after half of its bytes, or after all of its work."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from presscut.archive.disk import Disk

KINDS = ("full", "failing", "short", "late")


class Unsynced(Disk):
    """A sound disk that saves the tests the time of syncing: nobody cuts its power."""

    def sync(self, descriptor: int) -> None:
        pass

    def sync_folder(self, path: Path) -> None:
        pass


class FaultyDisk(Unsynced):
    """Counts the calls and spoils one of them, once.

    ``full`` (ENOSPC) and ``failing`` (EIO): the call does nothing but fail. ``short``: a write stores half of
    its bytes, and the next call fails for want of space; other calls are not spoilt. ``late``: the call does its
    work and fails (EIO) all the same, as when a device is lost before it answers.

    Attributes:
        calls: how many calls there were.
        failed: whether one of them was spoilt.
    """

    def __init__(self, spoilt: int = -1, kind: str = "failing") -> None:
        self.calls = 0
        self.failed = False
        self._spoilt = spoilt
        self._kind = kind

    @contextmanager
    def _call(self) -> Iterator[None]:
        """The place of one call. Raises OSError before or after the block, when this is the call to spoil."""
        spoilt = self.calls == self._spoilt and self._kind != "short"
        self.calls += 1
        self.failed |= spoilt
        number = errno.ENOSPC if self._kind == "full" else errno.EIO
        if spoilt and self._kind != "late":
            raise OSError(number, os.strerror(number))
        yield
        if spoilt:
            raise OSError(number, os.strerror(number))

    def create(self, path: Path) -> int:
        with self._call():
            return super().create(path)

    def reopen(self, path: Path) -> int:
        with self._call():
            return super().reopen(path)

    def write(self, descriptor: int, content: bytes | memoryview) -> int:
        if self.calls == self._spoilt and self._kind == "short":
            self._kind, self._spoilt = "full", self.calls + 1
            self.calls += 1
            return super().write(descriptor, memoryview(content)[: len(content) // 2])
        with self._call():
            return super().write(descriptor, content)

    def truncate(self, descriptor: int, size: int) -> None:
        with self._call():
            super().truncate(descriptor, size)

    def sync(self, descriptor: int) -> None:
        with self._call():
            super().sync(descriptor)

    def close(self, descriptor: int) -> None:
        os.close(descriptor)  # Linux lets go of a descriptor even when closing it fails
        with self._call():
            pass

    def rename(self, source: Path, target: Path) -> None:
        with self._call():
            super().rename(source, target)

    def remove(self, path: Path) -> None:
        with self._call():
            super().remove(path)

    def make_folder(self, path: Path) -> None:
        with self._call():
            super().make_folder(path)

    def sync_folder(self, path: Path) -> None:
        with self._call():
            super().sync_folder(path)

    def commit(self, database: sqlite3.Connection) -> None:
        """A transaction that is not made durable is taken back, as SQLite does after most errors of a COMMIT."""
        try:
            with self._call():
                super().commit(database)
        except OSError as error:
            if database.in_transaction:
                database.execute("ROLLBACK")
            raise sqlite3.OperationalError(f"cannot commit ({error.strerror})") from None
