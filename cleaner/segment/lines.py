"""The lines of a text, with what their layout says."""

from __future__ import annotations

from typing import NamedTuple

from presscut.cleaner.patterns import lazy

MOST_LINES = 1_000_000
"""Lines that are told apart; what follows them is one last line, so that memory stays bounded."""

CONTENT = lazy("[^\\n\\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]++")
"""What stands between two ends of lines, as `str.splitlines` knows them."""

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
    at, breaks = 0, 1
    for found in CONTENT.finditer(source):
        raw = found[0]
        text = raw.strip()
        begin = found.start()
        breaks += begin - at if begin - at < 2 else begin - at - source.count("\r\n", at, begin)
        at = begin
        if text and len(lines) >= MOST_LINES:
            break
        if text:
            lines.append(_line(at, raw, text, breaks - 1))
            breaks = 0
        at = found.end()
    if rest := source[at:].strip():
        start = source.index(rest[0], at)
        lines.append(Line(start, start, start + len(rest), rest, 0, 0, False))
    return lines


def one_line(source: str, first: Line, last: Line) -> Line:
    """Two lines, and all between them, as one."""
    if first is last:
        return first
    return first._replace(end=last.end, text=source[first.start : last.end], breaks=last.breaks)


def _line(begin: int, raw: str, text: str, gap: int) -> Line:
    if len(raw) == len(text):
        return Line(begin, begin, begin + len(text), text, gap, 0, text[-1] == "\\")
    bare = raw.lstrip()
    lead = len(raw) - len(bare)
    indent = lead if "\t" not in raw[:lead] else len(raw[:lead].expandtabs(TAB))
    start = begin + lead
    breaks = text[-1] == "\\" or (len(bare) > len(text) + 1 and bare.startswith("  ", len(text)))
    return Line(begin, start, start + len(text), text, gap, indent, breaks)
