"""Runs of plain and linked text of a paragraph: what the marked-up formats share."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from presscut.cleaner.model import CELL_END, Article, Link, Paragraph

SURROGATE = re.compile("[\ud800-\udfff]")
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
            # A link over cells of a row would be torn where they are parted.
            yield Run(self.text[link.start : link.end].replace(CELL_END, " "), safe_url(link.url))
            at = link.end
        if at < end:
            yield Run(self.text[at:end])


def paragraphs_of(article: Article) -> tuple[Paragraph, ...]:
    """The article's paragraphs; a text that came without any is one paragraph."""
    if article.paragraphs or not article.text:
        return article.paragraphs
    return (Paragraph(0, len(article.text), "paragraph", 0, 0),)
