"""A prune that dies: at whatever call, it is undone or finished, and never half done."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from presscut.archive.disk import Disk
from presscut.archive.layout import JOURNAL, STATE
from presscut.archive.queue import Queue
from presscut.archive.recovery import House, open_for_reading, open_for_writing
from presscut.archive.rewriting import STAGED
from presscut.archive.state import State
from presscut.archive.store import Archive
from presscut.errors import Damaged, Stopped
from tests.archive.durability.conftest import memory  # noqa: F401 a fixture
from tests.archive.durability.faults import KINDS, FaultyDisk, Unsynced
from tests.archive.durability.power import MortalDisk, PowerCut
from tests.archive.pruning.making import everything, furnish, pruned

NAMES = ("mirror", "banner")


KEPT = (0.0, 0.5, 0.5, 1.0)  # how likely a part that was not synced is there after a power cut
WHOLE, LESS = 8, 4  # articles before and after


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive to prune, with an index that will point nowhere."""
    made = tmp_path_factory.mktemp("furnished")
    furnish(made)
    (made / "index.cdxj").write_text("points into the old segments\n")
    return made


@pytest.fixture(scope="module")
def after(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The segments of a prune that nothing disturbed."""
    copy = tmp_path_factory.mktemp("pruned") / "archive"
    shutil.copytree(furnished, copy)
    pruned(copy, *NAMES, disk=Unsynced())
    return everything(copy)


@pytest.fixture
def place(memory: Path, furnished: Path) -> Path:  # noqa: F811
    """Where the archive stands that is to be pruned."""
    shutil.copytree(furnished, memory / "house" / "archive")
    return memory / "house" / "archive"


def fresh(place: Path, furnished: Path) -> Path:
    """The archive as it was."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(furnished, place)
    return place


def is_done(path: Path, before: dict[str, bytes], after: dict[str, bytes]) -> bool:
    """Whether the prune is done, once the archive was opened; part of it would be an error."""
    state, problems = open_for_writing(House(path, Unsynced()))
    state.close()
    left = everything(path)
    names = {file.name for file in path.iterdir()}
    assert problems == ()
    assert left in (before, after)
    assert not [name for name in (*names, *left) if name == JOURNAL or name.endswith(STAGED)]
    with Archive(path) as archive:
        assert len(list(archive.articles())) == (WHOLE if left == before else LESS)
    assert ("index.cdxj" in names) == (left == before)
    return left == after


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_at_any_call_leaves_all_or_nothing(
    place: Path, furnished: Path, after: dict[str, bytes], kind: str
) -> None:
    """A full disk half-way must cost neither the page that stays nor the promise that the other is gone."""
    counting = FaultyDisk()
    pruned(place, *NAMES, disk=counting)
    seen = set()
    for spoilt in range(counting.calls):
        disk = FaultyDisk(spoilt, kind)
        stopped = False
        try:
            pruned(fresh(place, furnished), *NAMES, disk=disk)
        except Stopped:
            stopped = True
        assert stopped == disk.failed
        done = is_done(place, everything(furnished), after)
        assert done or stopped
        seen.add(done)
    assert seen == {True, False}


def test_a_power_cut_at_any_call_leaves_all_or_nothing(place: Path, furnished: Path, after: dict[str, bytes]) -> None:
    """A kill at every step, with what was not synced kept, lost or torn."""
    counting = MortalDisk(place)
    pruned(place, *NAMES, disk=counting)
    seen = set()
    for cut in range(counting.calls):
        disk = MortalDisk(fresh(place, furnished), cut)
        with suppress(PowerCut):
            pruned(place, *NAMES, disk=disk)
        assert disk.dead
        disk.come_back(Random(cut), KEPT[cut % len(KEPT)])
        seen.add(is_done(place, everything(furnished), after))
    assert seen == {True, False}


def cut_after_the_journal(place: Path, *, renames: int) -> None:
    """Die with the journal written and so many of the new segments in their places."""

    class Stubborn(Unsynced):
        left = renames + 1  # the journal's own

        def rename(self, source: Path, target: Path) -> None:
            if self.left == 0:
                raise PowerCut
            self.left -= 1
            super().rename(source, target)

    with suppress(PowerCut):
        pruned(place, *NAMES, disk=Stubborn())
    assert (place / JOURNAL).exists()


def test_a_second_death_while_it_is_finished_changes_nothing(
    place: Path, furnished: Path, after: dict[str, bytes]
) -> None:
    """The run that finishes the work of a dead one may die as well, at any call."""
    cut_after_the_journal(place, renames=2)
    torn = place.parent / "torn"
    shutil.copytree(place, torn)
    counting = MortalDisk(place)
    open_for_writing(House(place, counting))[0].close()
    for cut in range(counting.calls):
        disk = MortalDisk(fresh(place, torn), cut)
        with suppress(PowerCut):
            open_for_writing(House(place, disk))
        disk.come_back(Random(cut), KEPT[cut % len(KEPT)])
        assert is_done(place, everything(furnished), after)


def test_a_reader_finishes_it_too(place: Path, after: dict[str, bytes]) -> None:
    """`archive list` is as likely to be the next command as `archive add`."""
    cut_after_the_journal(place, renames=1)
    state, problems = open_for_reading(House(place, Disk()))
    assert (problems, sum(1 for _ in state.articles())) == ((), LESS)
    state.close()
    assert everything(place) == after


def test_a_reader_beside_it_reads_what_stands_there(place: Path) -> None:
    """While the prune runs on, nobody else touches its files."""
    cut_after_the_journal(place, renames=1)
    house = House(place, Disk())
    lock = house.lock()
    before = everything(place)
    state, _ = open_for_reading(house)
    assert sum(1 for _ in state.articles()) > 0
    state.close()
    lock.release()
    assert everything(place) == before


def test_a_new_segment_that_was_lost_is_no_success(place: Path) -> None:
    """Somebody who tidied up by hand must hear that what counts is missing."""
    cut_after_the_journal(place, renames=0)
    next(iter(sorted((place / "warc").glob("orig*" + STAGED)))).unlink()
    with pytest.raises(Damaged, match="missing or another one"):
        open_for_writing(House(place, Disk()))


def test_the_queue_forgets_the_page_and_keeps_its_address(place: Path) -> None:
    """What the night job had cleaned and not yet filed is the page as well; it must not fetch it tomorrow."""
    state = State(place / STATE)
    state.begin()
    (capture,) = state.db.execute("SELECT id FROM records WHERE target LIKE '%mirror' AND type = 'response'").fetchone()
    queue = Queue(state.db)
    for url, of in (("https://news.example/mirror", capture), ("https://news.example/else", None)):
        queue.offer(url, source="feed", host="news.example", run="1", due="2031")
        if of:
            queue.fetched(url, of, run="1")
            queue.cleaned(url, os.urandom(3000), run="1")
    made = state.db.execute("SELECT made FROM queue WHERE made IS NOT NULL").fetchone()[0]
    state.commit()
    state.close()
    pruned(place, *NAMES)
    assert made[:100] not in (place / STATE).read_bytes()
    state = State(place / STATE)
    queue = Queue(state.db)
    items = {item.url: (item.stage, item.capture) for item in queue.at("pending", "archived")}
    assert items == {"https://news.example/mirror": ("archived", None), "https://news.example/else": ("pending", None)}
    assert [item.url for item in queue.at("pending", "archived", due="2999")] == ["https://news.example/else"]
    state.close()
