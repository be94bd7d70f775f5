"""Several fetches under way at once, one at a time for each host."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from queue import Queue
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 2  # results a lane that wait for whoever takes them; more would hold more pages in memory


class Lanes(Generic[Item, Result]):
    """Threads that take turns at the hosts. Results come in the order in which they are ready.

    Args:
        work: what is done with an item, in a thread.
        failed: the result of an item whose work raised something: the lane goes on with the next.
        lane_of: the host of an item: two items of one host are never under way together.
        workers: threads.
    """

    def __init__(
        self,
        work: Callable[[Item], Result],
        failed: Callable[[Item, Exception], Result],
        lane_of: Callable[[Item], str],
        workers: int,
    ) -> None:
        self._work = work
        self._failed = failed
        self._lane_of = lane_of
        self._workers = workers
        self._hosts: deque[deque[Item]] = deque()
        self._change = threading.Condition()
        self._busy = 0
        self._stopped = False

    def stop(self) -> None:
        """Take up no more items; what is under way is finished and handed out."""
        with self._change:
            self._stopped = True
            self._change.notify_all()

    def run(self, items: Iterable[Item]) -> Iterator[tuple[Item, Result]]:
        """Every item with its result, until all are done or `stop` was called."""
        by_host: dict[str, deque[Item]] = {}
        for item in items:
            by_host.setdefault(self._lane_of(item), deque()).append(item)
        self._hosts.extend(by_host.values())
        ready: Queue[tuple[Item, Result] | None] = Queue(self._workers * AHEAD)
        threads = [threading.Thread(target=self._lane, args=(ready,), daemon=True) for _ in range(self._workers)]
        for thread in threads:
            thread.start()
        try:
            running = len(threads)
            while running:
                done = ready.get()
                if done is None:
                    running -= 1
                else:
                    yield done
        finally:
            self.stop()
            self._drain(ready, threads)

    @staticmethod
    def _drain(ready: Queue[tuple[Item, Result] | None], threads: list[threading.Thread]) -> None:
        """Let threads go that wait to hand out a result nobody takes any more."""
        while any(thread.is_alive() for thread in threads):
            with suppress(Exception):
                ready.get(timeout=0.05)

    def _lane(self, ready: Queue[tuple[Item, Result] | None]) -> None:
        try:
            while (host := self._next_host()) is not None:
                item = host.popleft()
                try:
                    result = self._result(item)
                finally:
                    self._give_back(host)
                ready.put((item, result))
        finally:  # a lane that says no more is waited for without end
            ready.put(None)

    def _result(self, item: Item) -> Result:
        try:
            return self._work(item)
        except Exception as error:
            return self._failed(item, error)

    def _next_host(self) -> deque[Item] | None:
        """The items of the host whose turn it is, or null when all is done. Waits while all hosts are busy."""
        with self._change:
            while not self._stopped and not self._hosts and self._busy:
                self._change.wait()
            if self._stopped or not self._hosts:
                return None
            self._busy += 1
            return self._hosts.popleft()

    def _give_back(self, host: deque[Item]) -> None:
        with self._change:
            self._busy -= 1
            if host:
                self._hosts.append(host)
            self._change.notify_all()
