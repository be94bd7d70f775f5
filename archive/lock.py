"""One writer an archive: a lock the kernel frees when the process dies, however it dies."""

from __future__ import annotations

import fcntl
import os
import weakref
from contextlib import suppress
from pathlib import Path

from presscut.errors import Locked


class Lock:
    """flock on a file. A forked worker lets go of it, so that it never outlives its parent.

    Raises:
        Locked: another process (or another archive object of this one) holds it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        self._descriptor: int | None = descriptor
        try:
            self._take(descriptor)
        except BaseException:
            self.release()
            raise
        this = weakref.ref(self)
        os.register_at_fork(after_in_child=lambda: _let_go(this))

    def _take(self, descriptor: int) -> None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip() or "unknown"
            raise Locked(f"{self._path.parent}: another presscut is writing here (process {holder})") from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode("ascii"), 0)

    def release(self) -> None:
        """Let the next writer in."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _let_go(this: weakref.ref[Lock]) -> None:
    lock = this()
    if lock is not None:
        with suppress(OSError):
            lock.release()
