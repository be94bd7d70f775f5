"""What every step of a night shares: the archive, the sources, the report, the clock, and what becomes of a failure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from presscut.archive.queue import NEVER, Item, Queue, stamp
from presscut.archive.sources.source import NIGHTS, Source
from presscut.archive.store import Archive
from presscut.cleaner.model import Page
from presscut.errors import Problem
from presscut.nightly.means import Means
from presscut.nightly.report import Report

# Nights until a page that failed is asked for again, by how often it has failed in a row.
PATIENCE = (1, 1, 2, 4, 8, 16, 30)
GONE = frozenset({"http-404", "http-410", "robots", "wishes", "forbidden"})  # asked for again after the longest
STOPPED = "stopped"  # the code of a page whose turn did not come
WAITS = frozenset({STOPPED, "crawl-delay"})  # not asked for tonight by no fault of anybody: it waits as it was
# What is counted, and no trouble: the site does not want it, or has taken it away.
QUIET = {"robots": "skipped", "wishes": "skipped", "http-404": "gone", "http-410": "gone"}


@dataclass(frozen=True, slots=True)
class Desk:
    """A night at work.

    Attributes:
        sources: by name, in the order in which they are looked at.
        report: grows with what happens.
        names: of pages that came whole and are not stored yet: the file, and the place in it, by their keys.
    """

    archive: Archive
    sources: Mapping[str, Source]
    means: Means
    report: Report
    names: dict[str, str] = field(default_factory=dict)

    @property
    def queue(self) -> Queue:
        """The queue of the archive."""
        return self.archive.queue

    @property
    def run(self) -> str:
        """The id of the night."""
        return self.report.run

    def today(self) -> str:
        """Now, as the queue writes times."""
        return stamp(self.means.now())

    def over(self) -> bool:
        """Whether no more work may be taken up."""
        return self.means.over()

    def offer(self, key: str, source: Source, host: str) -> None:
        """Put an address in the queue; within a group of changes."""
        self.queue.offer(key, source=source.name, host=host, run=self.run, due=self.today())

    def keep(self, key: str, page: Page, source: str) -> None:
        """Store a page that came; within a group of changes."""
        capture = self.archive.capture(page, self.means.kind(page))
        self.queue.fetched(key, capture, run=self.run)
        self.report.count("fetched", source)

    def tell(self, key: str, what: str) -> None:
        """Say what became of a page, to those who asked for a line of each."""
        self.means.say(f"{self.names.get(key, key)}: {what}")

    def fail(self, item: Item, problem: Problem) -> None:
        """Write down that a page could not be had, and when it is asked for again."""
        nights = PATIENCE[-1] if problem.code in GONE else PATIENCE[min(item.tries, len(PATIENCE) - 1)]
        with self.archive.together():
            due = self.in_nights(nights)
            self.queue.failed(item.url, run=self.run, code=problem.code, message=problem.message, due=due)
        name = QUIET.get(problem.code, "failed")
        problem = problem._replace(where=self.names.get(item.url, problem.where))
        self.tell(item.url, problem.message)
        self.report.count(name, item.source)
        if name == "failed":
            self.report.problem(problem)

    def due(self, source: Source | None) -> str:
        """When a page of a source that is archived is asked for again."""
        nights = NIGHTS[source.refresh] if source is not None else None
        return NEVER if nights is None else self.in_nights(nights)

    def in_nights(self, nights: int) -> str:
        """So many nights from now; an hour less, since no two nights begin at the same minute."""
        return stamp(self.means.now() + timedelta(days=nights, hours=-1))
