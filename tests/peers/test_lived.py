"""An archive that was merged, cleaned anew and pruned is still one that others read."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from presscut.archive.warc.headers import clean_uri
from tests.archive.making import complaints
from tests.peers.contents import asked, segments, timestamp
from tests.peers.development import dated, store
from tests.peers.own import first_pages, last_pages, story
from tests.peers.programs import PRESSCUT, peer, run
from tests.peers.replay import Pywb

OURS = tuple(dated((*first_pages(), *last_pages())))
ELSEWHERE = replace(OURS[0], content=story(6), url="https://elsewhere.example/story")
GONE = "lantern.example"  # the site whose pages are taken out; others repeat bytes that came from it
OK, NOT_FOUND = 200, 404


def presscut(archive: Path, command: str, *more: str | Path) -> None:
    said = run(*PRESSCUT, *command.split(), "--archive", archive, *more)
    assert said.code == 0, said.all


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive after all that can happen to it."""
    folder = tmp_path_factory.mktemp("lived")
    store(folder / "first", OURS, 1)
    store(folder / "second", (*OURS[4:7], ELSEWHERE), 1)
    archive = folder / "all"
    presscut(archive, "archive merge", folder / "first", folder / "second")
    presscut(archive, "reclean", "--engine", "own", "--level", "strict", "--apply")
    presscut(archive, "archive prune --apply --reason asked", "--site", GONE)
    presscut(archive, "archive index")
    return archive


def test_what_was_taken_out_left_a_gap_and_a_word(lived: Path) -> None:
    """What follows proves nothing of an archive to which nothing happened."""
    kinds = Counter(kind for (kind,) in asked(lived, "SELECT type FROM records"))
    assert kinds["revisit"] == 1
    assert kinds["conversion"] < kinds["metadata"]
    assert asked(lived, "SELECT count(*) FROM notes WHERE kind = 'tombstone'") != [(0,)]
    assert asked(lived, f"SELECT target FROM records WHERE target LIKE '%//{GONE}/%' AND type != 'metadata'") == []


def test_checkers_find_no_fault(lived: Path) -> None:
    """Rewritten and copied segments are as sound as new ones."""
    assert [complaint for segment in segments(lived) for complaint in complaints(segment)] == []
    presscut(lived, "archive verify")


def test_index_and_package_are_as_others_make_and_want_them(lived: Path, tmp_path: Path) -> None:
    """The places in the index are the new ones."""
    said = run(peer("cdxj-indexer", "cdxj-indexer"), "--sort", *segments(lived))
    assert said.code == 0, said.all
    lines = (lived / "index.cdxj").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("urn:text:")] == said.out.splitlines()
    presscut(lived, "archive wacz", "-o", tmp_path / "lived.wacz")
    said = run(peer("wacz", "wacz"), "validate", "-f", tmp_path / "lived.wacz")
    assert said.code == 0, said.all


def test_pages_that_stay_replay_though_their_first_captures_are_gone(lived: Path, tmp_path: Path) -> None:
    """The bytes of the mirror's page were stored once, for the site that was taken out."""
    with Pywb(peer("pywb", "pywb"), tmp_path, lived / "warc", lived / "index.cdxj") as pywb:
        for page in (*OURS, ELSEWHERE):
            if page.url is None:
                continue
            answer = pywb.raw(clean_uri(page.url), timestamp(page.fetched or ""))
            if GONE in page.url:
                assert answer.status == NOT_FOUND, page.url
            else:
                assert (answer.status, answer.body) == (OK, page.content), page.url
