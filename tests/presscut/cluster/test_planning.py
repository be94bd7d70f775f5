"""How work is divided: the same every time, and little otherwise when inputs are added."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.cluster import planning
from presscut.cluster.planning import File, cleaning_shards, find_files, named_batches
from presscut.cluster.shards import Cleaning, Shard
from presscut.errors import Problem, UsageError
from presscut.options import Options

NAMES = st.lists(st.text("abcdef/0123", min_size=1, max_size=12), unique=True, max_size=60).map(sorted)


def files(names: list[str], size: int = 100) -> list[File]:
    return [File(f"crawl/{name}", name, size, 7) for name in names]


def batches(names: list[str]) -> dict[str, list[str]]:
    return {name: [file.inside for file in batch] for name, batch in named_batches(files(names))}


@given(NAMES)
def test_every_file_is_in_one_batch_in_order(names: list[str]) -> None:
    """A page left out is lost, one that is in two parts counts twice."""
    assert [name for batch in batches(names).values() for name in batch] == names


def test_batches_are_of_bounded_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shard that takes hours holds up the end of a run, and all of it is lost with its worker."""
    many = [f"page-{number:05}.html" for number in range(20_000)]
    sizes = [len(batch) for batch in batches(many).values()]
    assert max(sizes) <= planning.MOST_FILES
    assert planning.FILES / 2 < sum(sizes) / len(sizes) < planning.FILES * 2
    monkeypatch.setattr(planning, "MOST_BYTES", 1_000)
    assert {len(batch) for batch in batches(many[:95]).values()} == {10, 5}


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
    """One finds the rows of a crawl again by its name, and two of one name stay apart."""
    names = ["a.html", "b.warc.gz", "c.html", "d.jsonl", "e/b.warc.gz", "f.txt"]
    given_names = batches(names)
    assert [*given_names.values()] == [[name] for name in names]
    assert [name for name in given_names if not name.startswith("pages-")] == ["b", "d", "b-2"]


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
    shards = [*cleaning_shards(found[0], tmp_path / "out", "html", Options())]
    assert isinstance(shards[0], Shard)
    assert isinstance(shards[0].task, Cleaning)
    assert shards[0].task.files == ((str(tmp_path / "first/crawl/x/page.html"), "first/crawl/x/page.html"),)
    assert "first" not in str(shards[0].made_from)


def test_what_is_not_there_is_told_beside_the_shards(tmp_path: Path) -> None:
    """And the rest goes on."""
    (tmp_path / "a.html").write_text("<p>One.")
    names = [str(tmp_path / name) for name in ("a.html", "gone.html", "nul\0.html")]
    shards = [*cleaning_shards(find_files(names), tmp_path / "out", None, Options())]
    assert [item.code for item in shards if isinstance(item, Problem)] == ["not-found", "unreadable"]
    assert [type(item) for item in shards] == [Shard, Problem, Problem]


def test_standard_input_is_refused() -> None:
    """Nobody else has it."""
    with pytest.raises(UsageError, match="one machine only"):
        list(find_files(["-"]))
