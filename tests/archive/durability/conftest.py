"""A place for archives that need no real disk, and what an archive holds when nothing goes wrong."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archive.durability.faults import Unsynced
from tests.archive.durability.scenario import contents, run

MEMORY = Path("/dev/shm")  # of Linux; elsewhere the tests only take longer


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory: faults and power cuts are played, so nothing needs to reach a disk."""
    if not MEMORY.is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """The contents of an archive that nothing happened to."""
    path = tmp_path_factory.mktemp("whole") / "archive"
    assert run(path, Unsynced()).refused == 0
    return contents(path)
