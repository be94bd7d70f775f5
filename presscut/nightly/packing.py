"""An article on its way through the queue: everything of it, as bytes."""

from __future__ import annotations

import json
from dataclasses import replace

from presscut.archive.formats.rows import article_from_row, article_row, one_line
from presscut.cleaner.model import Article


def packed(article: Article) -> bytes:
    """The article as JSON: its row, and the ranks of its headings, which are no key of the row."""
    levels = [paragraph.level for paragraph in article.paragraphs]
    return one_line([article_row(article), levels]).encode()


def unpacked(made: bytes) -> Article:
    """The article that `packed` was given."""
    row, levels = json.loads(made)
    article = article_from_row(row)
    leveled = (p._replace(level=level) for p, level in zip(article.paragraphs, levels, strict=True))
    return replace(article, paragraphs=tuple(leveled))
