"""SIGTERM at random moments of `archive add`: what is under way is finished, and what was called done is there."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from presscut.archive.store import Archive
from tests.archive.durability.scenario import agrees

RUNS = 15
PAGES = 5000  # more than a run gets through before its signal comes
LONGEST = 2.0  # seconds from the first page that is done to the signal
PATIENCE = 60
TEXT = "The boats of Lowmere stayed in the harbour for day %d, and nobody in the town complained of it. " * 9


def done(log: Path) -> set[str]:
    """The ids that a log calls done; a line that is not complete counts for nothing."""
    lines = log.read_text().splitlines(keepends=True) if log.exists() else []
    rows = [json.loads(line) for line in lines if line.endswith("\n")]
    return {row["id"] for row in rows if row.get("outcome") == "done"}


def stopped(folder: Path, root: Path, after: float) -> int:
    """Add pages until the signal comes, so many seconds after the first page is done; the exit code."""
    arguments = ["archive", "add", "pages.jsonl", "--archive", "kept", "--log-file", "log"]
    command = [sys.executable, "-m", "presscut", *arguments]
    environment = {"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin"}
    with subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.DEVNULL) as running:
        end = time.monotonic() + PATIENCE
        while not done(folder / "log") and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(after)
        running.send_signal(signal.SIGTERM)
        return running.wait(PATIENCE)


@pytest.mark.long
def test_a_run_that_is_told_to_stop_keeps_all_that_it_called_done(tmp_path: Path, root: Path) -> None:
    """tests/presscut/test_signals.py has the short form: one signal, whenever it comes."""
    rows = [{"text": TEXT % ((number,) * 9), "url": f"https://lowmere.example/{number}"} for number in range(PAGES)]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    chance = Random(RUNS)
    for _ in range(RUNS):
        (tmp_path / "log").unlink(missing_ok=True)
        assert stopped(tmp_path, root, chance.random() * LONGEST) == 143
        with Archive(tmp_path / "kept") as archive:
            assert done(tmp_path / "log") <= {entry.id for entry in archive.list()}
    agrees(tmp_path / "kept")
