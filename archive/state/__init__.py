"""What the archive knows without reading its segments: one SQLite file, rebuilt from them at need.

A group of adds is one transaction. It is committed after the segments are durable, with the number
of bytes of each segment that count. Rows of records that wait to be written wait as well, and are entered together:
with the commit, or when somebody asks for what one of them says.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import astuple, fields
from functools import cache
from pathlib import Path
from typing import Any

from presscut.archive.disk import Disk, remedy_of
from presscut.archive.index import near, search
from presscut.archive.state.captured import captured
from presscut.archive.state.rows import Entry, Note, RecordRow, Validators, entry_from, entry_values, placed
from presscut.archive.state.schema import OF_DIGEST, TABLES, VERSION, steps, version_in
from presscut.archive.warc.segments import Parcel
from presscut.errors import Stopped, UsageError


class NewerState(UsageError):
    """The state was written by a later version: it is left as it is."""


HOLDING = ("hold", "release")
# Pages of the write-ahead log after which SQLite carries them over into the file: ids and digests are everywhere in
# their indexes, and a page that many groups change is carried once. With the usual 1,000 a row takes an eighth longer.
CHECKPOINT = 4_000


@cache
def _columns(kind: type[Any]) -> str:
    return ", ".join(field.name for field in fields(kind))


@cache
def _marks(kind: type[Any]) -> str:
    return ", ".join("?" for _ in fields(kind))


RECORD_COLUMNS = ", ".join(RecordRow._fields)
PUT_RECORD = f"INSERT INTO records VALUES ({', '.join('?' for _ in RecordRow._fields)})"


class State:
    """The database. Without a path it lives in memory.

    Args:
        create: make the tables when the file has none.
        disk: how transactions are made durable.

    Attributes:
        connection: to the tables, where the rows of records that wait are missing; `db` enters them first.

    Raises:
        sqlite3.Error: the file cannot be opened, is no database, or of an older version that must be made again.
        NewerState: a later version of presscut wrote it.
        Stopped: from every question that needs what waits to be written, when it cannot be.
    """

    def __init__(self, path: Path | None, *, create: bool = False, disk: Disk | None = None) -> None:
        if path is not None:
            _refuse_newer(path, version_in(path))  # before SQLite tidies up in it
        where = ":memory:" if path is None else f"{path.resolve().as_uri()}?mode={'rwc' if create else 'rw'}"
        self._disk = disk or Disk()
        self._path, self._file = path, _file_at(path)
        self._waiting: list[tuple[RecordRow, Parcel]] = []
        self._keys: set[object] = set()  # by what the rows that wait can be asked for
        self.connection = sqlite3.connect(where, uri=True, isolation_level=None, timeout=10.0)
        try:
            self._prepare(path, create or path is None)
        except BaseException:
            self.connection.close()
            raise

    def _prepare(self, path: Path | None, create: bool) -> None:
        version = self.connection.execute("PRAGMA user_version").fetchone()[0]
        _refuse_newer(path, version)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = FULL")
        self.connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT}")
        if version == 0 and create:
            self.connection.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
        elif version != VERSION:
            self._migrate(version)

    def _migrate(self, version: int) -> None:
        """Bring the tables up to date, all of it or nothing; of two runs at once, one does it."""
        steps(version)
        self.connection.execute("BEGIN IMMEDIATE")
        version = self.connection.execute("PRAGMA user_version").fetchone()[0]
        for statement in steps(version):
            self.connection.execute(statement)
        self.connection.execute(f"PRAGMA user_version = {VERSION}")
        self.commit()

    @property
    def replaced(self) -> bool:
        """Whether another state stands in its place by now, made again from segments that may be others."""
        return _file_at(self._path) != self._file

    def begin(self) -> None:
        """Start a transaction unless one is running."""
        if not self.connection.in_transaction:
            self.connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make the transaction durable."""
        self.enter()
        if self.connection.in_transaction:
            self._disk.commit(self.connection)

    def close(self) -> None:
        """Close the file; what was not committed is forgotten."""
        self.connection.close()

    @contextmanager
    def undone_on_error(self) -> Iterator[None]:
        """Take back what the block wrote when it fails, and only that."""
        waiting = [*self._waiting]
        self.connection.execute("SAVEPOINT one")
        try:
            yield
        except BaseException:
            self._wait(waiting)  # what was entered since is taken back with the rest
            self.connection.execute("ROLLBACK TO one")
            self.connection.execute("RELEASE one")
            raise
        self.connection.execute("RELEASE one")

    def segments(self) -> dict[str, int]:
        """The bytes of each segment that count."""
        return dict(self.connection.execute("SELECT name, durable FROM segments ORDER BY name"))

    def put_segment(self, name: str, durable: int) -> None:
        """Note how many bytes of a segment count."""
        self.connection.execute("INSERT OR REPLACE INTO segments VALUES (?, ?)", (name, durable))

    def forget_segment(self, name: str) -> None:
        """Take out a segment of which nothing counts, with its records."""
        self.db.execute("DELETE FROM records WHERE segment = ?", (name,))
        self.db.execute("DELETE FROM segments WHERE name = ?", (name,))

    @property
    def db(self) -> sqlite3.Connection:
        """The tables, with all records in them. Raises Stopped when one waits to be written and cannot be."""
        self.enter()
        return self.connection

    def put_record(self, row: RecordRow) -> None:
        """Add a record."""
        self.connection.execute(PUT_RECORD, row)

    def take_record(self, row: RecordRow, parcel: Parcel) -> None:
        """Add a record when it is written; till then its row says nothing of its place."""
        if self._waiting and self._waiting[0][1].offset >= 0:
            self._enter(next((n for n, (_, other) in enumerate(self._waiting) if other.offset < 0), len(self._waiting)))
        self._waiting.append((row, parcel))
        self._keys.update(_keys(row))

    def enter(self) -> None:
        """Add the records that wait; those that are not written yet are. Raises Stopped."""
        if self._waiting:
            self._enter(len(self._waiting))

    def _enter(self, count: int) -> None:
        """Add the first of the records that wait."""
        try:
            rows = [placed(row, parcel.place) for row, parcel in self._waiting[:count]]
        except OSError as error:
            raise Stopped(f"cannot write ({error.strerror}); {remedy_of(error)} and run again") from None
        self.begin()
        self.connection.executemany(PUT_RECORD, rows)
        self._wait(self._waiting[count:])

    def _wait(self, waiting: list[tuple[RecordRow, Parcel]]) -> None:
        self._waiting = waiting
        self._keys = {key for row, _ in waiting for key in _keys(row)}

    def _ask(self, key: object) -> None:
        """Enter what waits when the answer to a question may be among it."""
        if key in self._keys:
            self.enter()

    def record(self, record_id: str) -> RecordRow | None:
        """The record of an id."""
        self._ask(record_id)
        return self._one_record("id = ?", record_id)

    def original(self, digest: str) -> RecordRow | None:
        """The first record that holds the bytes of a digest."""
        self._ask(digest)
        return self._one_record(f"{OF_DIGEST} AND type IN ('response', 'resource')", digest)

    def captures(self, target: str, digest: str) -> tuple[RecordRow, ...]:
        """All captures of an address with the same bytes, the oldest first."""
        self._ask((target, digest))
        where = "target = ? AND digest = ? AND type IN ('response', 'resource', 'revisit')"
        return tuple(self._records(where, target, digest))

    def captures_at(self, target: str) -> tuple[RecordRow, ...]:
        """All captures of an address that say which bytes were there, the oldest first."""
        self._ask(target)
        where = "target = ? AND digest IS NOT NULL AND type IN ('response', 'resource', 'revisit')"
        return tuple(self._records(where, target))

    def _one_record(self, where: str, *values: str) -> RecordRow | None:
        return next(self._records(where, *values), None)

    def _records(self, where: str, *values: str) -> Iterator[RecordRow]:
        order = "ORDER BY date, segment, offset"
        query = f"SELECT {RECORD_COLUMNS} FROM records WHERE {where} {order}"
        return (RecordRow(*row) for row in self.connection.execute(query, values))

    def text_at(self, target: str, digest: str) -> RecordRow | None:
        """The conversion that holds this clean text for an address."""
        self._ask((target, digest))
        return self._one_record("target = ? AND digest = ? AND type = 'conversion'", target, digest)

    def put_article(self, entry: Entry) -> None:
        """Add an article, or its new state under the same id."""
        self.connection.execute(f"INSERT OR REPLACE INTO articles VALUES ({_marks(Entry)})", entry_values(entry))

    def put_signature(self, seq: int, signature: bytes) -> None:
        """Make an article findable by its near-duplicates, by this signature and by no earlier one."""
        earlier = self.connection.execute("SELECT signature FROM signatures WHERE seq = ?", (seq,)).fetchone()
        if earlier is not None:
            self.connection.executemany("DELETE FROM bands WHERE value = ? AND seq = ?", _banded(earlier[0], seq))
        self.connection.execute("INSERT OR REPLACE INTO signatures VALUES (?, ?)", (seq, signature))
        self.connection.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", _banded(signature, seq))

    def signatures_like(self, signature: bytes) -> Iterator[tuple[str, bytes]]:
        """The ids of articles whose signature shares a band with this one, with their signatures.

        Of those that share one and the same band only the first few: a notice that stands for the text of
        thousands of pages is compared with no more of them than any other text.
        """
        values = sorted(set(near.bands(signature)))
        of_a_band = f"SELECT seq FROM (SELECT seq FROM bands WHERE value = ? ORDER BY seq LIMIT {near.OF_A_BAND})"
        query = (
            "SELECT a.id, s.signature FROM signatures s JOIN articles a ON a.seq = s.seq"
            f" WHERE s.seq IN ({' UNION '.join([of_a_band] * len(values))})"
        )
        return iter(self.connection.execute(query, values)) if values else iter(())

    def put_words(self, seq: int, words: search.Words) -> None:
        """Make an article findable by its words."""
        search.put(self.connection, seq, words)

    def take_words(self, seq: int, words: search.Words) -> None:
        """Take back what `put_words` put; the words must be the same."""
        search.take(self.connection, seq, words)

    def put_note(self, note: Note) -> None:
        """Add a tombstone, a hold or a release."""
        self.connection.execute(f"INSERT INTO notes VALUES ({_marks(Note)})", astuple(note))

    def notes(self, target: str | None = None) -> Iterator[Note]:
        """All notes, or those of an address, in the order of writing."""
        where, values = ("target = ?", (target,)) if target else ("1", ())
        query = f"SELECT {_columns(Note)} FROM notes WHERE {where} ORDER BY rowid"
        return (Note(*row) for row in self.connection.execute(query, values))

    def held(self) -> dict[str, Note]:
        """The articles that wait for a person, by id: the last word about them is a hold."""
        last = {note.article: note for note in self.notes() if note.article and note.kind in HOLDING}
        return {article: note for article, note in last.items() if note.kind == "hold"}

    def is_held(self, article_id: str) -> bool:
        """Whether an article waits for a person."""
        query = "SELECT kind FROM notes WHERE article = ? AND kind IN ('hold', 'release') ORDER BY rowid DESC LIMIT 1"
        return bool(self.connection.execute(query, (article_id,)).fetchone() == ("hold",))

    def carry_over(self, path: Path, tables: Iterable[str]) -> None:
        """Take rows from an older state that stand nowhere else. What cannot be read is left."""
        self.connection.execute("ATTACH ? AS older", (f"{path.resolve().as_uri()}?mode=ro",))
        try:
            for table in tables:
                with suppress(sqlite3.Error):  # broken, or of a version that did not have it
                    self._take_over(table)
        finally:
            self.connection.execute("DETACH older")

    def _take_over(self, table: str) -> None:
        """Take the rows of a table, in the columns that both versions have."""
        both = "SELECT name FROM pragma_table_info(?, 'main') INTERSECT SELECT name FROM pragma_table_info(?, 'older')"
        names = ", ".join(name for (name,) in self.connection.execute(both, (table, table)))
        self.connection.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM older.{table}")

    def put_validators(self, row: Validators) -> None:
        """Keep what the server said last."""
        self.connection.execute(f"INSERT OR REPLACE INTO validators VALUES ({_marks(Validators)})", astuple(row))

    def validators(self, target: str) -> Validators | None:
        """What to ask the server of an address with."""
        query = f"SELECT {_columns(Validators)} FROM validators WHERE target = ?"
        return next((Validators(*row) for row in self.connection.execute(query, (target,))), None)

    def article(self, article_id: str) -> Entry | None:
        """The entry of an id."""
        return next(iter(self._articles("id = ?", article_id)), None)

    def articles(self, after: int = 0) -> Iterator[Entry]:
        """The entries with a higher number, in the order in which they were first stored."""
        return self._articles("seq > ?", after)

    def articles_of(self, host: str) -> Iterator[Entry]:
        """The entries of a site, the one stored last first."""
        query = f"SELECT {_columns(Entry)} FROM articles WHERE host = ? ORDER BY seq DESC"
        return (entry_from(row) for row in self.connection.execute(query, (host,)))

    def articles_like(self, prefix: str) -> tuple[Entry, ...]:
        """The entries whose id begins so, at most two."""
        return tuple(self._articles("substr(id, 1, ?) = ?", len(prefix), prefix, limit=2))

    def articles_at(self, url: str, target: str) -> tuple[Entry, ...]:
        """The entries of an address, as their own or as a capture's: the one captured last comes last, of those of
        the same time the one stored last."""
        self._ask(target)
        where = (
            "url = ? OR canonical_url = ? OR digest IN"
            " (SELECT digest FROM records WHERE target = ? AND type IN ('response', 'resource', 'revisit'))"
        )
        found = tuple(self._articles(where, url, url, target))
        return tuple(sorted(found, key=self.captured)) if len(found) > 1 else found

    def captured(self, entry: Entry) -> str:
        """When the page of an entry was captured last, as a date without its Z; empty when nobody knows."""
        self._ask(entry.digest)
        query = f"SELECT {captured('a')} FROM articles a WHERE a.id = ?"
        return next((date or "" for (date,) in self.connection.execute(query, (entry.id,))), "")

    def is_made(self, capture: str) -> bool:
        """Whether there is an article of the bytes that a capture holds, or that it says are there still."""
        query = (
            "SELECT 1 FROM records c LEFT JOIN records f ON f.id = c.refers_to"
            " JOIN articles a ON a.digest = coalesce(c.digest, f.digest) WHERE c.id = ? LIMIT 1"
        )
        return self.db.execute(query, (capture,)).fetchone() is not None

    def _articles(self, where: str, *values: str | int, limit: int = -1) -> Iterator[Entry]:
        query = f"SELECT {_columns(Entry)} FROM articles WHERE {where} ORDER BY seq LIMIT {limit}"
        return (entry_from(row) for row in self.connection.execute(query, values))

    def next_seq(self) -> int:
        """The number of the next article."""
        return int(self.connection.execute("SELECT coalesce(max(seq), 0) + 1 FROM articles").fetchone()[0])

    def counts(self) -> dict[str, int]:
        """How many records of each type there are."""
        return dict(self.db.execute("SELECT type, count(*) FROM records GROUP BY type ORDER BY type"))

    def sums(self) -> tuple[int, int]:
        """Articles, and words in them."""
        row = self.connection.execute("SELECT count(*), coalesce(sum(words), 0) FROM articles").fetchone()
        return int(row[0]), int(row[1])


def _refuse_newer(path: Path | None, version: int) -> None:
    if version > VERSION:
        raise NewerState(f"{path}: a later presscut wrote this state (version {version}); update presscut")


def _file_at(path: Path | None) -> tuple[int, int] | None:
    """Which file a name stands for; null for none."""
    with suppress(FileNotFoundError):
        found = path and path.stat()
        return (found.st_dev, found.st_ino) if found else None
    return None


def _keys(row: RecordRow) -> tuple[object, ...]:
    """By what a record can be asked for while it waits."""
    return row.id, row.digest, row.target, (row.target, row.digest)


def _banded(signature: bytes, seq: int) -> Iterator[tuple[int, int]]:
    return ((value, seq) for value in near.bands(signature))
