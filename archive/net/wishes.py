"""What a page asks of those who keep or mine it, in its headers and in its head. A setting decides what is done.

It is asked in several ways: X-Robots-Tag and the robots meta tag (what search engines heed), the reservation of
text and data mining (TDMRep, W3C community report of 2024, sections 4 and 6), and the preferences for machine
learning that are still being written down (draft-ietf-aipref-attach: Content-Usage; Content-Signal).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from presscut.archive.net.answer import Headers, values

OURS = "presscut"  # a wish can be addressed to one robot by its name
FLAGS = ("noarchive", "noai", "noimageai", "noindex", "tdm-reserved")  # in this order
# What a robots directive comes to: "nocache" is Bing's word for noarchive, "none" stands for noindex, nofollow.
DIRECTIVES = {
    "noarchive": "noarchive",
    "nocache": "noarchive",
    "noai": "noai",
    "noimageai": "noimageai",
    "noindex": "noindex",
    "none": "noindex",
}
# Preferences that say no to the training of models or to mining at large, as "key=n" or "key=no".
REFUSED = re.compile(
    r"(?:^|[,;\s])(?:train-ai|train-genai|ai-train|genai|ai|tdm|all|bots)\s*=\s*no?(?![a-z])", re.IGNORECASE
)
# Directives with a value, whose name must not be taken for that of a robot.
WITH_VALUE = frozenset({"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"})

HIDDEN = re.compile(rb"<!--.*?(?:-->|\Z)|<(script|style|noscript|template)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)
# Bounded, so that no page takes long: the longest meta tags, those of policies, have some thousand characters.
META = re.compile(r"<meta\b([^<>]{0,8000})>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"(?<![a-z-])([a-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
LOOKED_AT = 131_072  # bytes in which the head of a page ends


def wishes(headers: Headers, html_head: bytes) -> tuple[str, ...]:
    """The flags of a page, some of `FLAGS`: what it asks robots of every name, or presscut, not to do.

    Args:
        headers: as received.
        html_head: the beginning of the page, with its ``<head>``; empty for a page that is no HTML.
    """
    found = {*_of_headers(headers), *_of_head(html_head)}
    return tuple(flag for flag in FLAGS if flag in found)


def _of_headers(headers: Headers) -> Iterator[str]:
    for value in values(headers, "x-robots-tag"):
        yield from _directives(_addressed(value))
    for name in ("content-usage", "content-signal"):
        yield from _preferences(values(headers, name))
    yield from _reservation(values(headers, "tdm-reservation"))


def _of_head(html_head: bytes) -> Iterator[str]:
    for name, content in _metas(html_head):
        if name in ("robots", OURS):
            yield from _directives(content.split(","))
        elif name == "x-robots-tag":
            yield from _directives(_addressed(content))
        elif name == "tdm-reservation":
            yield from _reservation([content])
        elif name in ("content-usage", "content-signal"):
            yield from _preferences([content])


def _addressed(value: str) -> Iterator[str]:
    """The directives of an X-Robots-Tag that are for all robots or for us: ``otherbot: noindex, nofollow`` is not."""
    ours = True
    for part in value.split(","):
        name, colon, rest = part.partition(":")
        if colon and name.strip().lower() not in WITH_VALUE:
            ours, part = name.strip().lower() == OURS, rest  # noqa: PLW2901
        if ours:
            yield part


def _directives(parts: Iterable[str]) -> Iterator[str]:
    words = (part.strip().lower() for part in parts)
    return (DIRECTIVES[word] for word in words if word in DIRECTIVES)


def _preferences(found: Iterable[str]) -> Iterator[str]:
    return ("noai" for value in found if REFUSED.search(value))


def _reservation(found: Iterable[str]) -> Iterator[str]:
    """TDMRep, 4.1: 1 says that the rights are reserved, 0 that they are not; all else says nothing."""
    return ("tdm-reserved" for value in found if value.strip() == "1")


def _metas(html_head: bytes) -> Iterator[tuple[str, str]]:
    """Name and content of the meta tags that count; of UTF-16 the zeros are dropped, which leaves its ASCII."""
    bare = HIDDEN.sub(b"", html_head[:LOOKED_AT].replace(b"\x00", b"")).decode("latin-1")
    for tag in META.finditer(bare):
        attributes = {name.lower(): unescape(a or b or c) for name, a, b, c in ATTRIBUTE.findall(tag[1])}
        name = attributes.get("name") or attributes.get("http-equiv") or ""
        yield name.strip().lower(), attributes.get("content", "")
