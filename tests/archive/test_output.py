"""Output files: under safe names, whole or not at all."""

from __future__ import annotations

import gzip
import os
import stat
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.output import OutputNames, whole_file, write_whole

FOLDER = Path("out")


@pytest.mark.parametrize(
    ("origin", "name"),
    [
        ("news/page.html", "page.md"),
        ("page.html.gz", "page.md"),
        ("-", "stdin.md"),
        ("a/pages.jsonl#12", "pages-12.md"),
        ("crawl.warc.gz#1043", "crawl-1043.md"),
        ("crawl.warc.gz#1043+2086", "crawl-1043+2086.md"),
        ("notes.v2.txt", "notes.v2.md"),
        ("../../etc/passwd", "passwd.md"),
        ("..", "_.md"),
        ("/", "_.md"),
        ("C:\\x\\CON.txt", "_CON.md"),
        ("a\0b\n.txt", "a_b_.md"),
        (".hidden", "hidden.md"),
        ("número.md", "número.md"),
    ],
)
def test_output_names_follow_input_names(origin: str, name: str) -> None:
    """The user must find each article again by the name of its input."""
    assert OutputNames(FOLDER, ".md").path_for(origin) == FOLDER / name


@given(st.lists(st.text(st.characters(), max_size=300), max_size=8))
def test_no_name_leaves_the_folder_and_none_is_given_twice(origins: list[str]) -> None:
    """A name in an archive or a crawl is the enemy's choice; where a file lands is ours."""
    names = OutputNames(FOLDER, ".md")
    paths = [names.path_for(origin) for origin in origins]
    assert all(path.parent == FOLDER and len(os.fsencode(path.name)) <= 255 for path in paths)
    assert len({path.name.casefold() for path in paths}) == len(paths)


def test_two_inputs_of_one_name_are_numbered_in_order() -> None:
    """No article may silently take another's place."""
    names = OutputNames(FOLDER, ".txt")
    given_names = [names.path_for(origin).name for origin in ("a/x.html", "b/X.md", "x-2.txt", "c/x.txt")]
    assert given_names == ["x.txt", "X-2.txt", "x-2-2.txt", "x-3.txt"]


def test_folders_of_the_inputs_can_be_kept() -> None:
    """In folders of their own two inputs of one name are told apart without a number; none leads out."""
    names = OutputNames(FOLDER, ".txt")
    assert names.path_for("in/a/x.html", ["a"]) == FOLDER / "a" / "x.txt"
    assert names.path_for("in/b/x.html", ["b"]) == FOLDER / "b" / "x.txt"
    assert names.path_for("in/A/x.md", ["A"]) == FOLDER / "A" / "x-2.txt"
    assert names.path_for("in/c/x.md", ["..", "/", "c:d"]) == FOLDER / "_" / "_" / "c_d" / "x.txt"


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    """Half a file is worse than none: the next program would take it for the whole."""
    target = tmp_path / "a.txt"
    write_whole(target, "old")

    def fail() -> None:
        with whole_file(target) as stream:
            stream.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_packed_file_is_the_same_every_time(tmp_path: Path) -> None:
    """Same in, same out holds for the bytes of .gz files as well: no time, no name inside."""
    for name in ("a.jsonl.gz", "b.jsonl.gz"):
        write_whole(tmp_path / name, "row\n")
    assert (tmp_path / "a.jsonl.gz").read_bytes() == (tmp_path / "b.jsonl.gz").read_bytes()
    assert gzip.decompress((tmp_path / "a.jsonl.gz").read_bytes()) == b"row\n"


def test_a_link_in_the_folder_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """A link left in an output folder must not lead the writing out of it."""
    outside = tmp_path / "outside"
    outside.write_text("precious")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "x.txt").symlink_to(outside)
    write_whole(folder / "x.txt", "article", follow=False)
    assert outside.read_text() == "precious"
    assert (folder / "x.txt").read_text() == "article"


def test_a_file_the_user_names_through_a_link_is_written_behind_it(tmp_path: Path) -> None:
    """`-o latest.jsonl` where that is a link must keep the link."""
    (tmp_path / "latest").symlink_to(tmp_path / "real")
    write_whole(tmp_path / "latest", "x")
    assert (tmp_path / "latest").is_symlink()
    assert (tmp_path / "real").read_text() == "x"


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    """Others who may read the folder may read the articles."""
    write_whole(tmp_path / "a", "x")
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o666 & ~mask


def test_a_file_that_is_written_anew_keeps_its_mode(tmp_path: Path) -> None:
    """A configuration or an export that was for its owner alone was for all after the next run."""
    path = tmp_path / "presscut.toml"
    for mode in (0o600, 0o640):
        path.write_text("before")
        path.chmod(mode)
        write_whole(path, "after")
        assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("after", mode)


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="no file system in memory here")
def test_memory_is_no_device() -> None:
    """What Linux mounts at /dev/shm is a folder as others are: its files are packed, and whole or not there."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        write_whole(Path(folder) / "a.txt.gz", "tide")
        assert gzip.decompress((Path(folder) / "a.txt.gz").read_bytes()) == b"tide"


def test_long_names_have_room_for_an_unfinished_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the machine is called."""
    monkeypatch.setattr(os, "uname", lambda: os.uname_result(("Linux", "h" * 64, "", "", "")))
    path = OutputNames(tmp_path, ".jsonl.gz").path_for("ü" * 200 + ".warc.gz")
    write_whole(path, "tide")
    assert path.exists()
