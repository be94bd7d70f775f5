"""Results in parts: whole or not at all, each with what it was made from."""

from __future__ import annotations

import errno
import gzip
import hashlib
import json
from pathlib import Path
from typing import NoReturn

import pytest

from presscut.archive import parts
from presscut.archive.lock import Lock
from presscut.archive.parts import (
    Manifest,
    foreign_parts,
    names_of_parts,
    read_manifest,
    remove_part,
    sole_writer,
    write_part,
)
from presscut.errors import Locked, Problem

RUN = "5e1f"
LOST = Problem("unreadable", "harbour/b.html", "it cannot be read; check the file")


def made(folder: Path, name: str = "harbour", count: int = 2) -> Manifest:
    rows: list[tuple[str | None, Problem | None]] = [(f'{{"row": {number}}}\n', None) for number in range(1, count)]
    rows.insert(0, ('{"row": 0}\n', LOST))
    rows.append((None, LOST))
    begin(folder)
    return write_part(folder, name, rows, made_from={"files": [["a.html", 3]]}, made_by={"version": "1"}, token=RUN)


def begin(folder: Path) -> None:
    """A run has begun to write there."""
    (folder / "_manifests").mkdir(exist_ok=True)
    (folder / "_manifests" / "run").write_text(RUN)


def test_part_and_manifest_say_the_same(tmp_path: Path) -> None:
    """Who reads the part can check it by the manifest, and the next run knows that it is done."""
    manifest = made(tmp_path)
    content = gzip.decompress((tmp_path / "harbour.jsonl.gz").read_bytes())
    assert content == b'{"row": 0}\n{"row": 1}\n'
    assert (manifest.rows, manifest.sha256) == (2, hashlib.sha256(content).hexdigest())
    assert manifest.problems == (LOST, LOST)
    assert read_manifest(tmp_path, "harbour") == manifest
    assert names_of_parts(tmp_path) == {"harbour"}


def test_manifest_is_json_in_ascii(tmp_path: Path) -> None:
    """A name of a file may hold bytes that are no text, and must not be what a run of a night ends with."""
    begin(tmp_path)
    manifest = write_part(tmp_path, "x", [], made_from=["b\udcff.html"], made_by={}, token=RUN)
    said = json.loads((tmp_path / "_manifests" / "x.json").read_bytes())
    assert said["made_from"] == ["b\udcff.html"] == manifest.made_from
    assert said["schema"] == parts.SCHEMA


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"schema": 99}', '{"schema": 1, "rows": 2}', "\0", "[" * 10**5])
def test_what_is_no_manifest_is_none(tmp_path: Path, text: str) -> None:
    """A torn or strange manifest means that the part is made again, not that the run ends."""
    made(tmp_path)
    (tmp_path / "_manifests" / "harbour.json").write_text(text)
    assert read_manifest(tmp_path, "harbour") is None


def test_part_that_changed_in_size_or_is_gone_is_not_done(tmp_path: Path) -> None:
    """The manifest alone would say of lost rows that they are there."""
    made(tmp_path)
    with (tmp_path / "harbour.jsonl.gz").open("ab") as file:
        file.write(b"\0")
    assert read_manifest(tmp_path, "harbour") is None
    (tmp_path / "harbour.jsonl.gz").unlink()
    assert read_manifest(tmp_path, "harbour") is None


def test_part_that_is_not_finished_has_no_manifest(tmp_path: Path) -> None:
    """Half of a part never counts, and the one before it is no longer taken for the new one."""

    def breaks_off() -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    made(tmp_path)
    before = (tmp_path / "harbour.jsonl.gz").read_bytes()
    with pytest.raises(OSError, match="No space left"):
        write_part(tmp_path, "harbour", ((breaks_off(), None) for _ in "x"), made_from=1, made_by={}, token=RUN)
    assert (tmp_path / "harbour.jsonl.gz").read_bytes() == before
    assert read_manifest(tmp_path, "harbour") is None
    assert names_of_parts(tmp_path) == {"harbour"}
    assert {path.name for path in tmp_path.rglob("*")} == {"harbour.jsonl.gz", "_manifests", "harbour.json", "run"}


def test_what_no_run_wrote_is_foreign(tmp_path: Path) -> None:
    """A file of the user's that happens to be called as a part is not ours to replace."""
    made(tmp_path)
    (tmp_path / "quay.jsonl.gz").write_bytes(b"rows of somebody else")
    assert foreign_parts(tmp_path) == {"quay"}
    remove_part(tmp_path, "harbour")
    assert names_of_parts(tmp_path) == frozenset()
    assert [path.name for path in tmp_path.glob("*.gz")] == ["quay.jsonl.gz"]


def test_one_run_writes_to_a_folder_and_cleans_up(tmp_path: Path) -> None:
    """Two runs with different settings would leave a mixture; what a killed one left is of use to nobody."""
    folder = tmp_path / "new" / "rows"
    with sole_writer(folder, RUN), pytest.raises(Locked), sole_writer(folder, "7a"):
        raise AssertionError("two at once")
    left = [folder / ".harbour.jsonl.gz.host-7.part", folder / "_manifests" / ".harbour.json.host-7.part"]
    users = folder / ".download.part"
    for path in (*left, users):
        path.write_bytes(b"half")
    with sole_writer(folder, RUN):
        assert not any(path.exists() for path in left)
        left[0].write_bytes(b"of a process that was ended")
    assert not left[0].exists()
    assert users.exists()


def test_file_system_without_locks_is_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some of those that clusters share lock no files; the parts themselves need no lock."""

    def refuse(number: int) -> type[Lock]:
        class Refusing(Lock):
            def __init__(self, path: Path) -> None:
                raise OSError(number, "no locks", str(path))

        return Refusing

    monkeypatch.setattr(parts, "Lock", refuse(errno.ENOLCK))
    with sole_writer(tmp_path / "a", RUN):
        assert made(tmp_path / "a").rows == 2
    monkeypatch.setattr(parts, "Lock", refuse(errno.EACCES))
    with pytest.raises(OSError, match="no locks"), sole_writer(tmp_path / "a", RUN):
        raise AssertionError("another error is none of locks")
