"""What two sequences have in common, in a time that a hostile page cannot stretch."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

MOST_PAIRS = 4_000_000  # of items compared beyond the equal ends; two texts of 2,000 words that share nothing


class Run(NamedTuple):
    """A stretch of two sequences: equal, or `a[a_start:a_end]` where the other has `b[b_start:b_end]`."""

    equal: bool
    a_start: int
    a_end: int
    b_start: int
    b_end: int


def runs(a: Sequence[Hashable], b: Sequence[Hashable]) -> Iterator[Run]:
    """The runs that make up both sequences, in order.

    Equal ends are found first. What lies between is compared item by item up to `MOST_PAIRS`; beyond
    that it counts as exchanged whole.
    """
    head = _shared(a, b)
    tail = _shared(a[head:][::-1], b[head:][::-1])
    a_end, b_end = len(a) - tail, len(b) - tail
    if head:
        yield Run(True, 0, head, 0, head)
    yield from _between(a, b, head, a_end, b_end)
    if tail:
        yield Run(True, a_end, len(a), b_end, len(b))


def _shared(a: Sequence[Hashable], b: Sequence[Hashable]) -> int:
    """How many items both begin with."""
    most = min(len(a), len(b))
    return next((i for i in range(most) if a[i] != b[i]), most)


def _between(a: Sequence[Hashable], b: Sequence[Hashable], start: int, a_end: int, b_end: int) -> Iterator[Run]:
    if start == a_end and start == b_end:
        return
    if (a_end - start) * (b_end - start) > MOST_PAIRS:
        yield Run(False, start, a_end, start, b_end)
        return
    matcher = SequenceMatcher(None, a[start:a_end], b[start:b_end], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        yield Run(tag == "equal", start + i1, start + i2, start + j1, start + j2)
