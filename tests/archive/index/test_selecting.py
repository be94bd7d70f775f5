"""Which articles are meant: one of each address, and those with a flag."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from presscut.archive.disk import Disk
from presscut.archive.exchange.export import export
from presscut.archive.exchange.wet import write_wet
from presscut.archive.index.breakdown import Group, breakdown
from presscut.archive.index.selecting import Filters, chosen, flags_of, listed
from presscut.archive.lookup import find
from presscut.archive.recovery import House, open_for_reading
from presscut.archive.state import State
from presscut.archive.store import Archive
from tests.archive.making import article, clock, page

LATEST = Filters(latest=True)
CAPTURES = (
    ("ferry", "new", "2031-05-20"),
    ("ferry", "old", "2031-05-01"),
    ("mill", "one", "2031-05-01"),
    ("mill", "two", "2031-05-02"),
    ("mill", "one", "2031-05-03"),
    ("quay", "same", "2031-05-01"),
    ("quay", "time", "2031-05-01"),
    ("?a", "sent", "2031-05-02"),
    ("?b", "shared", "2031-05-01"),
)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Addresses that were captured more than once, a homeless page twice; one waits for a person."""
    with Archive(tmp_path, create=True, now=clock) as archive:
        for name, text, day in CAPTURES:
            of = page(name, content=text.encode(), fetched=f"{day}T12:00:00Z")
            canonical = "https://news.example/letter" if name.startswith("?") else None
            archive.add(of, article(of, title=text, text=text, paragraphs=(), canonical_url=canonical, flags=(text,)))
        for text in ("homeless", "stray"):
            of = page(content=text.encode(), url=None)
            archive.add(of, article(of, title=text, text=text, paragraphs=()))
        held = next(entry for entry in archive.list() if entry.title == "new")
        archive.note("hold", "https://news.example/ferry", article=held.id, reason="short")
    return tmp_path


@pytest.fixture
def state(kept: Path) -> Iterator[State]:
    opened, _ = open_for_reading(House(kept, Disk()))
    yield opened
    opened.close()


def test_of_each_address_the_article_that_stands_for_it(state: State) -> None:
    """The one that `show` prints: captured last, not held; what has no address is its own."""
    found = list(listed(state.db, LATEST))
    assert [entry.title for entry in found] == ["old", "one", "time", "sent", "homeless", "stray"]
    for entry in found:
        assert find(state, entry.canonical_url or entry.url or entry.id) == entry


def test_an_export_takes_what_is_selected(kept: Path, state: State) -> None:
    """Rows and texts, by the same words."""
    with Archive(kept) as archive:
        rows = BytesIO()
        assert export(archive, "jsonl", rows, LATEST).articles == rows.getvalue().count(b"\n") == 6
        assert export(archive, "jsonl", BytesIO(), Filters(flag="two")).articles == 1
    wet = BytesIO()
    assert write_wet(state, kept / "warc", wet, name="a.wet", software="test", filters=LATEST).texts == 6
    assert b"\r\n\r\nold\r\n" in wet.getvalue()
    assert b"\r\n\r\nnew\r\n" not in wet.getvalue()


def test_without_a_selection_nothing_is_asked(state: State) -> None:
    """An archive of millions must not hold their numbers for nothing."""
    assert chosen(state.db, Filters()) is None
    assert chosen(state.db, Filters(flag="two")) == frozenset({4})


def test_flags_are_whole_words(state: State) -> None:
    """A flag is not the beginning of another one."""
    assert list(listed(state.db, Filters(flag="tw"))) == []
    assert flags_of(state.db)["two"] == 1


def test_the_largest_groups_come_first_and_are_bounded(state: State) -> None:
    """An archive of ten thousand sites is told on one screen."""
    found = breakdown(state.db, most=3)
    assert found["sites"] == (2, (Group("news.example", 8), Group(None, 2)))
    assert found["flags"].number == 8
    assert [group.name for group in found["flags"].largest] == ["new", "old", "one"]
    assert found["years"].largest == (Group(None, 10),)
