"""A repair keeps what is intact, says what it does, and can be ended anywhere."""

from __future__ import annotations

import errno
import random
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from presscut.archive.check.archive import check_archive
from presscut.archive.check.findings import Counts
from presscut.archive.check.heal import healed
from presscut.archive.check.repair import repair_archive, repair_files
from presscut.archive.check.steps import DOING, Step
from presscut.archive.disk import Disk
from presscut.archive.layout import STATE
from presscut.archive.queue import NEVER, Queue
from presscut.archive.recovery import House
from presscut.archive.state import State
from presscut.archive.store import Archive
from presscut.errors import Locked, NoArchive, Stopped, UsageError
from tests.archive.check.damages import (
    DAMAGES,
    TEXTS,
    Damage,
    check,
    pack,
    place_of,
    record_id,
    segments,
    sound_archive,
    split,
    unpack,
)
from tests.archive.check.test_bytes import edited
from tests.archive.check.test_damages import segment_with

# What no repair can put right: nobody knows what stood there, or which of two things is wrong.
BEYOND_REPAIR = {
    "block-digest", "payload-digest", "missing-field", "repeated-field", "misplaced-field", "bad-value",
    "duplicate-id", "dangling-reference", "dangling-article", "reference-outside",
}  # fmt: skip


def repair(root: Path, *, apply: bool = True, disk: Disk | None = None) -> list[Step]:
    return list(repair_archive(House(root, disk or Disk()), apply=apply))


def repair_copy(path: Path, folder: Path, *, apply: bool = True) -> list[Step]:
    return list(repair_files([str(path)], folder, apply=apply, disk=Disk()))


def doing(steps: list[Step]) -> list[str]:
    return [step.kind for step in steps if step.kind in DOING]


def errors(root: Path) -> set[str]:
    return {found.rule for found in check_archive(root, Counts()) if found.severity == "error"}


