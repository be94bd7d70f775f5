"""Pages, articles and WARC files made by hand for the tests of the archive."""

from __future__ import annotations

import gzip
import hashlib
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from presscut.archive.warc.dates import in_utc
from presscut.cleaner.model import (
    MEDIA_TYPES,
    Article,
    BlockKind,
    Caption,
    LedgerEntry,
    License,
    Link,
    Page,
    Paragraph,
    Producer,
    Source,
    Stats,
)

KINDS: tuple[BlockKind, ...] = ("paragraph", "heading", "item", "quote", "code", "row", "caption")
BODY = "The harbour wall of Osterby was repaired in three weeks.\n\nThe mayor thanked the divers."


def clock() -> datetime:
    """A clock that stands still."""
    return datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)


def page(name: str = "harbour", **more: Any) -> Page:
    """A page whose bytes hold its name."""
    return Page(**{"content": f"Page of {name}.".encode(), "url": f"https://news.example/{name}", **more})


def article(of: Page, **more: Any) -> Article:
    """An article that fits a page, with two paragraphs and a cut."""
    digest = hashlib.sha256(of.content).hexdigest()
    given: dict[str, Any] = {
        "id": f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}",
        "url": of.url,
        "title": "The wall",
        "authors": ("Ida Example",),
        "text": BODY,
        "paragraphs": (Paragraph(0, 56, "paragraph", 0, 56), Paragraph(58, 88, "paragraph", 58, 88)),
        "ledger": (
            LedgerEntry(90, 99, "cut", "donate", None, None, "donate/plea", 3.5, "asks for money", "Give now!"),
        ),
        "stats": Stats(source_chars=100, kept_chars=86, cut_chars=9, words=15),
        "source": Source(file=of.origin, url=of.url, sha256=digest, fetched=of.fetched),
        "producer": Producer("1", "r", "s"),
    }
    return Article(**{**given, **more})


def response(
    body: bytes, *, url: str = "http://news.example/a", mime: str = "text/html", status: str = "200 OK"
) -> bytes:
    """A WARC response record, uncompressed."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {mime}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{hashlib.md5(body).hexdigest()}>\r\n"
        f"WARC-Date: 2030-01-02T03:04:05Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def members(*records: bytes) -> bytes:
    """Each record as a gzip member."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def complaints(segment: Path) -> list[str]:
    """What `gzip -t`, `warcio check` and `fastwarc check` say against a segment; empty when all pass."""
    tools = [
        ["gzip", "-t", str(segment)],
        [sys.executable, "-c", "from warcio.cli import main; main()", "check", "-v", str(segment)],
        [sys.executable, "-c", "from fastwarc.cli import main; main()", "check", str(segment)],
    ]
    said = []
    for tool in tools:
        done = subprocess.run(tool, capture_output=True, text=True, check=False)
        output = done.stdout.lower().replace(str(segment).lower(), "")
        if done.returncode or "fail" in output or "error" in output:
            said.append(f"{tool[-3:]}: {done.stdout} {done.stderr}")
    return said


TEXT = st.text(max_size=60)
MAYBE = st.none() | TEXT
NUMBER = st.integers(min_value=0, max_value=10**9)
FLOAT = st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
FETCHED = st.none() | st.dates().map(str) | st.datetimes().map(in_utc)
SIGNALS = st.dictionaries(TEXT, st.none() | st.booleans() | FLOAT | TEXT | st.lists(NUMBER, max_size=2), max_size=3)
LEDGER = st.builds(
    LedgerEntry,
    NUMBER,
    NUMBER,
    st.sampled_from(("cut", "moved", "edited")),
    TEXT,
    MAYBE,
    MAYBE,
    TEXT,
    st.none() | FLOAT,
    TEXT,
    TEXT,
)
LEVEL = st.integers(min_value=0, max_value=6)


def _many(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


def articles() -> st.SearchStrategy[Article]:
    """Any article whatever, whether or not a page could give it."""
    return st.builds(
        Article,
        id=st.uuids().map(str),
        url=MAYBE,
        canonical_url=MAYBE,
        media_type=st.sampled_from(MEDIA_TYPES),
        title=MAYBE,
        authors=TEXTS,
        contributors=TEXTS,
        author_urls=TEXTS,
        published=MAYBE,
        modified=MAYBE,
        site=MAYBE,
        section=TEXTS,
        language=MAYBE,
        summary=MAYBE,
        deck=MAYBE,
        dateline=MAYBE,
        captions=_many(st.builds(Caption, TEXT, MAYBE)),
        license=st.none() | st.builds(License, MAYBE, MAYBE),
        copyright=MAYBE,
        credits=MAYBE,
        author_bio=MAYBE,
        corrections=TEXTS,
        tags=TEXTS,
        image=MAYBE,
        text=st.text(max_size=300),
        paragraphs=_many(
            st.builds(Paragraph, NUMBER, NUMBER, st.sampled_from(KINDS), NUMBER, NUMBER, MAYBE, level=LEVEL)
        ),
        links=_many(st.builds(Link, TEXT, TEXT, NUMBER, NUMBER)),
        ledger=_many(LEDGER),
        stats=st.builds(Stats, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER),
        signals=SIGNALS,
        confidence=FLOAT,
        flags=TEXTS,
        source=st.builds(Source, st.none() | st.just("a.md"), MAYBE, st.sampled_from(MEDIA_TYPES), TEXT, FETCHED),
        producer=st.builds(Producer, TEXT, TEXT, TEXT, MAYBE, MAYBE),
    )
