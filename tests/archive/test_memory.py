"""What a run knew of its sites is kept in the archive, under the digest that its articles name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from presscut.archive.check.archive import check_archive
from presscut.archive.check.findings import Counts
from presscut.archive.disk import Disk
from presscut.archive.exchange.merge import merge, sources_of
from presscut.archive.layout import STATE
from presscut.archive.pruning.choosing import Choice
from presscut.archive.pruning.writing import prune
from presscut.archive.recovery import House
from presscut.archive.store import Archive
from presscut.cleaner.memory import Memory, Repeats
from tests.archive.making import article, clock, page
from tests.archive.pruning.making import HAND

KNOWN = Memory.of({"news.example": Repeats(30, {"00ff00ff00ff00ff": 24})})


def test_a_memory_that_was_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    """Without it a result could not be repeated: its producer would name what nobody has."""
    with Archive(tmp_path, create=True, now=clock) as archive:
        archive.remember(KNOWN.digest, KNOWN.value())
    with Archive(tmp_path) as archive:
        said = archive.memory(KNOWN.digest)
    assert said is not None
    assert Memory.parse(said) == KNOWN
    assert Memory.parse(said).sites == KNOWN.sites


def test_a_memory_survives_the_loss_of_the_state(tmp_path: Path) -> None:
    """The state is a convenience: all that counts stands in the WARC files, and `verify` finds nothing wrong there."""
    with Archive(tmp_path, create=True, now=clock) as archive:
        archive.add(page(), article(page()))
        archive.remember(KNOWN.digest, KNOWN.value())
    assert list(check_archive(tmp_path, Counts())) == []
    (tmp_path / STATE).unlink()
    with Archive(tmp_path, create=True, now=clock) as archive:
        assert archive.memory(KNOWN.digest) == KNOWN.value()


def test_the_same_memory_is_kept_once(tmp_path: Path) -> None:
    """A second night that knows the same stores nothing."""
    with Archive(tmp_path, create=True, now=clock) as archive:
        archive.remember(KNOWN.digest, KNOWN.value())
        before = archive.stats()
        archive.remember(KNOWN.digest, KNOWN.value())
        assert archive.stats() == before
        assert len(list(archive.notes())) == 1


def test_an_unknown_memory_is_told(tmp_path: Path) -> None:
    """Nobody may clean with nothing and call it the memory of that night."""
    with Archive(tmp_path, create=True, now=clock) as archive:
        assert archive.memory("0" * 64) is None


def test_a_page_that_comes_again_is_not_stored_anew_because_more_is_known_of_its_site(tmp_path: Path) -> None:
    """The memory is another one each night; a night with nothing new must store nothing all the same."""
    made = article(page())
    with Archive(tmp_path, create=True, now=clock) as archive:
        archive.add(page(), made)
        again = replace(made, producer=made.producer._replace(snapshot_hash=KNOWN.digest))
        assert archive.add(page(), again).status == "duplicate"
        other_rules = replace(made, producer=made.producer._replace(rules_hash="other"))
        assert archive.add(page(), other_rules).status == "updated"


def kept(path: Path) -> None:
    """An archive with a page and a memory."""
    with Archive(path, create=True, now=clock) as archive:
        archive.add(page(), article(page()))
        archive.remember(KNOWN.digest, KNOWN.value())


def test_a_memory_comes_along_when_archives_are_merged(tmp_path: Path) -> None:
    """The articles come along, and go on naming it."""
    kept(tmp_path / "a")
    houses = sources_of([tmp_path / "a"], tmp_path / "b")
    with Archive(tmp_path / "b", create=True, now=clock, host="quay") as archive:
        merge(archive, houses, iter)
    with Archive(tmp_path / "b") as archive:
        assert archive.memory(KNOWN.digest) == KNOWN.value()


def test_a_memory_stays_when_pages_are_taken_out(tmp_path: Path) -> None:
    """It was counted over many pages and holds no text of any."""
    kept(tmp_path)
    prune(House(tmp_path, Disk()), Choice(keys=("https://news.example/harbour",)), HAND)
    with Archive(tmp_path) as archive:
        assert archive.get("https://news.example/harbour") is None
        assert archive.memory(KNOWN.digest) == KNOWN.value()
