"""Links over several blocks: a card with a picture, a title and a teaser, all of it one link.

Converters write ``[`` before the first and ``](url)`` after the last of its blocks; so do descriptions
of pictures that hold empty lines. Each block gets its part.
"""

from __future__ import annotations

from collections.abc import Sequence

from presscut.cleaner.inline.anchors import Outer
from presscut.cleaner.inline.repair import Inline
from presscut.cleaner.segment.pieces import Piece

MOST_BLOCKS = 40
"""Blocks that one link may go over; in the pages seen, a card has at most a dozen."""

Parts = dict[int, list[Outer]]


def links_over_blocks(source: str, pieces: Sequence[Piece], inlines: Sequence[Inline]) -> Parts:
    """For each block that has a part in a link over several: its parts. A link whose beginning was
    cut off begins with its block."""
    parts: Parts = {}
    opened: list[tuple[int, int]] = []
    for index, inline in enumerate(inlines):
        begun = pieces[index].start
        for close in inline.dangling:
            while opened and index - opened[-1][0] > MOST_BLOCKS:
                opened.pop()
            if not opened:
                _add(parts, index, Outer(begun, close.end, begun, close.start, close.url))
                begun = close.end
                continue
            first, place = opened.pop()
            image = source[place] == "!"
            url = "" if image else close.url
            begin = pieces[first]
            _add(parts, first, Outer(place, begin.end, place + (2 if image else 1), begin.end, url))
            for between in range(first + 1, index):
                piece = pieces[between]
                _add(parts, between, Outer(piece.start, piece.end, piece.start, piece.end, url))
            _add(parts, index, Outer(begun, close.end, begun, close.start, url))
            begun = close.end
        opened += [(index, place) for place in inline.unclosed]
    return parts


def _add(parts: Parts, index: int, part: Outer) -> None:
    parts.setdefault(index, []).append(part)
