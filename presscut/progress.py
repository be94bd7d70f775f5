"""A line on a terminal that says how far a run is. It is wiped away before anything else is said, and at the end."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

PATIENCE = 1.0  # seconds before it is shown: a short run needs none
PAUSE = 0.2  # seconds between two states of it
WIPE = "\r\x1b[K"  # to the start of the line, and clear it (ECMA-48, EL)


class Progress:
    """How many pages are done, and how many a second. How many there will be, nobody knows.

    Args:
        terminal: where it is shown.
        seconds: a clock that only goes forward.
    """

    def __init__(self, terminal: TextIO, seconds: Callable[[], float] = time.monotonic) -> None:
        self._terminal = terminal
        self._seconds = seconds
        self._begun = seconds()
        self._next = self._begun + PATIENCE
        self._shown = False

    def show(self, done: int, failed: int) -> None:
        """Show the state of the run, unless it was shown a moment ago."""
        now = self._seconds()
        if now < self._next:
            return
        self._next = now + PAUSE
        rate = (done + failed) / max(now - self._begun, PAUSE)
        trouble = f", {failed:,} failed" if failed else ""
        speed = f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"
        self._write(f"{WIPE}{done:,} done{trouble}, {speed} pages a second")
        self._shown = True

    def wipe(self) -> None:
        """Take the line away: something else is to be said, or the run is over."""
        if self._shown:
            self._write(WIPE)
            self._shown = False

    def _write(self, text: str) -> None:
        self._terminal.write(text)
        self._terminal.flush()
