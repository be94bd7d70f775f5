"""One night, step by step: gather, fetch and clean, settle.

Only this thread writes. Fetching runs in threads beside it and cleaning in processes, each a few pages ahead.
Every step of a page is durable with its record, so that a night that dies goes on where it was.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from presscut.archive.queue import Item, stamp
from presscut.archive.sources.source import Source
from presscut.archive.store import Archive
from presscut.archive.warc.captures import says_unchanged
from presscut.cleaner.memory import Memory
from presscut.cleaner.model import Article, Page
from presscut.errors import Damaged, Problem
from presscut.many import unexpected
from presscut.nightly.desk import WAITS, Desk
from presscut.nightly.gathering import Gathering
from presscut.nightly.lanes import Lanes
from presscut.nightly.means import Ask, Means
from presscut.nightly.packing import packed
from presscut.nightly.report import Report
from presscut.nightly.settling import Settling, sight
from presscut.nightly.verdict import Sight
from presscut.workers import in_order

# The order in which pages are asked for. News must not wait behind a sitemap of many years: what was named tonight for
# the first time, what waits since an earlier night, what was fetched before.
NEW, WAITING, KNOWN = range(3)


class Night:
    """One night over an archive that is open for writing.

    Args:
        sources: by name, in the order in which they are looked at.
        run: the id of the night.
    """

    def __init__(self, archive: Archive, sources: Mapping[str, Source], means: Means, run: str) -> None:
        self.report = Report(run=run, started=stamp(means.now()))
        self.desk = Desk(archive, sources, means, self.report)
        self._sights: dict[str, Sight] = {}
        self._lanes: Lanes[Ask, Sequence[Page] | Problem] = Lanes(
            work=means.fetch,
            failed=lambda ask, error: unexpected(ask.item.url, error),
            lane_of=lambda ask: ask.item.host,
            workers=means.workers,
        )

    def run(self) -> Report:
        """Do all of it. The report is complete but for the verification.

        Raises:
            Stopped: the disk failed.
        """
        report, desk = self.report, self.desk
        with desk.archive.together():
            desk.queue.begin_run(desk.run)
        Gathering(desk).run()
        self._clean()
        Settling(desk, self._sights).run()
        desk.archive.commit()
        report.counts["waiting"] = desk.queue.waiting()
        if desk.over():
            report.stop("a signal" if desk.means.stopped() else "the time was up")
        elif report.problems or report.alarms or report.held:
            report.outcome = "problems"
        return report

    def _clean(self) -> None:
        """Clean what was fetched and not cleaned, by an earlier night or by this one."""
        under_way: deque[Item] = deque()

        def pages() -> Iterator[tuple[str, Page]]:
            for item, page in self._pages():
                under_way.append(item)
                yield item.source, page

        waiting, means = pages(), self.desk.means
        for first in waiting:  # nothing is asked of the stored articles before there is a page to clean
            cleaner = means.cleaner(self._frozen())
            for made in in_order(chain([first], waiting), cleaner, jobs=means.jobs, dead=means.dead):
                self._made(under_way.popleft(), made)

    def _frozen(self) -> Memory | None:
        """What is known of the sites in the queue, written down before any page is judged by it."""
        due = self.desk.queue.at("pending", "failed", due=self.desk.today())
        hosts = {item.host for items in (due, self.desk.queue.at("fetched")) for item in items}
        memory = self.desk.means.memory(self.desk.archive, hosts)
        if memory is not None:
            self.desk.archive.remember(memory.digest, memory.value())
            self.desk.report.snapshot = memory.digest
        return memory

    def _pages(self) -> Iterator[tuple[Item, Page]]:
        yield from self._fetched()
        if not self.desk.means.offline:
            yield from self._fetch()

    def _fetched(self) -> Iterator[tuple[Item, Page]]:
        """What stands on disk already."""
        for item in self.desk.queue.at("fetched"):
            if self.desk.over():
                return
            try:
                yield item, self.desk.archive.page(item.capture or "")
            except Damaged as error:
                self.desk.fail(item, Problem("damaged", item.url, str(error)))

    def _fetch(self) -> Iterator[tuple[Item, Page]]:
        for ask, answer in self._lanes.run(self._asks()):
            if not isinstance(answer, Problem):
                page = self._came(ask, *answer)
                if page is not None:
                    yield ask.item, page
            elif answer.code not in WAITS:
                self.desk.report.count("asked", ask.source.name)
                self.desk.fail(ask.item, answer)
            if self.desk.over():
                self._lanes.stop()

    def _asks(self) -> Iterator[Ask]:
        """The pages that are due, of each source no more than it allows for a night: the newest come first."""
        left = {name: source.per_night for name, source in self.desk.sources.items() if source.enabled}
        for rank in (NEW, WAITING, KNOWN):
            for item in self.desk.queue.at("pending", "failed", due=self.desk.today()):
                if left.get(item.source, 0) > 0 and self._rank(item) == rank:
                    left[item.source] -= 1
                    yield self._ask(item)

    def _rank(self, item: Item) -> int:
        if item.capture is not None:
            return KNOWN
        return NEW if item.run == self.desk.run else WAITING

    def _ask(self, item: Item) -> Ask:
        source = self.desk.sources[item.source]
        known = self.desk.archive.validators(self.desk.archive.target(item.capture or "") or item.url)
        if known is None or not self.desk.archive.is_made(known.record):  # that it has not changed would be no news
            return Ask(item, source)
        return Ask(item, source, known.etag, known.last_modified, known.target)

    def _came(self, ask: Ask, *pages: Page) -> Page | None:
        """Store what the server gave; gives the page when an article is to be made of it."""
        item, name = ask.item, ask.source.name
        *hops, page = pages
        self.desk.report.count("asked", name)
        if says_unchanged(page):
            with self.desk.archive.together():
                self._redirects(hops)
                self.desk.archive.capture(page, "html")
                self.desk.queue.archived(item.url, item.article, run=self.desk.run, due=self.desk.due(ask.source))
            self.desk.report.count("not_modified", name)
            self.desk.tell(item.url, "not modified")
            return None
        if self.desk.means.skip_wishes and (asked := self.desk.means.wishes(page)):
            self.desk.fail(item, Problem("wishes", item.url, f"the page asks for it: {', '.join(asked)}"))
            return None
        with self.desk.archive.together():
            self._redirects(hops)
            self.desk.keep(item.url, page, name)
        return page

    def _redirects(self, hops: Sequence[Page]) -> None:
        for hop in hops:
            self.desk.archive.capture(hop, "html")

    def _made(self, item: Item, made: Article | Problem) -> None:
        if isinstance(made, Problem):
            self.desk.fail(item, made._replace(where=item.url))
            return
        self._sights[item.url] = sight(made)
        with self.desk.archive.together():
            self.desk.queue.cleaned(item.url, packed(made), run=self.desk.run)
