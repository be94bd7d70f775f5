"""Columns side by side, as `pdftotext -layout` prints a page: the lines of two columns stand in one line of text.

Where a gutter of spaces runs through a stretch of lines and what stands beside it goes on from line to line as prose
does, the columns are put one below the other. What comes out is the page's linear text, as that of markup is: all its
words are there, in the order in which they are read. A table stays a table: its cells do not go on in mid-sentence
from row to row. Wrong for a table of two columns of long texts that were broken at the same lines throughout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from presscut.cleaner.patterns import lazy
from presscut.cleaner.segment.reflow import ends_sentence

FORM_FEED = "\x0c"
GAP = lazy(r"(?<=\S) {2,}+(?=\S)")
STOP = lazy(r"[^\W\d_]{2}[.!?]['”’»\")]*(?:\s|$)")
MOST_ROWS, LONGEST = 300, 1_000  # lines of a printed page, and the characters of one
FEWEST = 5  # lines that have something on both sides of a gutter
FARTHEST = 3  # lines from one of them to the next, where the columns begin and end
BEFORE = 2  # columns by which the right side may begin before where it mostly does
WIDE = 3  # spaces of every other gap in a gutter; two may stand between the words of a line that is set to a length
NARROWEST = 22  # columns that a side of prose takes up
GUTTERS = 4  # places tried on a page
RUNNING = 0.3  # share of the lines of a column of prose that begin in mid-sentence
FILLED = 0.5  # share of its lines before which the first word would not have fitted any more
FULL = 0.85  # of its width
BESIDE = 2.0  # words of a line of what stands beside prose: a box, not a column of marks or sums


class Band(NamedTuple):
    """A stretch of lines with a gutter.

    Attributes:
        first, last: the first line, and that behind the last.
        left, right: both sides of each line, the right one with the spaces before it.
    """

    first: int
    last: int
    left: list[str]
    right: list[str]


def in_reading_order(text: str) -> str:
    """The text of a printed page or several with its columns one below the other; any other text as it is."""
    if FORM_FEED not in text or "  " not in text:
        return text
    return FORM_FEED.join(map(_page, text.split(FORM_FEED)))


def _page(text: str) -> str:
    rows = text.split("\n")
    if "\t" in text or not FEWEST <= len(rows) <= MOST_ROWS or max(map(len, rows)) > LONGEST:
        return text
    return "\n".join(_ordered(rows))


def _ordered(rows: list[str]) -> list[str]:
    """The lines of a stretch, the columns of its largest band apart."""
    band = max(_bands(rows), key=lambda band: band.last - band.first, default=None)
    if band is None:
        return rows
    left, right = (_trimmed(_ordered(side)) for side in _packed(band))
    between = [""] if ends_sentence(left[-1].rstrip()) else []
    return [*_ordered(rows[: band.first]), *left, *between, *right, *_ordered(rows[band.last :])]


def _bands(rows: Sequence[str]) -> Iterator[Band]:
    """The stretches of lines with a gutter that divides columns."""
    starts = Counter(gap.end() for row in rows for gap in GAP.finditer(row))
    for gutter, times in starts.most_common(GUTTERS):
        if times >= FEWEST / 2 and gutter > NARROWEST / 2:
            for first, last in _stretches(rows, gutter):
                sides = [_sides(row, gutter) or ("", "") for row in rows[first:last]]
                band = Band(first, last, [left for left, _ in sides], [right for _, right in sides])
                if _are_columns(band):
                    yield band


def _stretches(rows: Sequence[str], gutter: int) -> Iterator[tuple[int, int]]:
    """From the first line to behind the last that have something on both sides, none between crossing the gutter."""
    both: list[int] = []
    for i, row in enumerate((*rows, "x" * (gutter + 1))):
        sides = _sides(row, gutter)
        if sides is None:
            both = _dense(both)
            if len(both) >= FEWEST:
                yield _from(rows, gutter, both[0]), _up_to(rows, gutter, both[-1] + 1)
            both = []
        elif sides[0].strip() and sides[1].strip():
            both.append(i)


def _dense(both: list[int]) -> list[int]:
    """The lines without those at either end that stand far from the others: what is printed above and below."""
    first, last = 0, len(both)
    while first + 1 < last and both[first + 1] - both[first] > FARTHEST:
        first += 1
    while last - 1 > first and both[last - 1] - both[last - 2] > FARTHEST:
        last -= 1
    return both[first:last]


def _from(rows: Sequence[str], gutter: int, first: int) -> int:
    """Where a stretch begins whose right side begins above the left one."""
    at = first - 1
    while at >= 0 and rows[at].strip() and (sides := _sides(rows[at], gutter)) is not None:
        first = at if sides[1].strip() else first
        at -= 1
    return first


def _up_to(rows: Sequence[str], gutter: int, last: int) -> int:
    """Where a stretch ends of which one side goes on below the other, with an empty line between at most."""
    for at in range(last, len(rows)):
        if not rows[at].strip():
            if at > last:
                break
        elif _sides(rows[at], gutter) is None or not any(map(str.isalpha, rows[at])):
            break
        else:
            last = at + 1
    return last


def _sides(row: str, gutter: int) -> tuple[str, str] | None:
    """What stands left and right of a gutter; null for a line that crosses it."""
    bare = row.rstrip()
    if len(bare) < gutter:
        return bare, ""
    if not bare[: gutter - BEFORE].strip():
        return "", " " * max(0, len(bare) - len(bare.lstrip())) + bare.lstrip()
    for gap in GAP.finditer(bare):
        if gap.start() < gutter <= gap.end() + BEFORE:
            return bare[: gap.start()], " " * gap.end() + bare[gap.end() :]
    return None


def _packed(band: Band) -> tuple[list[str], list[str]]:
    """Both sides without the empty lines of the one where the lines of the other stand between its own."""
    sides = list(zip(band.left, band.right, strict=True))
    held = [(bool(left.strip()), bool(right.strip())) for left, right in sides]
    left, right = ([pair[side] for i, pair in enumerate(sides) if not _is_between(held, i, side)] for side in (0, 1))
    return left, _dedented(right)


def _is_between(held: Sequence[tuple[bool, bool]], i: int, side: int) -> bool:
    """Whether a line belongs to the other side alone, and one beside it to this side alone."""
    other = (side == 1, side == 0)
    mine = (side == 0, side == 1)
    return held[i] == other and any(held[k] == mine for k in (i - 1, i + 1) if 0 <= k < len(held))


def _dedented(rows: Sequence[str]) -> list[str]:
    common = min((len(row) - len(row.lstrip()) for row in rows if row.strip()), default=0)
    return [row[common:] for row in rows]


def _trimmed(rows: list[str]) -> list[str]:
    """The lines without the empty ones at both ends."""
    held = [i for i, row in enumerate(rows) if row.strip()]
    return rows[held[0] : held[-1] + 1]


def _are_columns(band: Band) -> bool:
    """Whether both sides of a gutter are prose, or one of them is and the other a box beside it."""
    aligned = [(a.strip(), b.strip()) for a, b in zip(band.left, band.right, strict=True)]
    beside = [pair for pair in aligned if all(pair)]
    if 2 * sum(_is_wide(a, b) for a, b in zip(band.left, band.right, strict=True)) < len(beside):
        return False
    prose = [
        _is_prose(rows) and sum(pair[side][0].islower() for pair in beside) >= RUNNING * len(beside)
        for side, rows in enumerate(_packed(band))
    ]
    return any(prose) and all(told or _is_box(rows) for told, rows in zip(prose, _packed(band), strict=True))


def _is_wide(left: str, right: str) -> bool:
    """Whether the gap between both sides of a line is no double space."""
    return bool(left.strip() and right.strip()) and len(right) - len(right.lstrip()) - len(left) >= WIDE


def _is_prose(rows: Sequence[str]) -> bool:
    """Whether a side holds sentences, and its lines are broken at its width."""
    bare = [row.strip() for row in rows]
    width = max(map(len, bare))
    pairs = [(a, b) for a, b in pairwise(bare) if a and b]
    filled = sum(len(a) + 1 + len(b.split(" ", 1)[0]) > FULL * width for a, b in pairs)
    if width < NARROWEST or not STOP.search("\n".join(bare)):
        return False
    return len(pairs) >= FEWEST - 1 and filled >= FILLED * len(pairs)


def _is_box(rows: Sequence[str]) -> bool:
    """Whether a side holds words, two a line and more."""
    lines = [row.split() for row in rows if row.strip()]
    words = [word for line in lines for word in line]
    return len(words) >= BESIDE * len(lines) and sum(map(str.isalpha, words)) >= len(words) / 2
