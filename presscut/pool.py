"""Worker processes that may die, and what then becomes of their items.

A worker that is killed (by the system, by a crash in a C library) breaks its whole pool. The items
that were under way are then tried again, the first of them alone: an item that kills its worker even
alone is the culprit and costs only itself.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, Generic, TypeVar

from presscut.collector import look_seldom

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 4  # items a worker that are read before their turn: enough that no worker waits for the reader

_work: Callable[[Any], Any] | None = None  # in a worker process: the function it was started for


class Pool(Generic[Item, Result]):
    """Processes that run one function. See `presscut.workers.in_order` for the arguments."""

    def __init__(
        self,
        start: Callable[[], Callable[[Item], Result]],
        jobs: int,
        dead: Callable[[Item], Result],
    ) -> None:
        self._start = start
        self._jobs = jobs
        self._dead = dead
        start()  # what is wrong with the options ends the run here, before a worker dies of it
        self._executor = self._new(jobs)

    def run(self, items: Iterable[Item]) -> Iterator[Result]:
        """Yield the result of every item in order, holding at most a few; then end the processes.

        What reading the items raises is raised after the results of those that were read.
        """
        waiting: deque[tuple[Item, Future[Result]]] = deque()
        failures: list[Exception] = []
        try:
            for item in _until_failure(items, failures):
                waiting.append((item, self._submit(item)))
                if len(waiting) >= self._jobs * AHEAD:
                    yield self._first(waiting)
            while waiting:
                yield self._first(waiting)
            if failures:
                raise failures[0]
        except BaseException:  # a second Ctrl-C among them: nobody waits for what is under way any more
            self._kill()
            raise
        finally:
            self._executor.shutdown(wait=True, cancel_futures=True)

    def _first(self, waiting: deque[tuple[Item, Future[Result]]]) -> Result:
        item, future = waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self._executor.shutdown(wait=True)
            result = self._alone(item)
            self._executor.shutdown(wait=True)
            self._executor = self._new(self._jobs)
            again = [(other, self._submit(other) if _broken(held) else held) for other, held in waiting]
            waiting.clear()
            waiting.extend(again)
            return result

    def _alone(self, item: Item) -> Result:
        self._executor = self._new(1)
        try:
            result: Result = self._executor.submit(_run, item).result()
            return result
        except BrokenProcessPool:
            return self._dead(item)

    def _submit(self, item: Item) -> Future[Result]:
        try:
            return self._executor.submit(_run, item)
        except BrokenProcessPool as broken:
            future: Future[Result] = Future()
            future.set_exception(broken)
            return future

    def _kill(self) -> None:
        """End the processes at once, whatever they do; Python has a public way from 3.14 on (`kill_workers`)."""
        for process in tuple((self._executor._processes or {}).values()):
            process.kill()

    def _new(self, jobs: int) -> ProcessPoolExecutor:
        executor = ProcessPoolExecutor(jobs, mp_context=_context(), initializer=_begin, initargs=(self._start,))
        executor.submit(_nothing)  # the processes start now, before anybody starts a thread
        return executor


def _until_failure(items: Iterable[Item], failures: list[Exception]) -> Iterator[Item]:
    """The items as far as they can be read, and to the list what ended them."""
    try:
        yield from items
    except Exception as error:
        failures.append(error)


def _nothing() -> None:
    """The first work of a pool."""


def _broken(future: Future[Any]) -> bool:
    return future.cancelled() or (future.done() and isinstance(future.exception(), BrokenProcessPool))


def _context() -> Any:
    """Forking is quick, but safe only while this process has one thread."""
    import multiprocessing

    method = "fork" if "fork" in multiprocessing.get_all_start_methods() and _threads() == 1 else "spawn"
    return multiprocessing.get_context(method)


def _threads() -> int:
    tasks = Path("/proc/self/task")  # counts threads of C libraries too; Linux only
    return len(os.listdir(tasks)) if tasks.is_dir() else threading.active_count()  # noqa: PTH208 names are enough


def _begin(start: Callable[[], Callable[[Any], Any]]) -> None:
    """Set up a worker: the parent alone answers signals, and a worker never outlives it."""
    global _work  # noqa: PLW0603 the one variable of a worker process
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _work = start()
    gc.freeze()  # rules and modules stay as long as the worker: no need to look through them again
    look_seldom()


def _end_with_parent() -> None:
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _run(item: Any) -> Any:
    if _work is None:
        raise RuntimeError("a worker runs nothing before it was set up")
    return _work(item)
