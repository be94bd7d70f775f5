"""Ctrl-C and SIGTERM in real processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from presscut.signals import Interrupted, Signals
from presscut.workers import in_order
from tests.presscut.conftest import ARTICLE, Presscut

PRESSCUT = [sys.executable, "-m", "presscut"]
ENDLESS = 20_000  # pages: more than any machine cleans before the signal comes
PATIENCE = 30  # seconds that a machine under load may take for what takes a moment


def wait_for(path: Path, lines: int) -> None:
    """Wait until a log file has so many lines."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if path.exists() and path.read_text().count("\n") >= lines:
            return
        time.sleep(0.02)
    raise AssertionError(f"{path} did not grow")


def record(number: int) -> bytes:
    return json.dumps({"text": ARTICLE, "url": f"https://courier.example/{number}"}).encode() + b"\n"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_signal_ends_a_run_in_good_order(number: int, code: int, jobs: str) -> None:
    """What is under way is finished, and an output that is not complete does not appear."""
    Path("pages.jsonl").write_bytes(b"".join(record(n) for n in range(ENDLESS)))
    command = [*PRESSCUT, "clean", "pages.jsonl", "--to", "jsonl", "-o", "out", "--log-file", "log", "--jobs", jobs]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as running:
        assert running.stderr is not None
        wait_for(Path("log"), 3)
        running.send_signal(number)
        said = running.stderr.read().decode()
        assert running.wait(PATIENCE) == code
    assert said == f"presscut: stopped by {signal.Signals(number).name}\n"
    assert {path.name for path in Path().iterdir()} == {"log", "pages.jsonl"}


def interrupts_twice(item: int) -> int:
    """The work of a page that two Ctrl-C come over, and that takes long."""
    for _ in range(2):
        os.kill(os.getppid(), signal.SIGINT)
        time.sleep(0.5)
    time.sleep(PATIENCE)
    return item


def interrupted_worker() -> Callable[[int], int]:
    return interrupts_twice


def test_second_signal_waits_for_no_worker() -> None:
    """The first one lets what is under way be finished; who asks again does not want it any more."""
    begun = time.monotonic()
    with Signals() as signals, pytest.raises(Interrupted):
        list(in_order(signals.stoppable([1]), interrupted_worker, jobs=2, dead=abs))
    assert time.monotonic() - begun < PATIENCE


def test_archive_keeps_what_was_under_way(presscut: Presscut) -> None:
    """What the log calls done is in the archive, and the next run adds only what is missing."""
    pages = Path("pages.jsonl")
    pages.write_bytes(b"".join(record(n) for n in range(400)))
    command = [*PRESSCUT, "archive", "add", str(pages), "--archive", "kept", "--log-file", "log"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as running:
        assert running.stderr is not None
        wait_for(Path("log"), 1)
        running.terminate()
        said = running.stderr.read().decode()
        assert running.wait(PATIENCE) in (143, 0)
    done = sum(json.loads(line).get("outcome") == "done" for line in Path("log").read_text().splitlines())
    stats = json.loads(presscut("archive", "stats", "--archive", "kept", "--json").out)
    assert stats["articles"] == done
    if said:  # else it was done before the signal came
        end = f"{done} pages: {done} new; the archive holds {done} articles"
        assert said == f"presscut: stopped by SIGTERM; {end}\n"
    assert presscut("archive", "add", pages, "--archive", "kept").code == 0
    assert json.loads(presscut("archive", "stats", "--archive", "kept", "--json").out)["articles"] == 400


def test_workers_do_not_outlive_the_command() -> None:
    """After kill -9 of the command nobody is left to hold files or memory."""
    Path("pages.jsonl").write_bytes(b"".join(record(n) for n in range(ENDLESS)))
    command = [*PRESSCUT, "clean", "pages.jsonl", "--to", "jsonl", "--jobs", "2", "--log-file", "log"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as running:
        wait_for(Path("log"), 1)
        running.kill()
        running.wait(PATIENCE)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and group_is_alive(running.pid):
            time.sleep(0.05)
        assert not group_is_alive(running.pid)


def group_is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
