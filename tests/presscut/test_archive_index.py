"""`presscut archive index`: a file for replay tools, or lines for a pipe."""

from __future__ import annotations

import json
from pathlib import Path
from typing import BinaryIO

import pytest

from presscut.archive.index import cdxj
from presscut.archive.state import State
from tests.presscut.conftest import Presscut

URL = "https://www.courier.example/ferry"


@pytest.fixture
def kept(presscut: Presscut, article: Path) -> Path:
    """An archive of one article."""
    assert presscut("archive", "add", article, "--url", URL, "--archive", "kept").code == 0
    return Path("kept")


def test_the_index_stands_in_the_archive(presscut: Presscut, kept: Path) -> None:
    """Where replay tools are pointed at; a line for the page and one for its text."""
    ran = presscut("archive", "index", "--archive", kept)
    assert (ran.code, ran.out, ran.err) == (0, "", "presscut: 2 lines in kept/index.cdxj\n")
    lines = (kept / "index.cdxj").read_text().splitlines()
    assert [line.split(" ")[0] for line in lines] == ["example,courier)/ferry", f"urn:text:{URL}"]
    assert {json.loads(line.split(" ", 2)[2])["filename"] for line in lines} == {
        path.name for path in (kept / "warc").iterdir()
    }


def test_the_index_goes_to_a_pipe(presscut: Presscut, kept: Path) -> None:
    """``-o - | grep`` looks a page up without leaving a file."""
    ran = presscut("archive", "index", "--archive", kept, "-o", "-")
    assert ran.out.startswith("example,courier)/ferry 2")
    assert sorted(path.name for path in kept.iterdir()) == ["lock", "state.db", "warc"]


def test_adding_leaves_the_index_as_it_was(presscut: Presscut, kept: Path, article: Path) -> None:
    """It is as new as its last making, and never half-written by a nightly run."""
    presscut("archive", "index", "--archive", kept)
    before = (kept / "index.cdxj").read_bytes()
    assert presscut("archive", "add", article, "--archive", kept).code == 0
    assert (kept / "index.cdxj").read_bytes() == before
    presscut("archive", "index", "--archive", kept)
    assert len((kept / "index.cdxj").read_bytes().splitlines()) == 4


def test_an_index_names_nothing_that_was_taken_out_meanwhile(
    presscut: Presscut, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """prune takes the index away; one that was being made then came back with the address in it."""
    write = cdxj.write_index

    def slowly(state: State, stream: BinaryIO, folder: Path) -> int:
        written = write(state, stream, folder)
        assert presscut("archive", "prune", URL, "--apply", "--archive", kept).code == 0
        return written

    with monkeypatch.context() as patch:
        patch.setattr(cdxj, "write_index", slowly)
        assert presscut("archive", "index", "--archive", kept).code == 4
    assert not (kept / "index.cdxj").exists()
    assert presscut("archive", "index", "--archive", kept).err == "presscut: 0 lines in kept/index.cdxj\n"


def test_a_folder_that_is_not_there_is_said(presscut: Presscut, kept: Path) -> None:
    """One line with the reason, and exit 2: it was asked for the wrong place."""
    ran = presscut("archive", "index", "--archive", kept, "-o", "nowhere/index.cdxj")
    assert (ran.code, ran.err) == (2, "presscut: nowhere/index.cdxj cannot be written: its folder is not there\n")


def test_no_archive_is_exit_10(presscut: Presscut) -> None:
    """A script tells a wrong place from an empty archive."""
    assert presscut("archive", "index", "--archive", "none").code == 10
