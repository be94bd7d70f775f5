"""What the state says, read without changing anything: a snapshot, so that a writer beside it is not seen."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Protocol
from zlib import crc32

from presscut.archive.check.findings import Finding
from presscut.archive.layout import STATE
from presscut.archive.state.rows import RecordRow
from presscut.archive.state.schema import ALIKE, VERSION
from presscut.archive.state.unaccounted import unaccounted
from presscut.errors import UsageError

COLUMNS = ", ".join(RecordRow._fields)
MOST_SAID = 5  # of SQLite's own complaints

GAPS = """
SELECT id, segment, offset, before FROM (
    SELECT id, segment, offset, lag(offset + length, 1, 0) OVER (PARTITION BY segment ORDER BY offset) AS before
    FROM records)
WHERE offset <> before ORDER BY segment, offset
"""
ENDS = """
SELECT name, durable, coalesce(max(offset + length), 0) AS ends FROM segments LEFT JOIN records ON segment = name
GROUP BY name HAVING durable <> ends ORDER BY name
"""
HOMELESS = """
SELECT id, segment, offset FROM records WHERE segment NOT IN (SELECT name FROM segments) ORDER BY segment, offset
"""
DANGLING = """
SELECT id, segment, offset, refers_to FROM records
WHERE refers_to IS NOT NULL AND refers_to NOT IN (SELECT id FROM records) ORDER BY segment, offset
"""
OTHER_PAYLOAD = """
SELECT one.id, one.segment, one.offset, one.refers_to
FROM records AS one JOIN records AS other ON other.id = one.refers_to
WHERE one.type = 'revisit' AND one.digest <> other.digest ORDER BY one.segment, one.offset
"""
REPLACED = """
SELECT id FROM records WHERE type = 'metadata' AND refers_to IS NOT NULL
AND refers_to NOT IN (SELECT id FROM records) AND id NOT IN (SELECT metadata FROM articles)
"""
ARTICLES = """
SELECT id, part, record FROM (
    SELECT id, seq, 'metadata' AS part, metadata AS record FROM articles
    UNION ALL SELECT id, seq, 'conversion', conversion FROM articles WHERE conversion IS NOT NULL
    UNION ALL SELECT id, seq, 'capture', capture FROM articles WHERE capture IS NOT conversion)
