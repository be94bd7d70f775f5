"""Cleaning anew what sources of the night job brought: each by its own rules, as the night does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from presscut.archive.store import Archive
from presscut.cleaner.model import Page
from tests.presscut.conftest import ARTICLE, OWN_PACK, Presscut

TICKETS = "Tickets cost four crowns."
SOURCES = """\
[archive]
path = "kept"
[[source]]
name = "ferries"
kind = "folder"
path = "drop"
rules = ["mine.toml"]
[[source]]
name = "letters"
kind = "folder"
path = "letters"
"""
ARCHIVE = Path("kept")


@pytest.fixture
def kept(presscut: Presscut) -> Path:
    """The archive of a night with two drop folders: of one the pages are cleaned by a pack of its own."""
    Path("mine.toml").write_text(OWN_PACK)
    Path("presscut.toml").write_text(SOURCES)
    for folder, town in (("drop", "Lowmere"), ("letters", "Vantry")):
        Path(folder).mkdir()
        (Path(folder) / "page.md").write_text(ARTICLE.replace("Lowmere", town))
    assert presscut("nightly").code == 0
    return ARCHIVE


def texts(presscut: Presscut) -> dict[str, str]:
    rows = [json.loads(line) for line in presscut("archive", "export").out.splitlines()]
    return {"ferries" if "Lowmere" in row["text"] else "letters": row["text"] for row in rows}


def forget(archive: Path) -> None:
    """The state is lost with its queue, and made again from the segments alone."""
    for file in archive.glob("state.db*"):
        file.unlink()


@pytest.mark.parametrize("forgotten", [False, True])
def test_what_a_source_brought_is_cleaned_by_its_rules(presscut: Presscut, kept: Path, forgotten: bool) -> None:
    """Else every page of a source with rules of its own comes back with what they had taken, night's work undone.

    Which source it was stands in the records: a state that is made again knows it too.
    """
    if forgotten:
        forget(kept)
        assert presscut("archive", "rebuild").code == 0
    assert presscut("reclean", "--apply").err == "presscut: 2 articles: 2 the same, 0 made anew\n"
    assert presscut("reclean", "--keep", "cookie", "--apply").code == 0  # another maker: now both are cleaned anew
    found = texts(presscut)
    assert TICKETS not in found["ferries"]
    assert TICKETS in found["letters"]


def test_new_rules_of_a_source_change_its_articles_alone(presscut: Presscut, kept: Path) -> None:
    """Somebody gives a source a rule because its template changed: the other sources have nothing to do with it."""
    Path("presscut.toml").write_text(SOURCES.replace('rules = ["mine.toml"]\n', "") + 'rules = ["mine.toml"]\n')
    assert presscut("reclean", "--apply", "--jobs", "2").code == 0
    found = texts(presscut)
    assert TICKETS in found["ferries"]
    assert TICKETS not in found["letters"]
    forget(kept)  # the new accounts name their sources still
    assert presscut("archive", "rebuild").code == 0
    assert presscut("reclean").err == "presscut: 2 articles: 2 the same, 0 would change\n"


def test_a_source_under_another_name_is_found_in_the_queue(presscut: Presscut, kept: Path) -> None:
    """A source was renamed: it names its pages again, and its rules are theirs as before."""
    Path("presscut.toml").write_text(SOURCES.replace('"ferries"', '"boats"'))
    with Archive(kept, create=True) as archive, archive.together():
        for item in list(archive.queue.at("archived")):
            if item.source == "ferries":
                archive.queue.adopt(item.url, source="boats")
    assert presscut("reclean").err == "presscut: 2 articles: 2 the same, 0 would change\n"


@pytest.mark.usefixtures("kept")
def test_rules_of_a_source_that_is_not_configured_are_missed(presscut: Presscut) -> None:
    """Started in another folder the command knows no source: it must say that it cleans by fewer rules."""
    Path("presscut.toml").write_text('[archive]\npath = "kept"\n')
    lines = presscut("reclean", "--diff").err.splitlines()
    assert "presscut: what came by ferries was cleaned without rules of its own: no such source; see --config" in lines


def test_a_page_that_lost_its_article_is_cleaned_by_the_rules_of_its_source(presscut: Presscut, kept: Path) -> None:
    """Damage took the account with the article; the queue knows who named the page."""
    for segment in sorted((kept / "warc").glob("clean-*")):
        segment.unlink()
    assert presscut("archive", "repair", "--apply").code == 3  # it says what is lost
    assert presscut("reclean", "--apply").code == 0
    assert TICKETS not in texts(presscut)["ferries"]


def test_a_page_added_by_hand_keeps_its_source(presscut: Presscut, kept: Path) -> None:
    """Whoever adds the file again, with other rules, does not make the archive forget who brought it."""
    with Archive(kept) as archive:
        (before,) = (e for e in archive.list() if archive.brought_by(e) == "ferries")
        page = archive.original(before.id)
    assert isinstance(page, Page)
    Path("again.md").write_bytes(page.content)
    assert presscut("archive", "add", "again.md", "--rules", "mine.toml", "--level", "strict").code == 0
    with Archive(kept) as archive:
        after = archive.entry(before.id)
        assert after is not None
        assert after.metadata != before.metadata
        assert archive.brought_by(after) == "ferries"
