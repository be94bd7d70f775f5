"""Whatever happens to a file, a walk tiles it, and its repair is sound, complete and final."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from presscut.archive.check.events import Stretch
from presscut.archive.check.files import Unreadable, events
from presscut.archive.check.plan import Plan, plan
from presscut.archive.check.records import Seen
from presscut.archive.check.rewrite import repaired
from presscut.archive.check.source import Source
from presscut.archive.check.steps import OF_THE_FILE
from tests.archive.check.damages import segments, sound_archive, split, unpack

# An edit: where (as a share of the file), how many bytes go, what comes in their place.
EDIT = st.tuples(st.floats(0, 1), st.sampled_from([0, 1, 2, 5, 40, 700]), st.binary(max_size=30) | st.just(bytes(200)))
EDITS = st.lists(EDIT, max_size=6)
PLAINLY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """The members of a sound segment."""
    root = sound_archive(tmp_path_factory.mktemp("sound") / "archive")
    return [member for path in segments(root) for member in split(path.read_bytes())]


def edited(content: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for share, gone, new in edits:
        at = int(share * len(content))
        content = content[:at] + new + content[at + gone :]
    return content


def walked(path: Path) -> list[Seen | Stretch | Unreadable]:
    with Source.open(path) as source:
        return list(events(source))


def planned(path: Path, *, own: bool = False) -> Plan:
    with Source.open(path) as source:
        return plan(events(source, own=own))


def repair(path: Path, target: Path, *, own: bool = False) -> Plan:
    made = planned(path, own=own)
    with Source.open(path) as source:
        target.write_bytes(b"".join(repaired(source, made)))
    return made


def stretches(path: Path) -> Iterator[Stretch]:
    return (event for event in walked(path) if isinstance(event, Stretch))


@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
@PLAINLY
@given(edits=EDITS)
def test_the_stretches_of_a_walk_tile_the_file(
    tmp_path: Path, members: list[bytes], packed: bool, edits: list[tuple[float, int, bytes]]
) -> None:
    """A byte that belongs to no stretch is one that nobody looked at."""
    path = tmp_path / "file"
    path.write_bytes(edited(b"".join(members if packed else map(unpack, members)), edits))
    offset = 0
    for stretch in stretches(path):
        assert stretch.offset == offset
        assert stretch.length > 0
        offset += stretch.length
    assert offset == path.stat().st_size or any(isinstance(event, Unreadable) for event in walked(path))


@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
@PLAINLY
@given(edits=EDITS)
def test_what_is_repaired_is_sound_and_stays_as_it_is(
    tmp_path: Path, members: list[bytes], packed: bool, edits: list[tuple[float, int, bytes]]
) -> None:
    """The second repair finds nothing to do, whatever the first one met."""
    path, target = tmp_path / "file", tmp_path / "repaired"
    path.write_bytes(edited(b"".join(members if packed else map(unpack, members)), edits))
    if repair(path, target).empty:
        return
    again = walked(target)
    assert not planned(target).needed
    assert (
        not {found.rule for event in again if not isinstance(event, Unreadable) for found in event.found} & OF_THE_FILE
    )


@PLAINLY
@example(edits=[(0, b"\x1f\x8b\x08"), (0, b"\x00")])  # noise that begins like a member, right before one
@given(edits=st.lists(st.tuples(st.integers(0, 15), st.binary(min_size=1, max_size=60)), max_size=4))
def test_every_member_that_nothing_touched_is_kept(
    tmp_path: Path, members: list[bytes], edits: list[tuple[int, bytes]]
) -> None:
    """Bytes between members cost their neighbours nothing, whatever they look like."""
    pieces = list(members)
    for at, noise in edits:
        pieces.insert(at % len(pieces), noise)
    path, target = tmp_path / "file", tmp_path / "repaired"
    path.write_bytes(b"".join(pieces))
    repair(path, target, own=True)
    assert target.read_bytes() == b"".join(members)


def test_a_lost_byte_at_the_end_of_a_member_costs_no_other(tmp_path: Path, members: list[bytes]) -> None:
    """A member without its last byte is read on into the next one, and can end where that ends."""
    path, target = tmp_path / "file", tmp_path / "repaired"
    for at, member in enumerate(members[:-1]):
        for back in range(1, 16):
            torn = member[:-back] + member[len(member) - back + 1 :]
            path.write_bytes(b"".join((*members[:at], torn, *members[at + 1 :])))
            repair(path, target, own=True)
            without = b"".join((*members[:at], *members[at + 1 :]))
            assert target.read_bytes() in (without, b"".join(members))  # a wrong length behind a right CRC is mended
