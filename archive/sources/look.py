"""Looking at a source: whatever its kind, out come addresses, whole pages, and what is wrong.

A new kind is one function and one line here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from presscut.archive.inputs import read_inputs
from presscut.archive.sources.feeds import read_feed
from presscut.archive.sources.found import Document, Get, Look, Named
from presscut.archive.sources.lists import read_list
from presscut.archive.sources.sitemaps import read_sitemap
from presscut.archive.sources.source import Kind, Source
from presscut.cleaner.model import Page
from presscut.errors import Problem


def look(source: Source, get: Get) -> Look:
    """What a source names now.

    Args:
        get: fetches a document; it knows what was fetched last night.
    """
    if source.path is not None and source.kind in ("folder", "warc"):
        yield from _pages(source.path)
        return
    document = get(source.url) if source.url is not None else _file(source.path or Path())
    if isinstance(document, Problem):
        yield document
    elif not document.unchanged:
        yield from READERS[source.kind](document, get)


READERS: Mapping[Kind, Callable[[Document, Get], Named]] = {
    "feed": lambda document, _: read_feed(document),
    "sitemap": read_sitemap,
    "urls": lambda document, _: read_list(document),
}


def _pages(path: Path) -> Look:
    """The pages of a folder or file. Where they lay on the disk is nobody's business, but the name of the file.

    A folder that is there and holds nothing is no trouble: nobody dropped anything.
    """
    for found in read_inputs([str(path)]):
        if isinstance(found, Page):
            yield replace(found, origin=Path(found.origin).name)
        elif not (found.code == "not-found" and found.where == str(path) and path.is_dir()):
            yield found


def _file(path: Path) -> Document | Problem:
    try:
        return Document(str(path), path.read_bytes())
    except OSError as error:
        return Problem("unreadable", str(path), f"it cannot be read ({error.strerror}); check the path of the source")
