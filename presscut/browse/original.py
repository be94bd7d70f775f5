"""A page as it was received: shown with nothing that could run or ask for anything, as its source, as its bytes.

Two walls stand before what a page might do. What acts, loads or leads away by itself is taken out of the markup;
and the browser is told to run and load nothing of what is left, in a frame that cannot leave its place.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from presscut.archive.net.loopback import Answer
from presscut.browse.article import PAGE, views
from presscut.browse.frame import document, file_name
from presscut.browse.room import RECORD, Room
from presscut.cleaner.decode import decode_page
from presscut.cleaner.mail import unwrapped
from presscut.cleaner.model import MediaType, Page
from presscut.cleaner.sniff import sniff
from presscut.errors import Problem
from presscut.review.escape import attribute, text

if TYPE_CHECKING:
    from presscut.archive.state.rows import Entry

ACTS = ["script", "link", "meta", "base", "iframe", "frame", "object", "embed", "applet", "portal", "fencedframe"]
"""Elements that run, load, or say where others lead."""
INERT = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
LEADING = frozenset({"href", "xlink:href"})  # attributes
LINKS = "a[title]{color:#00e;text-decoration:underline}"
SHOWN_CHARS = 1_000_000  # of a text on its page; more is to be had as a file
ENDINGS = {"html": "html", "markdown": "md", "text": "txt"}


def original(room: Room, number: str) -> Answer:
    """The page about a capture. Raises NotHere, Damaged."""
    page, entry = room.page(number)
    kind = _kind(page)
    main = (
        f"{views(entry.id if entry else None, RECORD.format(number), PAGE)}{_heading(page, entry)}"
        f"<p class=about>{_about(page, kind, number)}</p>{_shown(page, kind, number)}\n"
    )
    return document(f"{page.url or number} · as received", main)


def shown(room: Room, number: str) -> Answer:
    """HTML for the frame: nothing in it runs, loads, or leads out of the frame. Raises NotHere, Damaged."""
    from selectolax.lexbor import LexborHTMLParser

    page, _ = room.page(number)
    tree = LexborHTMLParser(_text(page, "html"))
    tree.strip_tags(ACTS)
    for link in tree.css("[href]"):
        for name in LEADING.intersection(link.attributes):
            address = link.attributes[name] or ""
            if not address.startswith("#"):
                del link.attrs[name]
                link.attrs["title"] = address
    html = f"<!doctype html><meta charset=utf-8><style>{LINKS}</style>{tree.html}"
    return Answer(html.encode("utf-8", "replace"), policy=INERT)


def source(room: Room, number: str) -> Answer:
    """The decoded source as plain text. Raises NotHere, Damaged."""
    page, _ = room.page(number)
    return Answer(_text(page, _kind(page)).encode("utf-8", "replace"), "text/plain; charset=utf-8")


def content(room: Room, number: str) -> Answer:
    """The bytes as a file. Raises NotHere, Damaged."""
    page, _ = room.page(number)
    ending = ENDINGS.get(_kind(page) or "", "bin")
    return Answer(page.content, "application/octet-stream", saved_as=file_name(number, ending))


def _kind(page: Page) -> MediaType | None:
    """What the page is; null for what is no text."""
    inner = unwrapped(page)
    found = sniff(inner.content, name=page.origin, content_type=inner.content_type)
    return None if isinstance(found, Problem) else inner.media_type or found


def _text(page: Page, kind: MediaType | None) -> str:
    return decode_page(page, kind or "text").text


def _heading(page: Page, entry: Entry | None) -> str:
    title = entry.title if entry else None
    address = f"<p class=about><bdi>{text(page.url)}</bdi></p>" if page.url else ""
    return f"<h1 dir=auto>{text(title or 'A page without an article')}</h1>{address}"


def _about(page: Page, kind: MediaType | None, number: str) -> str:
    status = page.headers[0] if page.headers else ""
    digest = hashlib.sha256(page.content).hexdigest()
    parts = (
        text(page.fetched or ""),
        text(status),
        kind or "no text",
        f"{len(page.content):,} bytes",
        f"sha256 {digest[:16]}…",
        f"<a href=/page/{number}/source>source</a>" if kind else "",
        f"<a href=/page/{number}/bytes>save the bytes</a>",
    )
    return " · ".join(filter(None, parts))


def _shown(page: Page, kind: MediaType | None, number: str) -> str:
    if kind == "html":
        return (
            "<p class=about>Scripts do not run here, pictures and style sheets are not loaded; "
            "links say where they led.</p>"
            f'<iframe sandbox src=/page/{attribute(number)}/shown title="The page as it was received"></iframe>'
        )
    if kind is None:
        return "<p>This is no text that could be shown.</p>"
    body = _text(page, kind)
    more = "<p class=about>It goes on in the source.</p>" if len(body) > SHOWN_CHARS else ""
    return f"<pre class=source dir=auto>{text(body[:SHOWN_CHARS])}</pre>{more}"
