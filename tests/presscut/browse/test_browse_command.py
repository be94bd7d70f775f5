"""`presscut browse` as a person starts and ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.presscut.conftest import Presscut

PRESSCUT = [sys.executable, "-m", "presscut"]
PATIENCE = 30  # seconds that a machine under load may take for what takes a moment


@contextmanager
def browsing(kept: Path, *args: str, **environ: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command at work, and the address that it printed."""
    command = [*PRESSCUT, "browse", "--archive", str(kept), "--port", "0", *args]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **environ}
    ) as running:
        try:
            assert running.stdout is not None
            yield running, running.stdout.readline().strip()
        finally:
            running.kill()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_answers_until_it_is_ended(kept: Path, number: int, code: int) -> None:
    """The address goes to stdout, for a person and for a script; nothing else does."""
    with browsing(kept) as (running, address):
        with urlopen(address, timeout=PATIENCE) as answer:
            assert b"The ferry comes back to Lowmere" in answer.read()
        with urlopen(f"{address}style.css", timeout=PATIENCE) as answer:
            assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
            assert b".paper" in answer.read()
        with urlopen(f"{address}icon.svg", timeout=PATIENCE) as answer:
            assert answer.read().startswith(b"<svg")
        running.send_signal(number)
        out, err = running.communicate(timeout=PATIENCE)
        assert running.returncode == code
    assert out == ""
    assert err == f"presscut: stopped by {signal.Signals(number).name}\n"


def test_requests_are_said_to_who_asks_for_them(kept: Path) -> None:
    """With -v, one line each, whatever was asked for."""
    with browsing(kept, "-v") as (running, address):
        with urlopen(f"{address}?q=%1b%5b31m", timeout=PATIENCE) as answer:
            answer.read()
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=PATIENCE)
    assert err.startswith("presscut: GET /?q=%1b%5b31m 200 ")


def test_a_browser_is_opened_when_asked(kept: Path, tmp_path: Path) -> None:
    """The one that the user chose."""
    program, seen = tmp_path / "browser", tmp_path / "seen"
    program.write_text(f'#!/bin/sh\necho "$1" > {seen}\n')
    program.chmod(0o755)
    with browsing(kept, "--open", BROWSER=str(program)) as (_, address), urlopen(address, timeout=PATIENCE):
        assert seen.read_text() == f"{address}\n"


def test_what_cannot_be_opened_is_one_line(presscut: Presscut, kept: Path) -> None:
    """With the code that every command has for it."""
    ran = presscut("browse", "--archive", "nowhere")
    assert (ran.code, ran.out) == (10, "")
    assert ran.err == "presscut: nowhere: there is no archive here; `presscut archive add` makes one\n"
    with browsing(kept) as (_, address):
        port = address.rpartition(":")[2].strip("/")
        ran = presscut("browse", "--archive", kept, "--port", port)
    assert (ran.code, ran.out) == (2, "")
    assert f"port {port} cannot be had" in ran.err
    assert ran.err.count("\n") == 1
