"""What comes of asking for a page: an `Answer`, or a `Failure` that says whether to ask again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from presscut.cleaner.model import Page
from presscut.errors import Problem

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take.

    Attributes:
        bytes: of a page as it is sent, and unpacked. Sitemaps may have 50 MB (sitemaps.org); the largest page of
            the development sets has 24.
        ratio: how many times larger a page may get by unpacking. The pages of the development sets stay below 35,
            a sitemap of 50,000 addresses below 85.
        seconds: from the first name looked up to the last byte, for each address on the way.
        redirects: how many are followed. RFC 9309 asks for five, browsers follow twenty.
    """

    bytes: int = 52_428_800
    ratio: int = 200
    seconds: float = 60.0
    redirects: int = 10


class Hop(NamedTuple):
    """A redirect that was followed: `line` and `headers` as received, `fetched` as of an `Answer`."""

    status: int
    source: str
    to: str
    line: str
    headers: Headers
    fetched: str

    def page(self) -> Page:
        """The redirect as the rest of presscut keeps it: a page without content."""
        return Page(b"", url=self.source, headers=(self.line, self.headers), fetched=self.fetched, origin=self.source)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent.

    Attributes:
        url: the address that answered, after all redirects.
        asked: the address that was asked for.
        status: 200, 203, or 304.
        line: the status line as received, ``"HTTP/1.1 200 OK"``.
        headers: as received: their order, their spelling, repeated ones.
        content: the body, unpacked; empty when it is `not_modified`.
        hops: the redirects followed, in order.
        fetched: when the answer began, ISO 8601 in UTC.
        not_modified: the page is the one whose validators were sent (status 304).
        robots_ignored: why robots.txt was not asked; null when it was.
    """

    url: str
    asked: str
    status: int
    line: str
    headers: Headers
    content: bytes
    hops: tuple[Hop, ...]
    fetched: str
    not_modified: bool = False
    robots_ignored: str | None = None

    def header(self, name: str) -> str | None:
        """The first header of that name, in any case, as received; null when there is none."""
        return next(values(self.headers, name), None)

    @property
    def etag(self) -> str | None:
        """The validator ETag, verbatim."""
        return self.header("etag")

    @property
    def last_modified(self) -> str | None:
        """The validator Last-Modified, verbatim."""
        return self.header("last-modified")

    def page(self) -> Page:
        """The page as the rest of presscut reads it."""
        return Page(
            content=self.content,
            url=self.url,
            content_type=self.header("content-type"),
            headers=(self.line, self.headers),
            fetched=self.fetched,
            origin=self.asked,
        )


def values(headers: Headers, name: str) -> Iterator[str]:
    """The values of all headers of that name, in any case."""
    return (value for header, value in headers if header.lower() == name)


@dataclass(frozen=True, slots=True)
class Failure:
    """A request that gave no page.

    Attributes:
        code: that of the `Problem` it becomes.
        message: one line for a person.
        again: whether the same request may succeed in a moment.
        after: seconds the server asks to wait before it; null when it says nothing.
        of_host: whether it speaks of the host rather than of the page.
    """

    code: str
    message: str
    again: bool = False
    after: float | None = None
    of_host: bool = False

    def problem(self, asked: str, at: str) -> Problem:
        """The failure as a value of the run: `asked` is the address it is about, `at` the one that failed."""
        return Problem(self.code, asked, self.message if at == asked else f"{at}: {self.message}")
