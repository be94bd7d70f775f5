"""robots.txt (RFC 9309): what a site lets be asked, how often, and where its sitemaps are."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from presscut.archive.net.answer import Answer, Failure
from presscut.archive.net.target import Target
from presscut.archive.warc.dates import parsed_date, warc_date
from presscut.errors import ConfigError, Problem

if TYPE_CHECKING:
    from protego import Protego

KEPT_FOR = timedelta(hours=24)  # RFC 9309, 2.4: not to be used longer
PARSED = 512_000  # bytes; RFC 9309, 2.5: at least 500 KiB
NO_RULES = ("redirect-loop", "not-a-page")  # RFC 9309, 2.3.1.2: a file that cannot be reached counts as none
OF_HOST = ("forbidden", "dns", "tls", "connect", "breaker")  # what its pages would have met as well
TOO_MANY_REQUESTS = 429
CLIENT_ERROR = 4  # hundred and more


class RobotsFile(NamedTuple):
    """A robots.txt as it is kept from night to night.

    Attributes:
        origin: scheme, host and port it speaks for, ``"https://news.example"``.
        fetched: when, ISO 8601 in UTC.
        text: what it says; empty when the site has none.
    """

    origin: str
    fetched: str
    text: str


@dataclass(frozen=True, slots=True)
class Policy:
    """What a source does with robots.txt.

    Attributes:
        robots: ``"obey"`` or ``"ignore"``.
        reason: why it may be ignored, to be recorded with every page; needed for that.
    """

    robots: str = "obey"
    reason: str = ""

    def __post_init__(self) -> None:
        if self.robots not in ("obey", "ignore"):
            raise ConfigError(f"robots must be obey or ignore, not {self.robots!r}")
        if self.ignores and not self.reason.strip():
            raise ConfigError("robots can be ignored only for a reason: give robots_reason")

    @property
    def ignores(self) -> bool:
        """Whether robots.txt is not asked."""
        return self.robots == "ignore"


OBEY = Policy()


class Rules:
    """What a robots.txt says to us."""

    def __init__(self, text: str, token: str) -> None:
        from protego import Protego

        self._parsed: Protego = Protego.parse(text)
        self._token = token

    def allow(self, url: str) -> bool:
        """Whether an address may be asked."""
        return self._parsed.can_fetch(url, self._token)

    @property
    def delay(self) -> float:
        """Seconds between two requests, by Crawl-delay; 0 when it does not say, or makes no sense."""
        asked = self._parsed.crawl_delay(self._token) or 0.0
        return asked if math.isfinite(asked) and asked > 0 else 0.0

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps it names, as written."""
        return tuple(dict.fromkeys(self._parsed.sitemaps))


class Robots:
    """The robots.txt of all sites of a night, each asked for once in 24 hours. Threads may share it.

    Args:
        fetch: gets an address politely; robots.txt is not asked for it.
        token: the name by which robots.txt speaks to us (RFC 9309, 2.2.1).
        now: the clock.
        kept: what earlier nights kept.
    """

    def __init__(
        self,
        fetch: Callable[[str], Answer | Problem],
        token: str,
        now: Callable[[], datetime],
        kept: Iterable[RobotsFile] = (),
    ) -> None:
        self._fetch = fetch
        self._token = token
        self._now = now
        self._files = {file.origin: file for file in kept}
        self._known: dict[str, tuple[RobotsFile, Rules]] = {}
        self._unknown: dict[str, Failure] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def rules(self, target: Target) -> Rules | Failure:
        """The rules for an address; a failure when they cannot be known tonight, so that it must not be asked."""
        with self._lock:
            lock = self._locks.setdefault(target.origin, threading.Lock())
        with lock:
            if target.origin in self._unknown:
                return self._unknown[target.origin]
            file = self._file(target.origin)
            if isinstance(file, Failure):
                self._unknown[target.origin] = file
                return file
            known = self._known.get(target.origin)
            if known is None or known[0] is not file:
                known = self._known[target.origin] = (file, Rules(file.text, self._token))
            return known[1]

    def kept(self) -> tuple[RobotsFile, ...]:
        """The files to keep for the next night: those that are not too old by now."""
        return tuple(file for _, file in sorted(self._files.items()) if self._fresh(file))

    def _fresh(self, file: RobotsFile) -> bool:
        when = parsed_date(file.fetched)
        return when is not None and timedelta(0) <= self._now() - when < KEPT_FOR

    def _file(self, origin: str) -> RobotsFile | Failure:
        kept = self._files.get(origin)
        if kept is not None and self._fresh(kept):
            return kept
        found = self._ask(origin)
        if isinstance(found, RobotsFile):
            self._files[origin] = found
        return found

    def _ask(self, origin: str) -> RobotsFile | Failure:
        found = self._fetch(f"{origin}/robots.txt")
        if isinstance(found, Answer):
            text = found.content[:PARSED].decode("utf-8-sig", "replace")
            return RobotsFile(origin, found.fetched, text)
        if found.code in NO_RULES or _is_missing(found.code):
            return RobotsFile(origin, warc_date(None, self._now()), "")
        code = found.code if found.code in OF_HOST else "no-robots"
        return Failure(code, f"{origin}/robots.txt is not to be had, so nothing there is asked: {found.message}")


def _is_missing(code: str) -> bool:
    """RFC 9309, 2.3.1.3: with any status 4xx the site may be asked. 429 says that it is in trouble, as 5xx does."""
    status = code.removeprefix("http-")
    return status.isdecimal() and int(status) // 100 == CLIENT_ERROR and int(status) != TOO_MANY_REQUESTS
