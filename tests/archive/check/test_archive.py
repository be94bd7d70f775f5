"""An archive against its state: each rule of the archive is broken once, and told where."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from presscut.archive.check.archive import check_archive
from presscut.archive.check.findings import Counts, Finding
from presscut.archive.check.known import Part
from presscut.archive.index.cdxj import write_index
from presscut.archive.state import State
from presscut.archive.store import Archive
from presscut.errors import NoArchive
from tests.archive.check.damages import HTML, altered, pack, segments, sound_archive, split, unpack
from tests.archive.making import article, clock, page


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound archive with its index, made once."""
    root = sound_archive(tmp_path_factory.mktemp("sound") / "archive")
    state = State(root / "state.db")
    with (root / "index.cdxj").open("wb") as stream:
        write_index(state, stream, root)
    state.close()
    return root


@pytest.fixture
def archive(built: Path, tmp_path: Path) -> Path:
    """A copy of it to be damaged."""
    return Path(shutil.copytree(built, tmp_path / "archive"))


def checked(root: Path) -> list[Finding]:
    return list(check_archive(root, Counts()))


def clean(root: Path) -> Path:
    return segments(root)[0]


def orig(root: Path) -> Path:
    return segments(root)[1]


Breach = Callable[[Path], object]


def stated(statement: str) -> Breach:
    """What no presscut would do to a state."""

    def breach(root: Path) -> None:
        database = sqlite3.connect(root / "state.db")
        with database:
            database.execute(statement)
        database.close()

    return breach


def member(at: int, change: Callable[[bytes], bytes]) -> Breach:
    """Another member in the place of one of a segment of texts."""

    def breach(root: Path) -> None:
        members = split(clean(root).read_bytes())
        clean(root).write_bytes(b"".join((*members[:at], change(members[at]), *members[at + 1 :])))

    return breach


def lines(change: Callable[[list[bytes]], list[bytes]]) -> Breach:
    """Other lines in the index."""

    def breach(root: Path) -> None:
        before = (root / "index.cdxj").read_bytes().splitlines(keepends=True)
        (root / "index.cdxj").write_bytes(b"".join(change(before)))

    return breach


def one_more_segment(root: Path) -> None:
    shutil.copy(orig(root), orig(root).with_name(orig(root).name.replace("00001", "00002")))


def one_more_record(root: Path) -> None:
    clean(root).write_bytes(clean(root).read_bytes() + split(orig(root).read_bytes())[0])


# The rule that is broken, how, and a part of the name of the file in which it is told.
LAST = "DELETE FROM records WHERE type = 'metadata' AND offset = (SELECT max(offset) FROM records)"
BREACHES: dict[str, tuple[Breach, str]] = {
    "state-missing": (lambda root: (root / "state.db").unlink(), "state.db"),
    "state-differs": (stated("UPDATE records SET target = 'urn:other' WHERE type = 'response'"), "orig"),
    "state-gap": (stated(LAST), "clean"),
    "missing-segment": (lambda root: orig(root).unlink(), "orig"),
    "unknown-segment": (one_more_segment, "orig"),
    "unknown-file": (lambda root: (root / "warc" / "notes.txt").write_text("to do"), "notes.txt"),
    "unfinished": (lambda root: (root / "rewriting.json").write_text("{}"), "rewriting.json"),
    "staged-file": (lambda root: (root / "warc" / "orig-1.warc.gz.staged").write_bytes(b"half"), "staged"),
    "changed-record": (member(2, lambda content: pack(altered(unpack(content)))), "clean"),
    "missing-record": (member(2, lambda _: b""), "clean"),
    "moved": (member(2, lambda _: b""), "clean"),
    "unknown-record": (one_more_record, "clean"),
    "dangling-article": (stated("UPDATE articles SET conversion = '<urn:gone>' WHERE seq = 1"), "state.db"),
    "revisit-digest": (stated("UPDATE records SET digest = 'sha256:00' WHERE type = 'revisit'"), "orig"),
    "index-order": (lines(lambda before: before[::-1]), "index.cdxj"),
    "index-line": (lines(lambda before: [*before, b"zz, no index\n"]), "index.cdxj"),
    "index-entry": (lines(lambda before: [before[0].replace(b'"offset": "', b'"offset": "9')]), "index.cdxj"),
}


def test_a_sound_archive_with_its_index_has_no_findings(archive: Path) -> None:
    """All that is checked agrees."""
    assert checked(archive) == []


