"""Full-text search: the words of every article in one SQLite table that holds no text.

The text stands in the WARC and nowhere else; the table knows which word stands where (FTS5,
contentless). Its tokenizer ``ascii`` splits at characters of ASCII and takes all others for letters:
what a word is decides `folded`, so an index does not depend on the Unicode tables of a SQLite.
No prefix indexes: those of 2 and 3 letters doubled the table, and the beginning of a word is found in a tenth
of a second without them, among 20,000 articles (bench/search.py).
"""

from __future__ import annotations

import sqlite3

from presscut.archive.index.folding import folded

TABLES = """
CREATE VIRTUAL TABLE words USING fts5(title, text, content='', tokenize='ascii');
"""


def put(db: sqlite3.Connection, seq: int, title: str | None, text: str) -> None:
    """Add the words of the article that has a number in ``articles``; its old words must be taken out before."""
    db.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", (seq, *_columns(title, text)))


def take(db: sqlite3.Connection, seq: int, title: str | None, text: str) -> None:
    """Take the words of an article out again. Title and text must be those that were put: the table holds neither."""
    delete = "INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, ?, ?)"
    db.execute(delete, (seq, *_columns(title, text)))


def _columns(title: str | None, text: str) -> tuple[str, str]:
    return folded(title or ""), folded(text)
