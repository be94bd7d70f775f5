"""What becomes of whoever reads an archive while pages are taken out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest

from presscut.archive.disk import Disk
from presscut.archive.exchange import wacz
from presscut.archive.exchange.wacz import write_wacz
from presscut.archive.exchange.wet import write_wet
from presscut.archive.pruning.choosing import Choice
from presscut.archive.pruning.writing import prune
from presscut.archive.recovery import House, open_for_reading, remake
from presscut.archive.state import State
from presscut.archive.store import Archive
from presscut.errors import Stopped
from tests.archive.pruning.making import HAND, SITE, furnish

MEANWHILE = "records were taken out or repaired while they were read; run it again"


@pytest.fixture
def house(tmp_path: Path) -> House:
    furnish(tmp_path / "archive")
    return House(tmp_path / "archive", Disk())


def export(house: House, _: Path) -> Iterator[object]:
    with Archive(house.root) as archive:
        yield from archive.articles(lambda _: None)


def texts(house: House, _: Path) -> Iterator[object]:
    state, _problems = open_for_reading(house)
    with closing(state):
        yield None
        write_wet(state, house.folder, BytesIO(), name="a.wet", software="presscut/1")


def package(house: House, out: Path) -> Iterator[object]:
    state, _problems = open_for_reading(house)
    with closing(state):
        yield None
        write_wacz(state, house.folder, out, title="t", software="presscut/1")


@pytest.mark.parametrize("begin", [export, texts, package])
def test_an_export_that_meets_a_prune_is_begun_again(
    house: House, tmp_path: Path, begin: Callable[[House, Path], Iterator[object]]
) -> None:
    """Every article of the segment was called damaged, to be restored from a copy: from one with what was taken out."""
    reader = begin(house, tmp_path / "a.wacz")
    next(reader)
    prune(house, Choice(keys=(f"{SITE}mirror",)), HAND)
    with pytest.raises(Stopped, match=MEANWHILE):
        list(reader)
    assert not (tmp_path / "a.wacz").exists()


def test_a_package_whose_segments_only_grew_is_refused_as_well(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its WARC files would be cut in the middle of a record, and its index would point beside the records."""
    index = wacz._Writer.index

    def late(writer: wacz._Writer, state: State, scratch: Path) -> None:
        index(writer, state, scratch)
        remake(house)

    monkeypatch.setattr(wacz._Writer, "index", late)
    state, _ = open_for_reading(house)
    with closing(state), pytest.raises(Stopped, match=MEANWHILE):
        write_wacz(state, house.folder, tmp_path / "a.wacz", title="t", software="presscut/1")
    assert not (tmp_path / "a.wacz").exists()
