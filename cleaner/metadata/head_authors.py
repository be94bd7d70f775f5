"""Who wrote the page: linked data, meta tags, marked links, bylines by their class."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from presscut.cleaner.metadata.head_jsonld import texts_of, types_of
from presscut.cleaner.metadata.head_names import given_names, names_by_line, printed_names, whole_names
from presscut.cleaner.metadata.head_title import bare
from presscut.cleaner.segment.html_pieces import Clue

if TYPE_CHECKING:
    from presscut.cleaner.metadata.head_article import Page

METAS = (
    "author", "article:author", "parsely-author", "sailthru.author", "citation_author", "dc.creator", "dcterms.creator",
    "dc.creator.name", "byl", "article:author_name", "og:article:author", "cxenseparse:author", "creator", "authors",
    "twitter:data1", "twitter:data2",
)  # fmt: skip
LABELS = {"twitter:data1": "twitter:label1", "twitter:data2": "twitter:label2"}
WRITTEN_BY = ("written by", "by", "author", "verfasst von", "écrit par", "geschrieben von", "escrito por")
BYLINE = frozenset("byline author authors autor autora autoren autore auteur writer contributor firma".split())
NAMED = frozenset("name vcard fn link".split())
ELSEWHERE = frozenset(
    "comment comments related sidebar footer widget recent teaser nav menu popular avatar img image photo social share "
    "description desc reviewer modal".split()
)
BOXES = frozenset("bio about box card".split())
LONGEST_BYLINE = 100  # characters
LONGEST_NAME = 6  # words of an element that is a name, "By" included
NEAR = 40  # elements and texts from one author to the next
MOST_MARKED = 3  # elements of one kind; more are a list of people


class Authors(NamedTuple):
    """Who a page's markup says has written it.

    Attributes:
        people: names of authors.
        houses: in place of people the site's own name, or that of an organisation.
        addresses: where they have a page.
    """

    people: tuple[str, ...]
    houses: tuple[str, ...]
    addresses: tuple[str, ...]


def read_authors(page: Page) -> Authors:
    """The authors, from the most trusted place that names anybody but the site itself."""
    entries = [page.resolved(entry) for key in ("author", "creator") for entry in _list(page.main.get(key))]
    addresses = [url for entry in entries for url in _addresses(entry)]
    sites = {bare(name) for name in page.site_names}
    people: tuple[str, ...] = ()
    houses: tuple[str, ...] = ()
    for found in _places(page, entries, addresses):
        if any(bare(name) not in sites for name in found):
            people = found
            break
        houses = houses or found
    houses = houses or whole_names(texts_of([entry for entry in entries if _is_organization(entry)]))
    urls = [url for value in addresses if (url := page.absolute(value))]
    return Authors(people, () if people else houses, tuple(dict.fromkeys(urls)))


def _places(page: Page, entries: list[Any], addresses: list[str]) -> Iterator[tuple[str, ...]]:
    """Names of authors by place, the most trusted place first; addresses are put aside on the way."""
    yield given_names(texts_of([entry for entry in entries if not _is_organization(entry)]))
    for name in METAS:
        values = page.metas.all((name,))
        if name in LABELS and (page.metas.first((LABELS[name],)) or "").lower() not in WRITTEN_BY:
            continue
        addresses += [value for value in values if value.startswith(("http://", "https://"))]
        yield given_names(values)
    yield from _marked(page)


def _marked(page: Page) -> Iterator[tuple[str, ...]]:
    """Elements of the page: microdata, `rel=author`, a class that says byline; an author's box at last."""
    short = [
        c for c in page.elements_of_its_own if 0 < len(c.text) <= LONGEST_BYLINE and ELSEWHERE.isdisjoint(c.tokens)
    ]
    yield _short_names([c for c in short if _itemprop(c) == "author"])
    yield _short_names([c for c in short if c.tag == "a" and "author" in (c.attributes.get("rel") or "").split()])
    for boxes in (False, True):
        for clue in short:
            if not BYLINE.isdisjoint(clue.tokens) and BOXES.isdisjoint(clue.tokens) != boxes:
                beside = _beside(page, clue)
                yield _printed(beside) if NAMED.isdisjoint(clue.tokens) else _short_names(beside)


def _beside(page: Page, first: Clue) -> list[Clue]:
    """An element with the next ones of its very class, up to a date: two authors have an element each."""
    own = page.elements_of_its_own
    place = next(i for i, clue in enumerate(own) if clue is first)
    near = takewhile(lambda clue: clue.tag not in ("time", "h1"), own[place:])
    near = takewhile(lambda clue: clue.place - first.place <= NEAR, near)
    called = first.tag, first.attributes.get("class")
    return [clue for clue in near if (clue.tag, clue.attributes.get("class")) == called]


def _printed(clues: list[Clue]) -> tuple[str, ...]:
    """Names in elements that may hold more than these."""
    names = [name for clue in clues for name in names_by_line(clue.lines) or printed_names([clue.text])]
    return tuple(dict.fromkeys(names))


def _short_names(clues: list[Clue]) -> tuple[str, ...]:
    """Names in elements that hold nothing else; a pen name of one word counts as well."""
    marked = clues[:MOST_MARKED]
    if len(marked) == 1 and (names := names_by_line(marked[0].lines)):
        return names
    texts = [clue.text for clue in marked if len(clue.text.split()) <= LONGEST_NAME]
    return given_names(text for text in texts if not any(c.isdigit() for c in text))


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
