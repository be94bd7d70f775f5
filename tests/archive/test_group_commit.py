"""Group commit: segments first, then the rows that tell of them, in an order of calls that does not vary."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from presscut.archive.disk import Disk
from presscut.archive.store import Archive
from presscut.errors import Stopped
from tests.archive.making import article, clock, page
from tests.archive.threads import SecondThreads, refuse_threads


class Watched(Disk):
    """Notes the syncs and commits; holds a sync back till the rows are entered when it is told to."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.held: threading.Event | None = None
        self.broken = False

    def sync(self, descriptor: int) -> None:
        if self.held is not None:
            assert self.held.wait(10)
        self.calls.append("sync")
        if self.broken:
            raise OSError(5, "Input/output error")
        super().sync(descriptor)

    def commit(self, database: sqlite3.Connection) -> None:
        self.calls.append("commit")
        super().commit(database)


def filled(path: Path, disk: Disk) -> Archive:
    """An archive with one article that waits to be made durable."""
    archive = Archive(path, create=True, now=clock, host="test", disk=disk)
    archive.add(page("ferry"), article(page("ferry")))
    return archive


@pytest.mark.parametrize("refused", [False, True])
def test_both_segments_are_synced_before_the_transaction_ends(
    refused: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the state tells of is on the disk by then; without threads the calls and their order are the same."""
    threads = SecondThreads()
    if refused:
        refuse_threads(monkeypatch)
    disk = Watched()
    archive = filled(tmp_path, disk)
    disk.calls.clear()
    archive.commit()
    assert disk.calls == ["sync", "sync", "commit"]
    archive.close()
    assert threads.names == []
    with Archive(tmp_path) as again:
        assert len([*again.articles()]) == 1


def test_rows_are_entered_while_the_disk_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is not done before they are: one after the other would never end."""
    disk = Watched()
    archive = filled(tmp_path, disk)
    disk.held = threading.Event()
    enter = archive._state.enter

    def entered() -> None:
        enter()
        assert disk.held is not None
        disk.held.set()

    monkeypatch.setattr(archive._state, "enter", entered)
    archive.commit()
    archive.close()
    with Archive(tmp_path) as again:
        assert len([*again.articles()]) == 1


def test_a_sync_that_fails_ends_no_transaction(tmp_path: Path) -> None:
    """Rows were entered meanwhile: none of them counts."""
    disk = Watched()
    archive = filled(tmp_path, disk)
    disk.broken = True
    disk.calls.clear()
    with pytest.raises(Stopped, match="Input/output error"):
        archive.commit()
    assert disk.calls == ["sync"]
    archive.close()
    with Archive(tmp_path) as again:
        assert [*again.articles()] == []
