"""The queue of the night job: which addresses are to be fetched, and how far each has come.

pending → fetched → cleaned → archived. Each step is written in the transaction that makes its record
durable, so that a night that dies goes on where it was. The tables stand in the state; what is lost with
it is found again in the sources, and what was archived is known from the records.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, Literal

NEVER = "9999"  # a date no night reaches
Stage = Literal["pending", "fetched", "cleaned", "archived", "held", "failed"]

TABLES = """
CREATE TABLE queue (
    url TEXT PRIMARY KEY, source TEXT NOT NULL, host TEXT NOT NULL, stage TEXT NOT NULL, run TEXT NOT NULL,
    tries INTEGER NOT NULL, due TEXT NOT NULL, capture TEXT, article TEXT, made BLOB, code TEXT, message TEXT
) WITHOUT ROWID;
CREATE INDEX queue_stage ON queue (stage, due);
CREATE TABLE runs (id TEXT PRIMARY KEY, ended TEXT, report TEXT) WITHOUT ROWID;
CREATE TABLE visits (url TEXT PRIMARY KEY, date TEXT NOT NULL, answered TEXT, etag TEXT, last_modified TEXT, body BLOB)
WITHOUT ROWID;
"""
# Tables that hold more than the WARC files do: a state that is made again takes them over from the old one.
NAMES = ("queue", "runs", "visits")


@dataclass(frozen=True, slots=True)
class Item:
    """An address of the queue.

    Attributes:
        source: the name of the source that named it first, of those that are configured.
        stage: how far it has come; ``failed`` is tried again when it is due.
        run: the night that changed it last.
        tries: nights in a row that failed.
        due: ISO 8601, UTC: not before that time.
        capture: the record id of what was fetched.
        article: the id of what was archived.
        code: why it failed or is held, as of a `Problem`; `message` for a person.
    """

    url: str
    source: str
    host: str
    stage: Stage
    run: str
    tries: int
    due: str
    capture: str | None = None
    article: str | None = None
    code: str | None = None
    message: str | None = None


def stamp(when: datetime) -> str:
    """A time in UTC as the queue and the reports of the nights write it."""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


COLUMNS = ", ".join(field.name for field in fields(Item))


@dataclass(frozen=True, slots=True)
class Visit:
    """When a document that is not archived (a feed, a sitemap, robots.txt) was fetched last, and what to ask with.

    Attributes:
        answered: the address that answered, after redirects: the validators are its.
    """

    url: str
    date: str
    answered: str | None
    etag: str | None
    last_modified: str | None
    body: bytes | None


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue in a state's database. Everything happens in the caller's transaction."""

    db: sqlite3.Connection

    def offer(self, url: str, *, source: str, host: str, run: str, due: str) -> bool:
        """Put an address in unless it is there; gives whether it is new."""
        values = (url, source, host, "pending", run, 0, due)
        done = self.db.execute(
            "INSERT OR IGNORE INTO queue (url, source, host, stage, run, tries, due) VALUES (?, ?, ?, ?, ?, ?, ?)",
            values,
        )
        return done.rowcount == 1

    def adopt(self, url: str, *, source: str) -> None:
        """Give an address to another source: the one that named it is not configured any more."""
        self._set(url, source=source)

    def again(self, url: str, *, run: str, due: str) -> None:
        """Make an address pending again: its source says it changed, or its time has come."""
        self._set(url, stage="pending", run=run, due=due, code=None, message=None)

    def put_right(self, *, due: str, latest: str) -> None:
        """Give a new time to what is due later than any night asks for: the clock that said so ran ahead."""
        where = "stage IN ('pending', 'archived', 'failed') AND due > ? AND due < ?"
        self.db.execute(f"UPDATE queue SET due = ? WHERE {where}", (due, latest, NEVER))

    def recall(self, source: str, *, due: str) -> None:
        """Give a time to what a source's pages never had one for: now it wants them asked for again."""
        where = "source = ? AND stage = 'archived' AND due = ? AND capture IS NOT NULL"
        self.db.execute(f"UPDATE queue SET due = ? WHERE {where}", (due, source, NEVER))

    def item(self, url: str) -> Item | None:
        """What is known of an address."""
        return next(self._items("url = ?", url), None)

    def at(self, *stages: Stage, due: str = NEVER) -> Iterator[Item]:
        """The addresses at one of these stages that are due, in the order of their addresses.

        They are read a page at a time, so that stages may change meanwhile.
        """
        marks = ", ".join("?" for _ in stages)
        last = ""
        while True:
            page = list(self._items(f"stage IN ({marks}) AND due <= ? AND url > ?", *stages, due, last, limit=500))
            if not page:
                return
            yield from page
            last = page[-1].url

    def fetched(self, url: str, capture: str, *, run: str) -> None:
        """The page is on disk."""
        self._set(url, stage="fetched", run=run, capture=capture, code=None, message=None)

    def cleaned(self, url: str, made: bytes, *, run: str) -> None:
        """The article is made and waits for its site's verdict; `made` is its row."""
        self._set(url, stage="cleaned", run=run, made=zlib.compress(made, 1))

    def made(self, url: str) -> bytes:
        """What `cleaned` was given. Raises KeyError when there is nothing."""
        row = self.db.execute("SELECT made FROM queue WHERE url = ?", (url,)).fetchone()
        if row is None or row[0] is None:
            raise KeyError(url)
        return zlib.decompress(row[0])

    def archived(self, url: str, article: str | None, *, run: str, due: str) -> None:
        """All of it is on disk; it is due again at that time."""
        self._set(url, stage="archived", run=run, article=article, made=None, tries=0, due=due, code=None, message=None)

    def held(self, url: str, article: str, *, run: str, code: str, message: str) -> None:
        """It is on disk, and waits for a person."""
        self._set(url, stage="held", run=run, article=article, made=None, tries=0, code=code, message=message)

    def released(self, article: str) -> None:
        """A person freed an article. Another address of it that is on its way again goes on."""
        where = "article = ? AND stage = 'held'"
        self.db.execute(f"UPDATE queue SET stage = 'archived', code = NULL, message = NULL WHERE {where}", (article,))

    def failed(self, url: str, *, run: str, code: str, message: str, due: str) -> None:
        """It could not be had; it is tried again when due."""
        self.db.execute("UPDATE queue SET tries = tries + 1 WHERE url = ?", (url,))
        self._set(url, stage="failed", run=run, code=code, message=message, due=due)

    def _set(self, url: str, **columns: Any) -> None:
        assigned = ", ".join(f"{name} = ?" for name in columns)
        self.db.execute(f"UPDATE queue SET {assigned} WHERE url = ?", (*columns.values(), url))

    def _items(self, where: str, *values: str, limit: int = -1) -> Iterator[Item]:
        query = f"SELECT {COLUMNS} FROM queue WHERE {where} ORDER BY url LIMIT {limit}"
        # A night holds the items of all its pages, which say the same but for their addresses.
        share: Callable[[Any, Any], Any] = {}.setdefault
        return (Item(*(share(value, value) for value in row)) for row in self.db.execute(query, values))

    def counts(self) -> dict[str, int]:
        """How many addresses stand at each stage."""
        return dict(self.db.execute("SELECT stage, count(*) FROM queue GROUP BY stage ORDER BY stage"))

    def waiting(self) -> int:
        """How many addresses have never been worked off: not fetched, or fetched and no more."""
        where = "stage = 'fetched' OR (stage = 'pending' AND capture IS NULL)"
        return int(self.db.execute(f"SELECT count(*) FROM queue WHERE {where}").fetchone()[0])

    def visit(self, url: str) -> Visit | None:
        """The last visit of a feed, a sitemap or a robots.txt."""
        row = self.db.execute("SELECT * FROM visits WHERE url = ?", (url,)).fetchone()
        return Visit(*row) if row else None

    def visits_like(self, prefix: str) -> list[Visit]:
        """The visits whose address begins so."""
        query = "SELECT * FROM visits WHERE substr(url, 1, ?) = ? ORDER BY url"
        return [Visit(*row) for row in self.db.execute(query, (len(prefix), prefix))]

    def visited(self, visit: Visit) -> None:
        """Keep a visit for the next night."""
        values = (visit.url, visit.date, visit.answered, visit.etag, visit.last_modified, visit.body)
        self.db.execute("INSERT OR REPLACE INTO visits VALUES (?, ?, ?, ?, ?, ?)", values)

    def unused_run(self, when: datetime) -> str:
        """The id of a night that begins now: its second, or the first one after it that no other night has."""
        while self.db.execute("SELECT 1 FROM runs WHERE id = ?", (run := stamp(when),)).fetchone():
            when += timedelta(seconds=1)
        return run

    def begin_run(self, run: str) -> None:
        """Write down that a night has begun."""
        self.db.execute("INSERT INTO runs (id) VALUES (?)", (run,))

    def end_run(self, run: str, *, ended: str, report: str) -> None:
        """Write down how it went: `report` is JSON."""
        self.db.execute("UPDATE runs SET ended = ?, report = ? WHERE id = ?", (ended, report, run))

    def runs(self, most: int, until: str = NEVER) -> list[tuple[str, str | None, str | None]]:
        """The last nights that are not later than `until`, the latest first: id, when it ended (null: it died), report.

        Later than now are nights of a clock that ran ahead.
        """
        query = "SELECT id, ended, report FROM runs WHERE id <= ? ORDER BY id DESC LIMIT ?"
        return [(row[0], row[1], row[2]) for row in self.db.execute(query, (until, most))]

    def runs_after(self, when: str) -> int:
        """How many nights are dated later."""
        return int(self.db.execute("SELECT count(*) FROM runs WHERE id > ?", (when,)).fetchone()[0])
