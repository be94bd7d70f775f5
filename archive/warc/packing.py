"""Packing members beside the work: while a record is made, a second thread deflates those before it.

The bytes are the same whoever packs a record, and when. The thread only computes: every system call is made by
the writer, in the order of the records. It lives from the moment that there is enough to do until somebody needs
all members, a group later at most; who needs some packs along, so that neither waits for the other.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Protocol

from presscut.archive.warc.members import Backend, best_backend

# Runnable processes beside those that fit on the cores for which a second thread still pays: what runs beside it may
# have just begun or ended. On cores that others want, it keeps the writer waiting and is slower than none.
CROWD = 0.5
# Bytes of blocks that are handed to the second thread together. Waking it, or starting it, takes as long as deflating
# one or two small records, and the writer waits for it then.
BURST = 1 << 15


class Packable(Protocol):
    """What a packer packs."""

    @property
    def packed(self) -> bool:
        """Whether that is done, or failed."""

    def pack(self, backend: Backend) -> None:
        """Deflate it, once; an Exception is kept, not raised."""


class Packer:
    """Packs what it is given, in a second thread when there is a core for it.

    Args:
        backend: how it deflates; by default by the best that is installed.
        spare: whether there is a core for a second thread, asked once for each group; by default `spare_core`.
    """

    def __init__(self, backend: Backend | None = None, spare: Callable[[], bool] | None = None) -> None:
        self._backend = backend
        self._spare = spare or spare_core
        self._threaded: bool | None = None  # not decided yet
        self._waiting: SimpleQueue[Packable | None] = SimpleQueue()
        self._held: list[Packable] = []  # till a burst is together
        self._size = 0
        self._thread: Thread | None = None

    @property
    def backend(self) -> Backend:
        """How it deflates."""
        if self._backend is None:
            self._backend = best_backend()
        return self._backend

    def take(self, packable: Packable, size: int) -> None:
        """Pack something of so many bytes, now or when its turn comes."""
        if self._threaded is False:
            packable.pack(self.backend)
            return
        self._held.append(packable)
        self._size += size
        if self._size >= BURST:
            if self._threaded is None:
                self._threaded = self._spare()
            self._hand_over()
            if self._threaded and self._thread is None:
                self._start()
            if not self._threaded:
                self._pack_along()

    def _hand_over(self) -> None:
        held, self._held, self._size = self._held, [], 0
        for packable in held:
            self._waiting.put(packable)

    def _start(self) -> None:
        thread = Thread(target=_pack_all, args=(self._waiting, self.backend), name="presscut-packer", daemon=True)
        try:
            thread.start()
        except RuntimeError:  # the system gives no more threads
            self._threaded = False
        else:
            self._thread = thread

    def until(self, packable: Packable) -> None:
        """Pack until something is packed that was taken. The thread goes on with what comes after it."""
        while not packable.packed:
            other = self._next()
            if other is None:
                self._end()  # it is in the thread's hands
                return
            other.pack(self.backend)

    def finish(self) -> None:
        """Pack all that waits, and end the thread."""
        self._pack_along()
        self._end()
        self._threaded = None

    def _pack_along(self) -> None:
        while (packable := self._next()) is not None:
            packable.pack(self.backend)

    def abandon(self) -> None:
        """Let go of what waits, and end the thread."""
        while self._next() is not None:
            pass
        self._end()

    def _next(self) -> Packable | None:
        """What waits longest; null when nothing does."""
        try:
            self._hand_over()
            return self._waiting.get_nowait()
        except Empty:
            return None

    def _end(self) -> None:
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()
            self._thread = None


def _pack_all(waiting: SimpleQueue[Packable | None], backend: Backend) -> None:
    """The work of the thread."""
    while (packable := waiting.get()) is not None:
        packable.pack(backend)


def spare_core() -> bool:
    """Whether this process may use a core that nobody else wants, by the load of the last minute.

    What is packed, and what is written, does not hang on it: only how fast.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores > 1 and os.getloadavg()[0] < cores + CROWD
