"""`presscut cluster` here: the rows of `clean` and `archive export`, in parts that are made once."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from presscut.archive.parts import sole_writer
from presscut.cluster import planning
from presscut.errors import Locked
from tests.presscut.cluster.results import PART, finished, lines, times
from tests.presscut.conftest import ARTICLE, Presscut

PATIENCE = 30
OLD = """Žižka and the ferry

Captain Žižka brought the ferry back to the island on Monday, after eleven years in a yard where nobody worked on it.

The harbour board says that it will cross the sound four times a day, and that the first crossing costs nothing at all.
"""


@pytest.fixture
def crawl(root: Path) -> Path:
    """A folder of pages with a file of records among them, and one that holds no article."""
    folder = Path("crawl")
    shutil.copytree(root / "seeds" / "samples", folder)
    records = [{"text": ARTICLE, "url": f"https://courier.example/{number}"} for number in range(5)]
    (folder / "feed.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    return folder


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_rows_are_those_of_clean(presscut: Presscut, crawl: Path, jobs: str) -> None:
    """Parts are another way to work, not another answer."""
    whole = presscut("clean", crawl, "--to", "jsonl")
    ran = presscut("cluster", "clean", crawl, "-d", "out", "--jobs", jobs)
    assert (ran.code, ran.out) == (3, "") == (whole.code, "")
    assert lines("out") == sorted(whole.out.splitlines())
    assert sorted(path.name for path in Path("out").glob("[!.]*")) == sorted(
        ["_manifests", f"feed{PART}", *(f"{name}{PART}" for name, _ in batches(crawl) if name != "feed")]
    )
    said = whole.err.splitlines()
    assert sorted(ran.err.splitlines()[:-1]) == sorted(said[:-1])
    assert ran.err.splitlines()[-1].startswith(said[-1].partition(",")[0] + " in ")


def batches(folder: Path) -> Iterable[tuple[str, object]]:
    found = planning.find_files([str(folder)])
    return planning.named_batches(file for file in found if isinstance(file, planning.File))


def manifests(folder: str = "out") -> dict[Path, dict[str, Any]]:
    return {path: json.loads(path.read_text()) for path in sorted(Path(folder, "_manifests").glob("*.json"))}


def test_second_run_makes_what_is_new_alone(presscut: Presscut, crawl: Path) -> None:
    """And says the same of what went wrong by its exit."""
    first = presscut("cluster", "clean", crawl, "-d", "out")
    made = times("out")
    again = presscut("cluster", "clean", crawl, "-d", "out")
    assert (first.code, again.code, times("out")) == (3, 3, made)
    assert "of them there already, 1 failed" in again.err
    (crawl / "feed-2.jsonl").write_text(json.dumps({"text": ARTICLE, "url": "https://courier.example/new"}) + "\n")
    grown = presscut("cluster", "clean", crawl, "-d", "out")
    assert f"in {len(made) // 2 + 1} parts, {len(made) // 2} of them there already" in grown.err
    assert {name: time for name, time in times("out").items() if not name.startswith("feed-2")} == made
    os.utime(crawl / "feed.jsonl", ns=(1, 1))
    presscut("cluster", "clean", crawl, "-d", "out")
    assert {name for name, time in times("out").items() if made.get(name) != time} >= {f"feed{PART}", "feed.json"}


def test_other_settings_make_the_parts_again(presscut: Presscut, article: Path) -> None:
    """Rows of two settings in one result are of use to nobody."""
    presscut("cluster", "clean", article, "-d", "out")
    kept = lines("out")
    presscut("cluster", "clean", article, "-d", "out", "--keep", "newsletter")
    assert lines("out") != kept
    assert json.loads(lines("out")[0])["text"] != json.loads(kept[0])["text"]
    presscut("cluster", "clean", article, "-d", "out")
    assert lines("out") == kept


def test_folder_with_parts_of_other_inputs_is_left_alone(presscut: Presscut, crawl: Path) -> None:
    """Who reads all its files would count them: also those that were being made when their run was ended."""
    presscut("cluster", "clean", crawl, "-d", "out")
    (crawl / "feed.jsonl").unlink()
    Path("out/_manifests/feed.json").write_text('{"schema": 1, "unfinished": true}')
    made = times("out")
    ran = presscut("cluster", "clean", crawl, "-d", "out")
    assert ran.code == 2
    assert "presscut: out holds 2 parts of other inputs, first " in ran.err
    assert times("out") == made
    again = presscut("cluster", "clean", crawl, "-d", "out", "--remove-others")
    assert again.code == 3
    assert lines("out") == sorted(presscut("clean", crawl, "--to", "jsonl").out.splitlines())
    assert not Path(f"out/feed{PART}").exists()


def test_nothing_is_removed_while_inputs_are_missing(presscut: Presscut, crawl: Path) -> None:
    """A disk that is not mounted looks like a folder without files."""
    presscut("cluster", "clean", crawl, "-d", "out")
    made = times("out")
    crawl.rename("elsewhere")
    crawl.mkdir()
    ran = presscut("cluster", "clean", crawl, "-d", "out", "--remove-others")
    assert (ran.code, times("out")) == (3, made)
    assert "were not removed, for inputs are missing" in ran.err


def test_parts_of_another_folder_are_other_inputs(presscut: Presscut, crawl: Path) -> None:
    """However small it is, and whatever its files are called."""
    shutil.copytree(crawl, "press")
    presscut("cluster", "clean", crawl, "-d", "out")
    made = times("out")
    assert presscut("cluster", "clean", "press", "-d", "out").code == 2
    assert times("out") == made


def test_file_that_no_run_wrote_is_not_replaced(presscut: Presscut, crawl: Path) -> None:
    """An input among them: its part would have its name."""
    with gzip.open("feed.jsonl.gz", "wb") as packed:
        packed.write((crawl / "feed.jsonl").read_bytes())
    content = Path("feed.jsonl.gz").read_bytes()
    ran = presscut("cluster", "clean", "feed.jsonl.gz", "-d", ".")
    assert (ran.code, Path("feed.jsonl.gz").read_bytes()) == (2, content)
    assert "feed.jsonl.gz is not of a run of cluster" in ran.err


def test_what_may_have_passed_is_tried_again(presscut: Presscut, crawl: Path) -> None:
    """A file that could not be read last night may be there tonight; a page without article stays one."""
    first = presscut("cluster", "clean", crawl, "crawl/nowhere.html", "-d", "out")
    assert first.code == 3
    assert "crawl/nowhere.html: there is no such file" in first.err
    before = manifests()
    codes = [problem["code"] for said in before.values() for problem in said["problems"]]
    assert codes == ["no-article"]
    lasting = next(path for path, said in before.items() if said["problems"])
    passing = next(path for path, said in before.items() if not said["problems"])
    lost = {"code": "unreadable", "where": "crawl/a.html", "message": "it cannot be read"}
    passing.write_text(json.dumps({**before[passing], "problems": [lost]}))
    kept = lasting.stat().st_mtime_ns
    again = presscut("cluster", "clean", crawl, "-d", "out", "-v")
    assert manifests() == before
    assert lasting.stat().st_mtime_ns == kept
    assert "it is no article but" in again.err


def test_nothing_is_written_into_an_input(presscut: Presscut, crawl: Path) -> None:
    """The next run would clean the rows of this one."""
    ran = presscut("cluster", "clean", crawl, "-d", crawl / "out")
    assert ran.code == 2
    assert "lies in one of the inputs" in ran.err
    assert not (crawl / "out").exists()


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["clean", "-", "-d", "out"], "standard input is of this process alone"),
        (["clean", "https://courier.example/", "-d", "out"], "is an address; save the page"),
        (["clean", "article.md"], "Missing option '-d'"),
        (["clean", "article.md", "-d", "article.md"], "article.md cannot be written: "),
        (["clean", "article.md", "-d", "out", "--jobs", "0"], "--jobs"),
        (["clean", "article.md", "-d", "out", "--level", "mild"], "level"),
        (["clean", "article.md", "-d", "out", "--scheduler", "nowhere.json"], "'nowhere.json' is neither an address"),
        (["clean", "article.md", "-d", "out", "--scheduler", ""], "nothing stands after --scheduler"),
        (["export", "--archive", "kept", "-d", "kept"], "kept lies in one of the inputs"),
    ],
)
def test_what_cannot_be_done_is_said(presscut: Presscut, article: Path, args: list[str], says: str) -> None:
    """In one line, with exit 2, and before anything is written."""
    assert article.exists()
    if args[0] == "export":
        presscut("archive", "add", article, "--archive", "kept")
    ran = presscut("cluster", *args)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert not Path("out").exists()


def test_a_selection_is_exported_as_the_other_export_does(presscut: Presscut, crawl: Path) -> None:
    """The same options, the same rows."""
    presscut("archive", "add", crawl, "--archive", "kept")
    for selection in (["--language", "en"], ["--flag", "no-article"], ["--latest"]):
        presscut("cluster", "export", "--archive", "kept", "-d", "out", "--remove-others", *selection)
        rows = presscut("archive", "export", "--archive", "kept", *selection).out.splitlines()
        assert lines("out") == sorted(rows)


def test_archive_is_exported_as_it_stands(presscut: Presscut, crawl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows of `archive export`; what is stored later makes its part alone."""
    monkeypatch.setattr(planning, "ARTICLES", 6)
    presscut("archive", "add", crawl, "--archive", "kept")
    whole = presscut("archive", "export", "--archive", "kept")
    ran = presscut("cluster", "export", "--archive", "kept", "-d", "out", "--jobs", "2")
    assert (ran.code, lines("out")) == (0, sorted(whole.out.splitlines()))
    parts = sorted(path.name for path in Path("out").glob("*.gz"))
    assert parts == [f"articles-{number:06}{PART}" for number in range(1, len(parts) + 1)]
    assert ran.err == f"presscut: {len(lines('out'))} written in {len(parts)} parts\n"
    made = times("out")
    Path("late.md").write_text(ARTICLE.replace("ferry", "tram"))
    presscut("archive", "add", "late.md", "--archive", "kept")
    assert presscut("cluster", "export", "--archive", "kept", "-d", "out").code == 0
    assert lines("out") == sorted(presscut("archive", "export", "--archive", "kept").out.splitlines())
    changed = {name for name, time in times("out").items() if made.get(name) != time}
    assert len(changed) == 2
    assert max(parts) in changed or max(changed) > max(parts)


