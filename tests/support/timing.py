"""How long something takes, for tests that compare a long input with a short one."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

TRIES = 3


def seconds(work: Callable[[], object]) -> float:
    """Processor time of some work, the least of three tries: a busy machine only adds.

    The collector rests meanwhile. What it looks through is all that the tests before have left in the process,
    and that is no property of the work.
    """
    return min(_once(work) for _ in range(TRIES))


def _once(work: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()
    try:
        begun = time.process_time()
        work()
        return time.process_time() - begun
    finally:
        gc.enable()
