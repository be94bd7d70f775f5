"""The page that one record of a WARC or ARC holds, if it holds one. warcio reads the header lines."""

from __future__ import annotations

import io
import logging
import re
from typing import Any

from presscut.archive.inputs.bodies import CannotUnpack, Unpacked, body_of
from presscut.archive.warc.dates import fetched_at
from presscut.cleaner.model import MediaType, Page
from presscut.errors import Problem

RECORD_END = b"\r\n\r\n"
DAMAGED = "{}; the record is skipped, the rest is read"
TEXT_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown")
# RFC 9110, 15.3: 204 and 205 have no content; 206 has a part of it, unless the range is all there is.
WHOLE_PAGE = re.compile(r"2(?!0[456])\d\d$")
WHOLE_RANGE = re.compile(r"bytes\s+0-(\d+)/(\d+)\s*$", re.IGNORECASE)
# What crawlers file beside the pages: their own settings and logs (wget's metadata:), name look-ups, and
# what a browser's crawler made from a page (urn:text:…, urn:pageinfo:…, urn:thumbnail:…).
NO_PAGE = re.compile(r"(?:metadata|dns|whois|urn:(?:text\w*|page\w*|view|fullPage|thumbnail)):", re.IGNORECASE)
CUT_OFF = "unspecified"  # WARC 1.1, 5.13: "unspecified: other/unknown reason"
TOKEN = re.compile(r"[A-Za-z0-9_-]{1,32}")
UNICODE_MARKS = (b"\xff\xfe", b"\xfe\xff")
# warcio writes addresses of strangers to stderr, as they are, when they hold a space.
SILENT = logging.NullHandler()
LOOKED_AT = 1024  # bytes of a body without a type in which a NUL says that it is no text
SPLIT = "the page is spread over several records (WARC-Segment-Number), of which only whole ones are read"


def page_of(
    head: bytes, block: bytes, *, where: str, limit: int, media_type: MediaType | None
) -> Page | Problem | None:
    """The page of a record, given its header lines and its block; null when it is no page."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    logging.getLogger("warcio").addHandler(SILENT)
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(head + block + RECORD_END), arc2warc=True)), None)
        return None if record is None else _page(record, where, limit, media_type)
    except CannotUnpack as reason:
        return Problem(reason.code, where, str(reason))
    except (ArchiveLoadFailed, AttributeError, ValueError, EOFError, OSError) as error:
        # AttributeError: warcio on a response without WARC-Target-URI
        reason_given = "it has no target" if isinstance(error, AttributeError) else error or type(error).__name__
        return Problem("damaged", where, DAMAGED.format(f"the record cannot be read ({reason_given})"))


def _page(record: Any, where: str, limit: int, media_type: MediaType | None) -> Page | Problem | None:
    fields, http = record.rec_headers, record.http_headers
    target = fields.get_header("WARC-Target-URI")
    if record.rec_type not in ("response", "resource", "conversion") or (target and NO_PAGE.match(target)):
        return None
    if http is not None and not _is_whole(http.get_statuscode(), http.get_header("Content-Range")):
        return None
    content_type = _content_type(record)
    if content_type and content_type.partition(";")[0].strip().lower() not in TEXT_TYPES:
        return None
    if fields.get_header("WARC-Segment-Number"):
        return Problem("unreadable", where, SPLIT)
    content, whole = _content(http, record.raw_stream.read(), limit)
    if not content_type and b"\0" in content[:LOOKED_AT] and not content.startswith(UNICODE_MARKS):
        return None
    return Page(
        content=content,
        url=target,
        media_type=media_type or ("text" if record.rec_type == "conversion" else None),
        content_type=content_type,
        headers=None if http is None else (f"{http.protocol} {http.statusline}", tuple(map(tuple, http.headers))),
        fetched=fetched_at(fields.get_header("WARC-Date")),
        origin=where,
        truncated=_truncation(fields.get_header("WARC-Truncated"), whole),
    )


def _truncation(said: str | None, whole: bool) -> str | None:
    """Why a page breaks off: in the crawler's word, or because its own coding has no end."""
    if said is None:
        return None if whole else CUT_OFF
    return said.strip() if TOKEN.fullmatch(said.strip()) else CUT_OFF


def _is_whole(status: str, content_range: str | None) -> bool:
    """Whether an answer with this status holds a page, and all of it."""
    if status == "206":
        found = WHOLE_RANGE.match(content_range or "")
        return found is not None and int(found[1]) + 1 == int(found[2])
    return WHOLE_PAGE.match(status) is not None


def _content_type(record: Any) -> str | None:
    """What the server said the page is; where it said nothing, what the crawler found it to be."""
    http, fields = record.http_headers, record.rec_headers
    said = http.get_header("Content-Type") if http else fields.get_header("Content-Type")
    return str(said or fields.get_header("WARC-Identified-Payload-Type") or "") or None


def _content(http: Any, sent: bytes, limit: int) -> Unpacked:
    if http is None:
        return Unpacked(sent, whole=True)
    transfer = http.get_header("Transfer-Encoding") or ""
    return body_of(sent, transfer=transfer, coding=http.get_header("Content-Encoding") or "", limit=limit)
