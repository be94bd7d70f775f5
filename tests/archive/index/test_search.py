"""The table of words: it follows the articles, and holds nothing that was taken out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from presscut.archive.index import search
from presscut.archive.index.search import Words

OLD = Words("Der alte Café-Titel", "Die Fähre nach Osterby fällt aus. 北京", author="Ida Mott")


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(":memory:")
    made.executescript(search.TABLES + "CREATE VIRTUAL TABLE seen USING fts5vocab(words, 'row');")
    yield made
    made.close()


def rows(db: sqlite3.Connection, match: str) -> list[int]:
    return [row for (row,) in db.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid", (match,))]


def test_an_article_made_anew_is_found_by_its_new_words_alone(db: sqlite3.Connection) -> None:
    """An article keeps its number when another producer makes it anew: ghosts of old words would pile up."""
    search.put(db, 7, OLD)
    search.put(db, 8, Words("", "Die Fähre fährt."))
    search.take(db, 7, OLD)
    search.put(db, 7, Words("Neuer Titel", "Der Zug nach Osterby."))
    assert rows(db, "fahre") == [8]
    assert rows(db, "osterby") == rows(db, "zug") == [7]
    assert db.execute("SELECT count(*) FROM seen WHERE term IN ('北', 'cafe', 'mott')").fetchone() == (0,)
    db.execute("INSERT INTO words (words) VALUES ('integrity-check')")
