"""Fixtures that every test can use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("presscut", deadline=None)  # how long an example takes says how busy the machine is
settings.load_profile("presscut")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the clone."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the clone with the development sets; a test that needs it is skipped without."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared, which a clone does not bring along")
    return folder
