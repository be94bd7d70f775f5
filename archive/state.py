"""What the archive knows without reading its segments: one SQLite file, rebuilt from them at need.

A group of adds is one transaction. It is committed after the segments are durable, with the number
of bytes of each segment that count.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

from presscut.archive.formats.rows import one_line
from presscut.archive.warc.headers import Record
from presscut.archive.warc.segments import Place

VERSION = 1
TABLES = """
CREATE TABLE segments (name TEXT PRIMARY KEY, durable INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE records (
    id TEXT PRIMARY KEY, type TEXT NOT NULL, segment TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL,
    target TEXT, date TEXT NOT NULL, digest TEXT, refers_to TEXT) WITHOUT ROWID;
CREATE INDEX records_digest ON records (digest);
CREATE INDEX records_target ON records (target);
CREATE TABLE articles (
    id TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, metadata TEXT NOT NULL, producer TEXT NOT NULL, url TEXT,
    canonical_url TEXT, title TEXT, site TEXT, published TEXT, language TEXT, words INTEGER NOT NULL,
    flags TEXT NOT NULL, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX articles_url ON articles (url);
CREATE INDEX articles_canonical_url ON articles (canonical_url);
CREATE INDEX articles_digest ON articles (digest);
"""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record and its place. `digest` is the payload's, of captures and conversions."""

    id: str
    type: str
    segment: str
    offset: int
    length: int
    target: str | None
    date: str
    digest: str | None
    refers_to: str | None

    @property
    def place(self) -> Place:
        return Place(self.segment, self.offset, self.length)

    def as_record(self) -> Record:
        """The fields that other records point with; the block stays on disk."""
        return Record(
            (("WARC-Record-ID", self.id), ("WARC-Target-URI", self.target or ""), ("WARC-Date", self.date)), b""
        )


def record_row(record: Record, place: Place) -> RecordRow:
    """The row of a record that stands at a place."""
    return RecordRow(
        record.require("WARC-Record-ID"),
        record.require("WARC-Type"),
        place.segment,
        place.offset,
        place.length,
        record.get("WARC-Target-URI"),
        record.require("WARC-Date"),
        record.get("WARC-Payload-Digest"),
        record.get("WARC-Refers-To"),
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a list shows it.

    Attributes:
        seq: its number in the order of first storing.
        metadata: the id of its latest metadata record.
        producer: what made it, as `producer_key` gives it.
        digest: of the bytes it was made from, with its label.
    """

    id: str
    seq: int
    metadata: str
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


def entry_of(row: Mapping[str, Any], metadata: str, seq: int, digest: str) -> Entry:
    """The entry of an article row; neither text nor ledger is looked at. `digest` is the capture's."""
    kept = ("url", "canonical_url", "title", "site", "published", "language")
    return Entry(
        id=row["id"],
        seq=seq,
        metadata=metadata,
        producer=one_line(list(row["producer"].values())),
        words=row["stats"]["words"],
        flags=tuple(row["flags"]),
        digest=digest,
        **{key: row[key] for key in kept},
    )


def _entry(row: tuple[Any, ...]) -> Entry:
    values = list(row)
    values[-2] = tuple(json.loads(values[-2]))
    return Entry(*values)


def _columns(kind: type[Any]) -> str:
    return ", ".join(field.name for field in fields(kind))


class State:
    """The database. Without a path it lives in memory.

    Raises:
        sqlite3.Error: the file cannot be opened, is no database or of another version.
    """

    def __init__(self, path: Path | None, *, create: bool = False) -> None:
        where = ":memory:" if path is None else f"{path.resolve().as_uri()}?mode={'rwc' if create else 'rw'}"
        self._db = sqlite3.connect(where, uri=True, isolation_level=None, timeout=10.0)
        try:
            self._prepare(create or path is None)
        except sqlite3.Error:
            self._db.close()
            raise

    def _prepare(self, create: bool) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version == 0 and create:
            self._db.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
        elif version != VERSION:
            raise sqlite3.DatabaseError(f"state of version {version}, this presscut knows {VERSION}")

    def begin(self) -> None:
        """Start a transaction unless one is running."""
        if not self._db.in_transaction:
            self._db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make the transaction durable."""
        if self._db.in_transaction:
            self._db.execute("COMMIT")

    def close(self) -> None:
        """Close the file; what was not committed is forgotten."""
        self._db.close()

    @contextmanager
    def undone_on_error(self) -> Iterator[None]:
        """Take back what the block wrote when it fails, and only that."""
        self._db.execute("SAVEPOINT one")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK TO one")
            self._db.execute("RELEASE one")
            raise
        self._db.execute("RELEASE one")

    def segments(self) -> dict[str, int]:
        """The bytes of each segment that count."""
        return dict(self._db.execute("SELECT name, durable FROM segments ORDER BY name"))

    def put_segment(self, name: str, durable: int) -> None:
        """Note how many bytes of a segment count."""
        self._db.execute("INSERT OR REPLACE INTO segments VALUES (?, ?)", (name, durable))

    def forget_segment(self, name: str) -> None:
        """Take out a segment of which nothing counts, with its records."""
        self._db.execute("DELETE FROM records WHERE segment = ?", (name,))
        self._db.execute("DELETE FROM segments WHERE name = ?", (name,))

    def put_record(self, row: RecordRow) -> None:
        """Add a record."""
        self._db.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", astuple(row))

    def record(self, record_id: str) -> RecordRow | None:
        """The record of an id."""
        return self._one_record("id = ?", record_id)

    def original(self, digest: str) -> RecordRow | None:
        """The first record that holds the bytes of a digest."""
        return self._one_record("digest = ? AND type IN ('response', 'resource')", digest)

    def captures(self, target: str, digest: str) -> tuple[RecordRow, ...]:
        """All captures of an address with the same bytes, the oldest first."""
        where = "target = ? AND digest = ? AND type IN ('response', 'resource', 'revisit')"
        return tuple(self._records(where, target, digest))

    def _one_record(self, where: str, *values: str) -> RecordRow | None:
        return next(self._records(where, *values), None)

    def _records(self, where: str, *values: str) -> Iterator[RecordRow]:
        order = "ORDER BY date, segment, offset"
        query = f"SELECT {_columns(RecordRow)} FROM records WHERE {where} {order}"
        return (RecordRow(*row) for row in self._db.execute(query, values))

    def put_article(self, entry: Entry) -> None:
        """Add an article, or its new state under the same id."""
        *head, flags, digest = astuple(entry)
        values = (*head, one_line(list(flags)), digest)
        self._db.execute("INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)

    def article(self, article_id: str) -> Entry | None:
        """The entry of an id."""
        return next(iter(self._articles("id = ?", article_id)), None)

    def articles(self) -> Iterator[Entry]:
        """All entries in the order in which they were first stored."""
        return self._articles("1")

    def articles_like(self, prefix: str) -> tuple[Entry, ...]:
        """The entries whose id begins so, at most two."""
        return tuple(self._articles("substr(id, 1, ?) = ?", len(prefix), prefix, limit=2))

    def articles_at(self, url: str, target: str) -> tuple[Entry, ...]:
        """The entries of an address, in the order of storing: as their own, or as a capture's."""
        where = (
            "url = ? OR canonical_url = ? OR digest IN"
            " (SELECT digest FROM records WHERE target = ? AND type IN ('response', 'resource', 'revisit'))"
        )
        return tuple(self._articles(where, url, url, target))

    def _articles(self, where: str, *values: str | int, limit: int = -1) -> Iterator[Entry]:
        query = f"SELECT {_columns(Entry)} FROM articles WHERE {where} ORDER BY seq LIMIT {limit}"
        return (_entry(row) for row in self._db.execute(query, values))

    def next_seq(self) -> int:
        """The number of the next article."""
        return int(self._db.execute("SELECT coalesce(max(seq), 0) + 1 FROM articles").fetchone()[0])

    def counts(self) -> dict[str, int]:
        """How many records of each type there are."""
        return dict(self._db.execute("SELECT type, count(*) FROM records GROUP BY type ORDER BY type"))

    def sums(self) -> tuple[int, int]:
        """Articles, and words in them."""
        row = self._db.execute("SELECT count(*), coalesce(sum(words), 0) FROM articles").fetchone()
        return int(row[0]), int(row[1])
