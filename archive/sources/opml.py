"""OPML: lists of feeds as feed readers keep them (OPML 2.0, "What is a subscription list?")."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import quoteattr

from presscut.archive.sources.found import is_page_address
from presscut.archive.sources.source import Source
from presscut.errors import UsageError


def read_opml(content: bytes, where: str) -> tuple[tuple[str, str], ...]:
    """Title and address of every feed, in order, each address once.

    Raises:
        UsageError: it is no OPML.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UsageError(f"{where} is no OPML: {error}") from None
    if root.tag != "opml":
        raise UsageError(f"{where} is no OPML: its first element is {root.tag}, not opml")
    feeds: dict[str, str] = {}
    for outline in root.iter("outline"):
        url = _attribute(outline, "xmlurl")
        if is_page_address(url):
            feeds.setdefault(url, _attribute(outline, "title") or _attribute(outline, "text"))
    return tuple((title, url) for url, title in feeds.items())


def _attribute(element: Any, name: str) -> str:
    """An attribute whatever the case of its name: readers write xmlUrl and xmlurl."""
    return next((value.strip() for key, value in element.attrib.items() if key.lower() == name), "")


def write_opml(sources: Iterable[Source]) -> str:
    """The feeds among the sources as OPML."""
    feeds = [source for source in sources if source.kind == "feed" and source.url]
    lines = [f'    <outline type="rss" text={quoteattr(s.name)} xmlUrl={quoteattr(s.url or "")}/>' for s in feeds]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head><title>presscut</title></head>\n'
    return head + "  <body>\n" + "".join(f"{line}\n" for line in lines) + "  </body>\n</opml>\n"
