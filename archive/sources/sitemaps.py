"""Sitemaps (sitemaps.org 0.9): sets of addresses, indexes of sitemaps, news sitemaps, plain lists; packed or not."""

from __future__ import annotations

import io
import re
from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple

from presscut.archive.inputs.bodies import CannotUnpack, body_of
from presscut.archive.inputs.streams import GZIP_MAGIC, inflated_head
from presscut.archive.sources.found import Document, Found, Get, Named, joined
from presscut.archive.sources.lists import read_list
from presscut.errors import Problem

# "Sitemap file … must be no larger than 50MB (52,428,800 bytes)", unpacked.
LARGEST = 52_428_800
MOST_SITEMAPS = 1000  # read in one night for one source: an index of indexes of every day of a long life
IS_INDEX = re.compile(rb"<(?:[\w.-]+:)?sitemapindex[\s>]")
HEAD = 4096  # bytes in which the first element of a sitemap begins
NO_SITEMAP = "this is no sitemap; `presscut sources check` shows what a site offers"


def is_index(content: bytes) -> bool:
    """Whether a document names sitemaps: it can stay as it is while what they name changes."""
    head = inflated_head(content) if content.startswith(GZIP_MAGIC) else content
    return IS_INDEX.search(head[:HEAD]) is not None


class Further(NamedTuple):
    """A sitemap that an index names."""

    url: str


def read_sitemap(document: Document, get: Get) -> Named:
    """The addresses of a sitemap and of all that it names, each sitemap once.

    What breaks off or is no sitemap is a problem, and the next one is read.
    """
    waiting, seen = deque([document]), {document.url}
    while waiting:
        for found in _entries(waiting.popleft()):
            if not isinstance(found, Further):
                yield found
            elif found.url not in seen and len(seen) <= MOST_SITEMAPS:
                seen.add(found.url)
                there = get(found.url)
                if isinstance(there, Problem):
                    yield there
                elif not there.unchanged:
                    waiting.append(there)


def _entries(document: Document) -> Iterator[Found | Further | Problem]:
    if not document.content.startswith(GZIP_MAGIC):
        yield from _named(document.url, document.content)
        return
    try:
        content, whole = body_of(document.content, transfer="", coding="gzip", limit=LARGEST)
    except CannotUnpack:
        yield Problem("too-large", document.url, f"the sitemap has more than {LARGEST:,} bytes")
        return
    if content != document.content:
        yield from _named(document.url, content if whole or _is_markup(content) else _whole_lines(content))
    if not whole and not _is_markup(content):  # of markup the parser says so
        yield Problem("damaged", document.url, "the compressed sitemap breaks off or is damaged")


def _named(url: str, content: bytes) -> Iterator[Found | Further | Problem]:
    yield from _parsed(url, content) if _is_markup(content) else read_list(Document(url, content))


def _is_markup(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _whole_lines(content: bytes) -> bytes:
    """A list without its last line, of which half an address may stand there."""
    return content[: content.rfind(b"\n") + 1]


def _parsed(base: str, content: bytes) -> Iterator[Found | Further | Problem]:
    from lxml import etree

    # Nothing is loaded or expanded: a sitemap has neither entities nor a DTD.
    options: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    events = etree.iterparse(io.BytesIO(content), events=("end",), recover=False, **options)
    any_found = False
    try:
        for _, element in events:
            name = _local(element.tag)
            if name in ("url", "sitemap"):
                any_found = True
                yield from _entry(base, element, is_index=name == "sitemap")
                element.clear()
    except etree.XMLSyntaxError as error:
        yield Problem("damaged" if any_found else "not-a-sitemap", base, f"{NO_SITEMAP} ({error.msg})")
        return
    if not any_found and _local(events.root.tag) not in ("urlset", "sitemapindex"):
        yield Problem("not-a-sitemap", base, NO_SITEMAP)


def _entry(base: str, element: Any, *, is_index: bool) -> Iterator[Found | Further]:
    """The address of an entry, by its own children alone: its pictures and films have a ``loc`` of theirs, inside."""
    values = {_local(child.tag): (child.text or "").strip() for child in element if isinstance(child.tag, str)}
    if url := joined(base, values.get("loc", "")):
        yield Further(url) if is_index else Found(url, values.get("lastmod") or None)


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2].lower()