def tree(root: Path) -> dict[str, bytes]:
    """All files but those of the state and the lock."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("warc", "aside")
        for path in sorted((root / folder).rglob("*"))
    }


def damaged(root: Path, damage: Damage) -> tuple[Path, list[bytes], int]:
    """Do the damage: the segment, its members as they were, and which of them was hit."""
    path, members = segment_with(root, damage.of)
    at = place_of(damage.of, members)
    path.write_bytes(b"".join(damage.edit(members, at)))
    return path, members, at


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_no_intact_record_of_an_archive_is_lost(archive: Path, damage: Damage) -> None:
    """Damage costs at most the record it hit; the archive is then sound but for what nobody can put right."""
    path, members, at = damaged(archive, damage)
    others = {other: other.read_bytes() for other in segments(archive) if other != path}
    repair(archive)
    kept = split(path.read_bytes()) if path.exists() else []
    hit = range(len(members)) if damage.name == "empty file" else [at] * (damage.name != "whole file in one member")
    assert [member for number, member in enumerate(members) if number not in hit and member not in kept] == []
    assert all(other.read_bytes() == content for other, content in others.items())
    assert errors(archive) <= BEYOND_REPAIR
    before = tree(archive)
    assert doing(repair(archive)) == []
    assert tree(archive) == before


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_no_intact_record_of_a_file_is_lost(archive: Path, tmp_path: Path, damage: Damage) -> None:
    """The file itself is as it was; the copy has all that is intact, and aside/ the rest."""
    path, members, at = damaged(archive, damage)
    before = path.read_bytes()
    steps = repair_copy(path, tmp_path / "repaired")
    assert path.read_bytes() == before
    copy = tmp_path / "repaired" / path.name
    if not doing(steps):
        assert not copy.exists()
        copy = path
    if damage.name == "empty file":
        assert not copy.exists() or copy == path
        return
    kept = split(copy.read_bytes())
    hit = () if damage.name == "whole file in one member" else (at,)
    assert [member for number, member in enumerate(members) if number not in hit and member not in kept] == []
    assert {found.rule for found in check(copy) if found.severity == "error"} <= BEYOND_REPAIR
    assert doing(repair_copy(copy, tmp_path / "again")) == []


def test_a_dry_run_says_the_same_and_writes_nothing(archive: Path) -> None:
    """What is announced is what is done."""
    damaged(archive, DAMAGES[0])
    before = {path: path.read_bytes() for path in archive.rglob("*") if path.is_file()}
    announced = repair(archive, apply=False)
    assert {path: path.read_bytes() for path in archive.rglob("*") if path.is_file()} == before
    assert repair(archive) == announced
    assert doing(announced) == ["aside", "state"]


def test_damaged_bytes_are_set_aside_under_their_place(archive: Path) -> None:
    """Whoever wants to try again with other tools finds the bytes, and where they stood."""
    path, members, at = damaged(archive, DAMAGES[0])
    offset = sum(map(len, members[:at]))
    torn = path.read_bytes()[offset:]
    repair(archive)
    assert (archive / "aside" / f"{path.name}.{offset}-{len(torn)}").read_bytes() == torn


def test_a_file_in_one_member_gets_back_the_members_it_was_made_of(archive: Path) -> None:
    """What `zcat | gzip` did to a segment is undone to the byte: the same records, the same code, the same bytes."""
    path, members, _ = damaged(archive, next(d for d in DAMAGES if d.rule == "one-member"))
    assert doing(repair(archive)) == ["anew", "state"]
    assert path.read_bytes() == b"".join(members)
    assert errors(archive) == set()


def test_records_before_the_cut_of_one_long_member_are_saved(archive: Path, tmp_path: Path) -> None:
    """A crawl that was written as one member and cut off still has its pages."""
    whole = split(segments(archive)[0].read_bytes())
    content = b"".join(map(unpack, whole))
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(pack(content)[:-200])
    repair_copy(path, tmp_path / "repaired")
    saved = [unpack(member) for member in split((tmp_path / "repaired" / path.name).read_bytes())]
    assert saved == [unpack(member) for member in whole[: len(saved)]]
    assert len(saved) >= len(whole) - 2
    (aside,) = (tmp_path / "repaired" / "aside").iterdir()
    assert aside.read_bytes() == path.read_bytes()


def test_a_record_with_a_wrong_digest_is_kept_and_told(archive: Path) -> None:
    """Whether the block or the digest is wrong nobody here can know, so neither is touched."""
    path, members, at = damaged(archive, next(d for d in DAMAGES if d.name == "altered block"))
    before = path.read_bytes()
    steps = repair(archive)
    assert path.read_bytes() == before
    assert any(step.kind == "kept" and step.record == record_id(members[at]) for step in steps)
    assert errors(archive) == {"block-digest"}


@pytest.mark.parametrize("edits", [30, pytest.param(400, marks=pytest.mark.long)])
def test_a_single_changed_byte_is_put_right_to_the_byte(archive: Path, edits: int) -> None:
    """The state's SHA-256 proves what was written: one byte changed, too many or too few is found by trying."""
    sound = {path: path.read_bytes() for path in segments(archive)}
    chance = random.Random(edits)
    for _ in range(edits):
        path = chance.choice(list(sound))
        path.write_bytes(edited(sound[path], chance))
        repair(archive)
        assert path.read_bytes() == sound[path]
    assert errors(archive) == set()


def test_what_fits_no_hash_is_not_healed() -> None:
    """Two bytes are beyond trying, and a guess is worse than a gap."""
    assert healed(b"harbour", b"\0" * 32, 7) is None
    assert healed(b"harbour wall", b"\0" * 32, 7) is None


def test_a_missing_segment_is_told_and_the_rest_can_be_used(archive: Path) -> None:
    """The segment may be on a disk that is not there today; put back, it is known again."""
    path, _ = segment_with(archive, "conversion")
    content = path.read_bytes()
    path.unlink()
    steps = repair(archive)
    assert any(step.kind == "lost" and step.file == f"warc/{path.name}" for step in steps)
    with Archive(archive) as opened:
        assert opened.stats().originals == len(TEXTS)
    path.write_bytes(content)
    with Archive(archive) as opened:
        assert opened.stats().articles == len(TEXTS)
    assert errors(archive) == set()


def test_a_state_that_is_gone_is_made_again(archive: Path) -> None:
    """The segments hold all that it knew."""
    for path in archive.glob("state.db*"):
        path.unlink()
    assert doing(repair(archive)) == ["state"]
    assert errors(archive) == set()


