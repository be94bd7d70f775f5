"""The lines of a text, with what their layout says."""

from __future__ import annotations

from typing import NamedTuple

MOST_LINES = 1_000_000
"""Lines that are told apart; what follows them is one last line, so that memory stays bounded."""

TAB = 4
"""Columns of a tab."""


class Line(NamedTuple):
    """A line that holds more than white space.

    Attributes:
        begin: where the line begins, white space included.
        start, end: its span in the source, without white space at the ends.
        text: what stands there.
        gap: empty lines before it.
        indent: columns before it.
        breaks: whether the line ends as Markdown writes a line break: two spaces or a backslash.
    """

    begin: int
    start: int
    end: int
    text: str
    gap: int
    indent: int
    breaks: bool


def read_lines(source: str) -> list[Line]:
    """The lines of a source that hold more than white space, in order."""
    lines: list[Line] = []
    at = gap = 0
    for raw in source.splitlines(keepends=True):
        text = raw.strip()
        if not text:
            gap += 1
        elif len(lines) >= MOST_LINES:
            break
        else:
            bare = raw.lstrip()
            lead = len(raw) - len(bare)
            indent = lead if "\t" not in raw[:lead] else len(raw[:lead].expandtabs(TAB))
            start = at + lead
            breaks = len(bare) - len(text) > 1 and (bare[len(text) : len(text) + 2] == "  " or text[-1] == "\\")
            lines.append(Line(at, start, start + len(text), text, gap, indent, breaks or text[-1] == "\\"))
            gap = 0
        at += len(raw)
    if rest := source[at:].strip():
        start = source.index(rest[0], at)
        lines.append(Line(at, start, start + len(rest), rest, gap, 0, False))
    return lines
