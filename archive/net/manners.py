"""Manners towards a host: one request at a time, a pause between two, patience when it is in trouble.

A host is a name: its http and its https are one machine. Time, sleep and chance are passed in.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from presscut.archive.net.answer import Failure

Found = TypeVar("Found")

FIRST_BACKOFF = 4.0  # seconds; doubled with each attempt, so that three retries are spread over half a minute
LONGEST_BACKOFF = 60.0  # seconds


@dataclass(slots=True)
class _Host:
    """What is remembered of a host. Times are those of the monotonic clock."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    next: float = -math.inf  # before that nothing is asked
    closed: float = -math.inf  # before that it is not even waited for
    failures: int = 0  # in a row, each after all its retries
    slow: bool = False  # one page was asked of a host whose Crawl-delay is too long to wait for


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited for what.

    Attributes:
        delay: seconds between two requests to one host, at least.
        jitter: the share of the delay by which it is prolonged at random.
        retries: how often a request that failed is made again.
        longest: seconds; who asks to wait longer is not asked again tonight.
        failures: requests in a row after which a host is left alone.
        rest: seconds for which it is. Then one request tries, without retries.
    """

    delay: float = 2.0
    jitter: float = 0.5
    retries: int = 3
    longest: float = 120.0
    failures: int = 5
    rest: float = 1800.0


class Manners:
    """Keeps to the patience, whatever number of threads asks.

    Args:
        sleep: waits for some seconds. It may raise to end a wait: nothing is asked then.
        random: a number from 0 to 1.
        monotonic: seconds from any moment on.
    """

    def __init__(
        self,
        patience: Patience,
        *,
        sleep: Callable[[float], object],
        random: Callable[[], float],
        monotonic: Callable[[], float],
    ) -> None:
        self._patience = patience
        self._sleep = sleep
        self._random = random
        self._monotonic = monotonic
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def ask(self, host: str, ask: Callable[[], Found | Failure], *, least: float = 0.0) -> Found | Failure:
        """What `ask` gives when it is the host's turn; when it fails for now, what it gives later.

        Args:
            host: its name.
            ask: makes one request.
            least: seconds between two requests that the host asks for (Crawl-delay).
        """
        with self._lock:
            state = self._hosts.setdefault(host.lower().rstrip("."), _Host())
        attempt = 0
        while True:
            with state.lock:
                if refused := self._refused(host, state, least):
                    return refused
                self._wait(state)
                found = ask()
                again = self._wants_more(found, self._retries(state, least) - attempt)
                self._pause(state, found, attempt, least)
                if not again:
                    return self._concluded(state, found)
            attempt += 1

    def _refused(self, host: str, state: _Host, least: float) -> Failure | None:
        left = state.closed - self._monotonic()
        if left > 0:
            return Failure("breaker", f"{host} is left alone for another {left:.0f} s")
        if least > self._patience.longest:
            if state.slow:
                return Failure("crawl-delay", f"{host} asks for {least:g} s between two requests: not tonight")
            state.slow = True
        return None

    def _wait(self, state: _Host) -> None:
        left = state.next - self._monotonic()
        if left > 0:
            self._sleep(left)

    def _retries(self, state: _Host, least: float) -> int:
        """None for a host that is given one try, or that asks for longer pauses than are waited for."""
        once = state.failures >= self._patience.failures or least > self._patience.longest
        return 0 if once else self._patience.retries

    def _wants_more(self, found: object, tries: int) -> bool:
        return (
            isinstance(found, Failure)
            and found.again
            and tries > 0
            and (found.after is None or found.after <= self._patience.longest)
        )

    def _pause(self, state: _Host, found: object, attempt: int, least: float) -> None:
        """Set when the host may be asked next.

        Backoff with full jitter (Brooker, "Exponential Backoff And Jitter"): a random part of a time that doubles.
        """
        own = self._patience.delay * (1 + self._patience.jitter * self._random())
        pause = max(own, least)
        if isinstance(found, Failure) and found.again:
            backoff = min(LONGEST_BACKOFF, FIRST_BACKOFF * 2**attempt) * self._random()
            pause = max(pause, backoff, found.after or 0.0)
        state.next = self._monotonic() + min(pause, max(self._patience.longest, own))

    def _concluded(self, state: _Host, found: Found | Failure) -> Found | Failure:
        """Count what a request came to, and leave the host alone when it has had enough."""
        if not isinstance(found, Failure) or not found.of_host:
            state.failures = 0
            return found
        state.failures += 1
        rest = self._patience.rest if state.failures >= self._patience.failures else 0.0
        if found.after is not None and found.after > self._patience.longest:
            rest = max(rest, found.after)
            found = replace(found, message=f"{found.message}; it asks to wait {found.after:.0f} s: not tonight")
        if rest:
            state.closed = self._monotonic() + rest
        return found
