"""States of other versions: an older one loses nothing, a later one is left alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import presscut.archive.state as state_module
from presscut.archive.check.archive import check_archive
from presscut.archive.check.findings import Counts
from presscut.archive.index.finding import look_up
from presscut.archive.index.query import parse
from presscut.archive.layout import STATE
from presscut.archive.lock import Lock
from presscut.archive.queue import Queue
from presscut.archive.state import NewerState, State, schema
from presscut.archive.store import Archive
from presscut.cleaner.model import Producer
from tests.archive.making import article, clock, page
from tests.archive.test_rebuild import tables

# As the first version made it.
VERSION_1 = """
BEGIN;
CREATE TABLE segments (name TEXT PRIMARY KEY, durable INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE records (
    id TEXT PRIMARY KEY, type TEXT NOT NULL, segment TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL,
    target TEXT, date TEXT NOT NULL, digest TEXT, refers_to TEXT) WITHOUT ROWID;
CREATE INDEX records_digest ON records (digest);
CREATE INDEX records_target ON records (target);
CREATE TABLE articles (
    id TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, metadata TEXT NOT NULL, producer TEXT NOT NULL, url TEXT,
    canonical_url TEXT, title TEXT, site TEXT, published TEXT, language TEXT, words INTEGER NOT NULL,
    flags TEXT NOT NULL, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX articles_url ON articles (url);
CREATE INDEX articles_canonical_url ON articles (canonical_url);
CREATE INDEX articles_digest ON articles (digest);
ATTACH '{current}' AS current;
INSERT INTO segments SELECT name, durable FROM current.segments;
INSERT INTO records SELECT id, type, segment, offset, length, target, date, digest, refers_to FROM current.records;
INSERT INTO articles SELECT id, seq, metadata, producer, url, canonical_url, title, site, published, language, words,
    flags, digest FROM current.articles;
PRAGMA user_version = 1;
COMMIT;
"""


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """An archive of three articles, one of them made anew, in two segments of each series."""
    with Archive(tmp_path, create=True, now=clock, host="test", largest=2000) as archive:
        for name in ("ferry", "harbour", "lighthouse"):
            archive.add(page(name), article(page(name), title=f"The {name}"))
        again = article(page("ferry"), title="The ferry again", producer=Producer("2", "r", "s"))
        assert archive.add(page("ferry"), again).status == "updated"
    return tmp_path


def dump(path: Path) -> list[str]:
    """All that a state holds, in SQL."""
    with closing(sqlite3.connect(path)) as db:
        return sorted(db.iterdump())


def into_version_1(archive: Path) -> None:
    """Put in the state's place one that the first version could have left."""
    current = archive / "current.db"
    (archive / STATE).rename(current)
    with closing(sqlite3.connect(archive / STATE, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        first, _, rest = VERSION_1.format(current=current).partition("ATTACH")
        db.executescript(first + "COMMIT;")
        db.executescript("ATTACH" + rest.replace("INSERT INTO segments", "BEGIN; INSERT INTO segments", 1))
    current.unlink()


@pytest.mark.parametrize("create", [False, True], ids=["read", "write"])
def test_a_state_of_the_first_version_comes_up_to_date(kept: Path, *, create: bool) -> None:
    """Who updates presscut opens the archive of last year and finds all of it, the new tables filled."""
    before = tables(kept)
    into_version_1(kept)
    with Archive(kept, create=create) as archive:
        assert archive.problems == ()
        assert [made.title for made in archive.articles()] == ["The ferry again", "The harbour", "The lighthouse"]
    assert tables(kept) == before


def test_a_first_version_that_cannot_be_written_is_read_all_the_same(kept: Path) -> None:
    """Another process holds the lock: a reader makes the state in memory and leaves the file alone."""
    into_version_1(kept)
    before = dump(kept / STATE)
    lock = Lock(kept / "lock")
    with Archive(kept) as archive:
        assert archive.stats().articles == 3
    lock.release()
    assert dump(kept / STATE) == before


def test_statements_change_a_state_where_it_is(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large archive need not be read again for a column more; its queue stays where it is."""
    with closing(State(kept / STATE)) as state:
        Queue(state.db).offer("https://news.example/x", source="s", host="news.example", run="1", due="2031")
    newer = (*schema.MIGRATIONS, ("CREATE TABLE moods (id TEXT)", "ALTER TABLE runs ADD COLUMN mood TEXT"))
    monkeypatch.setattr(schema, "MIGRATIONS", newer)
    monkeypatch.setattr(state_module, "VERSION", schema.VERSION + 1)
    where = (kept / STATE).stat().st_ino
    for _ in range(2):
        with closing(State(kept / STATE)) as state:
            assert state.db.execute("PRAGMA user_version").fetchone() == (schema.VERSION + 1,)
            assert state.db.execute("SELECT count(mood) FROM runs, moods").fetchone() == (0,)
            assert Queue(state.db).counts() == {"pending": 1}
    assert (kept / STATE).stat().st_ino == where


def test_statements_that_fail_change_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a migration would be a state of no version."""
    before = dump(kept / STATE)
    broken = (*schema.MIGRATIONS, ("CREATE TABLE moods (id TEXT)", "CREATE TABLE moods (id TEXT)"))
    monkeypatch.setattr(schema, "MIGRATIONS", broken)
    monkeypatch.setattr(state_module, "VERSION", schema.VERSION + 1)
    with pytest.raises(sqlite3.Error, match="already exists"):
        State(kept / STATE)
    assert dump(kept / STATE) == before


def test_a_queue_of_other_columns_is_taken_over(kept: Path) -> None:
    """The queue stands nowhere else: what both versions know of it stays."""
    with closing(State(kept / STATE)) as state:
        Queue(state.db).offer("https://news.example/x", source="s", host="news.example", run="1", due="2031")
        state.db.execute("ALTER TABLE queue DROP COLUMN message")
        state.db.execute("ALTER TABLE queue ADD COLUMN weather TEXT")
        state.db.execute("PRAGMA user_version = 1")
    with Archive(kept, create=True) as archive:
        (item,) = archive.queue.at("pending")
    assert (item.url, item.source, item.message) == ("https://news.example/x", "s", None)


@pytest.mark.parametrize("create", [False, True], ids=["read", "write"])
def test_a_state_of_a_later_version_is_refused_in_one_line_and_not_touched(kept: Path, *, create: bool) -> None:
    """An older presscut on another machine must neither make it again nor leave a journal beside it."""
    with closing(sqlite3.connect(kept / STATE)) as db:
        db.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in kept.rglob("state*")}
    with pytest.raises(NewerState) as refused:
        Archive(kept, create=create)
    assert str(refused.value).startswith(f"{kept / STATE}: a later presscut wrote this state (version ")
    assert "\n" not in str(refused.value)
    assert refused.value.exit_code == 2
    assert {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in kept.rglob("state*")} == before


def test_a_later_version_that_only_its_journal_tells_is_refused(kept: Path) -> None:
    """Its writer died before the journal was carried into the file."""
    with closing(sqlite3.connect(kept / STATE)) as writer, closing(sqlite3.connect(kept / STATE)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM segments").fetchone()
        writer.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
        assert schema.version_in(kept / STATE) == schema.VERSION
        with pytest.raises(NewerState):
            Archive(kept)


@pytest.mark.parametrize("version", [2, 3])
def test_a_state_that_knows_fewer_words_is_made_again(kept: Path, version: int) -> None:
    """Authors and tags of what was stored before are found as those of today; till then a check has no complaint
    about what it can read."""
    before = tables(kept)
    with closing(sqlite3.connect(kept / STATE)) as db:
        db.executescript(
            "DROP TABLE words; CREATE VIRTUAL TABLE words USING fts5(title, text, content='', tokenize='ascii');"
        )
        db.execute(f"PRAGMA user_version = {version}")
    rules = [found.rule for found in check_archive(kept, Counts())]
    assert rules == ([] if version >= schema.ALIKE else ["state-missing"])
    with Archive(kept) as archive:
        assert archive.problems == ()
    with closing(State(kept / STATE)) as state:
        assert len(list(look_up(state.db, parse("author:ida")))) == 3
    assert tables(kept) == before
