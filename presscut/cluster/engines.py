"""Who does the work of shards: processes of this machine, or the workers of a Dask cluster.

An engine takes shards and gives each back with its manifest, or with what went wrong, in any order.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from subprocess import Popen
from typing import TYPE_CHECKING, Any

from presscut.archive.parts import Manifest
from presscut.cluster.process import ShardDied, in_process
from presscut.cluster.shards import Shard
from presscut.errors import PresscutError, Problem, Stopped, UsageError
from presscut.many import unexpected
from presscut.setting_keys import spelt

if TYPE_CHECKING:
    from distributed import Client

Done = tuple[Shard, Manifest | Problem]
Engine = Callable[[Iterable[Shard]], Generator[Done]]  # to be closed by who does not read it to its end

TRIES = 3  # of a shard whose process is killed, before it is given up
AHEAD = 2  # shards that wait for each worker: enough that none waits for the next shard
FEWEST_AHEAD = 100  # shards that a cluster hears of, so that one that can grow sees that it should
PATIENCE = 30  # seconds for a scheduler to answer
LONGEST_WAIT = 3600.0  # seconds without a worker: clusters that grow when there is work take minutes, queues longer
LOOK = 2.0  # seconds between two looks whether there are workers
BEAT = 0.05  # seconds between two looks whether a part is made
DIED = "the process of its part was killed; is memory short? Run it again"
NO_WORKER = "the scheduler has no worker; waiting for one"
BACK = "the scheduler has a worker again"
GIVEN_UP = "no worker came in {}; what was done is safe, run it again"
LOST = "the scheduler is gone; what was done is safe, run it again"
NO_DASK = "Dask is not installed; `pip install 'presscut[cluster]'`, or leave --scheduler out to work here"


class Here:
    """An engine of so many processes at a time on this machine."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._running: set[Popen[bytes]] = set()
        self._ended = False

    def __call__(self, shards: Iterable[Shard]) -> Generator[Done]:
        """Work as many shards at a time as there are jobs. Whoever leaves it ends what is under way."""
        rest = iter(shards)
        self._ended = False
        with ThreadPoolExecutor(self._jobs) as threads:
            waiting: dict[Future[Manifest | Problem], Shard] = {}
            try:
                while True:
                    for shard in islice(rest, self._jobs * AHEAD - len(waiting)):
                        waiting[threads.submit(self._work, shard)] = shard
                    if not waiting:
                        return
                    for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                        yield waiting.pop(future), future.result()
            finally:
                self._end()

    def _work(self, shard: Shard) -> Manifest | Problem:
        for _ in range(TRIES):
            if self._ended:
                break
            with suppress(ShardDied):
                return in_process(shard, self._started)
        return Problem("worker-died", shard.name, DIED)

    def _started(self, process: Popen[bytes]) -> None:
        for other in tuple(self._running):
            if other.returncode is not None:
                self._running.discard(other)
        self._running.add(process)
        if self._ended:
            process.kill()

    def _end(self) -> None:
        self._ended = True
        for process in tuple(self._running):
            process.kill()


