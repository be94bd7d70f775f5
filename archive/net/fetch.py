"""Getting pages: guarded, politely, within limits. `Fetcher` is what the rest of presscut uses of the network."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Self

from presscut.archive.net.answer import Answer, Failure, Hop, Limits, values
from presscut.archive.net.exchange import WITH_PAGE, Exchange, Received
from presscut.archive.net.guard import Forbidden, Guard
from presscut.archive.net.head import retry_after
from presscut.archive.net.manners import Manners
from presscut.archive.net.robots import OBEY, Policy, Robots, RobotsFile
from presscut.archive.net.target import Target, target_of
from presscut.errors import Problem, UsageError

if TYPE_CHECKING:
    from presscut.archive.net.connect import Resolve

NAME = "presscut"  # by which robots.txt speaks to us
REDIRECTS = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED = 304
TOO_MANY_REQUESTS = 429
SERVER_ERRORS = range(500, 600)
SENDABLE = re.compile(r"[\x20-\x7e\xa0-\xff]+")  # what can stand in a header (RFC 9110, 5.5)


def agent_string(version: str, contact: str | None) -> str:
    """How presscut introduces itself: its version, and whom to write to.

    Raises:
        UsageError: the contact cannot stand in a header.
    """
    if contact and not re.fullmatch(r"[\x21-\x27\x2a-\x7e]+", contact):
        raise UsageError(f"contact {contact!r} must be an address without spaces, such as mailto:desk@news.example")
    return f"{NAME}/{version} (+{contact})" if contact else f"{NAME}/{version}"


class Fetcher:
    """Gets pages. Threads may share it; close it, or use it in a ``with`` block.

    Args:
        guard: says which addresses may be connected to.
        agent: the User-Agent, see `agent_string`.
        manners: patience with hosts.
        now: the clock, for the dates of answers and the age of robots.txt.
        monotonic: seconds from any moment on, for time limits.
        limits: what one request may take.
        robots: the files that `robots_kept` gave last night.
        resolve: the addresses of a host and port; the system's when null.
        tls: which certificates are trusted; the system's when null.
    """

    def __init__(
        self,
        guard: Guard,
        agent: str,
        manners: Manners,
        *,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        limits: Limits = Limits(),  # noqa: B008 — it is frozen
        robots: Iterable[RobotsFile] = (),
        resolve: Resolve | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        from presscut.archive.net.connect import Connections, system_addresses

        self._connections = Connections(guard, resolve or system_addresses, tls)
        self._exchange = Exchange(self._connections, agent, limits=limits, now=now, monotonic=monotonic)
        self._manners = manners
        self._now = now
        self._most_redirects = limits.redirects
        self._robots = Robots(partial(self._follow, conditions={}, policy=None), NAME, now, robots)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._connections.close()

    def robots_kept(self) -> tuple[RobotsFile, ...]:
        """The robots.txt files that the next night need not ask for."""
        return self._robots.kept()

    def sitemaps(self, url: str) -> tuple[str, ...] | Problem:
        """The sitemaps that the robots.txt of an address's site names, as it writes them."""
        try:
            rules = self._robots.rules(target_of(url))
        except Forbidden as error:
            return Problem("forbidden", url, str(error))
        return rules.problem(url, url) if isinstance(rules, Failure) else rules.sitemaps

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        validators_of: str | None = None,
        policy: Policy = OBEY,
    ) -> Answer | Problem:
        """A page, after redirects; or that it was not modified; or why there is none.

        Args:
            url: its address, http or https.
            etag, last_modified: validators of the stored page, verbatim.
            validators_of: the address that gave them, `Answer.url`; `url` when null. They are sent to that
                address alone: to another they say nothing, and could be taken for its own.
            policy: what is done with robots.txt.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        sendable = {name: value for name, value in conditions.items() if value and SENDABLE.fullmatch(value)}
        try:
            return self._follow(url, {target_of(validators_of or url).url: sendable}, policy)
        except Forbidden as error:
            return Problem("forbidden", url, str(error))

    def _follow(
        self, asked: str, conditions: Mapping[str, Mapping[str, str]], policy: Policy | None
    ) -> Answer | Problem:
        """Ask, and ask on where the server says. Without a policy robots.txt plays no part.

        Raises:
            Forbidden: the address can be none of a page.
        """
        target = target_of(asked)
        hops: list[Hop] = []
        while True:
            given = conditions.get(target.url, {})
            found = self._polite(target, given, policy)
            if isinstance(found, Failure):
                return found.problem(asked, target.url)
            following = self._following(found, target, hops)
            if isinstance(following, Failure):
                return following.problem(asked, target.url)
            if following is None:
                return _answer(found, asked, target, hops, given, policy)
            hops.append(Hop(found.status, target.url, following.url, found.line, found.headers, found.fetched))
            target = following

    def _polite(self, target: Target, conditions: Mapping[str, str], policy: Policy | None) -> Received | Failure:
        delay = 0.0
        if policy and not policy.ignores:
            rules = self._robots.rules(target)
            if isinstance(rules, Failure):
                return rules
            if not rules.allow(target.url):
                return Failure("robots", "robots.txt asks not to")
            delay = rules.delay
        return self._manners.ask(target.host, lambda: self._judged(target, conditions), least=delay)

    def _judged(self, target: Target, conditions: Mapping[str, str]) -> Received | Failure:
        """One request; an answer with the status of an error is a failure."""
        found = self._exchange.ask(target, conditions)
        if isinstance(found, Failure) or found.status in WITH_PAGE or found.status in REDIRECTS:
            return found
        if found.status == NOT_MODIFIED and conditions:
            return found
        of_host = found.status in SERVER_ERRORS or found.status == TOO_MANY_REQUESTS
        after = retry_after(next(values(found.headers, "retry-after"), None), self._now()) if of_host else None
        return Failure(f"http-{found.status}", found.line, again=of_host, after=after, of_host=of_host)

    def _following(self, found: Received, target: Target, hops: list[Hop]) -> Target | Failure | None:
        """Where a redirect leads; null when it is none."""
        if found.status not in REDIRECTS:
            return None
        location = next(values(found.headers, "location"), None)
        if location is None:
            return Failure(f"http-{found.status}", "a redirect that does not say where to")
        try:
            following = target_of(_unicode(location), target.url)
        except Forbidden as error:
            return Failure("forbidden", f"a redirect leads nowhere good: {error}")
        if following.url == target.url or any(following.url == hop.source for hop in hops):
            return Failure("redirect-loop", "its redirects lead in a circle")
        if len(hops) == self._most_redirects:
            return Failure("redirect-loop", f"it redirects more than {self._most_redirects} times")
        return following


def _unicode(location: str) -> str:
    """A Location as it was meant: some servers send letters beyond ASCII as UTF-8, without escapes."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return location


def _answer(
    found: Received,
    asked: str,
    target: Target,
    hops: list[Hop],
    conditions: Mapping[str, str],
    policy: Policy | None,
) -> Answer:
    return Answer(
        url=target.url,
        asked=asked,
        status=found.status,
        line=found.line,
        headers=found.headers,
        content=found.content,
        hops=tuple(hops),
        fetched=found.fetched,
        not_modified=found.status == NOT_MODIFIED and bool(conditions),
        robots_ignored=policy.reason if policy and policy.ignores else None,
    )
