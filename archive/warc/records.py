"""The records of the archive: which field goes where, and why (docs/archive-format.md).

Originals: `original` (response, or resource when there were no HTTP headers) and `revisit`.
Clean articles: `conversion` (the text) and `metadata` (the row and its ledger).

Ids are name-based, dates are given: equal input gives equal bytes.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from presscut.archive.formats.rows import article_from_row, article_row, one_line
from presscut.archive.formats.words import encodable
from presscut.archive.warc.headers import Record, clean_uri, clean_value, record
from presscut.cleaner.model import Article, MediaType, Page, Producer

# Namespace of all record ids: uuid5 of the DNS namespace and "presscut".
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "presscut")
PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
CONFORMS = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
CONTENT_TYPES: dict[MediaType, str] = {"html": "text/html", "markdown": "text/markdown", "text": "text/plain"}
HTTP_TYPE = "application/http; msgtype=response"
FIELDS_TYPE = "application/warc-fields"
# Headers that speak of the transfer: the stored body is unchunked and unpacked, so they are kept
# under another name, as the crawlers do, and the length is given anew.
OF_TRANSFER = frozenset({"content-encoding", "transfer-encoding", "content-length"})
KEPT_AS = "X-Archive-Orig-"
Headers = tuple[str, tuple[tuple[str, str], ...]]  # as in `Page.headers`


def name_id(*parts: str) -> str:
    """A record id for a name in several parts."""
    name = "\n".join(f"{len(part)}:{part}" for part in parts)
    return f"<urn:uuid:{uuid.uuid5(NAMESPACE, encodable(name))}>"


def parsed_date(given: str | None) -> datetime | None:
    """An ISO 8601 time, or null when nobody gave one that can be read."""
    try:
        return datetime.fromisoformat(given) if given else None
    except ValueError:
        return None


def warc_date(given: str | None, now: datetime) -> str:
    """A WARC-Date: the given ISO 8601 time in UTC, to the second or finer; `now` when there is none."""
    when = parsed_date(given) or now
    when = (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    return when.strftime("%Y-%m-%dT%H:%M:%S") + (f".{when.microsecond:06d}" if when.microsecond else "") + "Z"


def target_of(page: Page, digest: str) -> str:
    """The WARC-Target-URI: the page's address, or ``urn:sha256:…`` of its bytes. Never a path of a disk."""
    uri = clean_uri(page.url or "")
    return uri if ":" in uri else f"urn:{digest}"


def producer_key(producer: Producer) -> str:
    """The producer as one string: equal producers make equal articles of equal bytes."""
    return one_line([*producer])


def warcinfo(filename: str, *, software: str, date: str) -> Record:
    """The first record of a segment."""
    block = f"software: {software}\r\nformat: WARC File Format 1.1\r\nconformsTo: {CONFORMS}\r\n"
    fields = {
        "WARC-Record-ID": name_id("warcinfo", filename, date),
        "WARC-Date": date,
        "WARC-Filename": filename,
        "Content-Type": FIELDS_TYPE,
    }
    return record("warcinfo", fields, block.encode("utf-8"))


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
    }
    return record(kind, fields, http_head(page) + page.content)


def _resource_type(page: Page, media_type: MediaType) -> str:
    return clean_value(page.content_type or "") or CONTENT_TYPES[media_type]


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
    )


def _content_type(headers: Headers | None) -> str | None:
    found = (value for name, value in headers[1] if name.lower() == "content-type") if headers else iter(())
    return next(found, None)


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


def conversion(article: Article, *, source: Record, date: str, replaces: str) -> Record:
    """The clean text. `source` is the capture it was made from, `replaces` the article's last record."""
    block = encodable(article.text).encode("utf-8")
    origin = source.require("WARC-Record-ID")
    fields = {
        "WARC-Record-ID": name_id("conversion", origin, article.id, producer_key(article.producer), replaces),
        "WARC-Date": date,
        "WARC-Target-URI": source.require("WARC-Target-URI"),
        "WARC-Refers-To": origin,
        "Content-Type": "text/plain; charset=utf-8",
        "WARC-Identified-Payload-Type": "text/plain",
        "WARC-Identified-Content-Language": clean_value(article.language or "") or None,
    }
    made = record("conversion", fields, block)
    return made.with_field("WARC-Payload-Digest", made.require("WARC-Block-Digest"))


def metadata(article: Article, *, refers_to: Record, date: str, replaces: str) -> Record:
    """The row and its ledger, each as one JSON value on a line. `refers_to` is the conversion, or
    the capture itself when the article is empty and has none."""
    subject = refers_to.require("WARC-Record-ID")
    fields = {
        "WARC-Record-ID": name_id("metadata", subject, article.id, producer_key(article.producer), replaces),
        "WARC-Date": date,
        "WARC-Target-URI": refers_to.require("WARC-Target-URI"),
        "WARC-Refers-To": subject,
        "Content-Type": FIELDS_TYPE,
    }
    return record("metadata", fields, metadata_block(article))


def metadata_block(article: Article) -> bytes:
    """The lines of a metadata record: the row without text and ledger, the ledger, the levels.

    The text stands in the conversion, unless UTF-8 cannot hold it there as it is.
    """
    row = article_row(article)
    ledger = row.pop("ledger")
    if row["text"] == encodable(row["text"]):
        del row["text"]
    levels = [paragraph.level for paragraph in article.paragraphs]
    lines = {"article": row, "ledger": ledger, "levels": levels}
    return "".join(f"presscut-{name}: {one_line(value)}\r\n" for name, value in lines.items()).encode("utf-8")


def read_fields(block: bytes) -> dict[str, Any]:
    """The JSON values of a metadata record by name: ``article``, ``ledger``, ``levels``.

    Raises:
        ValueError: the block is not of this archive's making.
    """
    found: dict[str, Any] = {}
    for line in block.decode("utf-8").split("\r\n"):
        name, colon, value = line.partition(": ")
        if colon and name.startswith("presscut-"):
            found[name.removeprefix("presscut-")] = json.loads(value)
    if not isinstance(found.get("article"), dict) or "ledger" not in found:
        raise ValueError("metadata record without an article")
    return found


def read_article(fields: dict[str, Any], text: str) -> Article:
    """The article as it was handed in. `text` is the conversion's block, empty without one.

    Raises:
        ValueError: the row is incomplete or of another schema.
    """
    article = article_from_row({"text": text, **fields["article"], "ledger": fields["ledger"]})
    levels = fields.get("levels") or [0] * len(article.paragraphs)
    leveled = (p._replace(level=level) for p, level in zip(article.paragraphs, levels, strict=True))
    return replace(article, paragraphs=tuple(leveled))