class OnDask:
    """An engine of the workers of a Dask cluster, on whatever machines they are.

    Args:
        scheduler: its address, or its scheduler file.
        say: is told when the run waits for workers, and when it goes on.
        longest: seconds without a worker, after which it stops.

    Raises:
        UsageError: there is no Dask here, or no such file.
    """

    def __init__(self, scheduler: str, say: Callable[[str], object] = id, *, longest: float = LONGEST_WAIT) -> None:
        self._scheduler = scheduler
        self._say = say
        self._longest = longest
        if find_spec("distributed") is None:
            raise UsageError(NO_DASK)
        if "://" not in scheduler and not Path(scheduler).is_file():
            raise UsageError(f"{scheduler!r} is neither an address as tcp://HOST:8786 nor a scheduler file")

    def __call__(self, shards: Iterable[Shard]) -> Generator[Done]:
        """Give the shards to the workers, some ahead.

        Raises:
            UsageError: no scheduler answers, or a worker has other software.
            Stopped: the scheduler is gone, no worker came for too long, or one cannot write.
        """
        rest = iter(shards)
        with self._client() as client:
            from distributed import as_completed

            waiting: dict[str, Shard] = {}

            def more() -> Iterator[Any]:
                ahead = max(AHEAD * sum(client.nthreads().values()), FEWEST_AHEAD)
                for shard in islice(rest, ahead - len(waiting)):
                    future = client.submit(in_process, shard, pure=False, retries=TRIES - 1)
                    waiting[future.key] = shard
                    yield future

            try:
                # with results: one that was lost with its worker is waited for there, and not in silence here
                working = as_completed(more(), loop=client.loop, with_results=True, raise_errors=False)
                crew = Crew(lambda: len(client.nthreads()), self._say, self._longest, time.monotonic)
                while waiting:
                    crew.look()
                    if not working.has_ready():
                        time.sleep(BEAT)
                        continue
                    future, found = next(working)
                    shard = waiting.pop(future.key)
                    yield shard, _result_of(future.status, found, shard.name)
                    working.update([*more()])
            except OSError:
                raise Stopped(LOST) from None

    @contextmanager
    def _client(self) -> Iterator[Client]:
        from distributed import Client

        where = {"address" if "://" in self._scheduler else "scheduler_file": self._scheduler}
        with _unheard():
            try:
                client = Client(**where, timeout=PATIENCE, set_as_default=False)
            except (
                Exception
            ) as error:  # of what a wrong scheduler file can hold Dask asserts some, and trips over others
                why = str(error) or type(error).__name__
                raise UsageError(f"no scheduler answers at {self._scheduler} ({why})") from None
            with client:
                yield client


class Crew:
    """The workers of a cluster, which come and go. A run without any must not wait in silence, nor for ever.

    Args:
        count: asks how many there are.
        say: is told when there are none, and when there are some again.
        longest: seconds without one, after which the run stops.
        monotonic: seconds from any moment on.
    """

    def __init__(
        self,
        count: Callable[[], int],
        say: Callable[[str], object],
        longest: float,
        monotonic: Callable[[], float],
    ) -> None:
        self._count = count
        self._say = say
        self._longest = longest
        self._monotonic = monotonic
        self._next = -math.inf  # when to ask again
        self._since: float | None = None  # when they were found to be gone

    def look(self) -> None:
        """See whether somebody works, if that was not done a moment ago.

        Raises:
            Stopped: nobody does for too long.
        """
        now = self._monotonic()
        if now < self._next:
            return
        self._next = now + LOOK
        if self._count():
            if self._since is not None:
                self._say(BACK)
            self._since = None
        elif self._since is None:
            self._since = now
            self._say(NO_WORKER)
        elif now - self._since >= self._longest:
            raise Stopped(GIVEN_UP.format(spelt(self._longest)))


@contextmanager
def _unheard() -> Iterator[None]:
    """Keeps Dask's loggers, each with a level of its own, from printing what is said in one line."""
    before = logging.root.manager.disable
    logging.disable()
    try:
        yield
    finally:
        logging.disable(before)


def _result_of(status: str, found: Any, name: str) -> Manifest | Problem:
    """What a worker of the cluster gave back, as `as_completed` tells it of a future with that status.

    Raises:
        Stopped: the scheduler is gone, or the worker cannot write.
        UsageError: the worker has other software.
    """
    from distributed import KilledWorker

    if isinstance(found, BaseException):  # the future was cancelled
        raise Stopped(LOST)
    if status != "error":
        result: Manifest | Problem = found
        return result
    _, error, _ = found
    if isinstance(error, PresscutError):
        raise error
    if isinstance(error, (ShardDied, KilledWorker)):
        return Problem("worker-died", name, DIED)
    if isinstance(error, ModuleNotFoundError):
        raise UsageError(f"a worker has no module {error.name}; install the same presscut on all")
    return unexpected(name, error)
