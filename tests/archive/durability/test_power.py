"""The power is cut before every call to the disk in turn, and what was not synced is kept, lost or torn."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from presscut.archive.warc import segments
from tests.archive.durability.power import MortalDisk
from tests.archive.durability.scenario import BEGINNINGS, LARGEST, ROOMY, SMALL, calls_to_open, check, run

KEPT = (0.0, 0.5, 0.5, 1.0)  # how likely a part that was not synced is there all the same
SEEDS = 5


class Trials:
    """One beginning, any number of times."""

    def __init__(self, beginning: str, folder: Path, whole: dict[str, object], largest: int = LARGEST) -> None:
        self._largest = largest
        self._folder = folder
        self._whole = whole
        self._before = BEGINNINGS[beginning](folder / "before" / "archive")

    def calls(self, *, only_to_open: bool) -> int:
        """How many calls a run makes that nothing goes wrong in."""
        path = self._begun()
        if only_to_open:
            return calls_to_open(path)
        disk = MortalDisk(path)
        assert run(path, disk, self._largest).refused == 0
        return disk.calls

    def cut(self, call: int, kept: float, chance: Random) -> None:
        """Cut the power before one call of a run and look at what is there when it comes back."""
        path = self._begun()
        disk = MortalDisk(path, call)
        done = run(path, disk, self._largest)
        assert disk.dead
        disk.come_back(chance, kept)
        check(path, (*self._before, *done.acknowledged), self._whole)

    def _begun(self) -> Path:
        place = self._folder / "place"
        shutil.rmtree(place, ignore_errors=True)
        if (self._folder / "before").is_dir():
            shutil.copytree(self._folder / "before", place)
        place.mkdir(exist_ok=True)
        return place / "archive"


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_a_power_cut_at_any_call_loses_nothing(beginning: str, memory: Path, whole: dict[str, object]) -> None:
    """An acknowledgement that only the page cache knows of is none."""
    trials = Trials(beginning, memory, whole)
    for call in range(trials.calls(only_to_open=beginning != "nothing")):
        trials.cut(call, KEPT[call % len(KEPT)], Random(call))


def test_a_power_cut_among_adds_that_are_written_together_loses_nothing(
    memory: Path, whole: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One write holds a group, and any part of it may be on the disk."""
    monkeypatch.setattr(segments, "PIECE", SMALL)
    trials = Trials("nothing", memory, whole, ROOMY)
    for call in range(trials.calls(only_to_open=False)):
        trials.cut(call, KEPT[call % len(KEPT)], Random(call))


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("kept", sorted({*KEPT}))
@pytest.mark.parametrize("beginning", BEGINNINGS)
@pytest.mark.parametrize("largest", [LARGEST, ROOMY])
def test_every_power_cut_at_every_call_loses_nothing(
    largest: int, beginning: str, kept: float, memory: Path, whole: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The long form of the same: every part of what was not synced in many states, from every beginning to the end."""
    monkeypatch.setattr(segments, "PIECE", SMALL)
    trials = Trials(beginning, memory, whole, largest)
    for call in range(trials.calls(only_to_open=False)):
        for seed in range(SEEDS):
            trials.cut(call, kept, Random(SEEDS * call + seed))
