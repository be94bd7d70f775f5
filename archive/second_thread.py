"""A second thread for the writer: for what lets go of Python's lock, deflating and waiting for the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

NAME = "presscut-writer"


class SecondThread:
    """A thread that begins with its first work and then stands by: to start one for each takes longer than some work.

    It ends with `close`, or with this object.
    """

    def __init__(self) -> None:
        self._pool = _pool()

    @contextmanager
    def during(self, work: Callable[[], object]) -> Iterator[None]:
        """Do a work while the block runs; both have ended when this does.

        Where the system gives no thread the work is done before the block.

        Raises:
            Exception: what the work raised, unless the block raised something itself.
        """
        try:
            task = self._pool.submit(work)
        except RuntimeError:
            self._pool = _pool()  # the old one has taken the work, and would do it with the first thread that it gets
            work()
            yield
            return
        try:
            yield
        finally:
            error = task.exception()  # waits for it
        if error is not None:
            raise error

    def close(self) -> None:
        """End the thread. A later work begins another."""
        self._pool.shutdown()
        self._pool = _pool()


def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, NAME)
