"""The records of series `orig`: the pages as they came (docs/archive-format.md says which field goes where).

`original` (response, or resource when there were no HTTP headers) and `revisit`; reading them back.
"""

from __future__ import annotations

from collections.abc import Iterable

from presscut.archive.warc.dates import parsed_date
from presscut.archive.warc.headers import ENCODING, LONGEST_VALUE, Record, clean_value, record
from presscut.archive.warc.names import name_id, target_of
from presscut.archive.warc.rules import MEDIA_TYPE
from presscut.cleaner.model import MediaType, Page

PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
CONTENT_TYPES: dict[MediaType, str] = {"html": "text/html", "markdown": "text/markdown", "text": "text/plain"}
HTTP_TYPE = "application/http; msgtype=response"
# Headers that speak of the transfer: the stored body is unchunked and unpacked, so they are kept
# under another name, as the crawlers do, and the length is given anew.
OF_TRANSFER = frozenset({"content-encoding", "transfer-encoding", "content-length"})
KEPT_AS = "X-Archive-Orig-"
UNCHANGED = "304"
STATUS_DIGITS = 3  # RFC 9110, section 15: a three-digit integer
Headers = tuple[str, tuple[tuple[str, str], ...]]  # as in `Page.headers`


def http_head(page: Page) -> bytes:
    """The HTTP status line and headers that fit the body as it is stored."""
    if page.headers is None:
        return b""
    status, headers = page.headers
    lines = [clean_value(status)]
    for name, value in headers:
        of_transfer = name.strip().lower() in OF_TRANSFER
        lines.append(f"{KEPT_AS if of_transfer else ''}{_field_name(name)}: {clean_value(value)}")
    lines.append(f"Content-Length: {len(page.content)}")
    return "\r\n".join((*lines, "", "")).encode("utf-8")


def _field_name(name: str) -> str:
    return clean_value(name).replace(":", "").replace(" ", "-") or "X-Unnamed"


def _when_fetched(page: Page, date: str) -> str:
    """The date as part of a name: a page that nobody dated is the same capture whenever it is added."""
    return date if parsed_date(page.fetched) else ""


def original(page: Page, *, media_type: MediaType, digest: str, date: str) -> Record:
    """The page as it was received: a response, or a resource when it came without HTTP headers."""
    target = target_of(page, digest)
    kind = "resource" if page.headers is None else "response"
    fields = {
        "WARC-Record-ID": name_id(kind, target, digest, _when_fetched(page, date)),
        "WARC-Date": date,
        "WARC-Target-URI": target,
        "Content-Type": HTTP_TYPE if page.headers else _resource_type(page, media_type),
        "WARC-Payload-Digest": digest,
        "WARC-Truncated": page.truncated,
        ENCODING: page.encoding,
    }
    if page.headers is None:
        return record(kind, fields, page.content, digest)
    return record(kind, fields, http_head(page) + page.content)


def _resource_type(page: Page, media_type: MediaType) -> str:
    """The type that came with the page, if it is one: the standard lets nothing else stand in a header."""
    came = clean_value(page.content_type or "")
    return came if len(came) <= LONGEST_VALUE and MEDIA_TYPE.holds(came) else CONTENT_TYPES[media_type]


def revisit(page: Page, *, digest: str, date: str, of: Record) -> Record:
    """A capture of bytes that the archive has already: it points at the first one.

    `of` needs only the fields of the first record.
    """
    target = target_of(page, digest)
    fields = {
        "WARC-Record-ID": name_id("revisit", target, digest, _when_fetched(page, date)),
        "WARC-Date": date,
        "WARC-Target-URI": target,
        "WARC-Profile": PROFILE,
        "WARC-Refers-To": of.require("WARC-Record-ID"),
        "WARC-Refers-To-Target-URI": of.require("WARC-Target-URI"),
        "WARC-Refers-To-Date": of.require("WARC-Date"),
        "Content-Type": HTTP_TYPE if page.headers else None,
        "WARC-Payload-Digest": digest,
    }
    return record("revisit", fields, http_head(page))


