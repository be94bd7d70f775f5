"""`presscut nightly` as cron and a person meet it: the shipped example against the shipped site, over real sockets."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from presscut.archive.check.findings import Finding
from presscut.archive.store import Archive
from presscut.errors import Locked
from presscut.nightly.report import COUNTS, Report
from presscut.nightly.words import MOST_LINES
from tests.presscut.conftest import ARTICLE, Presscut
from tests.presscut.nightly.example import QUICK, SLOW, SLOWER, configured
from tests.presscut.nightly.site import LATER, NEWS, OLD, Site, serving

ARTICLES = len(NEWS) + len(OLD)
BEGUN = ": a new archive was begun; if there was one, is its disk mounted?"
PATIENCE = 60  # seconds that a machine under load may take
# What the feed of the site names besides; `/fails` is left out, for it is patience that it tries, up to 28 seconds.
BAD = ("/go/3", "/busy", "/private/ledger", "/slow", "/bomb", "/latin", "/gone", "/elsewhere", "/loop")


@pytest.fixture
def courier() -> Iterator[Site]:
    """The site on its good behaviour."""
    with serving() as site:
        site.trouble = ("/go/3",)
        yield site


def test_the_example_runs_as_it_stands(presscut: Presscut, root: Path) -> None:
    """Somebody tries the job before trusting it: pages are stored, and each bad one is named once, in plain lines.

    They are those that the manual shows.
    """
    with serving() as site:
        site.trouble = BAD
        ran = presscut("nightly", "--config", configured(site))
    assert (ran.code, ran.out) == (3, "")
    *lines, last = ran.err.splitlines()
    assert last == f"presscut: archive{BEGUN}"
    assert len(lines) <= MOST_LINES
    assert lines[0].startswith("presscut: night of 20")
    assert lines[0].endswith("4 failed")
    for path in ("/slow", "/bomb", "/elsewhere", "/loop"):
        assert ran.err.count(f"{site.base}{path}:") == 1
    manual = (root / "docs" / "nightly.md").read_text(encoding="utf-8")
    for line in lines[1:]:
        assert f"\n{line.replace(site.base, 'http://127.0.0.1:8031')}\n" in manual
    assert f"\npresscut: seeds/night/archive{BEGUN}\n" in manual
    for path in ("/private/ledger", "/gone"):  # a wish of robots.txt, and a page that left: nobody need do anything
        assert path not in ran.err
    assert json.loads(presscut("archive", "stats", "--json").out)["articles"] == ARTICLES + len(("/busy", "/latin"))


def test_a_good_night_says_nothing_to_cron(presscut: Presscut, courier: Site) -> None:
    """A mail every morning is a mail nobody reads. A second night has nothing to do and asks for no page again.

    The first night says that it begins an archive: when it is not the first, a disk is not mounted.
    """
    config = configured(courier, QUICK)
    ran = presscut("nightly", "--config", config)
    assert (ran.code, ran.out, ran.err) == (0, "", f"presscut: archive{BEGUN}\n")
    with Archive(Path("archive")) as archive:
        assert sum(1 for _ in archive.list()) == ARTICLES
    pages = {path: count for path, count in courier.asked.items() if path.startswith(("/news/", "/old/"))}
    ran = presscut("nightly", "--config", config)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert {path: courier.asked[path] for path in pages} == pages


def test_a_good_night_says_one_line_on_a_terminal(courier: Site) -> None:
    """A person who starts it by hand wants to know what came of it."""
    config = configured(courier, QUICK)
    Archive(Path("archive"), create=True).close()
    theirs, ours = pty.openpty()
    with subprocess.Popen(command(config), stdout=subprocess.PIPE, stderr=ours) as running:
        os.close(ours)
        assert running.stdout is not None
        assert running.stdout.read() == b""
        assert running.wait(PATIENCE) == 0
    said = os.read(theirs, 10_000).decode()
    os.close(theirs)
    assert said.count("\n") == 1
    assert f": {ARTICLES} stored" in said


def test_reports_are_written_whole(presscut: Presscut, courier: Site) -> None:
    """Machines read them: every key is there, the metrics are numbers, and no half-written file lies about."""
    Path("r").mkdir()
    reports = ("--report", "r/night.json", "--metrics", "r/presscut.prom", "--page", "r/night.html")
    for _ in range(2):
        assert presscut("nightly", "--config", configured(courier, QUICK), *reports).code == 0
    assert sorted(path.name for path in Path("r").iterdir()) == ["night.html", "night.json", "presscut.prom"]
    row = json.loads(Path("r/night.json").read_text())
    assert list(row) == list(Report(run="", started="").row())
    assert list(row["counts"]) == list(COUNTS)
    assert row["verified"]["findings"] == 0
    samples = [line for line in Path("r/presscut.prom").read_text().splitlines() if not line.startswith("#")]
    numbers = {name: float(value) for name, _, value in (line.rpartition(" ") for line in samples)}
    assert numbers["presscut_night_ok"] == 1
    assert numbers["presscut_night_last_success_timestamp_seconds"] > time.time() - 600
    page = Path("r/night.html").read_text()
    assert page.startswith("<!doctype html>")
    assert f"Night of {row['started'][:10]}" in page


def test_the_page_shows_a_night_that_died(presscut: Presscut, courier: Site) -> None:
    """What left no report is the last thing that may be passed over."""
    with Archive(Path("archive"), create=True) as archive, archive.together():
        archive.queue.begin_run("2021-05-06T03:30:00Z")  # the clock of this test is the real one
    config = configured(courier, QUICK)
    assert presscut("nightly", "--config", config, "--page", "night.html").code == 0
    assert "2021-05-06: nothing (died before it could report)" in Path("night.html").read_text()


def test_a_report_without_a_place_is_found_out_before_the_night(presscut: Presscut, courier: Site) -> None:
    """After five hours it would be too late."""
    Path("reports").mkdir()
    ran = presscut("nightly", "--config", configured(courier, QUICK), "--report", "reports")
    assert ran.code == 2
    assert ran.err == "presscut: reports cannot be written: it is a folder; name a file in it\n"
    ran = presscut("nightly", "--config", configured(courier, QUICK), "--report", "nowhere/r.json")
    assert (ran.code, ran.err) == (2, "presscut: nowhere/r.json cannot be written: its folder is not there\n")
    assert not Path("nowhere").exists()
    assert courier.asked == {}


DROP = '[archive]\npath = "archive"\n[[source]]\nname = "drop"\nkind = "{}"\npath = "{}"\n'


def test_a_bad_page_of_a_folder_is_named_by_its_file(presscut: Presscut) -> None:
    """Nobody finds a file by the digest of its bytes; tonight as tomorrow, when it is tried again."""
    Path("drop").mkdir()
    Path("drop/ferry.md").write_text(ARTICLE)
    Path("drop/gone.html").write_text("<title>404 Not Found</title><h1>Not Found</h1><p>The page was not found.</p>")
    Path("night.toml").write_text(DROP.format("folder", "drop"))
    for _ in range(2):
        ran = presscut("nightly", "--config", "night.toml", "--report", "night.json")
        problems = json.loads(Path("night.json").read_text())["problems"]
        if not problems:  # it is not tried before tomorrow
            break
        assert ran.code == 3
        assert [problem["where"] for problem in problems] == ["gone.html"]
        assert "  gone.html: an error page came in its place" in ran.err.splitlines()


def test_a_bad_record_is_named_by_its_place(presscut: Presscut) -> None:
    """A file may hold a million pages."""
    Path("pages.jsonl").write_text(json.dumps({"text": ARTICLE}) + '\n{"text": "", "url": "https://a.example/"}\n')
    Path("night.toml").write_text(DROP.format("warc", "pages.jsonl"))
    assert "  pages.jsonl#2: the input is empty" in presscut("nightly", "--config", "night.toml").err.splitlines()


def test_an_empty_folder_is_no_trouble_and_a_missing_one_is(presscut: Presscut) -> None:
    """Most nights nobody drops anything."""
    Path("night.toml").write_text(DROP.format("folder", "drop"))
    missing = presscut("nightly", "--config", "night.toml")
    assert (missing.code, "there is no such file" in missing.err) == (3, True)
    Path("drop").mkdir()
    assert presscut("nightly", "--config", "night.toml").code == 0
    assert presscut("sources", "check", "--config", "night.toml").out == "drop: 0 named\n"


def test_verbose_says_a_line_for_every_page(presscut: Presscut, courier: Site) -> None:
    """As everywhere: what became of it."""
    ran = presscut("nightly", "--config", configured(courier, QUICK), "-v")
    said = [line for line in ran.err.splitlines() if ": stored, " in line]
    assert len(said) == ARTICLES
    assert said[0].startswith(f"presscut: {courier.base}/")


def test_a_missing_contact_is_told_with_the_file_to_write_it_into(presscut: Presscut) -> None:
    """The first thing a new user meets."""
    presscut("sources", "add", "https://courier.example/feed.xml", "--kind", "feed")
    ran = presscut("nightly")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert 'presscut.toml, below [network]: contact = "mailto:you@example.org"' in ran.err


def test_offline_asks_nobody(presscut: Presscut, courier: Site) -> None:
    """What lies in a folder is taken in, and no server hears of it."""
    Path("drop").mkdir()
    Path("drop/ferry.md").write_text(ARTICLE)
    config = configured(courier)
    config.write_text(config.read_text() + '\n[[source]]\nname = "drop"\nkind = "folder"\npath = "drop"\n')
    ran = presscut("nightly", "--config", config, "--offline", "-q")
    assert (ran.code, ran.err) == (0, "")
    assert courier.asked == {}
    assert "The ferry comes back to Lowmere" in presscut("archive", "list").out


def test_the_time_stops_a_night_and_the_next_goes_on(presscut: Presscut, courier: Site) -> None:
    """Exit 4; what was stored stays, what was not waits, and nothing is asked for twice."""
    ran = presscut("nightly", "--config", configured(courier, SLOWER), "--max-time", "5s", "--report", "r.json")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.splitlines()[0].endswith("stopped, the time was up")
    counts = json.loads(Path("r.json").read_text())["counts"]
    assert 0 < counts["stored"] < ARTICLES
    assert counts["waiting"] > 0
    assert_goes_on(presscut, courier)


def test_a_signal_finishes_what_is_under_way(presscut: Presscut, courier: Site) -> None:
    """A machine that shuts down: 143, one letter, and the next night goes on where this one was."""
    Archive(Path("archive"), create=True).close()
    with subprocess.Popen(command(configured(courier, SLOW)), stderr=subprocess.PIPE) as running:
        wait_until(lambda: sum(path.startswith("/news/") for path in courier.asked) > 2)
        running.terminate()
        assert running.stderr is not None
        said = running.stderr.read().decode()
        assert running.wait(PATIENCE) == 143
    assert said.count("presscut:") == 1
    assert said.splitlines()[0].endswith("stopped, a signal")
    assert_goes_on(presscut, courier)


def assert_goes_on(presscut: Presscut, site: Site) -> None:
    """The next night stores the rest, and every page was asked for once in both."""
    ran = presscut("nightly", "--config", configured(site, QUICK))
    assert (ran.code, ran.err) == (0, "")
    with Archive(Path("archive")) as archive:
        assert sorted(entry.url or "" for entry in archive.list()) == sorted(
            [f"{site.base}/news/{n}" for n in NEWS] + [f"{site.base}/old/{n}" for n in OLD]
        )
    # News 3 is named twice: at its own address, and at one that leads there.
    assert {path for path, count in site.asked.items() if count > 1 and path.startswith(("/news", "/old"))} <= {
        "/news/3"
    }


def test_two_nights_at_once_are_one(presscut: Presscut, courier: Site) -> None:
    """A night that takes longer than a day is not disturbed by the next: that one leaves, and says who is there."""
    config = configured(courier)
    with Archive(Path("archive"), create=True) as archive:
        archive.lock()
        ran = presscut("nightly", "--config", config)
    assert (ran.code, ran.out) == (11, "")
    assert ran.err == f"presscut: archive: another presscut is writing here (process {os.getpid()})\n"
    assert courier.asked == {}


def test_nobody_writes_before_the_report_stands(
    presscut: Presscut, courier: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another night that begins while records are read back would keep this one from saying how it went.

    The segments are closed by then, so that the check is as strict as that of an archive at rest.
    """
    seen = []

    def check(root: Path, *_: object, **__: object) -> Iterator[Finding]:
        with Archive(root) as other, pytest.raises(Locked):
            other.lock()
        seen.append({path.suffix for path in (root / "warc").iterdir()})
        return iter(())

    monkeypatch.setattr("presscut.nightly.job.check_archive", check)
    assert presscut("nightly", "--config", configured(courier, QUICK)).code == 0
    assert seen == [{".gz"}]


