"""Text that stands upright at the edge of a page: a converter prints it letter by letter, one a line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from presscut.cleaner.segment.lines import Line

FEWEST = 8  # such lines in a row; a column of marks or of single digits is seldom as long
LETTERS = 0.3  # share of letters among them
EASTERN = "\u2e80"  # scripts from here on are written downwards


def upright(lines: Sequence[Line]) -> frozenset[int]:
    """The indices of the lines that hold a single character each, many in a row, letters enough among them."""
    found: set[int] = set()
    for alone, group in groupby(range(len(lines)), key=lambda i: len(lines[i].text) == 1 and lines[i].text < EASTERN):
        run = list(group) if alone else []
        if len(run) >= FEWEST and sum(lines[i].text.isalpha() for i in run) >= LETTERS * len(run):
            found.update(run)
    return frozenset(found)
