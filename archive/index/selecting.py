"""Which articles of an archive are meant: by site, day, language and flag, and whether they stand for their address."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields

from presscut.archive.formats.words import encodable
from presscut.archive.index.sites import of_site
from presscut.archive.state.captured import captured
from presscut.archive.state.rows import Entry, entry_from

DAY = len("2031-05-06")
COLUMNS = ", ".join(f"a.{field.name}" for field in fields(Entry))
# As `find` chooses: what a night holds stands back, then the last capture counts, then the order of storing.
STANDING = f"""
SELECT seq FROM (SELECT b.seq, row_number() OVER (
    PARTITION BY coalesce(b.canonical_url, b.url, b.id)
    ORDER BY (SELECT kind FROM notes WHERE article = b.id AND kind IN ('hold', 'release')
        ORDER BY rowid DESC LIMIT 1) IS 'hold', coalesce({captured("b")}, '') DESC, b.seq DESC) AS place
    FROM articles b) WHERE place = 1
"""
Condition = tuple[str, tuple[str | int, ...]]  # SQL, and the values for its question marks


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles count. An article that does not say what is asked for does not.

    Attributes:
        site: the site's name, or a host; its subdomains count too.
        since, until: first and last day of publishing: ``2031``, ``2031-05`` or ``2031-05-06``.
        language: BCP 47; ``pt`` takes ``pt-BR`` too.
        flag: one of the article's flags.
        latest: only the article that stands for its address: that of the last capture.
    """

    site: str | None = None
    since: str | None = None
    until: str | None = None
    language: str | None = None
    flag: str | None = None
    latest: bool = False


def conditions(db: sqlite3.Connection, filters: Filters) -> Iterator[Condition]:
    """What must hold of the articles that count, which the query calls ``a``."""
    if filters.site:
        db.create_function("of_site", 4, of_site, deterministic=True)
        yield "of_site(?, a.site, a.url, a.canonical_url)", (encodable(filters.site),)
    if filters.since:
        yield "substr(a.published, 1, ?) >= ?", (DAY, filters.since)
    if filters.until:
        yield "substr(a.published, 1, ?) <= ?", (len(filters.until), filters.until)
    if filters.language:
        wanted = f"{encodable(filters.language).lower()}-"
        yield "substr(lower(a.language) || '-', 1, ?) = ?", (len(wanted), wanted)
    if filters.flag:
        yield "EXISTS (SELECT 1 FROM json_each(a.flags) WHERE value = ?)", (encodable(filters.flag),)
    if filters.latest:
        yield f"a.seq IN ({STANDING})", ()


def listed(db: sqlite3.Connection, filters: Filters, *, backwards: bool = False) -> Iterator[Entry]:
    """The articles that count, in the order of storing; `backwards`: those stored last first."""
    found = _selected(db, COLUMNS, filters, f"a.seq{' DESC' if backwards else ''}")
    return map(entry_from, found)


def chosen(db: sqlite3.Connection, filters: Filters) -> frozenset[int] | None:
    """The numbers of the articles that count; null when all do."""
    if filters == Filters():
        return None
    return frozenset(seq for (seq,) in _selected(db, "a.seq", filters, "a.seq"))


def flags_of(db: sqlite3.Connection) -> dict[str, int]:
    """The flags that articles have, with how many have each, the commonest first."""
    query = "SELECT value, count(*) FROM articles, json_each(flags) GROUP BY value ORDER BY count(*) DESC, value"
    return dict(db.execute(query).fetchall())


def _selected(db: sqlite3.Connection, columns: str, filters: Filters, order: str) -> sqlite3.Cursor:
    parts = [("1", ()), *conditions(db, filters)]
    where = " AND ".join(text for text, _ in parts)
    values = [value for _, given in parts for value in given]
    return db.execute(f"SELECT {columns} FROM articles a WHERE {where} ORDER BY {order}", values)
