"""What the disk says, and what a person is told to do about it."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from presscut.archive.disk import Disk, remedy_of
from presscut.archive.store import Archive
from presscut.errors import Stopped
from tests.archive.making import article, clock, page


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "free the disk"),
        (errno.EROFS, "make it writable"),
        (errno.EACCES, "make it writable"),
        (errno.EIO, "look at the disk"),
        (errno.EFBIG, "raise the limit of a file's size"),
    ],
)
def test_the_remedy_is_one_for_what_happened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, remedy: str
) -> None:
    """Who is told to free a disk that is mounted to be read looks for the fault where it is not."""

    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    one = page("ferry")
    with Archive(tmp_path / "a", create=True, now=clock) as archive:
        monkeypatch.setattr(Disk, "write", refuse)
        archive.add(one, article(one))
        with pytest.raises(Stopped, match=f"{remedy} and run again"):
            archive.commit()
        monkeypatch.undo()


def test_what_sqlite_refuses_has_its_remedy() -> None:
    """The state lies on the same disk as the segments."""
    database = sqlite3.connect("file:state?mode=memory", uri=True)
    database.execute("CREATE TABLE a (b)")
    database.execute("PRAGMA query_only = ON")
    with pytest.raises(sqlite3.Error) as refused:
        database.execute("INSERT INTO a VALUES (1)")
    database.close()
    assert remedy_of(refused.value) == "make it writable"
    assert remedy_of(sqlite3.OperationalError("database or disk is full")) == "free the disk"
