"""What Markdown holds of elements: their tags and attributes, which are no text.

Converters keep the elements that Markdown has no mark for. Their tags stand on lines of their own
(CommonMark 0.31, section 4.6) or as fenced divs, ``::: {.class}`` (the pandoc manual, "Divs and Spans").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from presscut.cleaner.inline.patterns import ATTRIBUTE, ATTRIBUTES, TAGS
from presscut.cleaner.patterns import lazy
from presscut.cleaner.segment.lines import Line

NAME = lazy(r"</?([a-zA-Z][a-zA-Z0-9]*)")
INSIDE_TAG = r"(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+"
ONLY_TAGS = lazy(
    rf"(?:<(?:/?[a-zA-Z][a-zA-Z0-9]*+(?:\s{INSIDE_TAG})?/?|![dD][^<>]*+|!--.*?--)>\s*+)++",
    re.DOTALL,
)
FENCED_DIV = lazy(rf":{{3,}}\s*+(?:[^\s{{}}:]++\s*+)?(?:\{{\s*+(?:{ATTRIBUTE}\s*+)*+\}})?\s*+:*+")
TAG_WITH_ATTRIBUTES = lazy(rf"<[a-zA-Z][a-zA-Z0-9]*+\s(?=[^<>]*=){INSIDE_TAG}>")


def holds_no_text(text: str) -> bool:
    """Whether a line is nothing but tags, the fence of a div, or attributes of the block above it."""
    if text[0] in ":{":
        return (FENCED_DIV if text[0] == ":" else ATTRIBUTES).fullmatch(text) is not None
    return ONLY_TAGS.fullmatch(text) is not None and all(name.lower() in TAGS for name in NAME.findall(text))


def whole_lines(source: str, lines: list[Line]) -> list[Line]:
    """The lines of Markdown, those that one tag or one set of attributes goes over joined to one."""
    found = sorted(chain(_wrapped(ATTRIBUTES, "{", source), _wrapped(TAG_WITH_ATTRIBUTES, "<", source)))
    return list(_joined(source, lines, found)) if found else lines


def _wrapped(pattern: re.Pattern[str], first: str, source: str) -> Iterator[tuple[int, int]]:
    """Where the pattern is found with the end of a line in it."""
    if first in source:
        yield from (match.span() for match in pattern.finditer(source) if "\n" in match[0])


def _joined(source: str, lines: Iterable[Line], spans: Iterable[tuple[int, int]]) -> Iterator[Line]:
    left = iter(spans)
    start, end = next(left)
    whole: Line | None = None
    for line in lines:
        while end <= line.begin:
            start, end = next(left, (len(source) + 1, len(source) + 1))
        if whole is not None and start < line.begin:
            whole = whole._replace(end=line.end, text=source[whole.start : line.end], breaks=line.breaks)
            continue
        if whole is not None:
            yield whole
        whole = line
    if whole is not None:
        yield whole
