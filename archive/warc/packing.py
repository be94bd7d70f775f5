"""Packing what is written together: on two cores, where one is to spare.

Members are deflated just before they are written, all of a group in one go: the library lets go of Python's lock while
it deflates, and there is nothing else to do then that wants it. (A thread that packs while records are still made
waits for that lock at each of them: it was tried, and saves a quarter as much.)

The bytes are the same whoever packs a record, and when. The thread only computes: a group is written by the writer, in
the order of its records, when all of it is packed.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from typing import Protocol

from presscut.archive.second_thread import SecondThread
from presscut.archive.warc.members import Backend, best_backend

# Runnable processes beside those that fit on the cores for which a second thread still pays: what runs beside it may
# have just begun or ended. On cores that others want, it keeps the writer waiting and is slower than none.
CROWD = 0.5
# Bytes for which a thread is woken. That takes as long as deflating one or two small records.
WORTH = 1 << 15


class Packable(Protocol):
    """What a packer packs. `size` is told in bytes, before it is packed."""

    size: int

    def pack(self, backend: Backend) -> None:
        """Deflate it, once; an Exception is kept, not raised."""


class Packer:
    """Packs what it is given, with a second thread when there is a core for it.

    Args:
        beside: the second thread.
        backend: how it deflates; by default by the best that is installed.
        spare: whether there is a core for a second thread, asked once for each group; by default `spare_core`.
    """

    def __init__(
        self, beside: SecondThread, backend: Backend | None = None, spare: Callable[[], bool] | None = None
    ) -> None:
        self._beside = beside
        self._backend = backend
        self._spare = spare or spare_core

    @property
    def backend(self) -> Backend:
        """How it deflates."""
        if self._backend is None:
            self._backend = best_backend()
        return self._backend

    def pack(self, group: Sequence[Packable]) -> None:
        """Pack all of a group."""
        waiting = deque(group)
        with ExitStack() as shared:
            if len(group) > 1 and sum(packable.size for packable in group) >= WORTH and self._spare():
                shared.enter_context(self._beside.during(partial(_pack_all, waiting, self.backend)))
            shared.callback(waiting.clear)  # an interrupt waits for one member at most
            _pack_all(waiting, self.backend)


def _pack_all(waiting: deque[Packable], backend: Backend) -> None:
    """Pack until nothing waits. Several threads can do so at once: taking from a deque is atomic."""
    while True:
        try:
            packable = waiting.popleft()
        except IndexError:
            return
        packable.pack(backend)


def spare_core() -> bool:
    """Whether this process may use a core that nobody else wants, by the load of the last minute.

    What is packed, and what is written, does not hang on it: only how fast.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores > 1 and os.getloadavg()[0] < cores + CROWD
