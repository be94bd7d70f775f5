"""Paragraphs of two articles side by side, by the places they came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from presscut.reclean.pieces import Piece


class Step(NamedTuple):
    """What stood there, and what would: paragraphs whose spans overlap. One side may be empty."""

    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


def steps(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[Step]:
    """All paragraphs of both sides, each once, in order. An empty span overlaps its equal only."""
    i = j = 0
    while i < len(old) or j < len(new):
        i_end, j_end = _step(old, new, i, j)
        yield Step(tuple(old[i:i_end]), tuple(new[j:j_end]))
        i, j = i_end, j_end


def _step(old: Sequence[Piece], new: Sequence[Piece], i: int, j: int) -> tuple[int, int]:
    """Where the step that begins at these two paragraphs ends on both sides."""
    if i < len(old) and j < len(new) and old[i][:2] == new[j][:2]:
        reach, i, j = old[i].end, i + 1, j + 1
    elif j == len(new) or (i < len(old) and old[i].start <= new[j].start):
        reach, i = old[i].end, i + 1
    else:
        reach, j = new[j].end, j + 1
    while True:
        i_end, j_end = _within(old, i, reach), _within(new, j, reach)
        if (i_end, j_end) == (i, j):
            return i, j
        reach = max(reach, *(piece.end for piece in (*old[i:i_end], *new[j:j_end])))
        i, j = i_end, j_end


def _within(pieces: Sequence[Piece], at: int, reach: int) -> int:
    """Behind the next paragraph if it begins before `reach`; empty spans on the way go with it."""
    for number in range(at, len(pieces)):
        piece = pieces[number]
        if piece.start >= reach:
            return at
        if piece.start < piece.end:
            return number + 1
    return at
