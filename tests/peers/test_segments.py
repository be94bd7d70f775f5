"""Every segment passes the checkers of others, and they see in it the records that are there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.peers.contents import asked, segments
from tests.peers.development import DEVELOPMENT_PAGES
from tests.peers.own import first_pages, last_pages
from tests.peers.programs import FASTWARC, GZIP, WARCIO, run

pytestmark = pytest.mark.timeout(900)  # the first test to ask for the archive waits for it
TYPES = {"warcinfo", "response", "resource", "revisit", "conversion", "metadata"}


def records_of(archive: Path, segment: Path) -> int:
    """How many records the archive itself says a segment has."""
    return sum(name == segment.name for (name,) in asked(archive, "SELECT segment FROM records"))


def test_the_archive_has_every_kind_of_record_in_several_segments(kept: Path) -> None:
    """What follows proves nothing of a kind that does not occur."""
    counts = Counter(kind for (kind,) in asked(kept, "SELECT type FROM records"))
    assert counts.keys() == TYPES
    assert counts["response"] + counts["resource"] + counts["revisit"] == DEVELOPMENT_PAGES + len(
        (*first_pages(), *last_pages())
    )
    assert len([path for path in segments(kept) if path.name.startswith("orig-")]) > 5
    assert len([path for path in segments(kept) if path.name.startswith("clean-")]) > 1
    assert asked(kept, "SELECT count(*) FROM articles WHERE since IS NOT NULL") == [(1,)]


def test_gzip_finds_no_fault(kept: Path) -> None:
    """RFC 1952: every member whole, with the right checksum and length."""
    said = run(*GZIP, "-t", *segments(kept))
    assert (said.code, said.out, said.err) == (0, "", "")


def test_warcio_checks_every_digest(kept: Path) -> None:
    """A record that warcio reads but has no digest for would pass in silence: each must be judged."""
    said = run(*WARCIO, "check", "-v", *segments(kept))
    assert said.code == 0, said.all
    verdicts = Counter(re.findall(r"^    (\S.*)$", said.out, re.MULTILINE))
    assert sum(verdicts.values()) == sum(records_of(kept, segment) for segment in segments(kept))
    assert verdicts.keys() <= {"digest pass", "digest present but not checked (revisit)"}


def test_fastwarc_checks_every_record(kept: Path) -> None:
    """An independent parser, which counts what it verified."""
    for segment in segments(kept):
        said = run(*FASTWARC, "check", segment)
        assert said.code == 0, said.all
        assert f"{records_of(kept, segment)} records were verified successfully" in said.all, segment
