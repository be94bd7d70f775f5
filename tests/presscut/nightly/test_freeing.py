"""Better rules free what a night held: articles that give no cause any more stand for their address."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from presscut.archive.store import Archive
from presscut.cleaner.model import Article, Producer
from presscut.nightly.freeing import free
from tests.archive.making import clock
from tests.presscut.nightly.nights import SITE, World, cleaned

LONG = "The ferry to Lowmere sails again." + " It sails again." * 60


def held_by_a_night(path: Path) -> str:
    """An archive in which a page that came back much shorter is held; the id of its article."""
    courier = World(pages={f"{SITE}/{number}": f"Page {number}. {LONG}" for number in range(3)})
    courier.run(path)
    courier.pages[f"{SITE}/1"] = "Page 1. Loading."
    courier.run(path)
    with Archive(path) as archive:
        (held,) = archive.held()
    return held


def made_anew(archive: Archive, held: str, text: str) -> None:
    """What `reclean --apply` stores for a held article."""
    page = archive.original(held)
    assert page is not None
    again = cleaned(("", replace(page, content=text.encode())))
    assert isinstance(again, Article)
    archive.add(page, replace(again, id=held, producer=Producer("2", "r", "s")))


def test_an_article_that_is_whole_again_is_freed(tmp_path: Path) -> None:
    """A rule that finds the text again makes the work of a person unnecessary; the release says why."""
    held = held_by_a_night(tmp_path)
    with Archive(tmp_path, create=True, now=clock, host="test") as archive:
        made_anew(archive, held, f"Page 1, found again. {LONG}")
        assert free(archive, {held}) == (held,)
        assert not archive.held()
        current = archive.current(f"{SITE}/1")
        assert current is not None
        assert current.id == held
        assert [note.kind for note in archive.notes()] == ["hold", "release"]
        item = archive.queue.item(f"{SITE}/1")
        assert item is not None
        assert item.stage == "archived"


def test_an_article_that_is_still_short_stays_held(tmp_path: Path) -> None:
    """Cleaned anew is not better; and what was not made anew is not touched."""
    held = held_by_a_night(tmp_path)
    with Archive(tmp_path, create=True, now=clock, host="test") as archive:
        made_anew(archive, held, "Page 1. Loading still.")
        assert free(archive, {held}) == ()
        made_anew(archive, held, f"Page 1, found again. {LONG}")
        assert free(archive, set()) == ()
        assert list(archive.held()) == [held]


def test_articles_of_a_site_that_looks_changed_stay_held(tmp_path: Path) -> None:
    """Four articles that lost their titles are whole each by itself; together they are a template misread."""
    courier = World(pages={f"{SITE}/{number}": f"Page {number}. {LONG}" for number in range(12)})
    courier.run(tmp_path)
    for number in range(12, 16):
        courier.pages[f"{SITE}/{number}"] = " " * number
    courier.run(tmp_path)
    with Archive(tmp_path, create=True, now=clock, host="test") as archive:
        held = sorted(archive.held())
        made_anew(archive, held[0], f"Page 12, found again. {LONG}")
        assert free(archive, set(held)) == ()
        for each in held[1:]:
            made_anew(archive, each, f"Page, found again. {LONG}")
        assert free(archive, set(held)) == tuple(held)
