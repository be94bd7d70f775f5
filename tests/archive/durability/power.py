"""A disk with a page cache, whose power is cut before one chosen call.

What was synced is kept. Of the rest every part is kept, lost or torn by itself, as POSIX leaves it open: bytes
that were written and not synced, and names that were made, changed or taken away in a folder that was not synced.
A rename happens whole or not at all. SQLite's files, which it syncs itself, come back as they were when the last
transaction was made durable, or as they were when the power went.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from presscut.archive.disk import Disk
from presscut.archive.layout import STATE

ENDINGS = ("", "-wal")  # of SQLite's files; it makes -shm anew


class PowerCut(BaseException):
    """The end of the process: nothing that it does afterwards reaches the disk."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of names that is not durable yet: a name made (no `source`), changed, or taken away (no `target`)."""

    source: Path | None
    target: Path | None
    inode: int

    def touches(self, folder: Path) -> bool:
        """Whether syncing a folder makes it durable."""
        return folder in {path.parent for path in (self.source, self.target) if path is not None}

    def apply(self, names: dict[Path, int]) -> None:
        """Do it to durable names, unless the name it begins with never came to be."""
        if self.source is not None and names.get(self.source) != self.inode:
            return
        if self.source is not None:
            del names[self.source]
        if self.target is not None:
            names[self.target] = self.inode


class MortalDisk(Disk):
    """Does everything, remembers what of it is durable, and dies before the call with the number `cut`.

    Attributes:
        calls: how many calls there were.
        dead: whether the power was cut.
    """

    def __init__(self, root: Path, cut: int = -1) -> None:
        self.calls = 0
        self.dead = False
        self._root = root
        self._cut = cut
        self._open: dict[int, Path] = {}
        self._names = {path: path.stat().st_ino for path in _below(root.parent)}
        self._synced = {inode: path.read_bytes() for path, inode in self._names.items() if path.is_file()}
        self._pending: list[Change] = []
        self._last: dict[int, bytes] = {}  # what the files held when the power went

    def _call(self) -> None:
        self.dead = self.dead or self.calls == self._cut
        if self.dead:
            self._last = self._last or {p.stat().st_ino: p.read_bytes() for p in _below(self._root) if p.is_file()}
            raise PowerCut
        self.calls += 1

    def create(self, path: Path) -> int:
        self._call()
        descriptor = super().create(path)
        self._open[descriptor] = path
        self._synced[os.fstat(descriptor).st_ino] = b""
        self._pending.append(Change(None, path, os.fstat(descriptor).st_ino))
        return descriptor

    def reopen(self, path: Path) -> int:
        self._call()
        descriptor = super().reopen(path)
        self._open[descriptor] = path
        return descriptor

    def write(self, descriptor: int, content: bytes | memoryview) -> int:
        self._call()
        return super().write(descriptor, content)

    def truncate(self, descriptor: int, size: int) -> None:
        self._call()
        super().truncate(descriptor, size)

    def sync(self, descriptor: int) -> None:
        self._call()
        self._synced[os.fstat(descriptor).st_ino] = self._open[descriptor].read_bytes()

    def close(self, descriptor: int) -> None:
        """No call that matters: the kernel closes what a dead process had open."""
        del self._open[descriptor]
        super().close(descriptor)

    def rename(self, source: Path, target: Path) -> None:
        self._call()
        inode = source.stat().st_ino
        if source.name.startswith(STATE):  # closing a database syncs it
            self._note_database(source)
            self._synced[inode] = source.read_bytes()
        self._pending.append(Change(source, target, inode))
        super().rename(source, target)

    def remove(self, path: Path) -> None:
        self._call()
        with suppress(FileNotFoundError):
            self._pending.append(Change(path, None, path.stat().st_ino))
        super().remove(path)

    def make_folder(self, path: Path) -> None:
        self._call()
        if not path.exists():
            super().make_folder(path)
            self._pending.append(Change(None, path, path.stat().st_ino))

    def sync_folder(self, path: Path) -> None:
        self._call()
        for change in self._pending:
            if change.touches(path):
                change.apply(self._names)
        self._pending = [change for change in self._pending if not change.touches(path)]

    def commit(self, database: sqlite3.Connection) -> None:
        self._call()
        super().commit(database)
        self._note_database(Path(database.execute("PRAGMA database_list").fetchone()[2]))

    def _note_database(self, path: Path) -> None:
        """SQLite has synced its files, and the name of its journal; that of the database is ours to sync."""
        for file in (path.with_name(path.name + ending) for ending in ENDINGS):
            with suppress(FileNotFoundError):
                inode = file.stat().st_ino
                self._synced[inode] = file.read_bytes()
                if file != path:
                    self._names[file] = inode
                elif inode not in self._names.values() and not any(c.inode == inode for c in self._pending):
                    self._pending.append(Change(None, file, inode))

    def come_back(self, chance: Random, kept: float) -> None:
        """Leave on the real disk what is there when the power comes back.

        Args:
            kept: how likely each part that was not synced is there all the same.
        """
        names = dict(self._names)
        for change in self._pending:
            if chance.random() < kept:
                change.apply(names)
        database_kept = chance.random() < kept
        shutil.rmtree(self._root, ignore_errors=True)
        for path, inode in sorted(names.items()):
            if not path.parent.is_dir():
                continue  # its folder is gone
            if inode not in self._synced:
                path.mkdir(exist_ok=True)
                continue
            synced = self._synced[inode]
            last = self._last.get(inode, synced)
            if path.name.startswith(STATE):
                path.write_bytes(last if database_kept else synced)
            else:
                path.write_bytes(_torn(synced, last, chance, kept))


def _below(root: Path) -> Iterator[Path]:
    return (path for path in root.rglob("*") if not path.name.endswith(("-shm", "lock")))


def _torn(synced: bytes, last: bytes, chance: Random, kept: float) -> bytes:
    """Bytes of a file after the cut: what was not synced is there, is not, is there in part, or is zeros."""
    if chance.random() >= kept:
        return synced
    if len(last) <= len(synced):
        return last
    end = chance.randint(len(synced), len(last))
    return chance.choice([last, last[:end], last[:end] + bytes(len(last) - end)])
