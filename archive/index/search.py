"""Full-text search: the words of every article in one SQLite table that holds no text.

The text stands in the WARC and nowhere else; the table knows which word stands where (FTS5,
contentless). Its tokenizer ``ascii`` splits at characters of ASCII and takes all others for letters:
what a word is decides `folded`, so an index does not depend on the Unicode tables of a SQLite.
No prefix indexes: those of 2 and 3 letters doubled the table, and the beginning of a word is found in a tenth
of a second without them, among 20,000 articles (bench/search.py).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from presscut.archive.index.folding import folded


class Words(NamedTuple):
    """What of an article is found by its words: the columns of the table.

    Attributes:
        author: all who are named, contributors too.
        about: the deck and the captions.
        site: its name and its host, which count only where they are asked for.
    """

    title: str
    text: str
    author: str = ""
    tag: str = ""
    about: str = ""
    site: str = ""


ANYWHERE = tuple(name for name in Words._fields if name != "site")  # where a word is looked for that names no field
TABLES = f"""
CREATE VIRTUAL TABLE words USING fts5({", ".join(Words._fields)}, content='', tokenize='ascii');
"""
PUT = f"INSERT INTO words (rowid, {', '.join(Words._fields)}) VALUES (?{', ?' * len(Words._fields)})"
TAKE = f"INSERT INTO words (words, rowid, {', '.join(Words._fields)}) VALUES ('delete', ?{', ?' * len(Words._fields)})"


def words_in(row: Mapping[str, Any], text: str) -> Words:
    """The words of an article row with its text."""
    captions = (part for caption in row["captions"] for part in (caption["text"], caption["credit"]))
    return Words(
        row["title"] or "",
        text,
        _lines(*row["authors"], *row["contributors"]),
        _lines(*row["tags"]),
        _lines(row["deck"], *captions),
        _lines(row["site"], _host(row["url"]), _host(row["canonical_url"])),
    )


def _lines(*parts: str | None) -> str:
    return "\n".join(part for part in parts if part)


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:  # brackets that do not close
        return None


def put(db: sqlite3.Connection, seq: int, words: Words) -> None:
    """Add the words of the article that has a number in ``articles``; its old words must be taken out before."""
    db.execute(PUT, (seq, *map(folded, words)))


def take(db: sqlite3.Connection, seq: int, words: Words) -> None:
    """Take the words of an article out again. They must be those that were put: the table holds none."""
    db.execute(TAKE, (seq, *map(folded, words)))