def test_the_index_follows_its_archive(archive: Path) -> None:
    """An index that points at old places serves the wrong pages."""
    index = archive / "index.cdxj"
    index.write_bytes(b"example,news)/ 20310506070809 {}\n")
    assert doing(repair(archive)) == ["index"]
    assert errors(archive) == set()
    assert index.read_bytes().count(b"\n") > len(TEXTS)


def test_a_page_whose_capture_was_lost_is_asked_for_again(archive: Path) -> None:
    """The night job knows the address: what a disk lost, the site may still have."""
    path, members = segment_with(archive, "response")
    lost, url = record_id(members[1]), "https://news.example/page-0"
    state = State(archive / "state.db")
    state.begin()
    Queue(state.db).offer(url, source="feed", host="news.example", run="1", due="2031-05-06T00:00:00Z")
    Queue(state.db).fetched(url, lost or "", run="1")
    Queue(state.db).archived(url, "an id", run="1", due=NEVER)
    state.commit()
    state.close()
    path.write_bytes(b"".join((members[0], b"\0" * len(members[1]), *members[2:])))
    repair(archive)
    state = State(archive / "state.db")
    (item,) = Queue(state.db).at("pending", due="2031-05-07T00:00:00Z")
    state.close()
    assert (item.url, item.capture) == (url, None)


class Killed(BaseException):
    """The process ends here."""


class Dying(Disk):
    """A disk under a process that is killed at its n-th call."""

    def __init__(self, calls: int) -> None:
        self.left = calls

    def __getattribute__(self, name: str) -> Any:
        if name in Disk.__dict__ and not name.startswith("_") and name not in ("write_all", "close"):
            self.left -= 1
            if self.left < 0:
                raise Killed
        return super().__getattribute__(name)


def two_damages(root: Path) -> None:
    """A cut segment, and another with its records in one member."""
    path, members = segment_with(root, "response")
    path.write_bytes(members[0] + pack(b"".join(map(unpack, members[1:]))))
    damaged(root, DAMAGES[0])


@pytest.mark.parametrize("left_open", [False, True], ids=["closed", "left open"])
def test_a_repair_can_be_killed_at_any_call(archive: Path, tmp_path: Path, left_open: bool) -> None:
    """Every byte is in the old file, in the new one, or aside; the next repair ends where this one would have."""
    two_damages(archive)
    if left_open:
        path = segments(archive)[0]
        path.rename(path.with_name(path.name + ".open"))
    finished = Path(shutil.copytree(archive, tmp_path / "finished"))
    repair(finished)
    for calls in _until_it_lives():
        broken = Path(shutil.copytree(archive, tmp_path / f"broken-{calls}"))
        try:
            repair(broken, disk=Dying(calls))
        except Killed:
            repair(broken)
            assert tree(broken) == tree(finished)
            assert errors(broken) == errors(finished)
            continue
        break
    assert calls > len(segments(archive))


def _until_it_lives() -> Iterator[int]:
    return iter(range(1_000))


def test_a_segment_that_a_dead_writer_left_open_is_repaired_as_far_as_it_counts(archive: Path) -> None:
    """What was acknowledged is saved, what was not goes aside, and the next writer goes on."""
    path, members = segment_with(archive, "metadata")
    acknowledged = len(b"".join(members))
    torn = b"".join((*members[:-1], members[-1][:40] + bytes(8) + members[-1][48:]))
    path.unlink()
    path.with_name(path.name + ".open").write_bytes(torn + b"half a member")
    repair(archive)
    assert path.read_bytes() == b"".join(members[:-1])
    kept = {each.name for each in (archive / "aside").iterdir()}
    assert f"{path.name}.{acknowledged}-13" in kept
    assert doing(repair(archive)) == []
    with Archive(archive, create=True) as opened:
        assert opened.stats().conversions == len(TEXTS)


def test_what_died_before_its_first_commit_is_left_to_the_next_writer(archive: Path) -> None:
    """The state knows that nothing of it counts; whether it is empty or not, there is nothing to put right."""
    for number, content in ((7, b"half a record"), (8, b"")):
        (archive / "warc" / f"clean-20310506070809-0000{number}-quay.warc.gz.open").write_bytes(content)
    before = tree(archive)
    assert repair(archive) == []
    assert tree(archive) == before