def says_unchanged(page: Page) -> bool:
    """Whether a page is a server's word alone that nothing has changed (RFC 9110, 15.4.5)."""
    return page.headers is not None and page.headers[0].split()[1:2] == [UNCHANGED]


def not_modified(page: Page, *, date: str, of: Record) -> Record:
    """A server's answer 304: the page of the capture `of` is the same still (WARC 1.1, 6.7.3)."""
    target = target_of(page, "")
    fields = {
        "WARC-Record-ID": name_id("not-modified", target, date),
        "WARC-Date": date,
        "WARC-Target-URI": target,
        "WARC-Profile": NOT_MODIFIED,
        "WARC-Refers-To": of.require("WARC-Record-ID"),
        "WARC-Refers-To-Target-URI": of.require("WARC-Target-URI"),
        "WARC-Refers-To-Date": of.require("WARC-Date"),
        "Content-Type": HTTP_TYPE,
    }
    return record("revisit", fields, http_head(page))


def read_page(capture: Record, first: Record) -> Page:
    """The page of a capture. `first` is the record that holds the bytes: for a revisit another one.

    Raises:
        ValueError: a record is not of this archive's making.
    """
    target = capture.require("WARC-Target-URI")
    received, content = _read_http(first)
    headers = received if capture is first else _read_http(capture)[0]
    return Page(
        content=content,
        url=None if target.startswith("urn:sha256:") else target,
        content_type=_content_type(headers or received) or (first.get("Content-Type") if received is None else None),
        headers=headers,
        fetched=capture.require("WARC-Date"),
        origin=target,
        truncated=first.get("WARC-Truncated"),
        encoding=first.get(ENCODING),
    )


def _content_type(headers: Headers | None) -> str | None:
    return _first(headers[1], "content-type") if headers else None


def _read_http(record: Record) -> tuple[Headers | None, bytes]:
    """HTTP status and headers as `http_head` was given them, and the body; no headers when there was no HTTP."""
    if record.get("Content-Type") != HTTP_TYPE:
        return None, record.block
    head, separator, body = record.block.partition(b"\r\n\r\n")
    status, *lines = head.decode("utf-8").split("\r\n")
    if not separator or not lines:
        raise ValueError("HTTP headers are cut off")
    pairs = (line.partition(": ") for line in lines[:-1])  # the last is the length that http_head added
    return (status, tuple((_received_name(name), value) for name, _, value in pairs)), body


def _received_name(name: str) -> str:
    bare = name.removeprefix(KEPT_AS)
    return bare if bare.lower() in OF_TRANSFER else name


def capture_facts(capture: Record) -> tuple[str | None, int | None]:
    """The media type of a capture's payload, without parameters, and its HTTP status when it had one."""
    declared = capture.get("Content-Type")
    status, headers = _http_head(capture, declared)
    if status is None:
        return (_bare_type(declared), None) if capture.get("WARC-Type") != "revisit" else (None, None)
    words = status.split()
    number = int(words[1]) if len(words) > 1 and words[1].isdecimal() and len(words[1]) == STATUS_DIGITS else None
    return _bare_type(_first(headers, "content-type")), number


def validators_of(capture: Record) -> tuple[str | None, str | None]:
    """ETag and Last-Modified of a capture's HTTP headers, as they were received."""
    headers = _http_head(capture, capture.get("Content-Type"))[1]
    return _first(headers, "etag"), _first(headers, "last-modified")


def _http_head(capture: Record, declared: str | None) -> tuple[str | None, list[tuple[str, str]]]:
    """Status line and headers of a capture, which need not be of this archive's making; null when it has none.

    `declared` is its Content-Type.
    """
    if not declared or not declared.lower().startswith("application/http"):
        return None, []
    status, *lines = capture.block.partition(b"\r\n\r\n")[0].decode("utf-8", "replace").split("\r\n")
    return status, [(name.strip(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]


def _first(headers: Iterable[tuple[str, str]], wanted: str) -> str | None:
    return next((value for name, value in headers if name.lower() == wanted), None)


def _bare_type(declared: str | None) -> str | None:
    words = (declared or "").partition(";")[0].split(maxsplit=1)
    return words[0].lower() if words else None
