"""The line that says how far a run is: on a terminal, and nowhere else."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from presscut.progress import WIPE, Progress
from tests.presscut.conftest import ARTICLE
from tests.presscut.test_terminal import read

PAGES = 400  # some seconds of work on a slow machine, more than one on any


def test_a_short_run_shows_nothing() -> None:
    """A line that comes and goes at once is a flicker."""
    shown = io.StringIO()
    progress = Progress(shown, iter([0.0, 0.5, 0.9]).__next__)
    progress.show(1, 0)
    progress.show(2, 0)
    progress.wipe()
    assert shown.getvalue() == ""


def test_the_line_tells_done_failed_and_pages_a_second() -> None:
    """Not more often than an eye follows; it is wiped away once."""
    shown = io.StringIO()
    progress = Progress(shown, iter([0.0, 2.0, 2.1, 4.0]).__next__)
    for done in (5, 6, 2400):
        progress.show(done, 3)
    progress.wipe()
    progress.wipe()
    assert shown.getvalue().split(WIPE) == [
        "",
        "5 done, 3 failed, 4.0 pages a second",
        "2,400 done, 3 failed, 601 pages a second",
        "",
    ]


def test_a_long_run_on_a_terminal_says_how_far_it_is() -> None:
    """On stderr; what is said at the end stands on a line of its own, and data is not touched."""
    Path("pages.jsonl").write_text("".join(json.dumps({"text": ARTICLE + ARTICLE * 3}) + "\n" for _ in range(PAGES)))
    command = [sys.executable, "-m", "presscut", "clean", "pages.jsonl", "--to", "jsonl", "-o", "rows.jsonl"]
    shown = on_a_terminal([*command, "--jobs", "2"])
    assert " pages a second" in shown
    assert shown.endswith(f"{WIPE}presscut: {PAGES} cleaned\r\n")
    assert len(Path("rows.jsonl").read_text().splitlines()) == PAGES
    quiet = subprocess.run([*command, "--jobs", "2"], capture_output=True, text=True, check=True)
    assert quiet.stderr == f"presscut: {PAGES} cleaned\n"


def on_a_terminal(command: list[str]) -> str:
    leader, follower = pty.openpty()
    with subprocess.Popen(command, stderr=follower, stdout=follower):
        os.close(follower)
        shown = b"".join(pieces(leader)).decode()
    os.close(leader)
    return shown


def pieces(leader: int) -> Iterator[bytes]:
    while piece := read(leader):
        yield piece
