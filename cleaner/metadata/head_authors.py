"""Who wrote the page: linked data, meta tags, marked links, bylines by their class."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from presscut.cleaner.metadata.head_jsonld import texts_of, types_of
from presscut.cleaner.metadata.head_names import author_names
from presscut.cleaner.metadata.head_title import bare
from presscut.cleaner.segment.html_pieces import Clue

if TYPE_CHECKING:
    from presscut.cleaner.metadata.head_article import Page

METAS = (
    "author", "article:author", "parsely-author", "sailthru.author", "citation_author", "dc.creator", "dcterms.creator",
    "dc.creator.name", "byl", "article:author_name", "og:article:author", "cxenseparse:author", "creator", "authors",
    "twitter:data1",
)  # fmt: skip
LABELLED = "twitter:label1"
WRITTEN_BY = ("written by", "by", "author", "verfasst von", "écrit par", "geschrieben von", "escrito por")
BYLINE = frozenset("byline author authors autor autoren autore auteur writer".split())
ELSEWHERE = frozenset(
    "comment comments related sidebar footer widget recent bio about teaser card nav menu popular avatar img image "
    "photo social share box description desc list archive".split()
)
LONGEST_BYLINE = 100  # characters


def read_authors(page: Page) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names and addresses of the authors. A site is its own author only where linked data or a meta tag says so."""
    names: tuple[str, ...] = ()
    addresses: list[str] = []
    sites = {bare(name) for name in page.site_names}
    given: tuple[str, ...] = ()
    for values, trusted in _places(page, addresses):
        found = author_names(values, trusted=trusted)
        names = tuple(name for name in found if bare(name) not in sites)
        given = given or (found if trusted else ())
        if names:
            break
    urls = [url for value in addresses if (url := page.absolute(value))]
    return names or given, tuple(dict.fromkeys(urls))


def _places(page: Page, addresses: list[str]) -> Iterator[tuple[list[str], bool]]:
    """Texts that may name authors, the most trusted place first; addresses are put aside on the way."""
    entries = [page.resolved(entry) for key in ("author", "creator") for entry in _list(page.main.get(key))]
    people = [entry for entry in entries if not _is_organization(entry)]
    addresses += [url for entry in entries for url in _addresses(entry)]
    yield texts_of(people), True
    for name in METAS:
        values = page.metas.all((name,))
        if name == "twitter:data1" and (page.metas.first((LABELLED,)) or "").lower() not in WRITTEN_BY:
            continue
        addresses += [value for value in values if value.startswith(("http://", "https://"))]
        yield values, True
    yield from _marked(page)
    yield texts_of(entries), True


def _marked(page: Page) -> Iterator[tuple[list[str], bool]]:
    """Elements of the page: microdata, `rel=author`, a class that says byline."""
    clues = [clue for clue in page.clues.elements if ELSEWHERE.isdisjoint(clue.tokens) and clue.text]
    yield [c.text for c in clues if _itemprop(c) == "author" and len(c.text) <= LONGEST_BYLINE][:3], False
    yield [c.text for c in clues if c.tag == "a" and "author" in (c.attributes.get("rel") or "").split()][:3], False
    for clue in clues:
        if not BYLINE.isdisjoint(clue.tokens) and len(clue.text) <= LONGEST_BYLINE:
            yield [clue.text], False


def _itemprop(clue: Clue) -> str:
    return (clue.attributes.get("itemprop") or "").lower()


def _is_organization(entry: Any) -> bool:
    return isinstance(entry, dict) and bool(types_of(entry) & {"organization", "newsmediaorganization", "corporation"})


def _addresses(entry: Any) -> list[str]:
    if not isinstance(entry, dict):
        return []
    found = [entry.get("url"), *_list(entry.get("sameAs"))]
    return [value for value in found[:1] if isinstance(value, str)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
