"""Paragraphs that are parts of something larger: the items of a list, the rows of a table, a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from presscut.archive.formats.words import Body, paragraphs_of
from presscut.cleaner.model import CELL_END, Article, Paragraph

# The kinds of paragraphs that are parts of something larger, and where its path ends in the path of a part.
WHOLES = {
    "quote": re.compile(r".*?/blockquote(?:\[\d+\])?(?=/|$)"),
    "item": re.compile(r".*?/(?:ul|ol|menu|dir|dl)(?:\[\d+\])?(?=/|$)"),
    "row": re.compile(r".*/table(?:\[\d+\])?(?=/|$)"),
}
PART = re.compile(r".*/(li|dt|dd)(?:\[\d+\])?(?=/|$)")
"""The element that an item is, or is in."""
ITEM_NUMBER = re.compile(r"(\d{1,9})[.)] ")


def groups(article: Article) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
    """Paragraphs that belong together: of a list, a table, a quotation, where they follow each other."""
    run: list[Paragraph] = []
    for paragraph in paragraphs_of(article):
        if run and not _follows(run[-1], paragraph):
            yield run[0].kind, tuple(run)
            run = []
        run.append(paragraph)
    if run:
        yield run[0].kind, tuple(run)


def _follows(last: Paragraph, paragraph: Paragraph) -> bool:
    return last.kind == paragraph.kind and paragraph.kind in WHOLES and _whole(last) == _whole(paragraph)


def _whole(part: Paragraph) -> str | None:
    """The path of what a part is part of, the outermost list or quotation, the innermost table; null in text."""
    found = WHOLES[part.kind].match(part.path or "")
    return found[0] if found else None


def nested(run: Sequence[Paragraph]) -> Iterator[tuple[int, Paragraph]]:
    """The items of a list with their depths, from 1, each at most one deeper than the one before.

    What a term means stands below the term.
    """
    levels: list[int] = []
    for item in run:
        level = _level(item)
        while levels and level < levels[-1]:
            levels.pop()
        if not levels or level > levels[-1]:
            levels.append(level)
        yield len(levels), item


def _level(item: Paragraph) -> int:
    """How deep an item stands beside others of its list, in half steps."""
    part = PART.match(item.path or "")
    return 2 * item.level + (part is not None and part[1] == "dd")


def number_of(body: Body, item: Paragraph) -> re.Match[str] | None:
    """The number that an item of a numbered list begins with, and the space behind it."""
    return ITEM_NUMBER.match(body.text, item.start, item.end)


def cells_of(rows: Sequence[str]) -> list[list[str]] | None:
    """The cells of a table's rows, or null where they make no table, nor does a row by itself.

    In the first row the first cell may be missing: the corner of a table is often empty.
    """
    cells = [row.split(CELL_END) for row in rows]
    width = len(cells[-1])
    if len(cells[0]) == width - 1:
        cells[0].insert(0, "")
    return cells if len(cells) > 1 < width and all(len(row) == width for row in cells) else None
