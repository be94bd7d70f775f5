"""`presscut archive verify` and `repair`, from the outside: what is said, and with which exit code."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.archive.check.damages import DAMAGES, place_of, record_id, segments, sound_archive
from tests.archive.check.test_damages import segment_with
from tests.presscut.conftest import Presscut

DAMAGED, TO_DO, SOME_LOST = 12, 6, 3


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound archive, made once."""
    return sound_archive(tmp_path_factory.mktemp("sound") / "archive")


@pytest.fixture
def kept(built: Path, presscut: Presscut) -> Path:
    """A copy of it in the current folder."""
    assert presscut("--version").code == 0
    return Path(shutil.copytree(built, "kept"))


def tear(root: Path) -> tuple[Path, int, str | None]:
    """Cut off the last record: its segment, its place, its id."""
    damage = DAMAGES[0]
    path, members = segment_with(root, damage.of)
    at = place_of(damage.of, members)
    path.write_bytes(b"".join(damage.edit(members, at)))
    return path, sum(map(len, members[:at])), record_id(members[at])


def test_a_sound_archive_prints_nothing_and_says_how_much_was_read(presscut: Presscut, kept: Path) -> None:
    """A night job's mail is empty when all is well."""
    ran = presscut("archive", "verify", "--archive", kept)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("presscut: 2 files, 12 records, ")
    assert ran.err.endswith(" bytes: all sound\n")


def test_a_finding_is_a_line_with_file_offset_rule_record_and_remedy(presscut: Presscut, kept: Path) -> None:
    """One line is all that is needed to go and look."""
    path, offset, record = tear(kept)
    ran = presscut("archive", "verify", "--archive", kept)
    assert ran.code == DAMAGED
    assert ran.out.startswith(f"warc/{path.name}:{offset}: error truncated {record}: the file ends")
    assert "presscut archive repair" in ran.out
    assert ran.err.endswith(": 1 error, 0 warnings\n")


def test_json_lines_have_the_same_and_end_in_the_counts(presscut: Presscut, kept: Path) -> None:
    """Whoever watches a hundred archives reads them by program."""
    path, offset, record = tear(kept)
    ran = presscut("archive", "verify", "--archive", kept, "--json")
    finding, summary = map(json.loads, ran.out.splitlines())
    assert list(finding) == ["severity", "rule", "file", "offset", "record", "message", "remedy"]
    assert (finding["rule"], finding["file"]) == ("truncated", f"warc/{path.name}")
    assert (finding["offset"], finding["record"]) == (offset, record)
    assert summary["summary"]["errors"] == 1
    assert ran.code == DAMAGED


def test_files_of_anyone_are_checked_without_an_archive(presscut: Presscut, kept: Path) -> None:
    """Warnings alone are no damage: the texts refer to pages in a file that was not given."""
    texts, pages = segments(kept)
    assert presscut("archive", "verify", texts, pages).code == 0
    ran = presscut("archive", "verify", texts)
    assert ran.code == 0
    assert all(": warning reference-outside " in line for line in ran.out.splitlines())


@pytest.mark.parametrize("name", ["texts.warc.wet", "texts.warc.wet.gz"])
def test_an_export_of_texts_alone_is_sound(presscut: Presscut, kept: Path, name: str) -> None:
    """A WET file holds no pages: that its texts speak of them is no fault. A record that is lost is one."""
    assert presscut("archive", "export", "--archive", kept, "--to", "wet", "-o", name).code == 0
    ran = presscut("archive", "verify", name)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith(": all sound\n")
    Path(name).write_bytes(Path(name).read_bytes()[:-9])
    assert presscut("archive", "verify", name).code == DAMAGED


def test_a_pipe_is_checked_like_a_file(kept: Path) -> None:
    """`curl … | presscut archive verify -`."""
    content = segments(kept)[1].read_bytes()
    command = [sys.executable, "-m", "presscut", "archive", "verify", "-"]
    assert subprocess.run(command, input=content, capture_output=True, check=False).returncode == 0
    assert subprocess.run(command, input=content[:-1], capture_output=True, check=False).returncode == DAMAGED


