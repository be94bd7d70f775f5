"""Two runs over one archive at once: the second one ends at once, and the first one notices nothing."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

from presscut.archive.store import Archive

PAGES = 60
PATIENCE = 60  # seconds that a machine under load may take for what takes a moment
COMMAND = [sys.executable, "-m", "presscut", "archive", "add", "pages.jsonl", "--archive", "kept"]
TEXT = "The boats of Lowmere stayed in the harbour for day %d, and nobody in the town complained of it. " * 9


def start(folder: Path, root: Path) -> subprocess.Popen[str]:
    environment = {"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin"}
    return subprocess.Popen(COMMAND, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True)


def wait_for(lock: Path) -> None:
    """Wait until a process says in the lock that it is its own."""
    end = time.monotonic() + PATIENCE
    while not (lock.exists() and lock.stat().st_size) and time.monotonic() < end:
        time.sleep(0.002)


def processor_time() -> float:
    """Seconds that all children took which have ended and were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_the_second_of_two_runs_ends_within_a_second(tmp_path: Path, root: Path) -> None:
    """A night job that starts while yesterday's still runs must neither wait nor write.

    The second is one of processor time, which a busy machine does not stretch.
    """
    rows = [{"text": TEXT % ((number,) * 9), "url": f"https://lowmere.example/{number}"} for number in range(PAGES)]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    with start(tmp_path, root) as first:
        wait_for(tmp_path / "kept" / "lock")
        first.send_signal(signal.SIGSTOP)  # or it might be over before a busy machine has started the second one
        before = processor_time()
        try:
            with start(tmp_path, root) as second:
                said = second.communicate(timeout=PATIENCE)[1]
        finally:
            first.send_signal(signal.SIGCONT)
        assert (second.returncode, said.count("\n")) == (11, 1)
        assert f"another presscut is writing here (process {first.pid})" in said
        assert processor_time() - before <= 1.0
        assert first.communicate(timeout=PATIENCE)[1] is not None
    assert first.returncode == 0
    with Archive(tmp_path / "kept") as archive:
        assert archive.stats().articles == PAGES