def test_an_empty_segment_is_removed_and_told(archive: Path) -> None:
    """What a repair does it says, and it does not say that it cannot."""
    (archive / STATE).unlink()
    empty = archive / "warc" / "clean-20310506070809-00007-quay.warc.gz.open"
    empty.touch()
    assert doing(repair(archive, apply=False)) == ["removed", "state"]
    assert empty.exists()
    assert [step.kind for step in repair(archive)] == ["removed", "state"]
    assert not empty.exists()
    assert repair(archive) == []


def test_a_dry_run_needs_no_lock_and_makes_none(archive: Path) -> None:
    """What would be done can be asked of an archive on a disk that cannot be written."""
    (archive / "lock").unlink()
    damaged(archive, DAMAGES[0])
    assert doing(repair(archive, apply=False)) == ["aside", "state"]
    assert not (archive / "lock").exists()


def test_only_one_repairs_and_nobody_writes_beside_it(archive: Path) -> None:
    """A writer that goes on while segments are replaced loses its pages."""
    with Archive(archive, create=True), pytest.raises(Locked):
        repair(archive)


def test_there_must_be_an_archive(tmp_path: Path) -> None:
    """A wrong path is told, not repaired."""
    with pytest.raises(NoArchive):
        repair(tmp_path)


def test_a_file_is_never_written_over(archive: Path, tmp_path: Path) -> None:
    """The copy that is repaired is all that is left of some crawls."""
    path, _, _ = damaged(archive, DAMAGES[0])
    with pytest.raises(UsageError, match="is the file itself"):
        repair_copy(path, path.parent)
    twin = tmp_path / path.name
    twin.write_bytes(path.read_bytes())
    with pytest.raises(UsageError, match="same name"):
        list(repair_files([str(path), str(twin)], tmp_path / "repaired", apply=True, disk=Disk()))


def test_the_same_damage_of_the_same_name_is_kept_once_and_another_beside_it(archive: Path) -> None:
    """Nothing that was set aside is ever written over."""
    path, members, at = damaged(archive, DAMAGES[0])
    torn, offset = path.read_bytes(), sum(map(len, members[:at]))
    repair(archive)
    path.write_bytes(torn)
    repair(archive)
    assert len(list((archive / "aside").iterdir())) == 1
    path.write_bytes(torn[:offset] + b"\x1f\x8b\x08" + bytes([1]) * (len(torn) - offset - 3))
    repair(archive)
    assert len(list((archive / "aside").iterdir())) == 2


def test_an_uncompressed_file_is_repaired_in_its_own_form(tmp_path: Path) -> None:
    """A plain file stays plain; the record without its end gets it."""
    records = [unpack(member) for member in split(segments(sound_archive(tmp_path / "a"))[1].read_bytes())]
    path = tmp_path / "plain.warc"
    path.write_bytes(records[0] + b"stray" + records[1][:-4] + records[2])
    assert doing(repair_copy(path, tmp_path / "repaired")) == ["aside", "anew"]
    copy = tmp_path / "repaired" / "plain.warc"
    assert copy.read_bytes() == b"".join(records[:3])
    assert (tmp_path / "repaired" / "aside" / f"plain.warc.{len(records[0])}-5").read_bytes() == b"stray"


def test_a_pipe_and_a_missing_file_are_told(tmp_path: Path) -> None:
    """What cannot be repaired is said, and the rest is done."""
    import os

    fifo = tmp_path / "pipe.warc.gz"
    os.mkfifo(fifo)
    assert stat.S_ISFIFO(fifo.stat().st_mode)
    steps = list(repair_files([str(fifo), str(tmp_path / "gone")], tmp_path / "out", apply=True, disk=Disk()))
    assert [step.kind for step in steps] == ["unread", "unread"]


def test_a_full_disk_stops_a_repair_with_a_remedy(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It can be run again, which its exit code says; all that was there is still there."""
    two_damages(archive)
    before = tree(archive)

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Disk, "write", full)
    with pytest.raises(Stopped, match="nothing is lost, free the disk and run again"):
        repair(archive)
    monkeypatch.undo()
    assert before.items() <= tree(archive).items()