def test_a_strangers_text_commands_no_terminal(presscut: Presscut, tmp_path: Path) -> None:
    """A record id is a stranger's text and may hold an escape sequence."""
    path = tmp_path / "hostile.warc"
    path.write_bytes(
        b"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:\x1b]0;x>\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    )
    ran = presscut("archive", "verify", path)
    assert ran.code == DAMAGED
    assert "\x1b" not in ran.out
    assert "\\x1b" in ran.out


@pytest.mark.parametrize("part", ["0/3", "4/3", "1", "one/two", "1/3/5"])
def test_a_part_is_k_of_n(presscut: Presscut, kept: Path, part: str) -> None:
    """A typo must not check nothing and call it sound."""
    ran = presscut("archive", "verify", "--archive", kept, "--part", part)
    assert ran.code == 2
    assert "1/7" in ran.err


def test_parts_read_less_and_together_everything(presscut: Presscut, kept: Path) -> None:
    """Seven short nights in place of a long one."""
    read = [
        json.loads(presscut("archive", "verify", "--archive", kept, "--part", f"{k}/3", "--json").out)["summary"]
        for k in (1, 2, 3)
    ]
    assert sum(each["records"] for each in read) == 12
    assert max(each["records"] for each in read) < 12


@pytest.mark.parametrize("said", [("x.warc.gz", "--archive", "kept"), ("x.warc.gz", "--part", "1/2")])
def test_files_and_an_archive_are_not_checked_together(presscut: Presscut, said: tuple[str, ...]) -> None:
    """Two different checks; which one was meant is not guessed."""
    assert presscut("archive", "verify", *said).code == 2


def test_an_archive_is_not_a_file(presscut: Presscut, kept: Path) -> None:
    """The likeliest slip of all, answered with the command that was meant."""
    ran = presscut("archive", "verify", kept)
    assert ran.code == 2
    assert f"--archive {kept}" in ran.err


def test_repair_says_first_and_does_with_apply(presscut: Presscut, kept: Path) -> None:
    """It ends with 3, for a record is lost; the second run has nothing to do, and what was torn off stays known."""
    path, offset, record = tear(kept)
    told = presscut("archive", "repair", "--archive", kept)
    assert told.code == TO_DO
    assert f"warc/{path.name}:{offset}: would be set aside {record}: " in told.out
    assert "state.db: would be made again" in told.out
    assert presscut("archive", "verify", "--archive", kept).code == DAMAGED
    done = presscut("archive", "repair", "--archive", kept, "--apply")
    assert done.code == SOME_LOST
    assert done.err.startswith("presscut: 2 done; 1 lost; `presscut reclean --apply` ")
    assert done.out == told.out.replace("would be set aside", "set aside").replace("would be made again", "made again")
    again = presscut("archive", "repair", "--archive", kept, "--apply")
    assert (again.code, again.out, again.err) == (0, "", "presscut: nothing to do\n")
    checked = presscut("archive", "verify", "--archive", kept)
    assert checked.code == 0
    assert ": warning unaccounted-original <" in checked.out
    assert "nothing tells what was made of https://news.example/page-2; `presscut reclean --apply`" in checked.out
    assert presscut("archive", "list", "--archive", kept).code == 0


def test_repair_of_files_writes_copies(presscut: Presscut, kept: Path) -> None:
    """The files may be all that is left of a crawl: they are read and nothing else."""
    path, _, _ = tear(kept)
    before = path.read_bytes()
    assert presscut("archive", "repair", path, "-d", "repaired").code == TO_DO
    assert not Path("repaired").exists()
    assert presscut("archive", "repair", path, "-d", "repaired", "--apply").code == SOME_LOST
    assert path.read_bytes() == before
    assert presscut("archive", "verify", Path("repaired") / path.name, segments(kept)[1]).code == 0


@pytest.mark.parametrize("content", [b"", b"<html>no WARC file</html>", None], ids=["empty", "a page", "gone"])
def test_a_file_that_cannot_be_repaired_is_told_once_and_not_called_done(
    presscut: Presscut, content: bytes | None
) -> None:
    """A script that repairs a hundred files must not take one for repaired that is not there."""
    if content is not None:
        Path("crawl.warc").write_bytes(content)
    ran = presscut("archive", "repair", "crawl.warc", "-d", "repaired", "--apply")
    assert (ran.code, ran.err) == (3, "presscut: nothing to do; 1 cannot be repaired\n")
    assert ran.out.startswith("crawl.warc: cannot be repaired: ")
    assert ran.out.count("\n") == 1


@pytest.mark.parametrize("said", [("x.warc.gz",), ("-d", "out"), ("x.warc.gz", "-d", "out", "--archive", "kept")])
def test_repair_of_files_needs_a_folder_and_that_of_an_archive_has_none(
    presscut: Presscut, kept: Path, said: tuple[str, ...]
) -> None:
    """Where a repaired copy goes is said, never guessed."""
    assert kept.is_dir()
    assert presscut("archive", "repair", *said).code == 2


def test_there_must_be_an_archive(presscut: Presscut) -> None:
    """A wrong path is no sound archive and no damaged one."""
    assert presscut("archive", "verify", "--archive", "nowhere").code == 10
    assert presscut("archive", "repair", "--archive", "nowhere").code == 10
