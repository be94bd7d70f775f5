"""Addresses in brackets behind their words: ``words [/path]`` as html-to-text prints them, or ``words (/path)``.

The line may be broken before a bracket, pictures stand there with their data, and a link without words is its
address alone. All of it is known by the document: one such bracket may be the author's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from presscut.cleaner.inline.patterns import BRACKETED, TELLING_BRACKETS
from presscut.cleaner.patterns import lazy
from presscut.cleaner.segment.lines import Line, one_line

FEWEST = 5  # addresses in brackets
WIDTH = 80  # columns after which the lines are broken
ALONE = lazy(r"(?:https?://|data:|javascript:|mailto:|tel:|/)\S*")


def brackets_of(source: str) -> str:
    """The opening bracket of those that a document prints the addresses of its links in; empty when it does not.

    Where links are written in Markdown, addresses behind them are doubled links, see `presscut.cleaner.inline.doubled`.
    """
    if source.count("](") >= FEWEST:
        return ""
    for bracket, pattern in TELLING_BRACKETS.items():
        if bracket in source and sum(1 for _ in islice(pattern.finditer(source), FEWEST)) == FEWEST:
            return bracket
    return ""


def with_addresses(source: str, lines: Sequence[Line], bracket: str) -> list[Line]:
    """The lines, with what was broken off before a bracket joined to its words again."""
    whole: list[tuple[Line, Line]] = []  # the first and the last line that make one
    for line in lines:
        if whole and _was_broken_off(*whole[-1], line, BRACKETED[bracket]):
            whole[-1] = whole[-1][0], line
        else:
            whole.append((line, line))
    return [one_line(source, first, last) for first, last in whole]


def _was_broken_off(first: Line, last: Line, line: Line, address: re.Pattern[str]) -> bool:
    found = address.match(line.text) if not line.gap else None
    if found is None or (first is last and _is_address(first.text, address)):
        return False
    return found.end() == len(line.text) or len(last.text) + found.end() >= WIDTH


def addresses_alone(lines: Sequence[Line], bracket: str) -> Iterator[int]:
    """The indices of lines that hold an address and nothing else."""
    return (index for index, line in enumerate(lines) if _is_address(line.text, BRACKETED[bracket]))


def _is_address(text: str, address: re.Pattern[str]) -> bool:
    return ALONE.fullmatch(text) is not None or address.fullmatch(text) is not None


def without_addresses(lines: Sequence[Line], bracket: str) -> list[Line]:
    """The lines that show at which width they were broken: those beside an address are set apart."""
    shown: list[Line] = []
    apart = 0
    for line in lines:
        if BRACKETED[bracket].search(line.text):
            apart = 2
        else:
            shown.append(line._replace(gap=max(line.gap, apart)))
            apart = 0
    return shown
