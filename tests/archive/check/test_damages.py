"""Every kind of damage is found, by its rule, its file, its offset and its record."""

from __future__ import annotations

from pathlib import Path

import pytest

from presscut.archive.check.archive import check_archive
from presscut.archive.check.files import check_files
from presscut.archive.check.findings import Counts, Finding
from presscut.archive.check.rules import RULES
from tests.archive.check.damages import (
    DAMAGES,
    Damage,
    check,
    pack,
    place_of,
    record_id,
    segments,
    split,
    unpack,
)

# A damaged record is missed by those that refer to it, which is told as well.
FIRST = [rule.name for rule in RULES if rule.name != "reference-outside"]
# What is the same in a file without compression; a record without its end at the end of a file is one.
OF_RECORDS = {
    "length-short", "length-long", "block-digest", "payload-digest", "missing-field", "duplicate-id", "bad-value",
    "reference-outside", "payload-digest-without-payload", "misplaced-field", "record-end", "repeated-field",
    "unknown-type",
}  # fmt: skip
KINDS = 27  # what the documentation promises


def segment_with(root: Path, kind: str) -> tuple[Path, list[bytes]]:
    """The segment that holds records of a type, and its members."""
    for path in segments(root):
        members = split(path.read_bytes())
        if any(f"WARC-Type: {kind}\r\n".encode() in unpack(member) for member in members):
            return path, members
    raise AssertionError(kind)


def told(findings: list[Finding]) -> list[tuple[str, str, int | None, str | None]]:
    return [(found.rule, found.file, found.offset, found.record) for found in findings]


def checked(root: Path) -> list[Finding]:
    return list(check_archive(root, Counts()))


def test_the_list_holds_all_kinds() -> None:
    """A damage that falls off the list is one that nobody looks for any more."""
    assert len({damage.name for damage in DAMAGES}) == KINDS


def test_a_sound_archive_has_no_findings(archive: Path) -> None:
    """An alarm that sounds without a fire is switched off."""
    assert checked(archive) == []
    assert check(*segments(archive)) == []


@pytest.mark.parametrize("damage", [d for d in DAMAGES if d.rule], ids=lambda damage: damage.name)
def test_a_file_shows_its_damage(archive: Path, damage: Damage) -> None:
    """One damage, one finding: its rule, file, offset and record, and nothing that is not so."""
    path, members = segment_with(archive, damage.of)
    at = place_of(damage.of, members)
    pieces = damage.edit(members, at)
    path.write_bytes(b"".join(pieces))
    offset = sum(map(len, members[:at])) + (len(members[at]) if damage.rule == "duplicate-id" else 0)
    wanted = (
        damage.rule,
        str(path),
        None if damage.rule == "empty-file" else offset,
        record_id(members[at]) if damage.named else None,
    )
    others = [other for other in segments(archive) if other != path]
    found = told(check(*others, path))
    assert [each for each in found if each[0] in (damage.rule, *FIRST)] == [wanted]


@pytest.mark.parametrize("damage", [d for d in DAMAGES if d.rule in OF_RECORDS], ids=lambda damage: damage.name)
def test_a_file_that_is_not_compressed_shows_the_same_damage(archive: Path, tmp_path: Path, damage: Damage) -> None:
    """Without members only the lengths part the records; a wrong one must not hide the next record."""
    _, members = segment_with(archive, damage.of)
    at = place_of(damage.of, members)
    plain = tmp_path / "plain.warc"
    pieces = damage.edit(members, at)
    plain.write_bytes(b"".join(map(unpack, pieces)))
    counts = Counts()
    found = told(list(check_files([str(plain)], counts)))
    offset = sum(len(unpack(member)) for member in members[: at + (damage.rule == "duplicate-id")])
    wanted = (damage.rule, str(plain), offset, record_id(members[at]) if damage.named else None)
    assert [each for each in found if each[0] in (damage.rule, *FIRST) and each[2] == offset] == [wanted]
    assert counts.records == len(pieces)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_an_archive_knows_which_record_was_damaged(archive: Path, damage: Damage) -> None:
    """The state knows each member: even what cannot be read any more is told by its id."""
    path, members = segment_with(archive, damage.of)
    at = place_of(damage.of, members)
    path.write_bytes(b"".join(damage.edit(members, at)))
    found = checked(archive)
    file, offset = f"warc/{path.name}", sum(map(len, members[:at]))
    assert any(
        each.file == file
        and each.severity == "error"
        and (each.record == record_id(members[at]) or damage.rule in ("garbage", "empty-file"))
        and (each.offset in (offset, offset + len(members[at])) or damage.rule == "empty-file")
        for each in found
    ), told(found)


def test_the_header_of_a_damaged_member_is_not_believed(archive: Path) -> None:
    """A turned bit can make another id of an id; what it then seems to refer to is nobody's fault."""
    path, members = segment_with(archive, "conversion")
    at = place_of("conversion", members)
    raw = unpack(members[at])
    other = pack(raw.replace(b"urn:uuid", b"urn:puid"))
    members[at], right = other[:-8] + members[at][-8:-4] + other[-4:], record_id(members[at])
    path.write_bytes(b"".join(members))
    assert [(each.rule, each.record) for each in checked(archive)] == [("crc", right)]
