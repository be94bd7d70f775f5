"""Ctrl-C and SIGTERM: the item in flight is finished, then the command ends with 130 or 143."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator
from types import FrameType, TracebackType
from typing import Any, Self, TypeVar

from presscut.errors import PresscutError

Item = TypeVar("Item")

SHELL_BASE = 128  # a shell reports death by signal N as 128 + N


class Interrupted(PresscutError):
    """A signal ended the run between two items."""

    def __init__(self, number: int, done: str = "") -> None:
        super().__init__(f"stopped by {signal.Signals(number).name}{f'; {done}' if done else ''}")
        self.exit_code = SHELL_BASE + number


class Signals:
    """Within it, a first signal lets the work in flight finish; a second one ends it at once.

    Args:
        patient: without it already the first signal ends the work, in good order.
    """

    def __init__(self, *, patient: bool = True) -> None:
        self._patient = patient
        self._caught: int | None = None
        self._reading = False
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                self._before[number] = signal.signal(number, self._catch)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def stoppable(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items until a signal comes; waiting for an item is given up at once."""
        rest = iter(items)
        while self._caught is None:
            try:
                self._reading = True
                item = next(rest)
            except (StopIteration, Interrupted):
                return
            finally:
                self._reading = False
            yield item

    @property
    def caught(self) -> int | None:
        """The signal that came, if one did."""
        return self._caught

    def check(self, done: str = "") -> None:
        """Raise Interrupted when a signal came. `done`: what was done till then, for a person."""
        if self._caught is not None:
            raise Interrupted(self._caught, done)

    def _catch(self, number: int, _frame: FrameType | None) -> None:
        at_once = self._reading or not self._patient or self._caught is not None
        self._caught = number
        if at_once:
            raise Interrupted(number)
