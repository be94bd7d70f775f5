"""Whatever is in an archive and whatever is taken out: the rest is as it was, and nothing points at what is gone."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presscut.archive.check.archive import check_archive
from presscut.archive.check.findings import Counts
from presscut.archive.pruning.choosing import Choice
from presscut.archive.pruning.writing import prune
from presscut.archive.recovery import House, open_for_reading
from presscut.archive.state.rows import CAPTURES
from presscut.archive.store import Archive
from presscut.archive.warc.members import zlib_backend
from presscut.cleaner.model import Article, Page, Producer
from tests.archive.durability.faults import Unsynced
from tests.archive.making import article, clock, page
from tests.archive.pruning.making import HAND, HEADERS, SITE, records

NAMES, BYTES, DAYS = ("a", "b", "c"), (b"One.", b"Two."), ("2029", "2030", "2031")
ORPHANED = "unaccounted-original"  # its article was made at the address that went: the prune names it
CAPTURED = st.tuples(
    st.sampled_from(NAMES), st.sampled_from(BYTES), st.sampled_from(DAYS), st.booleans(), st.sampled_from("xyz")
)
CHOICES = st.builds(
    Choice,
    keys=st.lists(st.sampled_from(NAMES).map(SITE.__add__), max_size=2).map(tuple),
    before=st.none() | st.sampled_from(DAYS).map("{}-06-01T00:00:00Z".format),
    keep_last=st.booleans(),
)


def made(name: str, content: bytes, year: str, http: bool, text: str) -> tuple[Page, Article]:
    """A page and an article that other pages may share: by bytes, which name one canonical address, and by text."""
    headers = HEADERS if http else None
    of = page(name, content=content, fetched=f"{year}-01-01T00:00:00Z", headers=headers, content_type="text/html")
    words = "" if text == "z" else f"The words of {text}."
    more = {"paragraphs": (), "title": None, "canonical_url": f"{SITE}one", "producer": Producer(text, "r", "s")}
    return of, article(of, text=words, **more)


def contents(path: Path) -> dict[str, Any]:
    """What is read of each capture and of each article that has one: its bytes, HTTP head and text."""
    with Archive(path, disk=Unsynced()) as archive:
        read: dict[str, Any] = {entry.id: archive.get(entry.id) for entry in archive.list()}
        state, _ = open_for_reading(House(path, Unsynced()))
        for kind in CAPTURES:
            for (capture,) in state.db.execute("SELECT id FROM records WHERE type = ?", (kind,)).fetchall():
                read[capture] = replace(archive.page(capture), content_type=None)
        state.close()
    return read


def check(captured: list[tuple[str, bytes, str, bool, str]], choice: Choice, again: Choice) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, disk = Path(folder) / "archive", Unsynced()
        with Archive(
            path, create=True, now=clock, host="test", backend=zlib_backend, largest=1500, disk=disk
        ) as archive:
            for each in captured:
                archive.add(*made(*each))
        before = contents(path)
        for step in (choice, again):
            done, problems = prune(House(path, disk), step, HAND)
            after, found = contents(path), records(path)
            assert problems == ()
            assert not done.gone.keys() & found.keys()
            assert {record.get("WARC-Refers-To") for record in found.values()} - {None} <= found.keys()
            articles = {entry.id for kept in done.pages for entry in kept.entries}
            stay = before.keys() - done.gone.keys() - articles
            assert {key: after[key] for key in stay} == {key: before[key] for key in stay}
            assert [each for each in check_archive(path, Counts()) if each.rule != ORPHANED] == []
            before = after


@given(st.lists(CAPTURED, min_size=1, max_size=8), CHOICES, CHOICES)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_what_stays_is_as_it_was(captured: list[Any], choice: Choice, again: Choice) -> None:
    """Each capture left gives the same bytes and HTTP head, each article left the same text; twice over."""
    check(captured, choice, again)


@pytest.mark.long
@given(st.lists(CAPTURED, min_size=1, max_size=16), CHOICES, CHOICES)
@settings(max_examples=1000, suppress_health_check=[HealthCheck.too_slow])
def test_what_stays_is_as_it_was_in_many_archives(captured: list[Any], choice: Choice, again: Choice) -> None:
    """The long form of the same."""
    check(captured, choice, again)
