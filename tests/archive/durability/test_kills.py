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

LATEST = 0.12  # seconds that a writer lives at most, every second one after its first word


class Nursery:
    """A process that brings forth writers, one at a time."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._orders, self._words = process.stdin, process.stdout

    def raise_and_kill(self, path: Path, first: int, after: float, *, spoken: bool) -> list[int]:
        """Let a writer add items from a number on, and kill it; what it acknowledged.

        Args:
            after: seconds that it lives, from its birth, or when `spoken` from its first word.
        """
        print(path, first, file=self._orders, flush=True)
        said = [self._words.readline()]
        while not _born(said) or (spoken and not _acknowledged(said)):  # a writer may speak before its nurse
            said.append(self._words.readline())
        time.sleep(after)
        os.kill(_born(said)[0], signal.SIGKILL)
        while not said[-1].endswith("dead\n"):  # behind half a line, if it came to that
            said.append(self._words.readline())
        return _acknowledged(said)


def _born(said: list[str]) -> list[int]:
    return [int(line.split()[1]) for line in said if line.startswith("born ")]


def _acknowledged(said: list[str]) -> list[int]:
    return [int(line) for line in said if line.strip().isdigit()]


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
        for kill in range(kills):
            first = len(acknowledged)
            acknowledged += nurse.raise_and_kill(path, first, chance.random() * LATEST, spoken=kill % 2 == 1)
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