def test_article_that_cannot_be_read_is_told(presscut: Presscut, crawl: Path) -> None:
    """The rest is written, and the exit says that something is missing."""
    presscut("archive", "add", crawl, "--archive", "kept")
    segment = next(Path("kept/warc").glob("clean-*"))
    content = bytearray(segment.read_bytes())
    middle = len(content) // 2
    sound = content[middle : middle + 64]
    content[middle : middle + 64] = bytes(64)
    segment.write_bytes(content)
    whole = presscut("archive", "export", "--archive", "kept")
    ran = presscut("cluster", "export", "--archive", "kept", "-d", "out")
    assert ran.code == whole.code == 3
    assert lines("out") == sorted(whole.out.splitlines())
    assert ran.err.splitlines()[:-1] == whole.err.splitlines()[:-1]
    content[middle : middle + 64] = sound
    segment.write_bytes(content)
    assert presscut("cluster", "export", "--archive", "kept", "-d", "out").code == 0
    assert lines("out") == sorted(presscut("archive", "export", "--archive", "kept").out.splitlines())


def test_one_run_at_a_time(presscut: Presscut, article: Path) -> None:
    """The other one is told, with the code that archives have for it."""
    with sole_writer(Path("out"), "of another"):
        ran = presscut("cluster", "clean", article, "-d", "out")
    assert ran.code == Locked.exit_code
    assert presscut("cluster", "clean", article, "-d", "out").code == 0


