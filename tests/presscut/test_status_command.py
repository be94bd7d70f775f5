"""`presscut status`: what a person sees in the morning, and the check that somebody still works at night."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from presscut.archive.store import Archive
from presscut.cleaner.model import Page
from presscut.nightly.report import Report
from tests.archive.making import article
from tests.presscut.conftest import Presscut

ARCHIVE = Path("archive")
URL = "https://courier.example/ferry"
TEXT = "The ferry runs again from Monday."


def stamp(hours: float) -> str:
    """So many hours ago."""
    return (datetime.now(UTC) - timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")


def keep(hours: float, outcome: str | None = "done", why: str = "", **counts: int) -> str:
    """A night that ended so many hours ago, or died then."""
    run = stamp(hours + 1)
    report = Report(run=run, started=run, ended=stamp(hours), why=why)
    report.counts.update(counts)
    with Archive(ARCHIVE, create=True) as archive, archive.together():
        archive.queue.begin_run(run)
        if outcome is not None:
            said = json.dumps(report.row() | {"outcome": outcome})
            archive.queue.end_run(run, ended=report.ended, report=said)
    return run


def hold(*reasons: str) -> list[str]:
    """An article of one address for each reason, held for it; gives their ids."""
    with Archive(ARCHIVE, create=True) as archive:
        ids = []
        for number, reason in enumerate(reasons):
            page = Page(f"page {number}".encode(), url=URL, fetched="2031-05-06T03:30:00Z")
            made = article(page, text=f"{TEXT} Report {number}.", paragraphs=(), ledger=())
            archive.add(page, made)
            archive.note("hold", URL, article=made.id, reason=reason)
            ids.append(made.id)
    return ids


def begins(first: str, ids: Sequence[str]) -> list[str]:
    return [each for each in ids if each.startswith(first)]


def test_without_an_archive_there_is_nothing_to_show(presscut: Presscut) -> None:
    """A check with a typo in its path must not look like a check that passed."""
    ran = presscut("status", "--archive", "nowhere", "--max-age", "26h")
    assert (ran.code, ran.out) == (10, "")
    assert ran.err.count("\n") == 1


def test_an_archive_without_a_night_says_so(presscut: Presscut) -> None:
    """Somebody has stored pages by hand, and no night has come yet."""
    Archive(ARCHIVE, create=True).close()
    ran = presscut("status")
    assert (ran.code, ran.out, ran.err) == (0, "no night yet\n", "")


def test_nights_are_listed_the_latest_first(presscut: Presscut) -> None:
    """A line each: when, how it ended, what came of it; what died is not passed over."""
    runs = [
        keep(80, None),
        keep(56, "stopped", "the time was up", stored=2, waiting=1234),
        keep(32, "problems", stored=7, failed=1),
        keep(8),
    ]
    lines = presscut("status").out.splitlines()
    assert [line[:16] for line in lines] == [run[:16].replace("T", " ") for run in reversed(runs)]
    assert [line[18:] for line in lines] == [
        "done: nothing new",
        "problems: 7 stored, 1 failed",
        "stopped (the time was up): 2 stored, 1,234 waiting",
        "died, or is running",
    ]


def test_the_json_has_the_same_facts(presscut: Presscut) -> None:
    """For whoever watches many archives."""
    keep(32, None)
    keep(8)
    (held,) = hold("it shrank")
    facts = json.loads(presscut("status", "--json").out)
    assert list(facts) == ["nights", "ahead", "queue", "held"]
    assert [night["outcome"] for night in facts["nights"]] == ["done", None]
    assert [(each["id"], each["url"], each["reason"]) for each in facts["held"]] == [(held, URL, "it shrank")]


@pytest.mark.parametrize(("hours", "outcome", "code"), [(25, "done", 0), (25, "problems", 0), (27, "done", 6)])
def test_silence_can_be_checked(presscut: Presscut, hours: float, outcome: str, code: int) -> None:
    """A job that says nothing when all is well looks just like one that is not run any more."""
    keep(hours, outcome)
    ran = presscut("status", "--max-age", "26h")
    assert ran.code == code
    assert (ran.err == "") == (code == 0)
    if code:
        assert ran.err.startswith("presscut: no night has ended within 26h; the last one ended ")


@pytest.mark.parametrize("outcome", ["stopped", None])
def test_a_night_that_did_not_end_by_itself_is_no_sign_of_life(presscut: Presscut, outcome: str | None) -> None:
    """A job that is stopped night after night does not get on, however often it starts."""
    keep(1, outcome)
    ran = presscut("status", "--max-age", "26h")
    assert (ran.code, ran.err) == (6, "presscut: no night has ended within 26h; the last one never\n")


def test_a_time_that_is_none_is_an_error(presscut: Presscut) -> None:
    """A check that cannot be read must not pass."""
    keep(1)
    for none, remedy in (("26", "90s, 45m, 6h or 2d"), ("", "is a variable not set?")):
        ran = presscut("status", "--max-age", none)
        assert ran.code == 2
        assert "26h" not in ran.out
        assert remedy in ran.err


def test_a_held_article_is_freed_by_the_beginning_of_its_id(presscut: Presscut) -> None:
    """The person has looked at it: from now on it stands for its address, and the reason is kept."""
    before, held = hold("it is the first", "it shrank")
    assert presscut("status", "release", before).code == 0
    assert f"{held[:8]}  " in presscut("status").out
    assert presscut("archive", "show", URL).out.strip() == f"{TEXT} Report 0."
    ran = presscut("status", "release", held[:8].upper(), "--reason", "it is that short")
    assert (ran.code, ran.out, ran.err) == (0, "", "presscut: 1 released\n")
    assert presscut("archive", "show", URL).out.strip() == f"{TEXT} Report 1."
    assert held[:8] not in presscut("status").out
    with Archive(ARCHIVE) as archive:
        assert [note.reason for note in archive.notes()][-1] == "it is that short"
    assert presscut("status", "release", held[:8]).code == 2


def test_several_are_freed_at_once_and_each_once(presscut: Presscut) -> None:
    """Ids are pasted from a mail, some of them twice."""
    ids = hold(*map(str, range(3)))
    ran = presscut("status", "--archive", ARCHIVE, "release", ids[0], ids[2], ids[0])
    assert (ran.code, ran.err) == (0, "presscut: 2 released\n")
    with Archive(ARCHIVE) as archive:
        assert set(archive.held()) == {ids[1]}
        assert sum(note.kind == "release" for note in archive.notes()) == 2


def test_an_id_that_could_be_several_frees_none(presscut: Presscut) -> None:
    """What begins two ids, or none, or is nothing at all (an empty variable in a script) is refused as a whole."""
    ids = hold(*map(str, range(17)))  # of 17 ids at least two begin with the same of 16 digits
    first = next(digit for digit in "0123456789abcdef" if len(begins(digit, ids)) > 1)
    for key, what in ((first, "more than one"), ("xyz", "no"), ("", "no")):
        ran = presscut("status", "release", ids[0], key)
        assert (ran.code, ran.err) == (
            2,
            f"presscut: {what} held article begins with {key!r}; `presscut status` lists them,"
            " with --json their whole ids\n",
        )
    with Archive(ARCHIVE) as archive:
        assert set(archive.held()) == set(ids)


def test_what_pages_say_cannot_command_the_terminal(presscut: Presscut) -> None:
    """Addresses come from strangers' feeds; a reason repeats what a page said."""
    with Archive(ARCHIVE, create=True) as archive:
        page = Page(b"page", url="https://courier.example/\u202egnp.exe", fetched="2031-05-06T03:30:00Z")
        made = article(page, text=TEXT, paragraphs=(), ledger=())
        archive.add(page, made)
        archive.note("hold", page.url or "", article=made.id, reason="\x1b[2J gone")
    out = presscut("status").out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_options_of_the_list_do_not_get_lost_before_a_command(presscut: Presscut) -> None:
    """`status --json release` would otherwise free an article and print no JSON."""
    (held,) = hold("it shrank")
    ran = presscut("status", "--json", "release", held)
    assert ran.code == 2
    with Archive(ARCHIVE) as archive:
        assert held in archive.held()


