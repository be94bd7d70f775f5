"""`warcio recompress` reads every record and writes it anew: what comes out says what it read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.peers.contents import segments
from tests.peers.programs import WARCIO, run

pytestmark = pytest.mark.timeout(900)  # the first test to ask for the archive waits for it
Fields = list[tuple[str, str]]
# Metadata has no payload (WARC 1.1, section 6.6), so ours has no digest of one; warcio gives it one all the same.
ADDED = {"metadata": {"WARC-Payload-Digest"}}


def records(segment: Path) -> Iterator[tuple[Fields, bytes]]:
    """Header lines and block of each record, as warcio reads them."""
    from warcio.archiveiterator import ArchiveIterator

    with segment.open("rb") as stream:
        for record in ArchiveIterator(stream, no_record_parse=True):
            yield record.rec_headers.headers, record.raw_stream.read()


@pytest.mark.parametrize("series", ["orig", "clean"])
def test_recompressing_changes_nothing_but_warcios_own_digest(kept: Path, tmp_path: Path, series: str) -> None:
    """The way in which archives are handed on: no field and no byte of ours may need mending on it."""
    for segment in segments(kept):
        if not segment.name.startswith(series):
            continue
        anew = tmp_path / segment.name
        said = run(*WARCIO, "recompress", segment, anew)
        assert said.code == 0, said.all
        assert "No Errors Found!" in said.out
        for (ours, block), (theirs, anew_block) in zip(records(segment), records(anew), strict=True):
            assert set(ours) <= set(theirs)
            assert {name for name, _ in set(theirs) - set(ours)} == ADDED.get(dict(ours)["WARC-Type"], set())
            assert anew_block == block
        anew.unlink()
