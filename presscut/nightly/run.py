"""One night, step by step: gather, fetch and clean, settle, verify.

Only this thread writes. Fetching runs in threads beside it and cleaning in processes, each a few pages ahead.
Every step of a page is durable with its record, so that a night that dies goes on where it was.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import chain
from typing import NamedTuple, Protocol

from presscut.archive.queue import Item, Queue, Visit
from presscut.archive.sources.source import NIGHTS, Source
from presscut.archive.state.rows import Entry, host_of
from presscut.archive.store import Archive
from presscut.archive.warc.names import parsed_date
from presscut.cleaner.memory import Memory
from presscut.cleaner.model import Article, MediaType, Page
from presscut.errors import Damaged, Problem
from presscut.nightly.lanes import Lanes
from presscut.nightly.packing import packed, unpacked
from presscut.nightly.report import Report
from presscut.nightly.verdict import Sight, drifted, worse
from presscut.workers import in_order

BASELINE = 50  # the latest articles of a site that tonight's are compared with
NEVER = "9999"  # a date no night reaches
# Nights until a page that failed is asked for again, by how often it has failed in a row.
PATIENCE = (1, 1, 2, 4, 8, 16, 30)
GONE = frozenset({"http-404", "http-410", "robots", "wishes", "forbidden"})  # asked for again after the longest


STOPPED = "stopped"  # the code of a page whose turn did not come
WAITS = frozenset({STOPPED, "crawl-delay"})  # not asked for tonight by no fault of anybody: it waits as it was


# What is counted, and no trouble: the site does not want it, or has taken it away.
QUIET = {"robots": "skipped", "wishes": "skipped", "http-404": "gone", "http-410": "gone"}


class Ask(NamedTuple):
    """A page to fetch, and what it said last of whether it changes.

    Attributes:
        etag, last_modified: validators of its last capture, verbatim.
        validators_of: the address that gave them, after redirects.
    """

    item: Item
    source: Source
    etag: str | None = None
    last_modified: str | None = None
    validators_of: str | None = None


class Found(Protocol):
    """An address that a source names; `changed` is when the page changed, as the source says, ISO 8601."""

    @property
    def url(self) -> str: ...

    @property
    def changed(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Means:
    """What a night works with: all that touches the world outside the archive, and the settings.

    Attributes:
        look: what a source names now: addresses, whole pages (folders, WARC files), or what is wrong with it.
        fetch: the redirects on the way to a page and the page itself, last; a 304 is a page without content. Or
            what is wrong with it. Runs in threads.
        taken: the visits that `look` made since it was asked last, to be kept when all they gave has been taken in.
        memory: what these hosts repeat, by what is stored of them; null when nothing is known.
        cleaner: with such a memory, what makes the function that cleans a page of a source, once in each process.
        dead: the problem of a page whose process was killed.
        kind: what a page is, when it came without HTTP headers.
        wishes: the flags of a page that asks not to be archived or mined.
        now, seconds: the clock of the wall and the one that only goes forward.
        stopped: whether a signal asked the night to end.
        skip_wishes: pages that ask so are not stored.
    """

    look: Callable[[Source], Iterable[Found | Page | Problem]]
    fetch: Callable[[Ask], Sequence[Page] | Problem]
    taken: Callable[[], Iterable[Visit]]
    memory: Callable[[Archive, Iterable[str]], Memory | None]
    cleaner: Callable[[Memory | None], Callable[[], Callable[[tuple[str, Page]], Article | Problem]]]
    dead: Callable[[tuple[str, Page]], Problem]
    kind: Callable[[Page], MediaType]
    wishes: Callable[[Page], tuple[str, ...]]
    now: Callable[[], datetime]
    seconds: Callable[[], float]
    stopped: Callable[[], bool]
    jobs: int
    workers: int
    max_time: float | None
    skip_wishes: bool
    offline: bool


class Night:
    """One night over an archive that is open for writing.

    Args:
        sources: by name, in the order in which they are looked at.
        run: the id of the night.
    """

    def __init__(self, archive: Archive, sources: Mapping[str, Source], means: Means, run: str) -> None:
        self._archive = archive
        self._sources = sources
        self._means = means
        self._begun = means.seconds()
        self._sights: dict[str, Sight] = {}
        self._lanes: Lanes[Ask, Sequence[Page] | Problem] = Lanes(means.fetch, lambda ask: ask.item.host, means.workers)
        self.report = Report(run=run, started=_stamp(means.now()))

    @property
    def _queue(self) -> Queue:
        return self._archive.queue

    def run(self) -> Report:
        """Do all of it. The report is complete but for the verification.

        Raises:
            Stopped: the disk failed.
        """
        report = self.report
        with self._archive.together():
            self._queue.begin_run(report.run)
        self._gather()
        self._clean()
        self._settle()
        self._archive.commit()
        report.counts["waiting"] = self._queue.waiting()
        if self._over():
            report.outcome = "stopped"
            report.why = "a signal" if self._means.stopped() else "the time was up"
        elif report.problems or report.alarms or report.held:
            report.outcome = "problems"
        return report

    def _today(self) -> str:
        return _stamp(self._means.now())

    def _over(self) -> bool:
        """Whether no more work may be taken up."""
        if self._means.stopped():
            return True
        limit = self._means.max_time
        return limit is not None and self._means.seconds() - self._begun >= limit

    # What is there to do?

    def _gather(self) -> None:
        for source in self._sources.values():
            if self._over():
                return
            if source.robots == "ignore":
                self.report.ignored[source.name] = source.robots_reason or ""
            if source.enabled and not (self._means.offline and source.url):
                self._look(source)
        with self._archive.together():
            for item in self._queue.at("archived", due=self._today()):
                self._queue.again(item.url, run=self.report.run)

    def _look(self, source: Source) -> None:
        for found in self._means.look(source):
            if isinstance(found, Problem):
                self._trouble(found, source.name)
            elif isinstance(found, Page):
                self._drop(found, source)
            else:
                self._offer(found, source)
            if self._over():
                return
        with self._archive.together():
            for visit in self._means.taken():
                self._queue.visited(visit)

    def _offer(self, found: Found, source: Source) -> None:
        known = self._queue.item(found.url)
        if known is None and self._archive.buried(found.url):
            self.report.count("skipped", source.name)
            return
        with self._archive.together():
            if known is None:
                host = host_of(found.url)
                self._queue.offer(found.url, source=source.name, host=host, run=self.report.run, due=self._today())
                self.report.count("found", source.name)
                return
            if known.source not in self._sources:
                self._queue.adopt(found.url, source=source.name)
            if known.stage == "archived" and source.refresh == "changed" and _later(found.changed, known.run):
                self._queue.again(found.url, run=self.report.run)

    def _drop(self, page: Page, source: Source) -> None:
        """A page that came whole: it is known by its bytes, and stored at once."""
        key = f"urn:sha256:{sha256(page.content).hexdigest()}"
        if self._queue.item(key) is not None:
            return
        if self._archive.buried(page.url or key):
            self.report.count("skipped", source.name)
            return
        self.report.count("found", source.name)
        with self._archive.together():
            host = host_of(page.url) or source.host
            self._queue.offer(key, source=source.name, host=host, run=self.report.run, due=self._today())
            self._keep(key, page, source.name)

    # Pages, from wherever they come, to articles

    def _clean(self) -> None:
        """Clean what was fetched and not cleaned, by an earlier night or by this one."""
        under_way: deque[Item] = deque()

        def pages() -> Iterator[tuple[str, Page]]:
            for item, page in self._pages():
                under_way.append(item)
                yield item.source, page

        waiting = pages()
        for first in waiting:  # nothing is asked of the stored articles before there is a page to clean
            cleaner = self._means.cleaner(self._frozen())
            for made in in_order(chain([first], waiting), cleaner, jobs=self._means.jobs, dead=self._means.dead):
                self._made(under_way.popleft(), made)

    def _frozen(self) -> Memory | None:
        """What is known of the sites in the queue, written down before any page is judged by it."""
        due = self._queue.at("pending", "failed", due=self._today())
        hosts = {item.host for items in (due, self._queue.at("fetched")) for item in items}
        memory = self._means.memory(self._archive, hosts)
        if memory is not None:
            self._archive.remember(memory.digest, memory.value())
            self.report.snapshot = memory.digest
        return memory

    def _pages(self) -> Iterator[tuple[Item, Page]]:
        yield from self._fetched()
        if not self._means.offline:
            yield from self._fetch()

    def _fetched(self) -> Iterator[tuple[Item, Page]]:
        """What stands on disk already."""
        for item in self._queue.at("fetched"):
            if self._over():
                return
            try:
                yield item, self._archive.page(item.capture or "")
            except Damaged as error:
                self._fail(item, Problem("damaged", item.url, str(error)))

    def _fetch(self) -> Iterator[tuple[Item, Page]]:
        for ask, answer in self._lanes.run(self._asks()):
            if not isinstance(answer, Problem):
                page = self._came(ask, *answer)
                if page is not None:
                    yield ask.item, page
            elif answer.code not in WAITS:
                self.report.count("asked", ask.source.name)
                self._fail(ask.item, answer)
            if self._over():
                self._lanes.stop()

    def _asks(self) -> Iterator[Ask]:
        """The pages that are due, of each source no more than it allows for a night: new ones come first."""
        left = {name: source.per_night for name, source in self._sources.items() if source.enabled}
        for seen in (False, True):
            for item in self._queue.at("pending", "failed", due=self._today()):
                if left.get(item.source, 0) > 0 and (item.capture is not None) == seen:
                    left[item.source] -= 1
                    yield self._ask(item)

    def _ask(self, item: Item) -> Ask:
        source = self._sources[item.source]
        known = self._archive.validators(self._archive.target(item.capture or "") or item.url)
        return Ask(item, source, known.etag, known.last_modified, known.target) if known else Ask(item, source)

    def _came(self, ask: Ask, *pages: Page) -> Page | None:
        """Store what the server gave; gives the page when an article is to be made of it."""
        item, name = ask.item, ask.source.name
        *hops, page = pages
        self.report.count("asked", name)
        if not page.content and page.headers is not None and " 304" in page.headers[0]:
            with self._archive.together():
                self._redirects(hops)
                self._archive.capture(page, "html")
                self._queue.archived(item.url, item.article, run=self.report.run, due=self._due(ask.source))
            self.report.count("not_modified", name)
            return None
        if self._means.skip_wishes and (asked := self._means.wishes(page)):
            self._fail(item, Problem("wishes", item.url, f"the page asks for it: {', '.join(asked)}"))
            return None
        with self._archive.together():
            self._redirects(hops)
            self._keep(item.url, page, name)
        return page

    def _redirects(self, hops: Sequence[Page]) -> None:
        for hop in hops:
            self._archive.capture(hop, "html")

    def _keep(self, key: str, page: Page, source: str) -> None:
        capture = self._archive.capture(page, self._means.kind(page))
        self._queue.fetched(key, capture, run=self.report.run)
        self.report.count("fetched", source)

    def _made(self, item: Item, made: Article | Problem) -> None:
        if isinstance(made, Problem):
            self._fail(item, replace(made, where=item.url))
            return
        self._sights[item.url] = sight(made)
        with self._archive.together():
            self._queue.cleaned(item.url, packed(made), run=self.report.run)

    # The verdict

    def _settle(self) -> None:
        """File what was made. A site is judged by all its pages of the night; until then they wait."""
        waiting: dict[str, list[Item]] = defaultdict(list)
        for item in self._queue.at("cleaned"):
            waiting[item.host].append(item)
        for host, items in sorted(waiting.items()):
            suspect = self._suspect(host, items)
            for item in items:
                self._file(item, suspect)

    def _suspect(self, host: str, items: list[Item]) -> str:
        """Why the articles of a site are held tonight; empty when they are not."""
        tonight = [self._sight(item) for item in items]
        known = [sight_of(entry) for entry in self._archive.latest(host, BASELINE)] if host else []
        found = drifted(known, tonight)
        for finding in found:
            self.report.alarms.append((host, finding.code, finding.message))
        self.report.sites[host] = {
            "articles": len(items),
            "kept": round(sorted(sight.kept for sight in tonight)[len(tonight) // 2], 4),
            "drift": [finding.code for finding in found],
        }
        return "; ".join(finding.message for finding in found)

    def _sight(self, item: Item) -> Sight:
        known = self._sights.pop(item.url, None)
        return known or sight(unpacked(self._queue.made(item.url)))

    def _file(self, item: Item, suspect: str) -> None:
        article = unpacked(self._queue.made(item.url))
        source = self._sources.get(item.source)
        before = self._archive.current(article.url or article.canonical_url or "", but=article.id)
        lost = worse(before.words, article.stats.words) if before is not None else None
        message = "; ".join(filter(None, (lost.message if lost else "", suspect)))
        with self._archive.together():
            added = self._archive.file(item.capture or "", article)
            if message and added.status != "duplicate":
                self._hold(item, article, lost.code if lost else "drift", message)
            else:
                due = self._due(source)
                self._queue.archived(item.url, article.id, run=self.report.run, due=due)
        self._account(item, article, added.status)

    def _hold(self, item: Item, article: Article, code: str, message: str) -> None:
        target = article.url or article.canonical_url or item.url
        self._archive.note("hold", target, article=article.id, reason=message)
        self._queue.held(item.url, article.id, run=self.report.run, code=code, message=message)
        self.report.held.append((article.id, target, message))
        self.report.count("held", item.source)

    def _account(self, item: Item, article: Article, status: str) -> None:
        self.report.count("known" if status in ("duplicate", "revisit") else status, item.source)
        if not article.text:
            self.report.count("empty", item.source)
        for entry in article.ledger:
            if entry.action == "cut":
                self.report.cut[entry.kind] += entry.src_end - entry.src_start

    # What went wrong

    def _fail(self, item: Item, problem: Problem) -> None:
        nights = PATIENCE[-1] if problem.code in GONE else PATIENCE[min(item.tries, len(PATIENCE) - 1)]
        due = _stamp(self._means.now() + timedelta(days=nights, hours=-1))
        with self._archive.together():
            self._queue.failed(item.url, run=self.report.run, code=problem.code, message=problem.message, due=due)
        name = QUIET.get(problem.code, "failed")
        self.report.count(name, item.source)
        if name == "failed":
            self.report.problem(problem)

    def _trouble(self, problem: Problem, source: str) -> None:
        self.report.count("failed", source)
        self.report.problem(problem)

    def _due(self, source: Source | None) -> str:
        nights = NIGHTS[source.refresh] if source is not None else None
        return NEVER if nights is None else _stamp(self._means.now() + timedelta(days=nights, hours=-1))


def sight(article: Article) -> Sight:
    """An article seen from outside."""
    stats = article.stats
    return Sight(
        words=stats.words,
        kept=stats.kept_chars / max(stats.source_chars, 1),
        cuts=sum(entry.action == "cut" for entry in article.ledger),
        title=bool(article.title),
        byline=bool(article.authors),
    )


def sight_of(entry: Entry) -> Sight:
    """The same, of an article that is stored."""
    return Sight(entry.words, entry.kept, entry.cuts, bool(entry.title), entry.authors > 0)


def _stamp(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def _later(changed: str | None, run: str) -> bool:
    """Whether a page changed after the night that stored it, as its source says. What cannot be read says nothing."""
    when, stored = parsed_date(changed), parsed_date(run)
    return when is not None and stored is not None and _utc(when) > _utc(stored)


def _utc(when: datetime) -> datetime:
    return when if when.tzinfo else when.replace(tzinfo=UTC)
