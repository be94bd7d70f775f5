"""An archive to damage."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.archive.check.damages import sound_archive


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound archive, made once."""
    return sound_archive(tmp_path_factory.mktemp("sound") / "archive")


@pytest.fixture
def archive(built: Path, tmp_path: Path) -> Path:
    """A copy of it to be damaged."""
    return Path(shutil.copytree(built, tmp_path / "archive"))
