"""The first step of a night: what do the sources name?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from presscut.archive.queue import Item
from presscut.archive.sources.source import NIGHTS, Source
from presscut.archive.state.rows import host_of
from presscut.archive.warc.dates import parsed_date
from presscut.cleaner.model import Page
from presscut.errors import Problem
from presscut.many import unexpected
from presscut.nightly.desk import PATIENCE, STOPPED, Desk
from presscut.nightly.means import Found

DAY = len("2031-05-06")
LONGEST = 1 + max(*PATIENCE, *filter(None, NIGHTS.values()))  # nights: no page is left alone for longer


@dataclass(frozen=True, slots=True)
class Gathering:
    """Fills the queue with what is new, has changed, or is to be asked for again."""

    desk: Desk

    def run(self) -> None:
        """Look at every source."""
        for source in self.desk.sources.values():
            if self.desk.over():
                return
            if source.robots == "ignore":
                self.desk.report.ignored[source.name] = source.robots_reason or ""
            if source.enabled and not (self.desk.means.offline and source.url):
                self._look(source)
        with self.desk.archive.together():
            self.desk.queue.put_right(due=self.desk.today(), latest=self.desk.in_nights(LONGEST))
            for source in self.desk.sources.values():
                if NIGHTS[source.refresh] is not None:
                    self.desk.queue.recall(source.name, due=self.desk.today())
            for item in self.desk.queue.at("archived", due=self.desk.today()):
                self._again(item.url)

    def _look(self, source: Source) -> None:
        broken: set[str] = set()
        for found in self._named(source):
            if isinstance(found, Problem):
                broken.add(found.where)
                if found.code != STOPPED:  # the night ends before the source had its turn
                    self._trouble(found, source.name)
            elif isinstance(found, Page):
                self._drop(found, source)
            else:
                self._offer(found, source)
            if self.desk.over():
                return
        with self.desk.archive.together():
            for visit in self.desk.means.taken():
                if not broken.intersection((visit.url, visit.answered)):  # else it is "unchanged" the next night, and
                    self.desk.queue.visited(visit)  # nobody hears any more that it cannot be read

    def _named(self, source: Source) -> Iterator[Found | Page | Problem]:
        """What a source names. What reading it raises is its problem: the other sources are read."""
        try:
            yield from self.desk.means.look(source)
        except Exception as error:
            self.desk.means.taken()  # not kept: what half was read would be "unchanged" the next night
            yield unexpected(source.url or source.name, error)

    def _offer(self, found: Found, source: Source) -> None:
        known = self.desk.queue.item(found.url)
        if known is None and self.desk.archive.buried(found.url):
            self.desk.report.count("skipped", source.name)
            return
        with self.desk.archive.together():
            if known is None:
                host = host_of(found.url)
                self.desk.offer(found.url, source, host)
                self.desk.report.count("found", source.name)
                return
            if known.source not in self.desk.sources:
                self.desk.queue.adopt(found.url, source=source.name)
            if known.stage == "archived" and source.refresh == "changed" and _changed(found, known, self.desk.today()):
                self._again(found.url)

    def _again(self, url: str) -> None:
        self.desk.queue.again(url, run=self.desk.run, due=self.desk.today())

    def _drop(self, page: Page, source: Source) -> None:
        """A page that came whole: it is known by its bytes, and stored at once."""
        key = f"urn:sha256:{sha256(page.content).hexdigest()}"
        known = self.desk.queue.item(key)
        if known is None or known.article is None:  # until it is stored, a message may have to name it
            self.desk.names[key] = page.origin
        if known is not None:
            return
        if self.desk.archive.buried(page.url or key):
            self.desk.report.count("skipped", source.name)
            return
        self.desk.report.count("found", source.name)
        with self.desk.archive.together():
            host = host_of(page.url) or source.host
            self.desk.offer(key, source, host)
            self.desk.keep(key, page, source.name)

    def _trouble(self, problem: Problem, source: str) -> None:
        self.desk.report.count("failed", source)
        self.desk.report.problem(problem)
        self.desk.means.say(str(problem))


def _changed(found: Found, known: Item, today: str) -> bool:
    """Whether a page changed after the night that stored it, as its source says. What cannot be read says nothing.

    Sitemaps mostly say a day alone: one that changed on the day of that night may have changed after it. A page that
    was taken out needs more than that to come back.
    """
    when, stored = parsed_date(found.changed), parsed_date(known.run)
    if found.changed is None or when is None or stored is None:
        return False
    if known.run > today:  # by a clock that ran ahead, so nobody knows
        return True
    day_alone = len(found.changed) <= DAY and known.capture is not None
    return when.date() >= stored.date() if day_alone else when > stored
