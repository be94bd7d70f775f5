"""The calls that no object of ours stands before: SQLite's own. Here the system itself fails, or libfiu does."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from presscut.archive.disk import Disk
from tests.archive.durability.faults import Unsynced
from tests.archive.durability.scenario import check, items, run

PAGE = 4096  # bytes of a page of SQLite, and of tmpfs
STEP = 9 * PAGE  # between two limits of the short form
FIU = shutil.which("fiu-run")
POINTS = (
    "posix/io/rw/write,posix/io/rw/pwrite,posix/io/rw/write/reduce,posix/io/rw/pwrite/reduce",
    "posix/io/sync/fsync,posix/io/sync/fdatasync",
    "posix/io/rw/truncate,posix/io/rw/ftruncate,posix/io/dir/rename,posix/io/dir/unlink,posix/io/oc/close",
    "posix/io/oc/open,posix/io/rw/read,posix/io/rw/pread,posix/mm/mmap",
)
ODDS = (0.003, 0.01, 0.03, 0.1)
SEEDS = 10


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """The kernel refuses every write beyond so many bytes of a file, and makes a write that crosses it short."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def run_within_limits(folder: Path, limits: Iterator[int], whole: dict[str, object]) -> int:
    """Runs with files of limited size, until one gets through; how many did not."""
    for number, limit in enumerate(limits):
        path = folder / str(limit)
        with no_file_larger_than(limit):
            done = run(path, Unsynced())
        if not done.refused:
            return number
        if (path / "warc").is_dir():
            check(path, done.acknowledged, whole)
    raise AssertionError("limits end")


def test_a_database_that_cannot_grow_loses_nothing(memory: Path, whole: dict[str, object]) -> None:
    """Segments are small here, so it is the state and its journal that meet the limit, in a call of SQLite's."""
    assert run_within_limits(memory, count(STEP, STEP), whole) >= 3


@pytest.mark.long
def test_a_database_that_cannot_grow_by_a_kilobyte_loses_nothing(memory: Path, whole: dict[str, object]) -> None:
    """The long form of the same: also in the middle of a page."""
    assert run_within_limits(memory, count(1024, 1024), whole) > 100


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[None]:
    """A file system of so many bytes; needs the rights to mount one."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.long
def test_a_disk_that_is_full_at_any_page_loses_nothing(tmp_path: Path, whole: dict[str, object]) -> None:
    """A real file system that is really full, one page later in each run; then there is space again."""
    for pages in count(4):
        with small_disk(tmp_path, pages * PAGE):
            done = run(tmp_path / "archive", Disk())
            if not done.refused:
                assert pages > 50
                return
            subprocess.run(["mount", "-o", "remount,size=64m", str(tmp_path)], check=True)
            if (tmp_path / "archive" / "warc").is_dir():
                check(tmp_path / "archive", done.acknowledged, whole)


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.skipif(FIU is None, reason="needs fiu-run (Debian: fiu-utils)")
@pytest.mark.parametrize("points", POINTS)
def test_failing_calls_of_the_c_library_lose_nothing(
    memory: Path, root: Path, whole: dict[str, object], points: str
) -> None:
    """libfiu spoils calls of Python and of SQLite alike, at random, again and again in one run."""
    refused = 0
    for odds in ODDS:
        for seed in range(SEEDS):
            path = memory / f"{odds}-{seed}"
            command = [str(FIU), "-x", sys.executable, "-m", "tests.archive.durability.writers", "faulty"]
            done = subprocess.run(
                [*command, str(path), points, str(odds), str(seed)],
                cwd=root,
                env=os.environ | {"LC_ALL": "C.UTF-8"},
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            said = json.loads(done.stdout)
            refused += said["refused"]
            if (path / "warc").is_dir():
                every = [*items()]
                check(path, [every[number] for number in said["acknowledged"]], whole)
    assert refused > 0
