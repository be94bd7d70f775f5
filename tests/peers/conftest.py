"""The archive that the peers judge, made once in a test run and shared by its workers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.peers import development
from tests.peers.programs import PRESSCUT, run


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this test run see."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def kept(common: Path) -> Path:
    """The archive of the development pages and those of our own, with its index; never written to by a test."""
    if not development.SET.is_dir():
        pytest.skip(f"the development pages are not at {development.SET}: they are not ours to give on")
    return development.made_once(common / "peers-archive", make)


def make(place: Path) -> None:
    development.store(place, development.pages(), development.WORKERS)
    said = run(*PRESSCUT, "archive", "index", "--archive", place)
    assert said.code == 0, said.all
