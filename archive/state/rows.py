"""The rows of the state, and how they are made from records and articles."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from presscut.archive.formats.rows import one_line
from presscut.archive.formats.words import encodable
from presscut.archive.warc.captures import capture_facts, validators_of
from presscut.archive.warc.derived import Near
from presscut.archive.warc.headers import Record
from presscut.archive.warc.segments import Place

CAPTURES = ("response", "resource", "revisit")


class RecordRow(NamedTuple):
    """A record and its place: the columns of table ``records``, in their order.

    Attributes:
        offset: of its gzip member in the segment, bytes; `length` is the member's.
        hash: SHA-256 of the member's bytes as they were written.
        digest: the payload's, with its label, of captures and conversions.
        mime: media type of the payload, of captures and conversions.
        status: HTTP status of a capture that came with HTTP headers.
    """

    id: str
    type: str
    segment: str
    offset: int
    length: int
    hash: bytes
    target: str | None
    date: str
    digest: str | None
    refers_to: str | None
    mime: str | None
    status: int | None

    @property
    def place(self) -> Place:
        return Place(self.segment, self.offset, self.length, self.hash)

    def as_record(self) -> Record:
        """The fields that other records point with; the block stays on disk."""
        return Record(
            (("WARC-Record-ID", self.id), ("WARC-Target-URI", self.target or ""), ("WARC-Date", self.date)), b""
        )


def record_row(record: Record, place: Place) -> RecordRow:
    """The row of a record that stands at a place. Raises ValueError when it lacks a field that each record has."""
    get = record.getter()
    kind, record_id, date = get("WARC-Type"), get("WARC-Record-ID"), get("WARC-Date")
    if kind is None or record_id is None or date is None:
        raise ValueError("record without WARC-Type, WARC-Record-ID or WARC-Date")
    mime, status = capture_facts(record) if kind in CAPTURES else (get("WARC-Identified-Payload-Type"), None)
    target, digest, refers_to = get("WARC-Target-URI"), get("WARC-Payload-Digest"), get("WARC-Refers-To")
    return RecordRow(record_id, kind, *place, target, date, digest, refers_to, mime, status)


def placed(row: RecordRow, place: Place) -> tuple[str | int | bytes | None, ...]:
    """The columns of a row that was made before the place was known."""
    return *row[:2], *place, *row[6:]


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a list shows it.

    Attributes:
        seq: its number in the order of first storing.
        metadata: the id of its latest metadata record.
        conversion: the id of the record that holds its text; null when the article is empty.
        capture: the id of the capture it was made from.
        producer: what made it, as `producer_key` gives it.
        digest: of the bytes it was made from, with its label.
        text_digest: of its text, with its label; null when it is empty, or lost.
        since: when its text was first stored, if that was for an older capture of the address.
        near_id: another article with nearly the same text, `near_similarity` their estimated Jaccard index.
        host: of its address, lower case, without ``www.``; empty without an address.
        authors: how many were found.
        kept: the share of the source's characters that its text keeps, 0 to 1.
        cuts: how many entries of its ledger are cuts.
    """

    id: str
    seq: int
    metadata: str
    conversion: str | None
    capture: str
    producer: str
    url: str | None
    canonical_url: str | None
    title: str | None
    site: str | None
    published: str | None
    language: str | None
    words: int
    flags: tuple[str, ...]
    digest: str
    text_digest: str | None
    since: str | None
    near_id: str | None
    near_similarity: float | None
    host: str
    authors: int
    kept: float
    cuts: int

    @property
    def lost(self) -> bool:
        """Whether its text was not there when its account was read."""
        return self.conversion is not None and self.text_digest is None

    @property
    def near(self) -> Near | None:
        if self.near_id is None or self.near_similarity is None:
            return None
        return Near(self.near_id, self.near_similarity)


@dataclass(frozen=True, slots=True)
class Filed:
    """Where an article's parts went: what its entry needs beside its row. Names are those of `Entry`."""

    seq: int
    metadata: str
    conversion: str | None
    text_digest: str | None
    capture: str
    digest: str
    cuts: int
    since: str | None = None
    near: Near | None = None


def host_of(url: str | None) -> str:
    """The site an address belongs to: its host, lower case, without ``www.``; empty when it has none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:  # brackets that do not close
        return ""
    return host.removeprefix("www.")


def entry_of(row: Mapping[str, Any], filed: Filed) -> Entry:
    """The entry of an article row; neither text nor ledger is looked at."""
    kept = ("url", "canonical_url", "title", "site", "published", "language")
    return Entry(
        id=row["id"],
        seq=filed.seq,
        metadata=filed.metadata,
        conversion=filed.conversion,
        capture=filed.capture,
        producer=one_line(list(row["producer"].values())),
        words=row["stats"]["words"],
        flags=tuple(row["flags"]),
        digest=filed.digest,
        text_digest=filed.text_digest,
        since=filed.since,
        near_id=filed.near.id if filed.near else None,
        near_similarity=filed.near.similarity if filed.near else None,
        host=host_of(row["url"] or row["canonical_url"]),
        authors=len(row["authors"]),
        kept=round(row["stats"]["kept_chars"] / max(row["stats"]["source_chars"], 1), 4),
        cuts=filed.cuts,
        **{key: row[key] for key in kept},
    )


FLAGS = [field.name for field in fields(Entry)].index("flags")
_VALUES: Callable[[Entry], tuple[Any, ...]] = attrgetter(*(field.name for field in fields(Entry)))


def entry_values(entry: Entry) -> tuple[Any, ...]:
    """The columns of an entry, in their order; a lone surrogate, which a page can give, is no text for a database."""
    values = [encodable(value) if isinstance(value, str) else value for value in _VALUES(entry)]
    values[FLAGS] = one_line(list(entry.flags))
    return tuple(values)


def entry_from(columns: tuple[Any, ...]) -> Entry:
    """The entry of its columns."""
    values = list(columns)
    values[FLAGS] = tuple(json.loads(values[FLAGS]))
    return Entry(*values)


@dataclass(frozen=True, slots=True)
class Note:
    """A word of the archive about an address: ``tombstone``, ``hold`` or ``release``.

    Attributes:
        id: of the metadata record that says it.
        article: the article it speaks of; null when it is about all of the address.
        reason: one line for a person.
    """

    id: str
    kind: str
    target: str
    article: str | None
    date: str
    reason: str | None


def note_of(record: Record, said: Mapping[str, Any]) -> Note:
    """The note a metadata record holds. `said` is the value of its line."""
    return Note(
        record.require("WARC-Record-ID"),
        said["kind"],
        record.require("WARC-Target-URI"),
        said.get("article"),
        said["date"],
        said.get("reason"),
    )


@dataclass(frozen=True, slots=True)
class Validators:
    """What the server of an address gave to ask with, the next time, whether it has changed (RFC 9110, 8.8).

    Attributes:
        record: the id of the latest capture with HTTP headers, `date` its date.
        etag: as received; null when there was none.
        last_modified: as received; null when there was none.
    """

    target: str
    record: str
    date: str
    etag: str | None
    last_modified: str | None


def validators_row(record: Record) -> Validators | None:
    """What a capture says for the next visit; null when it came without HTTP headers."""
    if record.get("WARC-Type") not in CAPTURES or not (record.get("Content-Type") or "").startswith("application/http"):
        return None
    return Validators(
        record.require("WARC-Target-URI"),
        record.require("WARC-Record-ID"),
        record.require("WARC-Date"),
        *validators_of(record),
    )
