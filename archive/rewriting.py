"""Putting segments in the place of others, all of them or none, whatever dies in between.

1. The new segments are written beside the old ones, under names that nobody reads, and synced.
2. A journal names them. From the moment its name is durable, they count.
3. Each takes the place of the old one; the index, which points into the old ones, goes; the state is made
   again; the journal goes.

What dies before 2 is undone, what dies after it is finished, by the next run that opens the archive.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from presscut.archive.disk import reason_of
from presscut.archive.layout import INDEX, JOURNAL
from presscut.archive.queue import NEVER
from presscut.archive.rebuild import rebuild
from presscut.archive.state import State
from presscut.archive.warc.segments import NAME
from presscut.errors import Damaged, Problem, Stopped

if TYPE_CHECKING:
    from presscut.archive.recovery import House

STAGED = ".staged"
# What the queue knows of pages that are gone: taken out, they are never asked for again; lost, they are asked for in
# the next night, as if they had just been found.
OF_WHAT_IS_GONE = "capture = NULL, article = NULL, made = NULL WHERE capture NOT IN (SELECT id FROM records)"
FORGET = f"UPDATE queue SET stage = 'archived', due = '{NEVER}', {OF_WHAT_IS_GONE}"
AGAIN = f"UPDATE queue SET stage = 'pending', due = '', {OF_WHAT_IS_GONE}"


@dataclass(frozen=True, slots=True)
class Rewriting:
    """New segments for an archive. The caller holds its lock, but for `pending`."""

    house: House

    @property
    def pending(self) -> bool:
        """Whether there are new segments that count and have not all taken their places."""
        return (self.house.root / JOURNAL).exists()

    def stage(self, name: str, pieces: Iterable[bytes]) -> int:
        """Write what the segment of a name will be; returns its size in bytes. Raises OSError."""
        size = 0
        descriptor = self.house.disk.create(self.house.folder / (name + STAGED))
        try:
            for piece in pieces:
                self.house.disk.write_all(descriptor, piece)
                size += len(piece)
            self.house.disk.sync(descriptor)
        finally:
            self.house.disk.close(descriptor)
        return size

    def decide(self, sizes: dict[str, int], *, again: bool = False) -> None:
        """Let the staged segments, given with their sizes in bytes, count: the point of no return. Raises OSError.

        Args:
            again: a page that is in none of them any more was lost, not taken out: the queue asks for it anew.
        """
        self.house.disk.sync_folder(self.house.folder)
        part = self.house.root / (JOURNAL + STAGED)
        descriptor = self.house.disk.create(part)
        try:
            self.house.disk.write_all(
                descriptor, json.dumps({"segments": sizes, "again": again}, indent=1).encode() + b"\n"
            )
            self.house.disk.sync(descriptor)
        finally:
            self.house.disk.close(descriptor)
        self.house.disk.rename(part, self.house.root / JOURNAL)
        self.house.disk.sync_folder(self.house.root)

    def settle(self) -> tuple[Problem, ...]:
        """Finish what was decided, else undo what was only staged.

        Raises:
            Stopped: the disk fails; the next run that opens the archive goes on.
            Damaged: a segment that counts is in neither of its places.
        """
        try:
            if self.pending:
                return self._finish()
            self.undo()
        except (OSError, sqlite3.Error) as error:
            raise Stopped(
                f"{self.house.root}: cannot write ({reason_of(error)}); the next run goes on where this one stopped"
            ) from None
        return ()

    def _finish(self) -> tuple[Problem, ...]:
        self.house.disk.sync_folder(self.house.root)
        decided = json.loads((self.house.root / JOURNAL).read_text("utf-8"))
        for name, size in decided["segments"].items():
            self._put_in_place(name, size)
        self.house.disk.sync_folder(self.house.folder)
        self.house.disk.remove(self.house.root / INDEX)
        problems = rebuild(self.house.state, self.house.folder, self.house.disk)
        self._tell_the_queue(AGAIN if decided.get("again") else FORGET)
        self.house.disk.remove(self.house.root / JOURNAL)
        self.house.disk.sync_folder(self.house.root)
        return problems

    def undo(self) -> None:
        """Take away what was staged and not decided. Raises OSError."""
        for path in (*self.house.folder.glob("*" + STAGED), self.house.root / (JOURNAL + STAGED)):
            if path.exists():
                self.house.disk.remove(path)

    def _put_in_place(self, name: str, size: int) -> None:
        if not NAME.match(name):
            raise Damaged(f"{self.house.root / JOURNAL}: {name!r} is no name of a segment")
        staged, place = self.house.folder / (name + STAGED), self.house.folder / name
        if staged.exists():
            self.house.disk.rename(staged, place)
        elif not place.exists() or place.stat().st_size != size:
            raise Damaged(f"{place}: the segment is missing or another one; restore it from a copy")

    def _tell_the_queue(self, statement: str) -> None:
        """Take out of the queue what was fetched and cleaned of pages that are gone.

        Their addresses stay, so that no source can offer them as new.
        """
        state = State(self.house.state, disk=self.house.disk)
        try:
            state.db.execute("PRAGMA secure_delete = ON")
            state.begin()
            state.db.execute(statement)
            state.commit()
        finally:
            state.close()