@pytest.mark.parametrize("rule", BREACHES)
def test_each_rule_of_the_archive_is_told(archive: Path, rule: str) -> None:
    """A rule that nothing breaks is a rule that nobody has tried."""
    breach, file = BREACHES[rule]
    breach(archive)
    found = checked(archive)
    assert any(each.rule == rule and file in each.file for each in found), found


def test_a_broken_database_is_told(archive: Path) -> None:
    """SQLite's own check of the file: what it finds, the archive must not build on."""
    content = bytearray((archive / "state.db").read_bytes())
    content[len(content) // 2 :] = os.urandom(len(content) - len(content) // 2)
    (archive / "state.db").write_bytes(content)
    assert {found.rule for found in checked(archive)} & {"state-broken", "state-missing"}


def test_without_a_state_the_content_is_still_checked(archive: Path) -> None:
    """A lost state is no reason to trust the segments blindly."""
    (archive / "state.db").unlink()
    member(1, lambda content: pack(altered(unpack(content))))(archive)
    found = checked(archive)
    assert [each.rule for each in found] == ["state-missing", "block-digest"]
    assert found[1].file == f"warc/{clean(archive).name}"


def test_what_a_dead_writer_left_is_a_warning(archive: Path) -> None:
    """It was never acknowledged, so nothing is lost: the next writer sets it aside."""
    path = clean(archive)
    path.rename(path.with_name(path.name + ".open"))
    with path.with_name(path.name + ".open").open("ab") as stream:
        stream.write(b"half a memb")
    found = checked(archive)
    assert [(each.rule, each.severity) for each in found] == [
        ("open-segment", "warning"),
        ("unacknowledged", "warning"),
    ]
    assert found[1].offset == sum(map(len, split(path.with_name(path.name + ".open").read_bytes()[:-11])))


def test_a_writer_that_died_before_its_first_commit_is_a_warning(tmp_path: Path) -> None:
    """Nothing was acknowledged, so nothing is lost: the archive is as sound as an empty one."""
    Archive(tmp_path, create=True).close()
    left = [tmp_path / "warc" / f"{name}-20310506070809-00001-quay.warc.gz.open" for name in ("orig", "clean")]
    left[0].write_bytes(b"half a record")
    left[1].touch()
    assert [(each.rule, each.severity) for each in checked(tmp_path)] == [("open-segment", "warning")] * 2
    with Archive(tmp_path, create=True, now=clock, host="quay") as writer:
        writer.add(page(), article(page()))
    assert checked(tmp_path) == []


def test_a_writer_at_work_raises_no_alarm(archive: Path) -> None:
    """What it has not acknowledged yet is its own business."""
    with Archive(archive, create=True, now=clock, host="quay", commit_every=100) as writer:
        new = page("new", headers=HTML)
        writer.add(new, article(new, text="Not acknowledged yet.", paragraphs=()))
        assert checked(archive) == []
        writer.commit()
        assert checked(archive) == []
    assert {found.rule for found in checked(archive)} == set()


def test_a_check_changes_no_byte(archive: Path) -> None:
    """An archive on a disk that cannot be written, or in a backup, can be checked."""
    before = {path: path.read_bytes() for path in archive.rglob("*") if path.is_file()}
    checked(archive)
    assert {path: path.read_bytes() for path in archive.rglob("*") if path.is_file()} == before


def test_one_lost_record_is_not_told_as_many(archive: Path) -> None:
    """A text refers to its page; when the page is damaged, the text is as it was."""
    content = bytearray(orig(archive).read_bytes())
    first, second, *_ = split(bytes(content))
    content[len(first) + len(second) // 2] ^= 0xFF
    orig(archive).write_bytes(content)
    assert len(checked(archive)) == 1


def test_a_part_checks_references_by_the_state(archive: Path) -> None:
    """A seventh of the records cannot know the others, the state does."""
    stated("UPDATE records SET refers_to = '<urn:gone>' WHERE type = 'metadata'")(archive)
    for number in (1, 2, 3):
        found = list(check_archive(archive, Counts(), part=Part(number, 3)))
        assert "dangling-reference" in {each.rule for each in found}


def test_there_must_be_an_archive(tmp_path: Path) -> None:
    """A wrong path must not look like a sound archive."""
    with pytest.raises(NoArchive):
        checked(tmp_path)
