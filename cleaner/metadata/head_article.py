"""The fields of an article out of a page's markup, each from the most trusted place that has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

from presscut.cleaner.characters import encodable
from presscut.cleaner.metadata.head_authors import read_authors
from presscut.cleaner.metadata.head_days import read_dates
from presscut.cleaner.metadata.head_jsonld import Thing, by_id, main_thing, read_things, texts_of, types_of
from presscut.cleaner.metadata.head_meta import Metas
from presscut.cleaner.metadata.head_title import bare, choose_title, last_line, site_of_title, strip_site
from presscut.cleaner.patterns import lazy
from presscut.cleaner.segment.html_pieces import Clue, Clues

Found = Iterator[tuple[str, str | tuple[str, ...]]]

TITLES = ("og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title")
EDITED = ("newsarticle", "liveblogposting")  # ends of the types of pages whose titles are an editor's own work
SITES = ("og:site_name", "application-name", "citation_journal_title", "dc.publisher", "apple-mobile-web-app-title")
SUMMARIES = ("og:description", "description", "twitter:description", "dc.description", "dcterms.description")
IMAGES = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src", "thumbnail")
SECTIONS = ("article:section", "section", "parsely-section", "cxenseparse:section")
TAGS = ("article:tag", "news_keywords", "keywords", "parsely-tags", "sailthru.tags")
NOT_THE_ARTICLE = frozenset(
    "comment comments related sidebar footer widget recent teaser card nav menu popular".split()
)
COMMONS = lazy(r"creativecommons\.org/(?:licenses/([a-z-]+)/(\d\.\d)|publicdomain/(zero|mark)/(\d\.\d))", re.I)
SECOND_LEVEL = frozenset("com org gov net edu gob gouv asso".split())  # labels under which countries sell names
PLATFORMS = frozenset({"Blogger"})  # name themselves as the publisher of whatever is written on them
MOST_TAGS = 50
MOST_SHOWN = 15  # tags that elements of one page print


class Page:
    """A page's clues with what is needed of them more than once."""

    def __init__(self, clues: Clues, metas: Metas, url: str | None) -> None:
        self.clues = clues
        self.metas = metas
        self.url = url

    @cached_property
    def things(self) -> tuple[Thing, ...]:
        """All objects of the linked data."""
        return read_things(self.clues.scripts)

    @cached_property
    def named(self) -> dict[str, Thing]:
        """Those that have an `@id`, by it."""
        return by_id(self.things)

    @cached_property
    def main(self) -> Thing:
        """The object that describes this page; an empty one when none does."""
        return main_thing(self.things, (self.url or "", self.canonical or ""))

    @cached_property
    def canonical(self) -> str | None:
        """The address that the page gives as its own."""
        return self.absolute(self._own_address)

    @cached_property
    def _own_address(self) -> str | None:
        return self.metas.link("canonical") or self.metas.first(("og:url",))

    @cached_property
    def site(self) -> str | None:
        """What the site is called, where the markup says so."""
        return self.metas.first(SITES[:1]) or next(iter(self._publishers()), None) or self.metas.first(SITES[1:])

    def _publishers(self) -> Iterator[str]:
        """Names of the site in linked data: the article's publisher, the WebSite."""
        publisher = self.main.get("publisher")
        named = texts_of([self.resolved(entry) for entry in _list(publisher)])
        yield from (name for name in named if name not in PLATFORMS)
        for thing in self.things:
            if "website" in types_of(thing):
                yield from texts_of(thing.get("name"))

    @cached_property
    def site_names(self) -> tuple[str, ...]:
        """All that the site is called, its host's name included."""
        found = [*self.metas.each(SITES), *self._publishers()]
        host = _host(self.url or self.canonical)
        found += [host, host.removeprefix("www."), _own_label(host)]
        return tuple(dict.fromkeys(name for name in found if name))

    def resolved(self, value: Any) -> Any:
        """An object for a reference to it by `@id`."""
        name = value.get("@id") if isinstance(value, dict) else None
        return self.named.get(name, value) if isinstance(name, str) else value

    def absolute(self, href: str | None) -> str | None:
        """An address in full; null when it is none of the web."""
        if not href:
            return None
        try:
            found = urljoin(self.url or self._own_address or "", encodable(href.strip()))
        except ValueError:
            return None
        return found if found.startswith(("http://", "https://")) else None

    @cached_property
    def elements_of_its_own(self) -> tuple[Clue, ...]:
        """Elements that speak of this page, not of a comment or another article."""
        return tuple(c for c in self.clues.elements if not c.aside and NOT_THE_ARTICLE.isdisjoint(c.tokens))

    def elements(self, tag: str) -> Iterator[Clue]:
        """The elements of one name that speak of this page."""
        return (clue for clue in self.elements_of_its_own if clue.tag == tag)


def read_article(page: Page) -> Found:
    """All fields that are found."""
    main, metas = page.main, page.metas
    language = _language(page)
    yield "title", _title(page)
    authors = read_authors(page)
    yield "authors", authors.people
    yield "authors.houses", authors.houses
    yield "author_urls", authors.addresses
    yield from read_dates(page, language)
    yield "site", page.site or _site_of_title(page)
    yield "section", _section(page)
    yield "summary", metas.first(SUMMARIES) or next(iter(texts_of(main.get("description"))), "")
    yield "canonical_url", page.canonical or ""
    yield "image", _image(page)
    yield "language", language
    yield "tags", _tags(page)
    yield from _license(page)