def test_a_site_is_freed_as_a_whole(presscut: Presscut) -> None:
    """A new template holds a hundred articles in a night; nobody should have to type a hundred ids."""
    ids = hold("it shrank", "it shrank")
    with Archive(ARCHIVE, create=True) as archive:
        for host in ("www.courier.example", "news.courier.example", "other-courier.example"):
            page = Page(host.encode(), url=f"https://{host}/a", fetched="2031-05-06T03:30:00Z")
            made = article(page, text=host, paragraphs=(), ledger=())
            archive.add(page, made)
            archive.note("hold", page.url or "", article=made.id, reason="drift")
            ids.append(made.id)
    assert presscut("status", "release", "--site", "WWW.Courier.example").err == "presscut: 4 released\n"
    with Archive(ARCHIVE) as archive:
        assert set(archive.held()) == {ids[-1]}
    for nothing in (("--site", "courier.example"), ("--site", ""), ()):
        ran = presscut("status", "release", *nothing)
        assert (ran.code, ran.err.count("\n")) == (2, 1)
    with Archive(ARCHIVE) as archive:
        assert set(archive.held()) == {ids[-1]}


def test_a_night_of_a_clock_that_ran_ahead_is_no_sign_of_life(presscut: Presscut) -> None:
    """It would be younger than any age for as many years as the clock was wrong, and hide that nobody works."""
    keep(-1 - 24 * 365)
    ran = presscut("status", "--max-age", "26h")
    ahead = "1 night is dated later than now: a clock ran ahead"
    assert (ran.code, ran.out) == (6, f"{ahead}\n")
    assert ran.err == f"presscut: no night has ended within 26h; the last one never; {ahead}\n"
    night = keep(2)
    keep(-24 * 365)
    ran = presscut("status", "--max-age", "26h")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "2 nights are dated later than now: a clock ran ahead",
        f"{night[:16].replace('T', ' ')}  done: nothing new",
    ]
    facts = json.loads(presscut("status", "--json").out)
    assert (facts["ahead"], [each["run"] for each in facts["nights"]]) == (2, [night])


def test_clocks_may_differ_by_moments(presscut: Presscut) -> None:
    """A clock that is put back by a second between the night and the check is no clock that ran ahead."""
    keep(-1 / 3600)
    assert presscut("status", "--max-age", "26h").code == 0
