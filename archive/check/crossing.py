"""Records among each other: one id, one record; and every reference leads to a record.

Ids and references go to a temporary database that SQLite spills to disk, so that the memory stays flat
whatever the number of records; what does not fit is asked at the end, by sorting.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from presscut.archive.check.findings import Finding
from presscut.archive.check.records import Seen

GROUP = 2_000  # rows that are held before they are written
REFERENCES = ("WARC-Refers-To", "WARC-Concurrent-To", "WARC-Warcinfo-ID", "WARC-Segment-Origin-ID")
_LOWERED = {name.lower(): name for name in REFERENCES}
TABLES = """
PRAGMA journal_mode = OFF;
CREATE TABLE ids (id TEXT, file TEXT, offset INTEGER);
CREATE TABLE refs (target TEXT, field TEXT, file TEXT, offset INTEGER, id TEXT, type TEXT);
"""
TWICE = """
SELECT ids.id, ids.file, ids.offset FROM ids WHERE id IN (SELECT id FROM ids GROUP BY id HAVING count(*) > 1)
ORDER BY ids.id, ids.rowid
"""
NOWHERE = """
SELECT target, field, file, offset, id, type FROM refs WHERE NOT EXISTS (SELECT 1 FROM ids WHERE ids.id = refs.target)
ORDER BY rowid
"""


OUTSIDE = "reference-outside"  # the rule for files that are no archive
WET = frozenset({"warcinfo", "conversion"})  # all that a file of clean texts holds


class Crossing:
    """The ids of all records that were met, and what they refer to. Use it in a ``with`` block.

    Args:
        dangling: the rule that a reference to nowhere breaks.
        elsewhere: whether a record that was not met is known all the same.
    """

    def __init__(self, dangling: str, elsewhere: Callable[[str], bool] = lambda _: False) -> None:
        self._dangling = dangling
        self._elsewhere = elsewhere
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(TABLES)
        self._database.execute("BEGIN")
        self._ids: list[tuple[str, str, int]] = []
        self._references: list[tuple[str, str, str, int, str | None, str | None]] = []
        self._others: set[str] = set()  # files that hold more than clean texts

    def __enter__(self) -> Crossing:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def note(self, file: str, record: Seen) -> None:
        """Remember a record; of a damaged one its id, which others refer to, and not what it refers to itself."""
        head, offset = record.head, record.offset
        own = head.id
        if head.type not in WET:
            self._others.add(file)
        if own is not None:
            self._ids.append((bare(own), file, offset))
        if not record.damaged and not _LOWERED.keys().isdisjoint(head.values):
            self._references += (
                (bare(value), _LOWERED[name.lower()], file, offset, own, head.type)
                for name, value in head.fields
                if name.lower() in _LOWERED
            )
        if len(self._ids) >= GROUP:
            self._write()

    def findings(self) -> Iterator[Finding]:
        """What does not fit together, once every record was noted.

        The texts of a WET file speak of pages that stand in another file by their nature.
        """
        self._write()
        self._database.execute("CREATE INDEX ids_id ON ids (id)")
        yield from self._twice()
        for target, field, file, offset, own, kind in self._database.execute(NOWHERE):
            if kind == "conversion" and field == "WARC-Refers-To" and self._is_wet(file):
                continue
            if not self._elsewhere(f"<{target}>"):
                yield Finding(self._dangling, file, offset, own, f"{field} is <{target}>, which is not there")

    def _is_wet(self, file: str) -> bool:
        """Whether a file holds texts alone; an archive has its pages, so there is none in it."""
        return self._dangling == OUTSIDE and file not in self._others

    def _twice(self) -> Iterator[Finding]:
        first: tuple[str, str, int] | None = None
        for row in self._database.execute(TWICE):
            if first is None or first[0] != row[0]:
                first = row
                continue
            message = f"the record at byte {first[2]} of {first[1]} has the same id"
            yield Finding("duplicate-id", row[1], row[2], f"<{row[0]}>", message)

    def _write(self) -> None:
        self._database.executemany("INSERT INTO ids VALUES (?, ?, ?)", self._ids)
        self._database.executemany("INSERT INTO refs VALUES (?, ?, ?, ?, ?, ?)", self._references)
        self._ids, self._references = [], []


def bare(record_id: str) -> str:
    """An id without its angle brackets: WARC/1.0 has them or not, and means the same."""
    return record_id.removeprefix("<").removesuffix(">")
