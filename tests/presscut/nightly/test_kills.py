"""Kill -9 at any moment of a night, and between nights: nothing is lost, nothing is there twice."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from presscut.archive.check.archive import check_archive
from presscut.archive.check.findings import Counts
from presscut.archive.store import Archive
from tests.presscut.nightly.jobs import night
from tests.presscut.nightly.site import NEWS, OLD, article, serving

LONGEST = 2.0  # seconds after which a night is killed: it takes about as long


def test_a_night_that_dies_goes_on(tmp_path: Path, root: Path) -> None:
    """Ten deaths at random moments, then nights that end."""
    kill_nights(tmp_path, root, 10)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_a_hundred_nights_that_die_go_on(tmp_path: Path, root: Path) -> None:
    """The long form: a hundred deaths, over archives that are nearly new and archives that are nearly done."""
    for number in range(5):
        kill_nights(tmp_path / str(number), root, 20, seed=number)


def kill_nights(path: Path, root: Path, deaths: int, seed: int = 0) -> None:
    """Kill so many nights, let two end, and look at what is there."""
    path.mkdir(exist_ok=True)
    chance = random.Random(seed)
    with serving() as site:
        site.trouble = ("/go/3",)
        seen: set[str] = set()
        for death in range(deaths):
            site.night = 1 + death * 2 // deaths
            kill(path, site.base, site.night, root, chance.uniform(0.0, LONGEST))
            seen |= acknowledged(path)
            assert seen == acknowledged(path)
        for number in (2, 2):
            night(path, site, number)
        last = night(path, site, 2)
        expected = {f"{site.base}/news/{n}": n for n in NEWS} | {f"{site.base}/old/{n}": n for n in OLD}
    assert last.counts["stored"] == 0
    assert not list(check_archive(path, Counts()))
    with Archive(path) as archive:
        urls = Counter(entry.url for entry in archive.list())
        assert urls == Counter(dict.fromkeys(expected, 1))
        for entry in archive.list():
            made = archive.get(entry.id)
            assert made is not None
            assert made.text == "\n\n".join(article(expected[entry.url or ""]))
        assert archive.queue.waiting() == 0


def kill(path: Path, base: str, number: int, root: Path, after: float) -> None:
    """Start a night and end it without a word, sooner or later."""
    command = [sys.executable, "-m", "tests.presscut.nightly.jobs", str(path), base, str(number)]
    with subprocess.Popen(command, cwd=root) as process:
        time.sleep(after)
        process.send_signal(signal.SIGKILL)


def acknowledged(path: Path) -> set[str]:
    """The articles that are on disk for good."""
    if not (path / "warc").is_dir():
        return set()
    with Archive(path) as archive:
        return {entry.id for entry in archive.list()}