def test_page_larger_than_what_is_read_is_told(presscut: Presscut) -> None:
    """Its article is there, and counts as done, as with `clean`."""
    Path("large.html").write_text("<p>" + "<b>boat</b> " * 1_100_000)
    whole = presscut("clean", "large.html", "--to", "jsonl")
    ran = presscut("cluster", "clean", "large.html", "-d", "out")
    assert "its end was not read" in whole.err
    assert (ran.code, ran.err.splitlines()[0]) == (whole.code, whole.err.splitlines()[0])
    assert lines("out") == whole.out.splitlines()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_run_that_was_ended_goes_on_where_it_was(number: int, code: int, root: Path) -> None:
    """Whatever ended it: the result is that of a run that was not."""
    pages = sorted((root / "seeds" / "languages").glob("*.bs4.txt"))
    assert len(pages) == 40
    for name in "abcdef":
        rows = [
            {"text": page.read_text("utf-8"), "url": f"https://courier.example/{name}/{page.stem}"} for page in pages
        ]
        Path(f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    names = [f"{name}.jsonl" for name in "abcdef"]
    command = [sys.executable, "-m", "presscut", "cluster", "clean", *names, "--jobs", "2", "-d"]
    subprocess.run([*command, "whole"], check=True, capture_output=True)
    with subprocess.Popen([*command, "out"], stderr=subprocess.PIPE, text=True) as running:
        end = time.monotonic() + PATIENCE
        while not finished("out"):
            assert time.monotonic() < end
            time.sleep(0.01)
        running.send_signal(number)
        assert running.stderr is not None
        said = running.stderr.read()
        assert running.wait(PATIENCE) == code
    if code > 0:
        assert said == f"presscut: stopped by {signal.Signals(number).name}\n"
        assert not list(Path("out").rglob(".*.part"))
    assert 1 <= finished("out") < len(names)
    after = subprocess.run([*command, "out"], check=True, capture_output=True, text=True)
    assert "of them there already" in after.stderr
    for path in sorted(Path("whole").rglob("*.*")):
        if path.name != ".lock":
            assert (Path("out") / path.relative_to("whole")).read_bytes() == path.read_bytes()
    assert not list(Path("out").rglob(".*.part"))


def table(folder: str) -> list[dict[str, Any]]:
    """The rows of a folder of tables, as a program reads it that passes over names with an underscore."""
    rows = pq.read_table(sorted(Path(folder).glob("*.parquet"))).to_pylist()
    return [{**row, "signals": json.loads(row["signals"])} for row in rows]


def test_parts_can_be_tables(presscut: Presscut, crawl: Path) -> None:
    """Who reads columns need not make them out of lines: the rows, their digests and the way to go on are the same."""
    presscut("cluster", "clean", crawl, "-d", "lines")
    ran = presscut("cluster", "clean", crawl, "-d", "out", "--to", "parquet", "--jobs", "2")
    assert ran.code == 3
    of_lines = [json.loads(line) for line in lines("lines")]
    assert sorted(map(json.dumps, table("out"))) == sorted(map(json.dumps, of_lines))
    digests = {path.name: made["sha256"] for path, made in manifests().items()}
    assert digests == {path.name: made["sha256"] for path, made in manifests("lines").items()}
    before = {path: path.stat().st_mtime_ns for path in Path("out").glob("*.parquet")}
    again = presscut("cluster", "clean", crawl, "-d", "out", "--to", "parquet")
    assert "of them there already" in again.err
    assert {path: path.stat().st_mtime_ns for path in Path("out").glob("*.parquet")} == before


def test_articles_of_an_archive_can_be_tables(presscut: Presscut, crawl: Path) -> None:
    """`archive export` and its twin in parts have the same formats of rows."""
    presscut("archive", "add", crawl, "--archive", "kept")
    presscut("archive", "export", "--archive", "kept", "--to", "parquet", "-o", "whole.parquet")
    assert presscut("cluster", "export", "--archive", "kept", "-d", "out", "--to", "parquet").code == 0
    assert pq.read_table("whole.parquet").equals(pq.read_table(next(Path("out").glob("*.parquet"))))


def test_an_encoding_that_was_said_counts_in_parts(presscut: Presscut) -> None:
    """What clean reads right must not come out wrong because it was read in parts; another encoding is another part."""
    Path("old.txt").write_bytes(OLD.encode("windows-1250"))
    whole = presscut("clean", "old.txt", "--to", "jsonl", "--encoding", "windows-1250").out
    presscut("cluster", "clean", "old.txt", "-d", "out", "--encoding", "windows-1252")
    presscut("cluster", "clean", "old.txt", "-d", "out", "--encoding", "windows-1250")
    assert lines("out") == whole.splitlines()
    assert "Žižka" in whole


@pytest.mark.parametrize(("first", "then"), [("jsonl", "parquet"), ("parquet", "jsonl")])
def test_a_folder_holds_parts_of_one_format(presscut: Presscut, article: Path, first: str, then: str) -> None:
    """Who reads all that is there would have every article twice, the older of them for ever."""
    presscut("cluster", "clean", article, "-d", "out", "--to", first)
    before = sorted(Path("out").rglob("*"))
    ran = presscut("cluster", "clean", article, "-d", "out", "--to", then, "--remove-others")
    assert ran.code == 2
    assert f"is a part in another format than --to {then}; write elsewhere" in ran.err
    assert sorted(Path("out").rglob("*")) == before


def test_tables_need_pyarrow_before_any_work(
    presscut: Presscut, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run of days must not find out in its first part."""
    monkeypatch.setattr("presscut.archive.formats.parquet.find_spec", lambda _name: None)
    ran = presscut("cluster", "clean", article, "-d", "out", "--to", "parquet")
    assert (ran.code, ran.err.partition(";")[0]) == (2, "presscut: Parquet needs pyarrow")
    assert not Path("out").exists()
