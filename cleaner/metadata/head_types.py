"""What a page says it is: the types of its linked data, its microdata and its og:type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from presscut.cleaner.metadata.head_jsonld import ELSEWHERE, types_of

if TYPE_CHECKING:
    from presscut.cleaner.metadata.head_article import Page

MOST_TYPES = 50  # of a page; a list of products names its type a hundred times, each counts once
LONGEST = 60  # characters of a name


def read_types(page: Page) -> tuple[str, ...]:
    """The types of the page and of what it is about, each once, lower case, in the order of the markup.

    Types of https://schema.org come without the vocabulary's address, og:type behind a prefix
    (https://ogp.me: ``"og:article"``). What is a property of something else (the author of an article, the
    offers of a product, a comment) is not the page's.
    """
    return tuple(dict.fromkeys(name[:LONGEST] for name in _types(page) if name))[:MOST_TYPES]


def _types(page: Page) -> Iterator[str]:
    for thing in page.things:
        if thing.get("_in") not in ELSEWHERE:
            yield from sorted(types_of(thing))
    for name in page.clues.types:
        yield name.rstrip("/").rsplit("/", 1)[-1].lower()
    given = page.metas.first(("og:type",))
    if given:
        yield f"og:{given.lower()}"