def test_a_night_without_news_makes_no_file(presscut: Presscut, courier: Site) -> None:
    """A night in which nothing is due leaves the folder as it was."""
    config = configured(courier, QUICK)
    assert presscut("nightly", "--config", config).code == 0
    before = {path.name: path.stat().st_size for path in Path("archive/warc").iterdir()}
    assert presscut("nightly", "--config", config).code == 0
    assert {path.name: path.stat().st_size for path in Path("archive/warc").iterdir()} == before


def test_a_changed_template_is_reported_and_held(presscut: Presscut, courier: Site) -> None:
    """Exit 6, the site in the first line, and the ids with which a person frees them."""
    config = configured(courier, QUICK)
    assert presscut("nightly", "--config", config).code == 0
    courier.night = 3
    ran = presscut("nightly", "--config", config)
    assert (ran.code, ran.out) == (6, "")
    lines = ran.err.splitlines()
    assert lines[0].endswith(f"127.0.0.1 changed, {len(LATER)} held")
    assert len(lines) <= MOST_LINES
    listed = presscut("status", "--config", config).out
    held = [line.split()[0] for line in lines if f"{courier.base}/news/" in line]
    assert len(held) == len(LATER)
    assert all(f"\n{key}  " in listed for key in held)


def test_a_damaged_record_is_the_worst_news(presscut: Presscut, courier: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was stored is read back in turn; a byte that a disk has changed is found, and said first."""
    config = configured(courier, QUICK)
    assert presscut("nightly", "--config", config).code == 0
    segment = next(Path("archive/warc").glob("orig-*"))
    content = bytearray(segment.read_bytes())
    content[len(content) // 2] ^= 0xFF
    segment.write_bytes(content)
    monkeypatch.setenv("PRESSCUT_NIGHTLY_VERIFY_PART", "1")
    ran = presscut("nightly", "--config", config)
    assert ran.code == 12
    assert "damaged" in ran.err.splitlines()[0]
    assert segment.name in ran.err
    assert "problems: " in presscut("status").out.splitlines()[0]


WRONG = {
    "no source": ("", (), "presscut sources add"),
    "no contact": ('[[source]]\nname = "a"\nkind = "feed"\nurl = "https://a.example/feed"\n', (), "below [network]: "),
    "a bad kind": ('[[source]]\nname = "a"\nkind = "fed"\nurl = "https://a.example/"\n', (), "did you mean 'feed'"),
    "a bad key": ('[[source]]\nnaem = "a"\nkind = "feed"\nurl = "https://a.example/"\n', (), "did you mean 'name'"),
    "no reason": (
        '[[source]]\nname = "a"\nkind = "feed"\nurl = "https://a.example/"\nrobots = "ignore"\n',
        (),
        "robots_reason",
    ),
    "a list without a contact": ('[[source]]\nname = "a"\nkind = "urls"\npath = "list.txt"\n', (), "below [network]: "),
    "a contact that is none": (
        '[network]\ncontact = "the desk"\n[[source]]\nname = "a"\nkind = "folder"\npath = "drop"\n',
        (),
        "mailto:desk@news.example",
    ),
    "a bad time": ("", ("--max-time", "soon"), "--max-time: 'soon' is no duration; say 90s, 45m, 6h or 2d"),
    "no time": ("", ("--max-time", ""), "is a variable not set?"),
    "no report": (
        '[[source]]\nname = "a"\nkind = "folder"\npath = "drop"\n',
        ("--report", ""),
        "is a variable not set?",
    ),
    "one file for two": ("", ("--page", "a.html", "--report", "a.html"), "--report and --page would both write a.html"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_one_line_with_a_remedy(presscut: Presscut, name: str) -> None:
    """Cron mails it: it must be enough to mend the configuration, and no archive is begun for it."""
    said, options, remedy = WRONG[name]
    Path("night.toml").write_text(said)
    ran = presscut("nightly", "--config", "night.toml", *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert remedy in ran.err
    assert not Path("archive").exists()


def test_what_cannot_be_written_keeps_nothing_else_from_being_said(presscut: Presscut) -> None:
    """The disk of the logs is full: the trouble of the night is told still, and the other reports are written."""
    Path("night.toml").write_text(DROP.format("folder", "nowhere"))
    ran = presscut(
        *("nightly", "--config", "night.toml", "--log-file", "/dev/full"),
        *("--report", "/dev/full", "--metrics", "night.prom", "--page", "night.html"),
    )
    lines = ran.err.splitlines()
    assert (ran.code, lines[0].endswith("1 failed")) == (3, True)
    assert lines[-2:] == ["presscut: /dev/full cannot be written: No space left on device"] * 2
    assert Path("night.prom").exists()
    assert Path("night.html").exists()
    Path("nowhere").mkdir()
    assert presscut("nightly", "--config", "night.toml", "--report", "/dev/full").code == 1


def test_the_log_takes_one_line_a_night(presscut: Presscut, courier: Site) -> None:
    """Who has no journal keeps a file that grows by a line a night: nothing has to be rotated."""
    config = configured(courier, QUICK)
    for _ in range(2):
        assert presscut("nightly", "--config", config, "--log-file", "night.log").code == 0
    nights = [json.loads(line) for line in Path("night.log").read_text().splitlines()]
    assert [night["event"] for night in nights] == ["night", "night"]
    assert nights[0]["counts"]["stored"] == ARTICLES


def command(config: Path) -> list[str]:
    """The night as a process of its own."""
    return [sys.executable, "-m", "presscut", "nightly", "--config", str(config)]


def wait_until(true: Callable[[], bool]) -> None:
    """Wait for something that comes soon."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and not true():
        time.sleep(0.02)
    assert true()
