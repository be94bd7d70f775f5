"""Merging archives: nothing is lost, nothing is there twice, and the sources stay as they are."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from presscut.archive.check.archive import check_archive
from presscut.archive.check.findings import Counts
from presscut.archive.check.repair import repair_archive
from presscut.archive.disk import Disk
from presscut.archive.exchange.merge import Merged, merge, sources_of, verify
from presscut.archive.recovery import House, remake
from presscut.archive.store import Archive
from presscut.cleaner.model import Article, Page, Producer
from presscut.errors import Damaged, NoArchive, Stopped, UsageError
from tests.archive.exchange.parts import empty, homeless, make, opened, pair, text_of
from tests.archive.making import article, clock, complaints, page


def merged(target: Path, *sources: Path, intact: bool = False, **more: object) -> Merged:
    houses = sources_of(sources, target)
    if not intact:
        verify(houses)
    with Archive(target, create=True, now=clock, host="quay", **more) as archive:  # type: ignore[arg-type]
        return merge(archive, houses, iter, intact=intact)


def texts(place: Path) -> list[str]:
    with Archive(place) as archive:
        return [found.text for found in archive.articles()]


def errors(place: Path) -> list[str]:
    return [f"{found.rule} {found.message}" for found in check_archive(place, Counts()) if found.severity == "error"]


def contents(place: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted((place / "warc").iterdir())}


def tables(place: Path) -> dict[str, list[tuple[object, ...]]]:
    with opened(place) as (state, _):
        names = ("segments", "records", "articles", "notes", "validators", "signatures", "bands")
        return {name: state.db.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in names}


@pytest.fixture
def monday(tmp_path: Path) -> Path:
    return make(tmp_path / "monday", pair("quay"), pair("mill"), empty("void"), host="north")


@pytest.fixture
def tuesday(tmp_path: Path) -> Path:
    return make(tmp_path / "tuesday", pair("mill"), pair("lamp"), homeless("well"), host="south")


def test_all_articles_of_all_archives_are_there_once(tmp_path: Path, monday: Path, tuesday: Path) -> None:
    """Two machines collected, one archive is wanted; what both have is there once, in the order of the sources."""
    done = merged(tmp_path / "week", monday, tuesday)
    assert texts(tmp_path / "week") == [text_of("quay"), text_of("mill"), "", text_of("lamp"), text_of("well")]
    assert done.known == 3  # the mill's capture, text and account
    assert not done.problems
    assert errors(tmp_path / "week") == []


def test_records_are_copied_byte_for_byte(tmp_path: Path, monday: Path) -> None:
    """Digests, dates and ids of an archive must survive a move: each member is in the target as it was."""
    merged(tmp_path / "week", monday)
    target = b"".join(contents(tmp_path / "week").values())
    with opened(monday) as (state, folder):
        rows = state.db.execute("SELECT segment, offset, length FROM records").fetchall()
        assert rows
        for segment, offset, length in rows:
            assert (folder / segment).read_bytes()[offset : offset + length] in target


def test_the_segments_of_the_target_pass_the_checks_of_others(tmp_path: Path, monday: Path, tuesday: Path) -> None:
    """A warcinfo of the source stands inside a segment; every tool must take it."""
    merged(tmp_path / "week", monday, tuesday)
    for segment in (tmp_path / "week" / "warc").iterdir():
        assert complaints(segment) == []


def test_the_state_is_the_one_that_the_segments_give(tmp_path: Path, monday: Path, tuesday: Path) -> None:
    """state.db is a convenience: made again from the segments it must be the same."""
    make(tmp_path / "week", pair("gate"), pair("lamp"))
    merged(tmp_path / "week", monday, tuesday)
    before = tables(tmp_path / "week")
    assert remake(House(tmp_path / "week", Disk())) == ()
    assert tables(tmp_path / "week") == before


def test_the_same_merge_again_adds_nothing(tmp_path: Path, monday: Path, tuesday: Path) -> None:
    """The same cron line every night must not grow the archive."""
    merged(tmp_path / "week", monday, tuesday)
    before = contents(tmp_path / "week")
    done = merged(tmp_path / "week", tuesday, monday)
    assert (done.records, done.bytes) == (0, 0)
    assert contents(tmp_path / "week") == before


def test_a_source_that_grew_gives_what_is_new(tmp_path: Path, monday: Path) -> None:
    """An archive is merged every night while it is still being filled."""
    merged(tmp_path / "week", monday)
    make(monday, pair("gate"), host="north")
    done = merged(tmp_path / "week", monday)
    assert texts(tmp_path / "week")[-1] == text_of("gate")
    assert done.records == 3 + 2  # with the two warcinfo records that they name
    assert errors(tmp_path / "week") == []


def test_sources_are_untouched(tmp_path: Path, monday: Path) -> None:
    """A copy is made, nothing is moved; not even a lost state is made again there."""
    (monday / "state.db").unlink()
    before = contents(monday)
    merged(tmp_path / "week", monday, intact=True)
    assert contents(monday) == before
    assert not (monday / "state.db").exists()
    assert len(texts(tmp_path / "week")) == 3


def test_what_a_writer_of_the_source_has_not_committed_is_left(tmp_path: Path) -> None:
    """Only what was acknowledged counts, whoever is at work there."""
    with Archive(tmp_path / "busy", create=True, now=clock) as writer:
        writer.add(*pair("quay"))
        writer.commit()
        writer.add(*pair("mill"))
        merged(tmp_path / "week", tmp_path / "busy")
        assert texts(tmp_path / "week") == [text_of("quay")]


def flip(place: Path, series: str, record: str, size: int = 1) -> None:
    """Change bytes inside a record of a kind."""
    with opened(place) as (state, folder):
        query = (
            f"SELECT segment, offset, length FROM records WHERE segment LIKE '{series}%' AND type = ? ORDER BY offset"
        )
        segment, offset, length = state.db.execute(query, (record,)).fetchone()
    content = bytearray((folder / segment).read_bytes())
    for at in range(offset + length // 2, offset + length // 2 + size):
        content[at] ^= 0xFF
    (folder / segment).write_bytes(bytes(content))


def lose(place: Path, series: str, record: str) -> None:
    """Let a repair set a record of a kind aside."""
    flip(place, series, record, size=20)
    steps = [step.kind for step in repair_archive(House(place, Disk()), apply=True)]
    assert "aside" in steps


def test_a_damaged_source_stops_it_before_anything_changed(tmp_path: Path, monday: Path, tuesday: Path) -> None:
    """Damage must not spread in silence: nothing of any source is taken, no archive is made."""
    flip(tuesday, "clean", "conversion")
    with pytest.raises(Damaged, match="--intact"):
        merged(tmp_path / "week", monday, tuesday)
    assert not (tmp_path / "week").exists()


@pytest.mark.parametrize(
    ("series", "record", "left"),
    [
        ("clean", "conversion", ["lamp", "well"]),
        ("orig", "response", ["lamp", "well"]),
        ("clean", "metadata", ["lamp", "well"]),
    ],
)
def test_the_sound_part_is_taken_on_request(
    tmp_path: Path, tuesday: Path, series: str, record: str, left: list[str]
) -> None:
    """What hangs on a damaged record is left out with it, and named, so that the target is sound."""
    flip(tuesday, series, record)
    done = merged(tmp_path / "week", tuesday, intact=True)
    assert texts(tmp_path / "week") == [text_of(name) for name in left]
    assert done.problems
    assert errors(tmp_path / "week") == []


@pytest.mark.parametrize("left", [0, 0.6])
@pytest.mark.parametrize("series", ["orig", "clean"])
def test_the_sound_part_of_a_segment_that_is_cut_short_is_taken(
    tmp_path: Path, tuesday: Path, series: str, left: float
) -> None:
    """Half a copy is the commonest damage of all; a segment that is gone is as short as one can be."""
    (segment,) = (tuesday / "warc").glob(f"{series}-*")
    content = segment.read_bytes()
    segment.unlink()
    if left:
        segment.write_bytes(content[: int(len(content) * left)])
    done = merged(make(tmp_path / "week", pair("gate")), tuesday, intact=True)
    assert done.problems
    assert text_of("gate") in texts(tmp_path / "week")
    assert (text_of("mill") in texts(tmp_path / "week")) == bool(left)
    assert errors(tmp_path / "week") == []


@pytest.mark.parametrize("record", ["conversion", "response"])
def test_what_speaks_of_a_lost_record_is_left_out(tmp_path: Path, tuesday: Path, record: str) -> None:
    """A repair set the damaged record aside; what it left dangling must not dangle in a sound archive too."""
    lose(tuesday, "clean" if record == "conversion" else "orig", record)
    done = merged(make(tmp_path / "week", pair("gate")), tuesday, intact=True)
    assert done.problems
    assert "it speaks of a record that is missing" in str(done.problems[0])
    assert texts(tmp_path / "week") == [text_of("gate"), text_of("lamp"), text_of("well")]
    assert errors(tmp_path / "week") == []


def test_a_lost_warcinfo_is_named_and_its_records_are_taken(tmp_path: Path, tuesday: Path) -> None:
    """It says which program wrote them; without it they are as sound as they were."""
    lose(tuesday, "orig", "warcinfo")
    done = merged(tmp_path / "week", tuesday, intact=True)
    assert [problem.message.split(";")[0] for problem in done.problems] == ["this warcinfo is missing"]
    assert len(texts(tmp_path / "week")) == 3


def test_what_speaks_of_a_record_of_the_target_is_taken(tmp_path: Path, tuesday: Path) -> None:
    """The text that the source lost can be here: then its account is whole here."""
    whole = merged(tmp_path / "week", tuesday)
    assert not whole.problems
    with Archive(tuesday, create=True, now=later(1)) as archive:  # type: ignore[arg-type]
        of, made = pair("mill")
        archive.add(of, replace(made, title="The mill again", producer=Producer("2", "r", "s")))
    lose(tuesday, "clean", "conversion")
    assert not merged(tmp_path / "week", tuesday, intact=True).problems
    assert errors(tmp_path / "week") == []


def later(days: int) -> object:
    return lambda: clock() + timedelta(days=days)


def put(place: Path, of: Page, made: Article, days: int) -> Path:
    with Archive(place, create=True, now=later(days)) as archive:  # type: ignore[arg-type]
        archive.add(of, made)
    return place


@pytest.mark.parametrize("order", [("old", "new"), ("new", "old")])
def test_of_an_article_in_both_the_latest_account_counts(tmp_path: Path, order: tuple[str, str]) -> None:
    """One machine has newer rules: whichever is merged first, what they made is shown, the older text stays."""
    of = page("quay")
    put(tmp_path / "old", of, article(of, text="Old."), 0)
    put(tmp_path / "new", of, article(of, text="New.", producer=Producer("2", "r", "s")), 3)
    for name in order:
        merged(tmp_path / "week", tmp_path / name)
    assert texts(tmp_path / "week") == ["New."]
    with opened(tmp_path / "week") as (state, _):
        assert state.counts()["conversion"] == 2
    remake(House(tmp_path / "week", Disk()))
    assert texts(tmp_path / "week") == ["New."]
    assert errors(tmp_path / "week") == []


def test_a_clock_that_went_back_hides_no_new_article(tmp_path: Path) -> None:
    """The latest account is told by its date, so a new one is never dated before the one it follows."""
    of = page("quay")
    put(tmp_path / "a", of, article(of, text="First."), 3)
    put(tmp_path / "a", of, article(of, text="Second.", producer=Producer("2", "r", "s")), 0)
    assert texts(tmp_path / "a") == ["Second."]
    remake(House(tmp_path / "a", Disk()))
    assert texts(tmp_path / "a") == ["Second."]


def test_captures_of_the_same_bytes_both_stay(tmp_path: Path) -> None:
    """An original is never rewritten: two captures of one page at two times stay two, later ones are revisits."""
    for name, day in (("one", 1), ("two", 2), ("three", 3)):
        of = page("quay", fetched=f"2031-01-0{day}T00:00:00Z")
        make(tmp_path / name, (of, article(of)))
    merged(tmp_path / "week", tmp_path / "one", tmp_path / "two")
    of = page("quay", fetched="2031-01-03T00:00:00Z")
    make(tmp_path / "week", (of, article(of)))
    with opened(tmp_path / "week") as (state, _):
        counts = state.counts()
    assert (counts["resource"], counts["revisit"]) == (2, 1)
    assert errors(tmp_path / "week") == []


def test_holds_and_tombstones_travel(tmp_path: Path, monday: Path) -> None:
    """What waits for a person waits in the merged archive as well."""
    with Archive(monday, create=True, now=clock) as archive:
        entry = next(archive.list())
        archive.note("hold", "https://news.example/quay", article=entry.id, reason="site changed")
        archive.note("tombstone", "https://news.example/mill", reason="asked for")
    merged(tmp_path / "week", monday)
    with Archive(tmp_path / "week") as archive:
        assert list(archive.held()) == [entry.id]
        assert [note.kind for note in archive.notes()] == ["hold", "tombstone"]
    assert len(texts(tmp_path / "week")) == 3  # a tombstone that comes along takes nothing away


@pytest.mark.parametrize("by", ["article", "address"])
def test_what_was_pruned_here_stays_out(tmp_path: Path, monday: Path, by: str) -> None:
    """Whoever had a page removed must not find it again after the next merge."""
    make(tmp_path / "week", pair("gate"))
    with Archive(monday) as source:
        mill = list(source.list())[1]
    with Archive(tmp_path / "week", create=True, now=clock) as archive:
        archive.note("tombstone", "https://news.example/mill", article=mill.id if by == "article" else None)
    done = merged(tmp_path / "week", monday)
    assert texts(tmp_path / "week") == [text_of("gate"), text_of("quay"), ""]
    assert done.left_out == 3
    assert errors(tmp_path / "week") == []
    assert merged(tmp_path / "week", monday).records == 0


def test_what_was_pruned_and_stored_again_may_come(tmp_path: Path) -> None:
    """Whoever stored the page again on purpose wants what other archives made of it."""
    of = page("quay")
    put(tmp_path / "week", of, article(of, text="Old."), 1)
    with Archive(tmp_path / "week", create=True, now=clock) as archive:
        archive.note("tombstone", "https://news.example/quay", article=article(of).id)
    put(tmp_path / "new", of, article(of, text="New.", producer=Producer("2", "r", "s")), 3)
    assert merged(tmp_path / "week", tmp_path / "new").left_out == 0
    assert texts(tmp_path / "week") == ["New."]


def test_a_page_captured_after_its_address_was_pruned_comes_in(tmp_path: Path) -> None:
    """A tombstone of an address speaks of what was there that day, not of all that will ever be."""
    with Archive(tmp_path / "week", create=True, now=clock) as archive:
        archive.note("tombstone", "https://news.example/quay")
    of = page("quay", fetched="2032-01-01T00:00:00Z")
    merged(tmp_path / "week", make(tmp_path / "late", (of, article(of))))
    assert len(texts(tmp_path / "week")) == 1


def test_names_that_clash_do_no_harm(tmp_path: Path) -> None:
    """Two machines of one name that began in the same second wrote segments of one name."""
    first = make(tmp_path / "first", pair("quay"))
    second = make(tmp_path / "second", pair("mill"))
    assert contents(first).keys() == contents(second).keys()
    merged(first, second)
    assert texts(first) == [text_of("quay"), text_of("mill")]
    assert errors(first) == []


def test_segments_rotate_as_ever(tmp_path: Path, monday: Path, tuesday: Path) -> None:
    """A large source must not make a segment without end; what rotates stays readable."""
    merged(tmp_path / "week", monday, tuesday, largest=1500)
    assert len(contents(tmp_path / "week")) > 4
    assert errors(tmp_path / "week") == []
    before = tables(tmp_path / "week")
    remake(House(tmp_path / "week", Disk()))
    assert tables(tmp_path / "week") == before


class Breaks(Disk):
    """A disk that fails at its n-th sync, and from then on."""

    def __init__(self, at: int) -> None:
        self._left = at

    def sync(self, descriptor: int) -> None:
        self._left -= 1
        if self._left < 0:
            raise OSError(5, "Input/output error")
        super().sync(descriptor)


@pytest.mark.parametrize("at", range(6))
def test_a_merge_that_was_cut_short_goes_on(tmp_path: Path, monday: Path, tuesday: Path, at: int) -> None:
    """Whatever breaks it: what was acknowledged is safe, nothing is there twice, the next one completes it."""
    with pytest.raises(Stopped):
        merged(tmp_path / "week", monday, tuesday, commit_every=2, disk=Breaks(at))
    merged(tmp_path / "week", monday, tuesday)
    assert texts(tmp_path / "week") == [text_of("quay"), text_of("mill"), "", text_of("lamp"), text_of("well")]
    assert errors(tmp_path / "week") == []


def test_a_signal_ends_it_in_good_order(tmp_path: Path, monday: Path, tuesday: Path) -> None:
    """Ctrl-C between two records: what is there is sound, and the next merge goes on."""

    def first_two(groups: Iterable[None]) -> Iterator[None]:
        return itertools.islice(groups, 2)

    with Archive(tmp_path / "week", create=True, now=clock) as archive:
        merge(archive, sources_of([monday, tuesday], tmp_path / "week"), first_two)
    assert errors(tmp_path / "week") == []
    merged(tmp_path / "week", monday, tuesday)
    assert len(texts(tmp_path / "week")) == 5


def test_what_is_no_archive_or_the_target_itself_is_refused(tmp_path: Path, monday: Path) -> None:
    """A slip in a name must not be taken for an empty archive."""
    with pytest.raises(NoArchive):
        sources_of([tmp_path / "nothing"], monday)
    (tmp_path / "link").symlink_to(monday)
    with pytest.raises(UsageError, match="merge into"):
        sources_of([tmp_path / "link"], monday)


def test_a_missing_segment_is_damage(tmp_path: Path, monday: Path) -> None:
    """An archive that lost a file must not be merged as if it were whole."""
    next((monday / "warc").glob("orig-*")).unlink()
    with pytest.raises(Damaged):
        merged(tmp_path / "week", monday)
    assert not (tmp_path / "week").exists()


def test_a_copy_of_an_archive_adds_nothing(tmp_path: Path, monday: Path) -> None:
    """A backup merged into its original changes no byte of it."""
    shutil.copytree(monday, tmp_path / "backup")
    before = contents(monday)
    assert merged(monday, tmp_path / "backup").records == 0
    assert contents(monday) == before


DIES = """
import os, signal, sys
from pathlib import Path
from presscut.archive.disk import Disk
from presscut.archive.exchange.merge import merge, sources_of
from presscut.archive.store import Archive

