"""The night's way to the network: pages and documents through one polite, guarded fetcher."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from presscut.archive.net.answer import Limits
from presscut.archive.net.fetch import Fetcher, agent_string
from presscut.archive.net.guard import Guard, networks
from presscut.archive.net.manners import Manners, Patience
from presscut.archive.net.robots import OBEY, Policy, RobotsFile
from presscut.archive.queue import Queue, Visit
from presscut.archive.sources.found import Document
from presscut.archive.sources.sitemaps import is_index
from presscut.archive.sources.source import Source
from presscut.cleaner.model import Page
from presscut.errors import Problem
from presscut.nightly.desk import STOPPED
from presscut.nightly.means import Ask
from presscut.settings import NightSettings

STEP = 0.2  # seconds: how long a thread that waits may take to notice that the night ends
ROBOTS = "robots "  # before the origin: where a robots.txt is kept among the visits


class Ended(Exception):
    """The night ends while a thread waits for its turn."""


@dataclass
class Network:
    """What a night asks the network for.

    Attributes:
        fetcher: does the work.
        policies: what each source does with robots.txt, by name.
        last: the visit of an address, of an earlier night.
        visits: of this night, until somebody takes them.
    """

    fetcher: Fetcher
    policies: Mapping[str, Policy]
    last: Callable[[str], Visit | None]
    visits: list[Visit] = field(default_factory=list)

    def pages(self, ask: Ask) -> Sequence[Page] | Problem:
        """The redirects on the way to a page, and the page; a 304 is a page without content. For threads."""
        try:
            answer = self.fetcher.get(
                ask.item.url,
                etag=ask.etag,
                last_modified=ask.last_modified,
                validators_of=ask.validators_of,
                policy=self.policies.get(ask.source.name, OBEY),
            )
        except Ended:
            return Problem(STOPPED, ask.item.url, "the night ended before its turn")
        return answer if isinstance(answer, Problem) else (*(hop.page() for hop in answer.hops), answer.page())

    def document(self, url: str, source: Source | None = None) -> Document | Problem:
        """A feed, sitemap or list; unchanged when the server says so. The visit is kept with `taken`.

        An index of sitemaps is always asked for whole: unchanged, it would hide what has changed in them.
        """
        last = self.last(url)
        etag, modified, at = (last.etag, last.last_modified, last.answered) if last else (None, None, None)
        policy = self.policies.get(source.name, OBEY) if source else OBEY
        try:
            answer = self.fetcher.get(url, etag=etag, last_modified=modified, validators_of=at, policy=policy)
        except Ended:
            return Problem(STOPPED, url, "the night ended before its turn")
        if isinstance(answer, Problem):
            return answer
        if answer.not_modified:  # it stands by what it leaves unsaid (RFC 9110, 15.4.5)
            kept = (answer.etag or etag, answer.last_modified or modified)
        else:
            kept = (None, None) if is_index(answer.content) else (answer.etag, answer.last_modified)
        self.visits.append(Visit(url, answer.fetched, answer.url, *kept, None))
        return Document(answer.url, answer.content, answer.header("content-type"), answer.not_modified)

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps that the robots.txt of an address's site names; none when it cannot be had."""
        named = self.fetcher.sitemaps(url)
        return () if isinstance(named, Problem) else named

    def taken(self) -> list[Visit]:
        """The visits since the last time: to be kept once all that they gave has been taken in."""
        visits, self.visits = self.visits, []
        return visits

    def robots_kept(self) -> list[Visit]:
        """The robots.txt files that the next night need not ask for."""
        files = self.fetcher.robots_kept()
        return [Visit(ROBOTS + f.origin, f.fetched, f.origin, None, None, f.text.encode()) for f in files]


def robots_of(queue: Queue) -> tuple[RobotsFile, ...]:
    """The robots.txt files that were kept."""
    kept = queue.visits_like(ROBOTS)
    return tuple(RobotsFile(v.url.removeprefix(ROBOTS), v.date, (v.body or b"").decode()) for v in kept)


def fetcher_of(
    said: NightSettings,
    version: str,
    *,
    now: Callable[[], datetime],
    random: Callable[[], float],
    stopped: Callable[[], bool],
    robots: tuple[RobotsFile, ...] = (),
) -> Fetcher:
    """The fetcher of the settings.

    Raises:
        UsageError: the contact or an allowed network is none.
    """

    def wait(seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if stopped():
                raise Ended
            time.sleep(min(left, STEP))

    patience = Patience(delay=said.delay)
    manners = Manners(patience, sleep=wait, random=random, monotonic=time.monotonic)
    limits = Limits(bytes=said.largest, seconds=said.timeout)
    agent = agent_string(version, said.contact or None)
    guard = Guard(networks(said.allow))
    return Fetcher(guard, agent, manners, now=now, monotonic=time.monotonic, limits=limits, robots=robots)


def policies_of(sources: Mapping[str, Source]) -> dict[str, Policy]:
    """What each source does with robots.txt."""
    return {name: Policy(source.robots, source.robots_reason or "") for name, source in sources.items()}
