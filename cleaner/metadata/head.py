"""Metadata that stands in the markup, outside the reading order.

Linked data first, then meta tags, then what elements of the page say of themselves. Nothing is
guessed: a field that no place gives is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from presscut.cleaner.metadata.head_article import Page, read_article
from presscut.cleaner.metadata.head_meta import Metas
from presscut.cleaner.metadata.head_recipe import read_recipe
from presscut.cleaner.metadata.head_types import read_types
from presscut.cleaner.segment.html_pieces import Clues

Head = Mapping[str, str | tuple[str, ...]]


class Markup(NamedTuple):
    """What a page's markup says outside the reading order.

    Attributes:
        head: the fields of `read_head`.
        types: what the page says it is, see `read_types`.
        recipe: ingredients and steps, see `read_recipe`.
    """

    head: Head
    types: tuple[str, ...]
    recipe: tuple[str, ...]


def read_head(clues: Clues, *, url: str | None) -> Head:
    """The fields of the article row that a page's markup gives.

    Keys: ``title, authors, author_urls, published, modified, site, section, summary, canonical_url,
    image, language, tags, license.name, license.url``; tuples for ``authors, author_urls, section,
    tags``, strings for the others.
    """
    return read_markup(clues, url=url).head


def read_markup(clues: Clues, *, url: str | None) -> Markup:
    """What the cleaner uses of a page's markup."""
    page = Page(clues, Metas(clues.metas), url)
    head = {field: value for field, value in read_article(page) if value}
    return Markup(head, read_types(page), read_recipe(page.things))
