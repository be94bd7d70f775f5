"""Any changed, inserted or deleted byte under warc/ is found."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from presscut.archive.check.archive import check_archive
from presscut.archive.check.findings import Counts
from presscut.archive.check.known import Part
from tests.archive.check.damages import segments, sound_archive


def edited(content: bytes, chance: random.Random) -> bytes:
    """The content with one byte changed, inserted or deleted."""
    at = chance.randrange(len(content))
    kind = chance.choice(("change", "insert", "delete"))
    if kind == "change":
        return content[:at] + bytes([content[at] ^ chance.randrange(1, 256)]) + content[at + 1 :]
    if kind == "insert":
        at = chance.randrange(len(content) + 1)
        return content[:at] + bytes([chance.randrange(256)]) + content[at:]
    return content[:at] + content[at + 1 :]


@pytest.mark.parametrize("edits", [100, pytest.param(2_000, marks=pytest.mark.long)])
def test_every_edit_of_a_byte_is_found(tmp_path: Path, edits: int) -> None:
    """The promise of the archive: what was written is what is read, or it is said of which file it is not."""
    root = sound_archive(tmp_path / "archive")
    sound = {path: path.read_bytes() for path in segments(root)}
    chance = random.Random(edits)
    for _ in range(edits):
        path = chance.choice(list(sound))
        path.write_bytes(edited(sound[path], chance))
        found = [each for each in check_archive(root, Counts()) if each.severity == "error"]
        assert any(each.file == f"warc/{path.name}" for each in found)
        path.write_bytes(sound[path])
    assert not list(check_archive(root, Counts()))


@pytest.mark.parametrize("nights", [1, 3, 7])
def test_as_many_nights_as_parts_read_every_record(tmp_path: Path, nights: int) -> None:
    """A seventh a night is a whole week's check only if no record is left out."""
    root = sound_archive(tmp_path / "archive")
    whole, parts = Counts(), [Counts() for _ in range(nights)]
    assert not list(check_archive(root, whole))
    for number, counts in enumerate(parts, start=1):
        assert not list(check_archive(root, counts, part=Part(number, nights)))
    assert sum(counts.records for counts in parts) == whole.records
    assert sum(counts.bytes for counts in parts) == whole.bytes


def test_one_of_the_nights_finds_the_damage(tmp_path: Path) -> None:
    """A part reads its records by their places, and sees a changed byte as the whole check does."""
    root = sound_archive(tmp_path / "archive")
    path = segments(root)[0]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    found = [list(check_archive(root, Counts(), part=Part(number, 4))) for number in range(1, 5)]
    assert sum(map(len, found)) == 1


def test_every_night_notices_a_byte_too_many_or_too_few(tmp_path: Path) -> None:
    """The size of a segment costs nothing to ask, so nobody waits a week for that."""
    root = sound_archive(tmp_path / "archive")
    path = segments(root)[0]
    content = path.read_bytes()
    for changed in (content + b"\0", content[:-1]):
        path.write_bytes(changed)
        for number in range(1, 5):
            found = list(check_archive(root, Counts(), part=Part(number, 4)))
            assert "segment-size" in {each.rule for each in found}


def test_a_copy_of_an_archive_is_as_sound_as_the_archive(tmp_path: Path) -> None:
    """Backups are checked where they lie: nothing depends on the place."""
    root = sound_archive(tmp_path / "archive")
    copy = shutil.copytree(root, tmp_path / "elsewhere" / "copy")
    assert not list(check_archive(copy, Counts()))
