"""The index that our archive makes is the one that others make of its segments, with the clean texts added."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.peers.contents import CAPTURES, asked, segments, timestamp
from tests.peers.programs import peer, run

pytestmark = pytest.mark.timeout(900)  # the first test to ask for the archive waits for it
TEXT_KEY = "urn:text:"


@pytest.fixture(scope="module")
def theirs(kept: Path) -> list[str]:
    """The sorted lines that cdxj-indexer makes of all segments."""
    said = run(peer("cdxj-indexer", "cdxj-indexer"), "--sort", *segments(kept))
    assert said.code == 0, said.all
    return said.out.splitlines()


def lines(archive: Path) -> list[str]:
    return (archive / "index.cdxj").read_text(encoding="utf-8").splitlines()


def test_cdxj_indexer_sees_the_captures_and_nothing_else(kept: Path, theirs: list[str]) -> None:
    """Clean text and accounts must not turn up in replay as captures of the page."""
    seen = [(line.split(" ", 2)[1], json.loads(line.split(" ", 2)[2])) for line in theirs]
    columns = "date, target, digest, segment, offset, length"
    rows = asked(kept, f"SELECT {columns} FROM records WHERE type IN {CAPTURES}")
    assert sorted(
        (time, said["url"], said["digest"], said["filename"], said["offset"], said["length"]) for time, said in seen
    ) == sorted((timestamp(row[0]), *map(str, row[1:])) for row in rows)


def test_our_lines_for_captures_are_those_of_cdxj_indexer(kept: Path, theirs: list[str]) -> None:
    """Byte for byte and in the same order: key, time, media type, status, digest, place."""
    assert [line for line in lines(kept) if not line.startswith(TEXT_KEY)] == theirs


def test_every_conversion_has_a_line(kept: Path) -> None:
    """The text of a page replays at an address of its own."""
    seen = [json.loads(line.split(" ", 2)[2]) for line in lines(kept) if line.startswith(TEXT_KEY)]
    rows = asked(kept, "SELECT target, segment, offset FROM records WHERE type = 'conversion'")
    places = sorted((said["url"], said["filename"], said["offset"]) for said in seen)
    assert places == sorted((TEXT_KEY + target, segment, str(offset)) for target, segment, offset in rows)
