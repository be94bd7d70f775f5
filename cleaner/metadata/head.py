"""Metadata that stands in the markup, outside the reading order.

Linked data first, then meta tags, then what elements of the page say of themselves. Nothing is
guessed: a field that no place gives is left out.
"""

from __future__ import annotations

from presscut.cleaner.metadata.head_article import Page, read_article
from presscut.cleaner.metadata.head_meta import Metas
from presscut.cleaner.metadata.head_types import read_types
from presscut.cleaner.segment.html_pieces import Clues

Head = dict[str, str | tuple[str, ...]]


def read_head(clues: Clues, *, url: str | None) -> Head:
    """The fields of the article row that a page's markup gives.

    Keys: ``title, authors, author_urls, published, modified, site, section, summary, canonical_url,
    image, language, tags, license.name, license.url``; tuples for ``authors, author_urls, section,
    tags``, strings for the others.
    """
    return read_markup(clues, url=url)[0]


def read_markup(clues: Clues, *, url: str | None) -> tuple[Head, tuple[str, ...]]:
    """The fields of `read_head`, and what the page says it is, see `read_types`."""
    page = Page(clues, Metas(clues.metas), url)
    return {field: value for field, value in read_article(page) if value}, read_types(page)
