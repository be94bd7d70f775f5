"""Looking articles up by their words: the best first, or the newest."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from presscut.archive.index.query import Query
from presscut.archive.index.search import Words
from presscut.archive.index.selecting import COLUMNS, Condition, Filters, conditions
from presscut.archive.state.rows import Entry, entry_from

# A word of the title counts as much as five of the text: it says what the article is about. Whose site it is says
# nothing of how well it fits.
WEIGHTS = ", ".join({"title": "5.0", "site": "0.0"}.get(name, "1.0") for name in Words._fields)


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
    if not query.holds_words:
        return
    parts = [*_words(query), *conditions(db, filters or Filters())]
    score = f"-bm25(words.words, {WEIGHTS})" if query.wanted else "0.0"
    order = "a.published IS NULL, a.published DESC" if newest or not query.wanted else "score DESC"
    found = db.execute(
        f"SELECT {COLUMNS}, {score} AS score FROM {'words JOIN ' if query.wanted else ''}articles a"
        f"{' ON a.seq = words.rowid' if query.wanted else ''}"
        f" WHERE {' AND '.join(text for text, _ in parts)} ORDER BY {order}, a.seq LIMIT ?",
        [*(value for _, values in parts for value in values), limit],
    )
    for *columns, points in found:
        yield Hit(entry_from(tuple(columns)), points)


def count(db: sqlite3.Connection, query: Query, filters: Filters) -> int:
    """How many articles fit a query; without words in it, how many count."""
    parts = [("1", ()), *_words(query), *conditions(db, filters)]
    found = db.execute(
        f"SELECT count(*) FROM {'words JOIN ' if query.wanted else ''}articles a"
        f"{' ON a.seq = words.rowid' if query.wanted else ''} WHERE {' AND '.join(text for text, _ in parts)}",
        [value for _, values in parts for value in values],
    )
    return int(found.fetchone()[0])


def _words(query: Query) -> Iterator[Condition]:
    if query.wanted:
        yield "words.words MATCH ?", (query.wanted_expression(),)
    if query.unwanted:
        yield "a.seq NOT IN (SELECT rowid FROM words WHERE words MATCH ?)", (query.unwanted_expression(),)