WHERE record NOT IN (SELECT id FROM records) ORDER BY seq, part
"""


class Choice(Protocol):
    """Which records are read."""

    def has(self, row: RecordRow) -> bool:
        """Whether a record is one of them."""


class Part(NamedTuple):
    """One of several parts of the records, chosen by their ids: all parts together are all records."""

    number: int
    of: int

    def has(self, row: RecordRow) -> bool:
        """Whether a record falls to this part."""
        return crc32(row.id.encode()) % self.of == self.number - 1


class Until(NamedTuple):
    """A part of the records, as long as nobody asks for an end."""

    part: Part
    stopped: Callable[[], bool]

    def has(self, row: RecordRow) -> bool:
        """Whether a record falls to the part and is still to be read."""
        return self.part.has(row) and not self.stopped()


class Since(NamedTuple):
    """Some of the records, and all that were written since the segments had these sizes in bytes."""

    sizes: Mapping[str, int]
    others: Choice

    def has(self, row: RecordRow) -> bool:
        """Whether a record is new, or one of the others."""
        return row.offset >= self.sizes.get(row.segment, 0) or self.others.has(row)


class Known:
    """The state of an archive, opened for reading. Use it in a ``with`` block.

    Raises:
        sqlite3.Error: there is none, it is no database, or of a version that this presscut does not read.
    """

    def __init__(self, root: Path) -> None:
        self._database = _opened(root / STATE)
        try:
            version = self._database.execute("PRAGMA user_version").fetchone()[0]
            if not ALIKE <= version <= VERSION:
                raise sqlite3.DatabaseError(f"it is of version {version}, this presscut reads {VERSION}")
            self._database.execute("BEGIN")
            self.segments: dict[str, int] = dict(
                self._database.execute("SELECT name, durable FROM segments ORDER BY name")
            )
        except BaseException:
            self._database.close()
            raise

    def __enter__(self) -> Known:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def rows(self, segment: str) -> Iterator[RecordRow]:
        """The records of a segment in their order."""
        query = f"SELECT {COLUMNS} FROM records WHERE segment = ? ORDER BY offset"
        return (RecordRow(*row) for row in self._database.execute(query, (segment,)))

    def written(self, record_id: str) -> tuple[bytes, int] | None:
        """SHA-256 and length of a record's member as it was written."""
        query = "SELECT hash, length FROM records WHERE id = ?"
        found: tuple[bytes, int] | None = self._database.execute(query, (record_id,)).fetchone()
        return found

    @cached_property
    def replaced(self) -> frozenset[str]:
        """The accounts that are in force no more and refer to a record that is not there."""
        return frozenset(own for (own,) in self._database.execute(REPLACED))

    def has(self, record_id: str) -> bool:
        """Whether a record was acknowledged."""
        return self._database.execute("SELECT 1 FROM records WHERE id = ?", (record_id,)).fetchone() is not None

    def stands_at(self, segment: str, offset: int, length: int) -> bool:
        """Whether a record has this place."""
        query = "SELECT 1 FROM records WHERE segment = ? AND offset = ? AND length = ?"
        return self._database.execute(query, (segment, offset, length)).fetchone() is not None

    def own_findings(self, *, quick: bool) -> Iterator[Finding]:
        """What SQLite finds wrong with the file. `quick` leaves out whether indexes agree with their tables."""
        pragma = "quick_check" if quick else "integrity_check"
        for (said,) in self._database.execute(f"PRAGMA {pragma}({MOST_SAID})"):
            if said != "ok":
                yield Finding("state-broken", STATE, None, None, f"SQLite says: {said}")

    def inner_findings(self) -> Iterator[Finding]:
        """What of the state does not fit together: places, and articles without their records."""
        for own, segment, offset, before in self._database.execute(GAPS):
            yield Finding("state-gap", segment, offset, own, f"the record before it ends at byte {before}")
        for name, durable, ends in self._database.execute(ENDS):
            message = f"{durable} bytes were acknowledged, the records end at byte {ends}"
            yield Finding("state-gap", name, ends, None, message)
        for own, segment, offset in self._database.execute(HOMELESS):
            yield Finding("state-gap", segment, offset, own, "the state has no such segment")
        for own, segment, offset, other in self._database.execute(OTHER_PAYLOAD):
            yield Finding("revisit-digest", segment, offset, own, f"the payload of {other} has another digest")
        for article, part, record in self._database.execute(ARTICLES):
            yield Finding("dangling-article", STATE, None, record, f"it is the {part} of article {article}")

    def unaccounted(self) -> Iterator[Finding]:
        """Pages of which the state knows no account."""
        for row in unaccounted(self._database):
            message = f"nothing tells what was made of {row.target}"
            yield Finding("unaccounted-original", f"warc/{row.segment}", row.offset, row.id, message)

    def dangling(self) -> Iterator[Finding]:
        """References to records that the state does not know."""
        for own, segment, offset, other in self._database.execute(DANGLING):
            yield Finding("dangling-reference", segment, offset, own, f"WARC-Refers-To is {other}, which is not there")


def durable_sizes(root: Path) -> dict[str, int] | None:
    """How many bytes of each segment were acknowledged; null when there is no state that can be used.

    Raises:
        UsageError: a later presscut wrote the state: it knows what this one does not.
    """
    with suppress(sqlite3.Error):
        database = _opened(root / STATE)
        try:
            version = database.execute("PRAGMA user_version").fetchone()[0]
        finally:
            database.close()
        if version > VERSION:
            raise UsageError(f"{root / STATE}: a later presscut wrote this state (version {version}); update presscut")
        with Known(root) as known:
            return known.segments
    return None


def _opened(path: Path) -> sqlite3.Connection:
    """The database for reading. Whoever may write beside it lets SQLite tidy its journal away again; on a disk
    that cannot be written there is no journal to heed, and it is read as it is."""
    for mode in ("mode=rw", "mode=ro", "mode=ro&immutable=1"):
        database = sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True, isolation_level=None, timeout=10.0)
        with suppress(sqlite3.OperationalError):
            database.execute("PRAGMA query_only = ON")
            database.execute("SELECT 1 FROM sqlite_master").fetchone()
            return database
        database.close()
    raise sqlite3.OperationalError("it cannot be opened")
