"""Lines of Markdown that one mark goes over: a tag, attributes, a comment, the words or the address of a link.

html2text breaks all lines at its width, addresses at their hyphens; pandoc breaks attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from presscut.cleaner.inline.patterns import ATTRIBUTES
from presscut.cleaner.patterns import lazy
from presscut.cleaner.segment.lines import Line, one_line
from presscut.cleaner.segment.scaffold import INSIDE_TAG

GOES_ON = r"\n(?![ \t\r]*(?:\n|[*+-][ \t]|[#>]|\d{1,3}[.)][ \t]|```))"
"""The end of a line that no empty line follows, and none with a mark of its own."""
LINK = lazy(rf"\[[^\[\]\n]*+(?:{GOES_ON}[^\[\]\n]*+)++\]\(")
"""The words of a link over several lines."""
LINK_END = lazy(rf"\n[ \t]*+\]\(|\]\((?:[^()\n\\]++|\\.|{GOES_ON}|\([^()\n]*+\))*+\)")
"""The end of a link at the beginning of a line, and an address over several."""
EMPTY_LINE = lazy(r"\n[ \t\r]*+\n")
FENCE = lazy(r"\n[ \t]*+(?:```|~~~)")
TAG_WITH_ATTRIBUTES = lazy(rf"<[a-zA-Z][a-zA-Z0-9]*+\s(?=[^<>]*=){INSIDE_TAG}>")


def whole_lines(source: str, lines: list[Line]) -> list[Line]:
    """The lines of Markdown, those that one tag, one set of attributes or one link goes over joined to one."""
    found = sorted(
        chain(
            _wrapped(ATTRIBUTES, "{", source),
            _wrapped(TAG_WITH_ATTRIBUTES, "<", source),
            _wrapped(LINK, "](", source),
            _wrapped(LINK_END, "](", source),
            _comments(source),
        )
    )
    return list(_joined(source, lines, found)) if found else lines


def _wrapped(pattern: re.Pattern[str], first: str, source: str) -> Iterator[tuple[int, int]]:
    """Where the pattern is found with the end of a line in it."""
    if first in source:
        yield from (match.span() for match in pattern.finditer(source) if "\n" in match[0])


def _comments(source: str) -> Iterator[tuple[int, int]]:
    """Where comments go over lines: over empty ones only if they begin a line (CommonMark 0.31, section 4.6)."""
    at = source.find("<!--")
    while at >= 0 and (close := source.find("-->", at + len("<!"))) >= 0:
        end = close + len("-->")
        if source.find("\n", at, end) >= 0 and not FENCE.search(source, at, end):
            begins_line = not source[source.rfind("\n", 0, at) + 1 : at].strip()
            if begins_line or not EMPTY_LINE.search(source, at, end):
                yield at, end
        at = source.find("<!--", end)


def _joined(source: str, lines: Sequence[Line], spans: Iterable[tuple[int, int]]) -> Iterator[Line]:
    left = iter(spans)
    start, end = next(left)
    first = last = lines[0]
    for line in lines[1:]:
        while end <= line.begin:
            start, end = next(left, (len(source) + 1, len(source) + 1))
        if start >= line.begin:
            yield one_line(source, first, last)
            first = line
        last = line
    yield one_line(source, first, last)
