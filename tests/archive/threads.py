"""The writer's second thread, as tests see it."""

from __future__ import annotations

import threading

import pytest

from presscut.archive import second_thread


class SecondThreads:
    """Those that were begun since this was made: other tests' archives may not be closed yet."""

    def __init__(self) -> None:
        self._others = {*threading.enumerate()}

    @property
    def names(self) -> list[str]:
        """The names of those that are running."""
        here = {*threading.enumerate()} - self._others
        return [thread.name for thread in here if thread.name.startswith(second_thread.NAME)]


def refuse_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system give no more threads."""

    def refused(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refused)
