"""What a source names, and what it is read with."""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from presscut.archive.net.target import undotted
from presscut.cleaner.model import Page
from presscut.errors import Problem

# White space, control characters, and halves of a character, which JSON can spell and nobody can store or send.
NOT_IN_ADDRESS = re.compile(r"[\s\x00-\x1f\ud800-\udfff]")
LONGEST_ADDRESS = 2048  # characters (sitemaps.org: "must be less than 2,048 characters")


@dataclass(frozen=True, slots=True)
class Found:
    """An address that a source names; `changed` is when the page changed, as the source says, ISO 8601."""

    url: str
    changed: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A feed, a sitemap or a list, as it came.

    Attributes:
        unchanged: it is the same as last night, so that nothing in it is new; `content` is empty then.
    """

    url: str
    content: bytes
    content_type: str | None = None
    unchanged: bool = False


Get = Callable[[str], Document | Problem]
Named = Iterator[Found | Problem]
Look = Iterator[Found | Page | Problem]


def is_page_address(url: str) -> bool:
    """Whether an address can be one of a page: http or https, of a length that anybody accepts, in one piece."""
    fits = len(url) < LONGEST_ADDRESS and not NOT_IN_ADDRESS.search(url)
    return fits and url.lower().startswith(("http://", "https://"))


def joined(base: str, address: str) -> str | None:
    """An address made absolute; null when it can be none of a page. An empty one would be the base itself.

    It is without its fragment, which no server is told: a feed of comments names one page under many.
    """
    try:
        url = urldefrag(urljoin(base, address)).url if address.partition("#")[0] else ""
        return _without_dots(url) if is_page_address(url) else None
    except ValueError:  # brackets that do not close
        return None


def _without_dots(url: str) -> str:
    """An address as it will be asked: a page must not be another one under each spelling of its path."""
    parts = urlsplit(url)
    path = undotted(parts.path)
    return parts._replace(path=path).geturl() if parts.path and path != parts.path else url


def iso(parts: Any) -> str | None:
    """A `time.struct_time` in UTC as ISO 8601; null when it is none."""
    try:
        return datetime.fromtimestamp(timegm(parts), UTC).isoformat()
    except (TypeError, ValueError, OverflowError):
        return None
