"""Every system call by which the archive writes, in one small object, so that a test can let any of them fail."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

FREE, LOOK, ALLOW = "free the disk", "look at the disk", "make it writable"
# What a person does about it; of all else that a disk refuses, there was no room for it.
REMEDIES: Mapping[int, str] = {
    errno.EIO: LOOK,
    errno.EFBIG: "raise the limit of a file's size",
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), ALLOW),
}
OF_SQLITE: Mapping[int, str] = {
    sqlite3.SQLITE_IOERR: LOOK,
    **dict.fromkeys((sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM), ALLOW),
}
PRIMARY = 0xFF  # the part of a result code of SQLite that is not a detail of it (https://sqlite.org/rescode.html)


class Disk:
    """The disk as it is. Nothing here is tried twice and nothing is hidden: an error is the caller's.

    Raises:
        OSError: from every method but `commit`.
    """

    def create(self, path: Path) -> int:
        """A new file, for appending; its name is not durable before `sync_folder`."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o644)

    def reopen(self, path: Path) -> int:
        """A file that is there, for cutting and syncing."""
        return os.open(path, os.O_WRONLY)

    def write(self, descriptor: int, content: bytes | memoryview) -> int:
        """Write what fits in one call; gives the number of bytes, which may be fewer than there are."""
        return os.write(descriptor, content)

    def truncate(self, descriptor: int, size: int) -> None:
        """Cut a file off after `size` bytes."""
        os.ftruncate(descriptor, size)

    def sync(self, descriptor: int) -> None:
        """Make the content of a file durable."""
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """Let go of a file; says nothing about what is durable."""
        os.close(descriptor)

    def rename(self, source: Path, target: Path) -> None:
        """Give a file its name, in place of a file that has it; durable after `sync_folder`."""
        source.replace(target)

    def remove(self, path: Path) -> None:
        """Take a name away, if it is there; durable after `sync_folder`."""
        with suppress(FileNotFoundError):
            path.unlink()

    def make_folder(self, path: Path) -> None:
        """Make a folder, unless it is there; durable after `sync_folder` of the one above."""
        path.mkdir(exist_ok=True)

    def sync_folder(self, path: Path) -> None:
        """Make the names in a folder durable."""
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def commit(self, database: sqlite3.Connection) -> None:
        """Make a transaction durable: with WAL and synchronous=FULL it is when this returns.

        Raises:
            sqlite3.Error: it is not.
        """
        database.execute("COMMIT")

    def write_all(self, descriptor: int, content: bytes | memoryview) -> None:
        """Write everything, in as many calls as it takes."""
        rest = memoryview(content)
        while rest:
            rest = rest[self.write(descriptor, rest) :]

    def make_folders(self, path: Path) -> None:
        """Make a folder with those above it; when this returns, the names of all that were missing are durable."""
        if not path.parent.is_dir():
            self.make_folders(path.parent)
        self.make_folder(path)
        self.sync_folder(path.parent)


def reason_of(error: OSError | sqlite3.Error) -> str:
    """Why a file or a database cannot be read or written, in the words of the system."""
    return (isinstance(error, OSError) and error.strerror) or str(error)


def remedy_of(error: OSError | sqlite3.Error) -> str:
    """What to do about it, before the command is run again."""
    if isinstance(error, OSError):
        return REMEDIES.get(error.errno or 0, FREE)
    return OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & PRIMARY, FREE)