class Dies(Disk):
    left = int(sys.argv[1])

    def call(self):
        Dies.left -= 1
        if Dies.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

def dying(name):
    real = getattr(Disk, name)
    def method(self, *args):
        self.call()
        return real(self, *args)
    return method

for name in ("create", "write", "sync", "rename", "sync_folder", "commit"):
    setattr(Dies, name, dying(name))

target, *sources = map(Path, sys.argv[2:])
with Archive(target, create=True, commit_every=2, disk=Dies()) as archive:
    merge(archive, sources_of(sources, target), iter)
"""


def killed(at: int, *places: Path) -> bool:
    """Merge in a process that is killed at its n-th system call; false when there were fewer."""
    command = [sys.executable, "-c", DIES, str(at), *map(str, places)]
    code = subprocess.run(command, check=False, capture_output=True).returncode
    assert code in (0, -9)
    return code == -9


def dies_and_goes_on(at: int, week: Path, monday: Path, tuesday: Path) -> bool:
    died = killed(at, week, monday, tuesday)
    merged(week, monday, tuesday)
    assert sorted(texts(week)) == sorted([text_of("quay"), text_of("mill"), "", text_of("lamp"), text_of("well")])
    assert errors(week) == []
    return died


@pytest.mark.parametrize("at", [3, 11, 19, 27])
def test_a_merge_that_is_killed_goes_on(tmp_path: Path, monday: Path, tuesday: Path, at: int) -> None:
    """kill -9 anywhere: the next merge completes it, every record is there once, every byte is sound."""
    assert dies_and_goes_on(at, tmp_path / "week", monday, tuesday)


@pytest.mark.long
def test_a_merge_can_be_killed_at_every_call(tmp_path: Path, monday: Path, tuesday: Path) -> None:
    """The same, at each system call in turn, until there is none left."""
    at = 0
    while dies_and_goes_on(at, tmp_path / f"week{at}", monday, tuesday):
        at += 1
    assert at > 27
