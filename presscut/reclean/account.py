"""What a ledger says of a span."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from presscut.reclean.pieces import Piece, Reason


class Account:
    """The pieces of one ledger that do not overlap: what was cut and moved, or what was repaired."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = sorted((p for p in pieces if p.why is not None), key=lambda piece: piece[:2])
        self._ends = [piece.end for piece in self._pieces]

    def of(self, start: int, end: int) -> tuple[Reason, ...]:
        """Why the pieces that touch a span are not in the body as they were: each reason once, in order."""
        return tuple(dict.fromkeys(self._touching(start, end)))

    def _touching(self, start: int, end: int) -> Iterator[Reason]:
        for number in range(bisect_right(self._ends, start), len(self._pieces)):
            piece = self._pieces[number]
            if piece.start >= end:
                return
            if piece.why is not None:
                yield piece.why
