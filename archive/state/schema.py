"""The tables of the state, by version, and how a state of one version becomes one of the next."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from presscut.archive import queue
from presscut.archive.index import search

# Digests are random: of a short index of them fewer pages change with a group. 12 of the 64 digits (sha256 begins after
# its label) tell billions of captures apart; texts are asked for by their address.
DIGESTS = """CREATE INDEX records_digest ON records (substr(digest, 8, 12))
WHERE type != 'conversion' AND digest IS NOT NULL"""
OF_DIGEST = "substr(digest, 8, 12) = substr(?1, 8, 12) AND digest = ?1 AND type != 'conversion'"
"""Captures of the bytes of a digest, found by that index."""

# What makes a state of version 1, 2, … one of the next: statements, run in one transaction; or null, when it
# lacks what stands in the segments alone: then it is made again from them, and only the queue is taken over.
MIGRATIONS: tuple[tuple[str, ...] | None, ...] = (
    # 1 had records and articles. 2 has the hash of each member, what a capture's payload is, where an article's
    # text stands, notes, validators, near-duplicates, words, the queue of the night job.
    None,
    # 3 has a shorter index of digests.
    ("DROP INDEX records_digest", DIGESTS),
    # 4 knows the words of authors, tags, decks, captions and sites.
    None,
)
ALIKE = 3  # since this version the tables of records, articles and the queue are those of today
VERSION = 1 + len(MIGRATIONS)
# The SQLite file format, 1.3: the first bytes, the size of the head, and where in it the user version stands.
MAGIC, HEAD, VERSION_AT = b"SQLite format 3\x00", 100, 60


def steps(version: int) -> tuple[str, ...]:
    """The statements that bring a state of a version up to date.

    Raises:
        sqlite3.DatabaseError: it must be made again.
    """
    migrations = MIGRATIONS[version - 1 :] if version > 0 else (None,)
    if None in migrations:
        raise sqlite3.DatabaseError(f"a state of version {version} is made again from the segments")
    return tuple(statement for migration in migrations for statement in migration or ())


def version_in(path: Path) -> int:
    """The version that the head of a state's file tells; 0 when it tells none."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return 0
    return int.from_bytes(head[VERSION_AT : VERSION_AT + 4]) if head.startswith(MAGIC) else 0


TABLES = f"""
CREATE TABLE segments (name TEXT PRIMARY KEY, durable INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE records (
    id TEXT PRIMARY KEY, type TEXT NOT NULL, segment TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL,
    hash BLOB NOT NULL, target TEXT, date TEXT NOT NULL, digest TEXT, refers_to TEXT, mime TEXT, status INTEGER
);
{DIGESTS};
CREATE INDEX records_target ON records (target);
CREATE INDEX records_place ON records (segment, offset);
CREATE TABLE articles (
    id TEXT NOT NULL UNIQUE, seq INTEGER PRIMARY KEY, metadata TEXT NOT NULL, conversion TEXT, capture TEXT NOT NULL,
    producer TEXT NOT NULL, url TEXT, canonical_url TEXT, title TEXT, site TEXT, published TEXT, language TEXT,
    words INTEGER NOT NULL, flags TEXT NOT NULL, digest TEXT NOT NULL, text_digest TEXT, since TEXT,
    near_id TEXT, near_similarity REAL, host TEXT NOT NULL, authors INTEGER NOT NULL, kept REAL NOT NULL,
    cuts INTEGER NOT NULL
);
CREATE INDEX articles_host ON articles (host, seq);
CREATE INDEX articles_url ON articles (url);
CREATE INDEX articles_canonical_url ON articles (canonical_url);
CREATE INDEX articles_digest ON articles (digest);
CREATE INDEX articles_capture ON articles (capture);
CREATE TABLE notes (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, target TEXT NOT NULL, article TEXT, date TEXT NOT NULL, reason TEXT
);
CREATE INDEX notes_target ON notes (target);
CREATE INDEX notes_article ON notes (article);
CREATE TABLE validators (
    target TEXT PRIMARY KEY, record TEXT NOT NULL, date TEXT NOT NULL, etag TEXT, last_modified TEXT
) WITHOUT ROWID;
CREATE TABLE signatures (seq INTEGER PRIMARY KEY, signature BLOB NOT NULL);
CREATE TABLE bands (value INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (value, seq)) WITHOUT ROWID;
{search.TABLES}
{queue.TABLES}
"""
