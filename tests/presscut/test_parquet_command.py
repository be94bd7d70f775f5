"""`--to parquet` of `clean` and `archive export`, as a user meets it."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.presscut.conftest import ARTICLE, Presscut

HTML = "<html><head><title>The mill</title></head><body><article><h1>The mill</h1><p>The old mill above Vantry grinds \
flour again, eleven years after its wheel broke in a flood.</p></article></body></html>"


@pytest.fixture
def scraped(article: Path) -> Path:
    """A folder of pages in Markdown and HTML, one of them without an article."""
    folder = Path("scraped")
    folder.mkdir()
    article.rename(folder / "article.md")
    (folder / "mill.html").write_text(HTML)
    (folder / "nothing.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    return folder


def rows(file: Path | str) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = pq.read_table(file).to_pylist()
    return [{**row, "signals": json.loads(row["signals"])} for row in read]


def lines(jsonl: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in jsonl.splitlines()]


def test_a_folder_becomes_the_rows_of_jsonl(presscut: Presscut, scraped: Path) -> None:
    """One more format of the same articles: also a page without one has its row, and the exit code is the same."""
    as_lines = presscut("clean", scraped, "--to", "jsonl")
    ran = presscut("clean", scraped, "--to", "parquet", "-o", "a.parquet", "--jobs", 2)
    assert (ran.code, ran.out, ran.err) == (as_lines.code, "", as_lines.err)
    assert rows("a.parquet") == lines(as_lines.out)
    assert len(rows("a.parquet")) == 3
    presscut("clean", scraped, "--to", "parquet", "-o", "b.parquet")
    assert Path("a.parquet").read_bytes() == Path("b.parquet").read_bytes()


def test_one_page_is_a_table_of_one_row(presscut: Presscut, article: Path) -> None:
    """The same command in a loop gives the same kind of file for one page; of an empty page none."""
    assert presscut("clean", article, "--to", "parquet", "-o", "a.parquet").code == 0
    assert rows("a.parquet") == lines(presscut("clean", article, "--to", "jsonl").out)
    Path("empty.html").write_text("")
    assert presscut("clean", "empty.html", "--to", "parquet", "-o", "b.parquet").code == 5
    assert not Path("b.parquet").exists()


def test_an_archive_becomes_the_rows_of_jsonl(presscut: Presscut, scraped: Path) -> None:
    """Exported rows are the ones that were stored, in their order, selected as for other formats."""
    presscut("archive", "add", scraped, "--archive", "kept")
    for select in ([], ["--flag", "no-article"], ["--site", "nowhere.example"]):
        as_lines = presscut("archive", "export", "--archive", "kept", *select)
        ran = presscut("archive", "export", "--archive", "kept", *select, "--to", "parquet", "-o", "a.parquet")
        assert (ran.code, ran.out, ran.err) == (as_lines.code, "", as_lines.err)
        assert rows("a.parquet") == lines(as_lines.out)


@pytest.mark.parametrize("command", [["clean", "article.md"], ["archive", "export"]], ids=["clean", "export"])
@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["-d", "tables"], "--to parquet writes one file with a row an article; say -o FILE in place of -d"),
        (
            ["-o", "a.parquet.gz"],
            "--to parquet is packed inside, a.parquet.gz would be packed twice; name it without .gz",
        ),
        (["-o", "nowhere/a.parquet"], "nowhere/a.parquet cannot be written: its folder is not there"),
    ],
)
def test_what_does_not_fit_is_one_line(
    presscut: Presscut, article: Path, command: list[str], args: list[str], says: str
) -> None:
    """A table is one file of many rows, and packed by itself."""
    presscut("archive", "add", article)
    ran = presscut(*command, "--to", "parquet", *args)
    assert (ran.code, ran.out, ran.err) == (2, "", f"presscut: {says}\n")
    assert sorted(path.name for path in Path().iterdir()) == ["archive", "article.md"]


@pytest.mark.parametrize("command", [["clean", "article.md"], ["archive", "export"]], ids=["clean", "export"])
def test_without_pyarrow_one_line_says_what_to_do(
    presscut: Presscut, article: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    """It is said before an hour of cleaning, and no file is begun."""
    presscut("archive", "add", article)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    ran = presscut(*command, "--to", "parquet", "-o", "a.parquet")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "presscut: Parquet needs pyarrow; `pip install 'presscut[parquet]'`, or take --to jsonl\n"
    assert not Path("a.parquet").exists()


def test_a_terminal_gets_no_table(article: Path) -> None:
    """Bytes of a table could command a terminal; what is piped they are for."""
    command = [sys.executable, "-m", "presscut", "clean", str(article), "--to", "parquet"]
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, text=True, check=False)
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.returncode == 2
    assert done.stderr == "presscut: --to parquet is no text that a terminal could show; say -o FILE\n"
    piped = subprocess.run(command, capture_output=True, check=True).stdout
    assert pq.read_table(io.BytesIO(piped)).num_rows == 1


def test_a_closed_pipe_ends_quietly(article: Path) -> None:
    """`| head -c 4` is not an error of ours."""
    command = [sys.executable, "-m", "presscut", "clean", str(article), "--to", "parquet"]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_line(presscut: Presscut, article: Path) -> None:
    """The reason stands in the message, and the exit code is not that of success."""
    ran = presscut("clean", article, "--to", "parquet", "-o", "/dev/full")
    assert (ran.code, ran.err) == (1, "presscut: /dev/full cannot be written: No space left on device\n")


def test_a_page_is_cleaned_without_waiting_for_pyarrow(article: Path) -> None:
    """Who asks for text pays nothing for a format of others."""
    program = "import sys; from presscut.cli import run; run(sys.argv[1:]); sys.exit('pyarrow' in sys.modules)"
    command = [sys.executable, "-c", program, "clean", str(article)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_no_input_is_written_over(presscut: Presscut, article: Path) -> None:
    """As with every other format."""
    ran = presscut("clean", article, "--to", "parquet", "-o", article)
    assert (ran.code, article.read_text()) == (2, ARTICLE)
