"""Nights without a network: sources and servers are dictionaries, the clock stands still."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from presscut.archive.sources.source import Source
from presscut.archive.store import Archive
from presscut.cleaner.model import Article, MediaType, Page
from presscut.errors import Problem
from presscut.nightly.means import Ask, Found, Means
from presscut.nightly.report import Report
from presscut.nightly.run import Night
from tests.archive.making import article, clock

FEED = Source("courier", "feed", url="https://courier.example/feed.xml", refresh="daily")
SITE = "https://courier.example"
CHECK = "Just a moment..."


@dataclass(frozen=True)
class Named:
    """An address that a source names."""

    url: str
    changed: str | None = None


@dataclass
class World:
    """What the sources name and the servers give; a page that has not changed is answered with 304.

    Attributes:
        pages: the words of each page by address, or what goes wrong with it.
        changed: when the source says that each page changed.
        drop: pages that lie in a folder.
        broken: addresses over which fetching or reading raises what nobody thought of.
        asked: every address that was asked for, in order.
        night: how many days the clock is ahead.
    """

    pages: dict[str, str | Problem] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)
    drop: list[Page] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    night: int = 0
    offline: bool = False
    skip_wishes: bool = False
    stopped: Callable[[], bool] = lambda: False

    def now(self) -> datetime:
        return clock() + timedelta(days=self.night)

    def break_over(self, url: str | None) -> None:
        if url in self.broken:
            raise OverflowError("too large")

    def look(self, source: Source) -> Iterable[Found | Page | Problem]:
        if source.kind == "folder":
            yield from self.drop
            return
        yield from (Named(url, self.changed.get(url)) for url in self.pages)
        self.break_over(source.url)

    def fetch(self, ask: Ask) -> tuple[Page] | Problem:
        self.asked.append(ask.item.url)
        self.break_over(ask.item.url)
        said = self.pages[ask.item.url]
        if isinstance(said, Problem):
            return said
        tag = f'"{hash_of(said)}"'
        status = "304 Not Modified" if ask.etag == tag else "200 OK"
        page = Page(
            b"" if ask.etag == tag else said.encode(),
            url=ask.item.url,
            headers=(f"HTTP/1.1 {status}", (("ETag", tag), ("Content-Type", "text/html"))),
            fetched=self.now().isoformat(),
        )
        return (page,)

    def means(self) -> Means:
        return Means(
            look=self.look,
            fetch=self.fetch,
            taken=list,
            memory=lambda _archive, _hosts: None,
            cleaner=lambda _memory: lambda: cleaned,
            dead=lambda item: Problem("worker-died", item[1].origin, ""),
            kind=kind,
            wishes=lambda page: ("noarchive",) if b"noarchive" in page.content else (),
            now=self.now,
            stopped=self.stopped,
            over=self.stopped,
            jobs=1,
            workers=2,
            skip_wishes=self.skip_wishes,
            offline=self.offline,
        )

    def run(self, path: Path, *sources: Source) -> Report:
        """The next night."""
        self.night += 1
        self.asked.clear()
        with Archive(path, create=True, now=self.now, host="test") as archive:
            by_name = {source.name: source for source in sources or (FEED,)}
            return Night(archive, by_name, self.means(), run=self.now().strftime("%Y-%m-%dT%H:%M:%SZ")).run()


def hash_of(words: str) -> str:
    return f"{len(words)}-{sum(map(ord, words))}"


def kind(_: Page) -> MediaType:
    return "html"


def cleaned(item: tuple[str, Page]) -> Article | Problem:
    """A cleaner whose article is the words of the page."""
    page = item[1]
    words = page.content.decode()
    if words == "broken":
        return Problem("unexpected", page.origin, "the cleaner failed")
    if words == CHECK:
        return Problem("page-blocked", page.origin, "a check of who is asking came in its place")
    made = article(page, text=words.strip(), paragraphs=(), ledger=())
    count = max(len(words), 1)
    stats = made.stats._replace(words=len(words.split()), kept_chars=len(words.strip()), source_chars=2 * count)
    return replace(made, stats=stats)
