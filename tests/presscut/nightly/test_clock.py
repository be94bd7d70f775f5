"""Nights whose clock is wrong, stands still, or goes by weeks: no night is lost, none counts that nobody saw."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from presscut.archive.queue import NEVER
from presscut.archive.sources.source import Source
from presscut.archive.store import Archive
from presscut.errors import Problem
from presscut.nightly.job import Job, last_success
from presscut.options import Options
from tests.archive.net.serving import Server, page
from tests.presscut.nightly.jobs import SAID, clock
from tests.presscut.nightly.nights import FEED, SITE, World

AHEAD = 30_000  # days: a clock that was set to the next century


def offline(archive: Path, day: int = 1, **more: object) -> Job:
    """A night without a network, of a folder."""
    archive.with_name("drop").mkdir(exist_ok=True)
    sources = {"drop": Source("drop", "folder", path=archive.with_name("drop"))}
    given = {"now": lambda: clock(day), "max_time": None, "offline": True, "said": SAID, **more}
    return Job(
        archive=archive,
        sources=sources,
        options={"": Options(), "drop": Options()},
        jobs=1,
        random=lambda: 0.0,
        stopped=lambda: False,
        **given,  # type: ignore[arg-type]
    )


def test_two_nights_of_one_second_are_two(tmp_path: Path) -> None:
    """The second one took the first one's place, and what it had reported was gone."""
    reports = [offline(tmp_path / "archive").run() for _ in range(3)]
    with Archive(tmp_path / "archive") as archive:
        nights = archive.queue.runs(9)
    assert [run for run, _, _ in nights] == [report.run for report in reversed(reports)]
    assert len({report.run for report in reports}) == 3
    assert {report.started for report in reports} == {"2031-05-01T03:30:00Z"}


def test_a_night_that_died_is_not_hidden_by_one_of_the_same_second(tmp_path: Path) -> None:
    """A service that is started again at once would otherwise look as if it had never failed."""
    with Archive(tmp_path / "archive", create=True) as archive, archive.together():
        archive.queue.begin_run("2031-05-01T03:30:00Z")
    offline(tmp_path / "archive").run()
    with Archive(tmp_path / "archive") as archive:
        assert [ended is None for _, ended, _ in archive.queue.runs(9)] == [False, True]


def test_a_night_of_a_clock_that_ran_ahead_is_no_success_of_today(tmp_path: Path) -> None:
    """For seventy years nobody would hear that no night ends any more."""
    offline(tmp_path / "archive", 1).run()
    offline(tmp_path / "archive", now=lambda: datetime(2099, 1, 1, tzinfo=clock(1).tzinfo)).run()
    with Archive(tmp_path / "archive") as archive:
        assert last_success(archive, until="2031-05-02T00:00:00Z") == "2031-05-01T03:30:00Z"
        assert last_success(archive, until=NEVER) == "2099-01-01T00:00:00Z"


def test_what_a_clock_that_ran_ahead_put_off_is_asked_for_again(tmp_path: Path) -> None:
    """Pages to be asked for daily, and those that failed, would wait for the next century."""
    courier = World(pages={f"{SITE}/1": "the ferry runs", f"{SITE}/2": Problem("timeout", f"{SITE}/2", "timed out")})
    courier.night = AHEAD
    courier.run(tmp_path)
    courier.night = 0
    courier.run(tmp_path)
    assert sorted(courier.asked) == [f"{SITE}/1", f"{SITE}/2"]
    courier.run(tmp_path)
    assert courier.asked  # and from then on as ever


def test_what_is_due_in_its_time_is_left_alone(tmp_path: Path) -> None:
    """The mend of wrong times must not undo the patience with what failed often, or a month between two visits."""
    monthly = replace(FEED, refresh="monthly")
    courier = World(pages={f"{SITE}/1": "the ferry runs", f"{SITE}/2": Problem("http-404", f"{SITE}/2", "gone")})
    courier.run(tmp_path, monthly)
    for _ in range(29):
        courier.run(tmp_path, monthly)
        assert courier.asked == []
    courier.run(tmp_path, monthly)
    assert sorted(courier.asked) == [f"{SITE}/1", f"{SITE}/2"]


def test_a_change_is_not_older_than_a_night_that_never_was(tmp_path: Path) -> None:
    """The source says that a page changed today; the night that stored it says it was in the next century."""
    source = replace(FEED, refresh="changed")
    courier = World(pages={f"{SITE}/1": "the ferry runs"})
    courier.night = AHEAD
    courier.run(tmp_path, source)
    courier.night = 0
    courier.changed[f"{SITE}/1"] = "2031-05-07T00:00:00Z"
    courier.run(tmp_path, source)
    assert courier.asked == [f"{SITE}/1"]
    courier.run(tmp_path, source)
    assert courier.asked == []


def test_a_job_of_every_seventh_day_reads_another_part_each_time(tmp_path: Path) -> None:
    """By the day of the week it would read the same seventh for ever, and never the other six."""
    drop = tmp_path / "drop"
    drop.mkdir()
    for number in range(40):
        (drop / f"{number}.md").write_text(f"# Ferry {number}\n\nThe ferry number {number} runs from Monday on.\n")
    offline(tmp_path / "archive", 1).run()
    with Archive(tmp_path / "archive") as archive:
        count = archive.stats()
    read = [offline(tmp_path / "archive", 1 + 7 * week).run().verified["records"] for week in range(1, 4)]
    assert len(set(read)) > 1  # parts differ in size
    said = SAID._replace(verify_part=2)
    halves = [offline(tmp_path / "archive", day, said=said).run().verified["records"] for day in (10, 12, 14, 16)]
    assert halves[0] == halves[2]
    assert halves[1] == halves[3]
    assert sum(halves[:2]) >= count.originals + count.conversions


def test_the_time_is_up_also_for_who_waits_for_a_turn(tmp_path: Path) -> None:
    """A site that wants a minute between two requests held the night up for as long after its time."""
    with closing(Server({"/robots.txt": page(b"User-agent: *\nCrawl-delay: 60\n")})) as server:
        (tmp_path / "list.txt").write_text(f"{server.url}/1\n{server.url}/2\n")
        source = Source("list", "urls", path=tmp_path / "list.txt")
        begun = time.monotonic()
        job = replace(offline(tmp_path / "archive", max_time=1.0, offline=False), sources={"list": source})
        report = job.run()
    assert (report.outcome, report.why, report.counts["waiting"]) == ("stopped", "the time was up", 1)
    assert time.monotonic() - begun < 40
