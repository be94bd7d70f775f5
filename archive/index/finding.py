"""Looking articles up by their words: the best first, or the newest."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields

from presscut.archive.formats.words import encodable
from presscut.archive.index.query import Query
from presscut.archive.index.sites import of_site
from presscut.archive.state.rows import Entry, entry_from

TITLE_WEIGHT = 5.0  # a word of the title counts as much as five of the text: it says what the article is about
DAY = len("2031-05-06")
COLUMNS = ", ".join(f"a.{field.name}" for field in fields(Entry))


def listed(db: sqlite3.Connection, filters: Filters, *, latest: bool = False) -> Iterator[Entry]:
    """The articles that count, in the order of storing; `latest`: those stored last first."""
    conditions = [("1", ()), *_filters(db, filters)]
    where = " AND ".join(text for text, _ in conditions)
    found = db.execute(
        f"SELECT {COLUMNS} FROM articles a WHERE {where} ORDER BY a.seq{' DESC' if latest else ''}",
        [v for _, values in conditions for v in values],
    )
    return map(entry_from, found)


Condition = tuple[str, tuple[str | int, ...]]  # SQL, and the values for its question marks


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles count. An article that does not say what is asked for does not.

    Attributes:
        site: the site's name, or a host; its subdomains count too.
        since, until: first and last day of publishing: ``2031``, ``2031-05`` or ``2031-05-06``.
        language: BCP 47; ``pt`` takes ``pt-BR`` too.
    """

    site: str | None = None
    since: str | None = None
    until: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found.

    Attributes:
        score: how well it fits, the higher the better (BM25); 0 when nothing was asked to be there.
    """

    entry: Entry
    score: float


def look_up(
    db: sqlite3.Connection, query: Query, filters: Filters | None = None, *, newest: bool = False, limit: int = -1
) -> Iterator[Hit]:
    """The articles that fit a query, the best first; equally good ones in the order of storing.

    Args:
        newest: the latest published first instead, those without a day last.
        limit: at most so many; all when negative.
    """
    if not query.wanted and not query.unwanted:
        return
    conditions = [*_words(query), *_filters(db, filters or Filters())]
    score = f"-bm25(words.words, {TITLE_WEIGHT}, 1.0)" if query.wanted else "0.0"
    order = "a.published IS NULL, a.published DESC" if newest or not query.wanted else "score DESC"
    found = db.execute(
        f"SELECT {COLUMNS}, {score} AS score FROM {'words JOIN ' if query.wanted else ''}articles a"
        f"{' ON a.seq = words.rowid' if query.wanted else ''}"
        f" WHERE {' AND '.join(text for text, _ in conditions)} ORDER BY {order}, a.seq LIMIT ?",
        [*(value for _, values in conditions for value in values), limit],
    )
    for *columns, points in found:
        yield Hit(entry_from(tuple(columns)), points)


def _words(query: Query) -> Iterator[Condition]:
    if query.wanted:
        yield "words.words MATCH ?", (query.wanted_expression(),)
    if query.unwanted:
        yield "a.seq NOT IN (SELECT rowid FROM words WHERE words MATCH ?)", (query.unwanted_expression(),)


def _filters(db: sqlite3.Connection, filters: Filters) -> Iterator[Condition]:
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
