"""Numbers of lines: those that a record of a hearing, a statute or a listing prints before each line of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from presscut.cleaner.patterns import lazy
from presscut.cleaner.segment.lines import Line
from presscut.cleaner.segment.reflow import ends_sentence

NUMBERED = lazy(r"(\d{1,3})(?:\s+(?=\S)|$)")
FEWEST = 10  # numbers in a row, from one line to the next
FEWEST_ALL = 20  # numbers of a document
SHARE = 0.5  # of a document's lines that have one
GOING_ON = 0.2  # share of lines that begin in mid-sentence; the ranks of a list stand before names


class LineNumbers(NamedTuple):
    """The numbers of lines.

    Attributes:
        lengths: characters that the number and the space behind it take up, by the index of the line.
        firsts: indices of the lines with which the counting began anew: the first ones of pages.
    """

    lengths: Mapping[int, int]
    firsts: frozenset[int]


UNNUMBERED = LineNumbers({}, frozenset())


def line_numbers(lines: Sequence[Line]) -> LineNumbers:
    """Find out whether a document prints the number of each line."""
    runs = [run for run in _runs(lines) if len(run) >= FEWEST]
    numbered = [index for run in runs for index in run]
    if len(numbered) < FEWEST_ALL or len(numbered) < SHARE * len(lines):
        return UNNUMBERED
    lengths = {index: length for run in runs for index, length in run.items()}
    words = [lines[i].text[lengths[i] :] for i in numbered]
    inside = sum(b[:1].islower() and not ends_sentence(a) for a, b in pairwise(words) if a)
    if inside < GOING_ON * len(words):
        return UNNUMBERED
    return LineNumbers(lengths, frozenset(min(run) for run in runs))


def _runs(lines: Sequence[Line]) -> Iterator[dict[int, int]]:
    """Lines that follow one another with numbers that count up from 1, as the lengths of these by index."""
    run: dict[int, int] = {}
    last = 0
    for index, line in enumerate(lines):
        found = NUMBERED.match(line.text)
        number = int(found[1]) if found else 0
        if run and (not found or number != last + 1):
            yield run
            run = {}
        if found and (run or number == 1):
            run[index] = found.end()
            last = number
    if run:
        yield run
