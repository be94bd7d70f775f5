"""A fault at every call to the disk in turn: nothing that was acknowledged is lost, nothing is there twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from presscut.archive.warc import segments
from tests.archive.durability.faults import KINDS, FaultyDisk
from tests.archive.durability.scenario import BEGINNINGS, LARGEST, ROOMY, SMALL, calls_to_open, check, run


class Trials:
    """One beginning, any number of times."""

    def __init__(self, beginning: str, folder: Path, whole: dict[str, object], largest: int = LARGEST) -> None:
        self._largest = largest
        self._folder = folder
        self._whole = whole
        self._before = BEGINNINGS[beginning](folder / "before")

    def calls(self, *, only_to_open: bool) -> int:
        """How many calls a run makes that nothing goes wrong in."""
        path = self._begun()
        if only_to_open:
            return calls_to_open(path)
        disk = FaultyDisk()
        assert run(path, disk, self._largest).refused == 0
        return disk.calls

    def spoil(self, call: int, kind: str) -> bool:
        """Spoil one call of a run and look at what it left; whether there was a call to spoil in this way."""
        path = self._begun()
        disk = FaultyDisk(call, kind)
        done = run(path, disk, self._largest)
        assert bool(done.refused) == disk.failed, "a fault passed in silence"
        check(path, (*self._before, *done.acknowledged), self._whole)
        return disk.failed

    def _begun(self) -> Path:
        path = self._folder / "archive"
        shutil.rmtree(path, ignore_errors=True)
        if (self._folder / "before").is_dir():
            shutil.copytree(self._folder / "before", path)
        return path


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_a_fault_at_any_call_loses_nothing(beginning: str, memory: Path, whole: dict[str, object]) -> None:
    """Disks fill up and fail in the middle of anything: of a rotation, of a recovery, of a rebuild."""
    trials = Trials(beginning, memory, whole)
    for call in range(trials.calls(only_to_open=beginning != "nothing")):
        assert trials.spoil(call, KINDS[call % len(KINDS)]) or trials.spoil(call, "failing")


def test_a_fault_among_adds_that_are_written_together_loses_nothing(
    memory: Path, whole: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One write holds a group. When it fails, the next commit writes the group again, and none of it twice."""
    monkeypatch.setattr(segments, "PIECE", SMALL)
    trials = Trials("nothing", memory, whole, ROOMY)
    for call in range(trials.calls(only_to_open=False)):
        assert trials.spoil(call, KINDS[call % len(KINDS)]) or trials.spoil(call, "failing")


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("beginning", BEGINNINGS)
@pytest.mark.parametrize("largest", [LARGEST, ROOMY])
def test_every_fault_at_every_call_loses_nothing(
    largest: int, beginning: str, kind: str, memory: Path, whole: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The long form of the same: all kinds of faults, and from every beginning to the end."""
    monkeypatch.setattr(segments, "PIECE", SMALL)
    trials = Trials(beginning, memory, whole, largest)
    spoilt = [trials.spoil(call, kind) for call in range(trials.calls(only_to_open=False))]
    assert sum(spoilt) >= 5
