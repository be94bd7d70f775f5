"""What a site offers to be read: feeds that its page names, sitemaps of its robots.txt, and the usual places."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from presscut.archive.sources.feeds import read_feed
from presscut.archive.sources.found import Document, Found, Get, joined
from presscut.archive.sources.sitemaps import read_sitemap
from presscut.archive.sources.source import Kind
from presscut.errors import Problem

FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})
# Where feeds and sitemaps stand when nobody says: the places of the content systems in widest use.
USUAL_FEEDS = ("/feed/", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/rss", "/feed.json")
USUAL_SITEMAPS = ("/sitemap.xml", "/sitemap_index.xml", "/news-sitemap.xml", "/sitemap.txt")
ENOUGH = 3  # addresses that must stand in a sitemap before it is believed; the rest is not counted


@dataclass(frozen=True, slots=True)
class Offer:
    """A feed or sitemap that can be read.

    Attributes:
        pages: addresses in it; of a sitemap no more than `ENOUGH` are counted.
    """

    kind: Kind
    url: str
    title: str
    pages: int


def discover(url: str, get: Get, robots_sitemaps: Callable[[str], Iterable[str]]) -> Iterator[Offer | Problem]:
    """The feeds and sitemaps of a site, each once, what its page names first.

    Args:
        url: a page of the site, or itself a feed or sitemap.
        get: fetches a document.
        robots_sitemaps: the sitemaps that the robots.txt of an address's site names.
    """
    page = get(url)
    if isinstance(page, Problem):
        yield page
        return
    own = _offer("feed", page, "") or _sitemap(page, get)
    if own is not None:
        yield own
        return
    tried = {url}
    feeds = yield from _try("feed", (*_named(page), *((joined(url, place), "") for place in USUAL_FEEDS)), get, tried)
    maps = ((joined(url, place), "") for place in (*robots_sitemaps(url), *USUAL_SITEMAPS))
    sitemaps = yield from _try("sitemap", maps, get, tried)
    if not feeds + sitemaps:
        yield Problem("nothing-offered", url, "no feed and no sitemap was found; name one that you know")


def _try(
    kind: Kind, places: Iterable[tuple[str | None, str]], get: Get, tried: set[str]
) -> Generator[Offer, None, int]:
    """The offers among some places; gives how many there are. A place that is not there is no problem."""
    count = 0
    for url, title in places:
        if url is None or url in tried:
            continue
        tried.add(url)
        document = get(url)
        if isinstance(document, Problem) or document.url in tried - {url}:
            continue
        tried.add(document.url)
        offer = _offer(kind, document, title) if kind == "feed" else _sitemap(document, get)
        if offer is not None:
            count += 1
            yield offer
    return count


def _named(page: Document) -> Iterator[tuple[str | None, str]]:
    """Feeds that the head of a page names (``link rel=alternate``), with their titles."""
    from selectolax.lexbor import LexborHTMLParser

    for link in LexborHTMLParser(page.content).css("link[href]"):
        attributes = {key: (value or "").strip() for key, value in link.attributes.items()}
        rel = attributes.get("rel", "").lower().split()
        if "alternate" in rel and attributes.get("type", "").lower() in FEED_TYPES:
            yield joined(page.url, attributes["href"]), attributes.get("title", "")


def _offer(kind: Kind, document: Document, title: str) -> Offer | None:
    count = sum(isinstance(found, Found) for found in read_feed(document))
    return Offer(kind, document.url, title, count) if count else None


def _sitemap(document: Document, get: Get) -> Offer | None:
    """A sitemap, or an index whose first sitemaps have addresses."""
    if not document.content.lstrip().startswith((b"<", b"\x1f\x8b", b"http", b"\xef\xbb\xbf")):
        return None
    found = islice((each for each in read_sitemap(document, get) if isinstance(each, Found)), ENOUGH)
    count = sum(1 for _ in found)
    return Offer("sitemap", document.url, "", count) if count else None
