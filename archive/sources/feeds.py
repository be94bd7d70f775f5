"""RSS, Atom and JSON Feed: the addresses of their entries."""

from __future__ import annotations

import io
import json
from typing import Any

from presscut.archive.sources.found import Document, Found, Named, is_page_address, iso, joined
from presscut.errors import Problem

JSON_FEED = "https://jsonfeed.org/version/"  # JSON Feed 1.1, "version"
NO_FEED = "this is no feed; `presscut sources check` shows what a site offers"


def read_feed(document: Document) -> Named:
    """The entries of a feed, in its order. A feed that breaks off gives what stands before."""
    if document.content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        yield from _json_feed(document)
        return
    import feedparser

    headers = {"content-type": document.content_type or "application/xml", "content-location": document.url}
    content = io.BytesIO(document.content)  # bytes that are the name of a file would be taken for that file
    feed = feedparser.parse(content, response_headers=headers, sanitize_html=False)
    entries = feed.get("entries") or []
    if not feed.get("version") and not entries:
        yield Problem("not-a-feed", document.url, NO_FEED)
        return
    for entry in entries:
        if url := joined(document.url, _link(entry, document.url)):
            yield Found(url, iso(dict.get(entry, "updated_parsed")))  # its own `get` would give the day of publishing


def _link(entry: Any, feed: str) -> str:
    """The address of an entry: its link, or an identifier that is one (RSS 2.0, guid is a permalink).

    feedparser makes an empty link, or one to a part of the feed, the address of the feed, which is that of no entry.
    """
    link = str(entry.get("link") or "").strip()
    if link and link.partition("#")[0] != feed:
        return link
    identifier = str(entry.get("id") or "").strip()
    return identifier if is_page_address(identifier) else ""


def _json_feed(document: Document) -> Named:
    try:
        feed = json.loads(document.content)
    except (ValueError, RecursionError):
        yield Problem("not-a-feed", document.url, NO_FEED)
        return
    if not str(feed.get("version", "")).startswith(JSON_FEED) or not isinstance(feed.get("items"), list):
        yield Problem("not-a-feed", document.url, NO_FEED)
        return
    for item in feed["items"]:
        url = item.get("url") or item.get("external_url") if isinstance(item, dict) else None
        if isinstance(url, str) and (full := joined(document.url, url.strip())):
            changed = item.get("date_modified")
            yield Found(full, changed if isinstance(changed, str) else None)
