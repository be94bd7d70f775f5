"""Real processes that write to an archive, to be killed or to meet a failing machine.

python -m tests.archive.durability.writers nursery
    forks a writer for each line PATH FIRST on stdin; says its process id, what it acknowledges, and its end
python -m tests.archive.durability.writers faulty PATH POINT,… PROBABILITY SEED
    runs the scenario while libfiu lets calls of the C library fail; says which items were acknowledged
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path

from presscut.archive.disk import Disk
from presscut.archive.store import Archive
from presscut.cleaner.model import Producer
from tests.archive.durability.scenario import LARGEST, Item, items, run
from tests.archive.making import article, page

GROUP = 3  # adds between two commits
ERRORS = (errno.ENOSPC, errno.EIO)


def item(number: int) -> Item:
    """The page and article of a number: two are new, the third shows one again elsewhere, the fourth is an update."""
    kind = number % 4
    shown = number - kind if kind > 1 else number
    of = page(f"tide-{shown}")
    made = article(of, text=f"At {shown} o'clock the tide came in.", paragraphs=(), canonical_url=of.url)
    if kind == 2:
        return page(f"tide-{shown}", url=f"https://courier.example/{number}"), made
    if kind == 3:
        return of, replace(made, producer=Producer("2", "r", "s"))
    return of, made


def say(line: str) -> None:
    """Say a line or none of it, whenever a kill comes and whoever else speaks."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


def write(path: Path, first: int) -> None:
    """Add without end, and say what is acknowledged."""
    with Archive(path, True, commit_every=GROUP, largest=LARGEST, host="test") as archive:
        numbers = count(first)
        for _ in archive.add_all(item(number) for number in count(first)):
            say(str(next(numbers)))


def nursery() -> None:
    """A writer for each line: what is imported once need not be imported by each of them."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            path, first = line.split()
            write(Path(path), int(first))
        say(f"born {child}")
        os.waitpid(child, 0)
        say("dead")


def faulty(path: Path, points: list[str], probability: float, seed: int) -> None:
    """The scenario among failing calls, each as likely as the other to be a full disk or a broken one."""
    fiu = ctypes.CDLL(None)  # its functions are there under fiu-run
    fiu.fiu_set_prng_seed(seed)
    for number, point in enumerate(points):
        failing = ctypes.c_void_p(ERRORS[(seed + number) % len(ERRORS)])
        fiu.fiu_enable_random(point.encode(), 1, failing, 0, ctypes.c_float(probability))
    done = run(path, Disk())
    for point in points:
        fiu.fiu_disable(point.encode())
    numbers = [number for number, each in enumerate(items()) if each in done.acknowledged]
    print(json.dumps({"acknowledged": numbers, "refused": done.refused}))


if __name__ == "__main__":
    if sys.argv[1] == "nursery":
        nursery()
    else:
        faulty(Path(sys.argv[2]), sys.argv[3].split(","), float(sys.argv[4]), int(sys.argv[5]))
