"""Runs of plain and linked text of a paragraph: what the marked-up formats share."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from presscut.cleaner.model import Article, Link, Paragraph

SURROGATE = re.compile("[\ud800-\udfff]")
# The kinds of paragraphs that are parts of something larger, and where its path ends in the path of a part.
WHOLES = {
    "quote": re.compile(r".*?/blockquote(?:\[\d+\])?(?=/|$)"),
    "item": re.compile(r".*?/(?:ul|ol|menu|dir|dl)(?:\[\d+\])?(?=/|$)"),
    "row": re.compile(r".*/table(?:\[\d+\])?(?=/|$)"),
}
ITEM_NUMBER = re.compile(r"(\d{1,9})[.)] ")
CELL_END = "\t"  # between two cells of a row
SAFE_SCHEMES = ("http://", "https://", "mailto:")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def encodable(text: str) -> str:
    """The text with a replacement character for each lone surrogate, which UTF-8 cannot hold."""
    return text if text.isascii() else SURROGATE.sub(REPLACEMENT, text)


def safe_url(url: str) -> str | None:
    """The address when a click on it can only open a page or a letter, else null."""
    bare = encodable(url).strip()
    return bare if bare.lower().startswith(SAFE_SCHEMES) else None


class Run(NamedTuple):
    """A piece of a paragraph; with `url` it is a link."""

    text: str
    url: str | None = None


class Body(NamedTuple):
    """An article's text with its links sorted once, so that runs of a paragraph cost what it holds."""

    text: str
    links: Sequence[Link]
    starts: Sequence[int]

    @classmethod
    def of(cls, article: Article) -> Body:
        links = sorted(article.links, key=lambda link: (link.start, link.end))
        return cls(encodable(article.text), links, [link.start for link in links])

    def runs(self, start: int, end: int) -> Iterator[Run]:
        """The text between two offsets, cut at its links. A link that overlaps another is text."""
        at = start
        for i in range(bisect_left(self.starts, start), bisect_left(self.starts, end)):
            link = self.links[i]
            if link.start < at or link.end > end or link.end <= link.start:
                continue
            if link.start > at:
                yield Run(self.text[at : link.start])
            yield Run(self.text[link.start : link.end], safe_url(link.url))
            at = link.end
        if at < end:
            yield Run(self.text[at:end])


def paragraphs_of(article: Article) -> tuple[Paragraph, ...]:
    """The article's paragraphs; a text that came without any is one paragraph."""
    if article.paragraphs or not article.text:
        return article.paragraphs
    return (Paragraph(0, len(article.text), "paragraph", 0, 0),)


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
    """The items of a list with their depths, from 1, each at most one deeper than the one before."""
    levels: list[int] = []
    for item in run:
        while levels and item.level < levels[-1]:
            levels.pop()
        if not levels or item.level > levels[-1]:
            levels.append(item.level)
        yield len(levels), item


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