def _title(page: Page) -> str:
    titles = [*page.metas.each(TITLES), *texts_of(page.main.get("headline"))[:1]]
    titles += [clue.text for clue in list(page.elements("title"))[:1] if clue.text]
    titles += texts_of(page.main.get("name"))[:1]
    headings = [last_line(clue.lines, titles) or clue.text for clue in page.elements("h1") if clue.text]
    edited = any(kind.endswith(EDITED) for kind in types_of(page.main))
    chosen = choose_title(titles, headings, site=page.site_names, edited=edited) or ""
    return (edited and headings and (_said_twice(page, chosen) or _for_sharing(page, chosen))) or chosen


def _said_twice(page: Page, chosen: str) -> str:
    """The headline of linked data that the page's `title` repeats word for word, where the chosen title is another.

    Only of a page that has a heading: where two wordings compete, the one that is said twice counts.
    """
    names = {bare(name) for name in page.site_names if bare(name)}
    headline = next((strip_site(text, names) for text in texts_of(page.main.get("headline"))[:1]), "")
    title = next((strip_site(clue.text, names) for clue in page.elements("title")), "")
    said, other = bare(headline), bare(chosen)
    return headline if said and said == bare(title) and said not in other and other not in said else ""


def _for_sharing(page: Page, chosen: str) -> str:
    """The headline that a news page gives to be shared, where its `title` repeats the chosen one.

    A `title` worded on its own is written for search engines, and what is shared often with it. Where it repeats
    the headline, another wording to be shared is an editor's; unless Twitter is given yet another one. Wrong for
    a line that is to lure: then the heading says more.
    """
    names = {bare(name) for name in page.site_names if bare(name)}
    title = next((strip_site(clue.text, names) for clue in page.elements("title")), "")
    shared = [strip_site(text, names) for text in page.metas.each(TITLES[:2])]
    one_wording = len({bare(text) for text in shared}) == 1
    return shared[0] if one_wording and bare(title) == bare(chosen) else ""


def _site_of_title(page: Page) -> str:
    """The end of the title that is also the host's name: the one place where many sites give theirs."""
    title = next((clue.text for clue in page.elements("title")), "")
    return site_of_title(title, page.site_names)


def _language(page: Page) -> str:
    given = page.clues.language or page.metas.first(("content-language", "og:locale", "dc.language", "language"))
    found = (given or next(iter(texts_of(page.main.get("inLanguage"))), "")).replace("_", "-").strip()
    return found if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", found) else ""


def _section(page: Page) -> tuple[str, ...]:
    found = texts_of(page.main.get("articleSection")) or page.metas.all(SECTIONS)
    return _distinct(found) or _breadcrumb(page)


def _breadcrumb(page: Page) -> tuple[str, ...]:
    """The steps between the start page and the article."""
    for thing in page.things:
        if "breadcrumblist" in types_of(thing):
            steps = [entry for entry in _list(thing.get("itemListElement")) if isinstance(entry, dict)]
            names = [next(iter(texts_of(step) or texts_of(page.resolved(step.get("item")))), "") for step in steps]
            return _distinct([name for name in names[1:-1] if name])
    return ()


def _image(page: Page) -> str:
    given = page.resolved(next(iter(_list(page.main.get("image"))), None))
    if isinstance(given, dict):
        given = given.get("url") or given.get("contentUrl")
    return page.absolute(page.metas.first(IMAGES) or (given if isinstance(given, str) else None)) or ""


def _tags(page: Page) -> tuple[str, ...]:
    found = page.metas.all(TAGS[:1]) or texts_of(page.main.get("keywords")) or page.metas.all(TAGS[1:])
    parts = [part.strip() for value in found for part in value.split(",")]
    return _distinct([part for part in parts if part])[:MOST_TAGS] or _shown_tags(page)


def _shown_tags(page: Page) -> tuple[str, ...]:
    """The tags that elements of the page say they are; a page that has many lists the articles of others."""
    own = page.elements_of_its_own
    words = [clue.text for clue in own if "keywords" in (clue.attributes.get("itemprop") or "").lower().split()]
    links = [clue.text for clue in own if clue.tag == "a" and _leads_to_tag(clue.attributes)]
    tags = _distinct([part for text in words for part in text.split(",")]) or _distinct(links)
    return tags if len(tags) <= MOST_SHOWN else ()


def _leads_to_tag(attributes: Mapping[str, str | None]) -> bool:
    """Whether a link is one to a tag: WordPress marks those to sections with the same word."""
    rel = (attributes.get("rel") or "").lower().split()
    return "tag" in rel and "category" not in rel and "/category/" not in (attributes.get("href") or "")


def _license(page: Page) -> Found:
    given = page.main.get("license")
    link = page.metas.link("license") or next((text for text in texts_of(given) if "://" in text), None)
    url = page.absolute(link or (given.get("url") if isinstance(given, dict) else None))
    if url is None:
        return
    yield "license.url", url
    named = COMMONS.search(url)
    if named and named.group(1):
        yield "license.name", f"CC {named.group(1).upper()} {named.group(2)}"
    elif named:
        yield (
            "license.name",
            f"CC0 {named.group(4)}" if named.group(3) == "zero" else f"Public Domain Mark {named.group(4)}",
        )


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""


def _own_label(host: str) -> str:
    """The part of a host's name that its owner chose: the one before the public suffix, near enough."""
    labels = host.split(".")
    if len(labels) > 2 and (len(labels[-2]) <= 3 or labels[-2] in SECOND_LEVEL):
        return labels[-3] if labels[-3] != "www" else labels[-2]
    return labels[-2] if len(labels) > 1 else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _distinct(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(value.split()) for value in values if value.strip()))
