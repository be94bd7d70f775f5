"""The whole archive as one WACZ: py-wacz finds it valid, and every article is in it with its text."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from presscut.archive.store import Archive
from tests.peers.contents import segments
from tests.peers.programs import PRESSCUT, peer, run

pytestmark = pytest.mark.timeout(900)  # the first test to ask for the archive waits for it


def test_wacz_validates_and_has_every_article(kept: Path, tmp_path: Path) -> None:
    """py-wacz itself once kept one page of two hundred, and its validation passed (py-wacz #46)."""
    packed = tmp_path / "kept.wacz"
    made = run(*PRESSCUT, "archive", "wacz", "--archive", kept, "-o", packed)
    assert made.code == 0, made.all
    said = run(peer("wacz", "wacz"), "validate", "-f", packed)
    assert said.code == 0, said.all
    assert "Validation succeeded" in said.out
    with zipfile.ZipFile(packed) as package:
        names = set(package.namelist())
        _, *rows = package.read("pages/pages.jsonl").decode().splitlines()
    packed.unlink()  # as large as the archive
    assert {f"archive/{segment.name}" for segment in segments(kept)} <= names
    with Archive(kept) as archive:
        texts = [article.text for article in archive.articles()]
    assert sorted(json.loads(row)["text"] for row in rows) == sorted(texts)
