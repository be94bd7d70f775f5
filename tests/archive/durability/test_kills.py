"""kill -9 at random moments, amid adds, commits and rotations, as the out-of-memory killer does it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from presscut.archive.store import Archive
from tests.archive.durability.scenario import agrees, has
from tests.archive.durability.writers import item
from tests.archive.making import complaints

LATEST = 0.12  # seconds that a writer lives at most


class Nursery:
    """A process that brings forth writers, one at a time."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._orders, self._words = process.stdin, process.stdout

    def raise_and_kill(self, path: Path, first: int, after: float) -> list[int]:
        """Let a writer add items from a number on, kill it after so many seconds; what it acknowledged."""
        print(path, first, file=self._orders, flush=True)
        said = [self._words.readline()]
        while not said[-1].startswith("born"):  # a writer may speak before its nurse
            said.append(self._words.readline())
        time.sleep(after)
        os.kill(int(said[-1].split()[1]), signal.SIGKILL)
        while said[-1] != "dead\n":
            said.append(self._words.readline())
        return [int(line) for line in said if line[0].isdigit() and line.endswith("\n")]


@contextmanager
def nursery(root: Path) -> Iterator[Nursery]:
    command = [sys.executable, "-m", "tests.archive.durability.writers", "nursery"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        yield Nursery(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(60) == 0


def kill_and_check(path: Path, kills: int, root: Path) -> int:
    """Kill writers one after the other; how many items they acknowledged."""
    chance = Random(kills)
    acknowledged: list[int] = []
    with nursery(root) as nurse:
        for _ in range(kills):
            first = max(acknowledged, default=-1) + 1
            acknowledged += nurse.raise_and_kill(path, first, chance.random() * LATEST)
    assert acknowledged == [*range(len(acknowledged))]
    Archive(path, True, host="test").close()
    agrees(path)
    has(path, [item(number) for number in acknowledged])
    assert [said for segment in sorted((path / "warc").iterdir())[-2:] for said in complaints(segment)] == []
    return len(acknowledged)


def test_twenty_killed_writers_lose_nothing_they_acknowledged(tmp_path: Path, root: Path) -> None:
    """What was said to be safe is there, once, and the next writer goes on."""
    assert kill_and_check(tmp_path, 20, root) > 20


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_three_hundred_killed_writers_lose_nothing(tmp_path: Path, root: Path) -> None:
    """The long form of the same."""
    assert kill_and_check(tmp_path, 300, root) > 300
