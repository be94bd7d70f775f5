"""How work is divided: the same every time, and little otherwise when inputs are added."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.cluster import planning
from presscut.cluster.planning import File, cleaning_shards, find_files, named_batches
from presscut.cluster.shards import Cleaning, Result, Shard
from presscut.errors import Problem
from presscut.options import Options

RESULT = Result("/share/rows", "5e1f")
NAMES = st.lists(st.text("abcdef/0123", min_size=1, max_size=12), unique=True, max_size=60).map(sorted)


def files(names: list[str]) -> list[File]:
    return [File(f"crawl/{name}", "crawl", name, 100, 7) for name in names]


def batches(names: list[str]) -> dict[str, list[str]]:
    return {name: [file.inside for file in batch] for name, batch in named_batches(files(names))}


@given(NAMES)
def test_every_file_is_in_one_batch_in_order(names: list[str]) -> None:
    """A page left out is lost, one that is in two parts counts twice."""
    assert [name for batch in batches(names).values() for name in batch] == names


def test_batches_are_of_bounded_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shard that takes hours holds up the end of a run, and all of it is lost with its worker."""
    many = [f"page-{number:05}.html" for number in range(40_000)]
    sizes = [len(batch) for batch in batches(many).values()]
    assert planning.FILES / 2 < sum(sizes) / len(sizes) < planning.FILES * 2
    monkeypatch.setattr(planning, "MOST_FILES", 150)
    sizes = [len(batch) for batch in batches(many).values()]
    assert max(sizes) == 150


def test_files_that_are_added_change_few_parts() -> None:
    """A folder that grows every night is not cleaned from its beginning every night."""
    dice = random.Random(7)
    names = sorted(f"{dice.randrange(10**9):09}.html" for _ in range(40_000))
    before = batches(names)
    added = [f"{dice.randrange(10**9):09}.html" for _ in range(5)]
    after = batches(sorted({*names, *added, "zzz.html"}))
    assert before.keys() <= after.keys()
    changed = [name for name in after if after[name] != before.get(name)]
    assert 1 <= len(changed) <= 8 < len(before) / 5, "of some eighty batches"


def test_collections_are_alone_and_called_after_themselves() -> None:
    """One finds the rows of a crawl again by its name, and two of one name stay apart, whatever comes beside them."""
    names = ["_d.jsonl", "a.html", "b.warc.gz", "c.html", "e/b.warc.gz", "f.txt"]
    given_names = batches(names)
    assert [*given_names.values()] == [[name] for name in names]
    own = [name for name in given_names if not name.startswith("crawl-")]
    assert own[:2] == ["part_d", "b"]
    assert own[2].startswith("b-")
    assert own[2] in batches(["d/b.warc.gz", "e/b.warc.gz"])


def test_batches_are_called_after_their_folder() -> None:
    """The parts of two folders are not taken for each other's."""
    mixed = [*files(["a.html", "b.html"]), File("press/a.html", "press", "a.html", 1, 1)]
    named = {name: [file.shown for file in batch] for name, batch in named_batches(mixed)}
    assert [name.partition("-")[0] for name in named] == ["crawl", "press"]
    assert [*named.values()] == [["crawl/a.html", "crawl/b.html"], ["press/a.html"]]
    alone = dict(named_batches(mixed[2:]))
    assert alone.keys() <= named.keys()


def test_a_folder_may_move_and_names_may_be_written_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What parts are made from is told by names below the folder: its own place is the machine's business."""
    for place in ("first/crawl", "second/crawl"):
        (tmp_path / place / "x").mkdir(parents=True)
        (tmp_path / place / "x" / "page.html").write_text("<p>One.")
        (tmp_path / place / "notes.csv").write_text("1,2")
    monkeypatch.chdir(tmp_path)
    passed: list[str] = []
    found = [[*find_files([name], passed.append)] for name in ("first/crawl", "./first/crawl/", "second/crawl")]
    assert [[file.inside for file in each if isinstance(file, File)] for each in found] == [["x/page.html"]] * 3
    assert [Path(name).name for name in passed] == ["notes.csv"] * 3
    shards = [*cleaning_shards(found[0], RESULT, "html", Options())]
    assert isinstance(shards[0], Shard)
    assert isinstance(shards[0].task, Cleaning)
    assert shards[0].task.files == ((str(tmp_path / "first/crawl/x/page.html"), "first/crawl/x/page.html"),)
    assert "first" not in str(shards[0].made_from)


def test_what_is_not_there_is_told_beside_the_shards(tmp_path: Path) -> None:
    """And the rest goes on. What only one machine has is no input of many."""
    (tmp_path / "a.html").write_text("<p>One.")
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe.html")
    names = ["", *(str(tmp_path / name) for name in ("a.html", "gone.html", "nul\0.html", "empty", "pipe.html"))]
    shards = [*cleaning_shards(find_files(names), RESULT, None, Options())]
    problems = [item for item in shards if isinstance(item, Problem)]
    assert sorted(problem.code for problem in problems) == ["not-found"] * 3 + ["unreadable"] * 2
    assert sum(isinstance(item, Shard) for item in shards) == 1
