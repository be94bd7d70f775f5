"""What the sites of tonight's queue repeat, counted over their stored articles and frozen before the first page.

Nothing but articles is read: kept paragraphs and the ledger's cut and moved entries hold the text of every
block of a page. So the same archive gives the same memory, whenever it is asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress

from presscut.archive.state.rows import Entry
from presscut.archive.store import Archive
from presscut.cleaner.memory import Memory, Repeats, key_of
from presscut.cleaner.model import Article
from presscut.errors import Damaged

PAGES = 50  # the latest of a site: a template that changed is forgotten as soon as most of them have the new one
LEAST = 3  # pages; what stands on two may be a serial, or one article at two addresses
SHARE = 0.3  # of the pages; sections have templates of their own
MOST = 1_000  # blocks of one site, those on most pages; a site's furniture is some hundred


def memory_of(archive: Archive, hosts: Iterable[str]) -> Memory | None:
    """What these sites repeat; null when nothing is known of any. One site is held in memory at a time."""
    found = {host: repeats(_articles(archive, host)) for host in sorted(set(hosts)) if host}
    known = {host: said for host, said in found.items() if said.blocks}
    return Memory.of(known) if known else None


def repeats(pages: Iterable[Article], *, least: int = LEAST, share: float = SHARE, most: int = MOST) -> Repeats:
    """What a site's articles have in common.

    Args:
        least: pages on which a block must have stood; and `share` of all.
        most: blocks that are kept, those on the most pages.
    """
    count, on = 0, Counter[str]()
    for article in pages:
        count += 1
        on.update(keys_of(article))
    enough = [(key, times) for key, times in on.items() if times >= max(least, share * count)]
    kept = sorted(enough, key=lambda item: (-item[1], item[0]))[:most]
    return Repeats(count, dict(sorted(kept)))


def keys_of(article: Article) -> set[str]:
    """The keys of all blocks of the page an article was made from."""
    return {key for text in _texts(article) if (key := key_of(text))}


def _texts(article: Article) -> Iterator[str]:
    yield from (article.text[paragraph.start : paragraph.end] for paragraph in article.paragraphs)
    yield from (entry.text for entry in article.ledger if entry.action != "edited")


def _articles(archive: Archive, host: str) -> Iterator[Article]:
    """The latest articles of a site, each page once."""
    seen: set[str | None] = set()
    for entry in archive.latest(host, PAGES):
        if not seen.isdisjoint(names := _names(archive, entry)):
            continue
        seen |= names
        with suppress(Damaged):  # the check of the archive reports it
            article = archive.get(entry.id)
            if article is not None:
                yield article


def _names(archive: Archive, entry: Entry) -> set[str | None]:
    """What says that two articles are one page: an address, or nearly the same text under the same title."""
    twin = archive.entry(entry.near_id) if entry.near_id else None
    copied = twin is not None and twin.title == entry.title
    return {entry.canonical_url or entry.url or entry.id, entry.id, *((twin.id,) if twin and copied else ())}
