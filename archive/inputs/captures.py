"""The page that one record of a WARC or ARC holds, if it holds one. warcio reads the header lines."""

from __future__ import annotations

import io
import logging
import re
from typing import Any

from presscut.archive.inputs.beginnings import BEGINS_AS_HTML
from presscut.archive.inputs.bodies import CannotUnpack, Unpacked, body_of
from presscut.archive.warc.dates import fetched_at
from presscut.archive.warc.headers import ENCODING
from presscut.cleaner.model import MediaType, Page
from presscut.errors import Problem

DAMAGED = "{}; the record is skipped, the rest is read"
LETTER = "message/rfc822"
"""The type of mail and of pages that a browser saved in one file."""
TEXT_TYPES = (
    LETTER,
    "multipart/related",
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
    "text/x-markdown",
)
# RFC 9110, 15.3: 204 and 205 have no content; 206 has a part of it, unless the range is all there is.
WHOLE_PAGE = re.compile(r"2(?!0[456])\d\d$")
WHOLE_RANGE = re.compile(r"bytes\s+0-(\d+)/(\d+)\s*$", re.IGNORECASE)
LATER_VERSION = re.compile(rb"\AWARC/(?!0\.|1\.[01]\b)[^\r\n]*")  # warcio knows none of them
# What crawlers file beside the pages: their own settings and logs (wget's metadata:), name look-ups, and
# what a browser's crawler made from a page (urn:text:…, urn:pageinfo:…, urn:thumbnail:…).
NO_PAGE = re.compile(r"(?:metadata|dns|whois|urn:(?:text\w*|page\w*|view|fullPage|thumbnail)):", re.IGNORECASE)
CUT_OFF = "unspecified"  # WARC 1.1, 5.13: "unspecified: other/unknown reason"
TOKEN = re.compile(r"[A-Za-z0-9_-]{1,32}")
# RFC 9110, 15.2: "A client MUST be able to parse one or more 1xx responses received prior to a final response";
# 101 is no such response: what follows it is no HTTP.
UP_TO_ANSWER = re.compile(
    rb"(?:HTTP/\S+ 1(?!01)\d\d[^\n]*\n(?:[^\r\n][^\n]*\n)*\r?\n)*(?=HTTP(?:/\d| \d{3}\s))", re.IGNORECASE
)
HTTP_ADDRESS = re.compile(r"https?:", re.IGNORECASE)
NO_HTTP = DAMAGED.format("the response has no HTTP header, and what it holds does not begin as HTML does")
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
        known = LATER_VERSION.sub(b"WARC/1.1", head, count=1)
        record = next(iter(ArchiveIterator(io.BytesIO(known), no_record_parse=True, arc2warc=True)), None)
        return None if record is None else _page(record, block, where, limit, media_type)
    except CannotUnpack as reason:
        return Problem(reason.code, where, str(reason))
    except (ArchiveLoadFailed, ValueError, EOFError, OSError) as error:
        return _unreadable(where, str(error) or type(error).__name__)


def _unreadable(where: str, reason: str) -> Problem:
    return Problem("damaged", where, DAMAGED.format(f"the record cannot be read ({reason})"))


def _page(record: Any, block: bytes, where: str, limit: int, media_type: MediaType | None) -> Page | Problem | None:
    fields, kind = record.rec_headers, (record.rec_type or "").lower()
    target = fields.get_header("WARC-Target-URI")
    if kind not in ("response", "resource", "conversion") or (target and NO_PAGE.match(target)):
        return None
    if kind == "response" and not target:
        return _unreadable(where, "it has no target")
    http, sent = _answer(block) if kind == "response" else (None, block)
    if http is not None and not _is_whole(http.get_statuscode(), http.get_header("Content-Range")):
        return None
    content_type = _content_type(fields, http)
    if kind == "response" and http is None and _is_of_http(content_type):
        if BEGINS_AS_HTML.match(block) is None:
            return Problem("damaged", where, NO_HTTP) if _promised_a_header(target, block) else None
        content_type = None
    if content_type and _bare(content_type) not in TEXT_TYPES:
        return None
    if fields.get_header("WARC-Segment-Number"):
        return Problem("unreadable", where, SPLIT)
    content, whole = _content(http, sent, limit)
    if not content_type and b"\0" in content[:LOOKED_AT] and not content.startswith(UNICODE_MARKS):
        return None
    return Page(
        content=content,
        url=target,
        media_type=media_type or ("text" if kind == "conversion" else None),
        content_type=content_type,
        headers=None if http is None else (f"{http.protocol} {http.statusline}", tuple(map(tuple, http.headers))),
        fetched=fetched_at(fields.get_header("WARC-Date")),
        origin=where,
        truncated=_truncation(fields.get_header("WARC-Truncated"), whole),
        encoding=fields.get_header(ENCODING),
    )


def _answer(block: bytes) -> tuple[Any, bytes]:
    """Status and headers of the final HTTP answer, and what was sent after them; null and all of it without HTTP."""
    from warcio.statusandheaders import StatusAndHeadersParser

    start = UP_TO_ANSWER.match(block)
    if start is None:
        return None, block
    stream = io.BytesIO(block)
    stream.seek(start.end())
    return StatusAndHeadersParser((), verify=False).parse(stream), stream.read()


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


def _content_type(fields: Any, http: Any) -> str | None:
    """What the server said the page is; where it said nothing, what the crawler found it to be."""
    said = http.get_header("Content-Type") if http else fields.get_header("Content-Type")
    return str(said or fields.get_header("WARC-Identified-Payload-Type") or "") or None


def _bare(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _is_of_http(content_type: str | None) -> bool:
    """Whether a response is said to be an HTTP message. warcio says so of every record of an ARC."""
    return _bare(content_type or "") == "application/http"


def _promised_a_header(target: str, block: bytes) -> bool:
    """Whether something came, and over HTTP: an ARC holds files of FTP as well."""
    return HTTP_ADDRESS.match(target) is not None and block != b"" and not block.isspace()


def _content(http: Any, sent: bytes, limit: int) -> Unpacked:
    if http is None:
        return Unpacked(sent, whole=True)
    return body_of(
        sent, transfer=_joined(http, "transfer-encoding"), coding=_joined(http, "content-encoding"), limit=limit
    )


def _joined(http: Any, name: str) -> str:
    """The headers of a name as one: several are a list in several lines (RFC 9110, 5.3)."""
    return ",".join(value for header, value in http.headers if header.lower() == name)
