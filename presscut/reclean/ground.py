"""Two accounts of one page on common ground.

Places are those of the source. Another version of presscut may read the same bytes as another
source: then the places of the old account mean nothing in the new one, and its pieces are found
again by their words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from presscut.reclean.pieces import Piece
from presscut.reclean.sequences import Run, runs

LETTERS = re.compile(r"\w+")
Found = Mapping[int, tuple[int, int]]  # number of an old piece: the first and last new piece it is found in


def on_ground(old: Sequence[Piece], new: Sequence[Piece]) -> tuple[Piece, ...]:
    """The old pieces with places in the new source; a piece that is not found there has an empty span."""
    found: dict[int, tuple[int, int]] = {}
    for run in runs([_letters(piece) for piece in old], [_letters(piece) for piece in new]):
        found.update(_same(run) if run.equal else _by_words(old, new, run))
    placed: list[Piece] = []
    at = 0
    for number, piece in enumerate(old):
        first, last = found.get(number, (None, None))
        at, end = (at, at) if first is None or last is None else (new[first].start, new[last].end)
        placed.append(piece._replace(start=at, end=end))
    return tuple(placed)


def _letters(piece: Piece) -> str:
    """What of a text no repair changes: its letters and digits."""
    return "".join(LETTERS.findall(piece.text))


def _same(run: Run) -> Found:
    return {run.a_start + i: (run.b_start + i, run.b_start + i) for i in range(run.a_end - run.a_start)}


def _by_words(old: Sequence[Piece], new: Sequence[Piece], run: Run) -> Found:
    """Pieces of which at least half of the words stand, in order, in pieces of the other side."""
    mine = list(_words(old, range(run.a_start, run.a_end)))
    others = list(_words(new, range(run.b_start, run.b_end)))
    met: dict[int, list[int]] = defaultdict(list)
    for shared in runs([word for _, word in mine], [word for _, word in others]):
        if shared.equal:
            for i in range(shared.a_end - shared.a_start):
                met[mine[shared.a_start + i][0]].append(others[shared.b_start + i][0])
    lengths: dict[int, int] = defaultdict(int)
    for number, _ in mine:
        lengths[number] += 1
    return {number: (where[0], where[-1]) for number, where in met.items() if 2 * len(where) >= lengths[number]}


def _words(pieces: Sequence[Piece], numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
    return ((number, word) for number in numbers for word in LETTERS.findall(pieces[number].text))
