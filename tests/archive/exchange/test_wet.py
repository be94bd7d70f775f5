"""WET: the clean texts alone, in the shape in which Common Crawl ships text."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from fastwarc.warc import WarcRecordType
from warcio.archiveiterator import ArchiveIterator

from presscut.archive.exchange.wet import WetWritten, write_wet
from presscut.archive.inputs import read_inputs
from presscut.archive.store import Archive
from presscut.cleaner.model import Page, Producer
from tests.archive.exchange.parts import empty, homeless, make, opened, pair, text_of
from tests.archive.making import article, clock, complaints, page

NAMES = ("quay", "mill", "lamp")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return make(tmp_path / "archive", *map(pair, NAMES), empty("void"), homeless("well"))


def export(archive: Path, path: Path) -> WetWritten:
    with opened(archive) as (state, folder), path.open("wb") as stream:
        return write_wet(state, folder, stream, name=path.name, software="presscut/1")


def conversions(path: Path) -> list[tuple[str, str, str]]:
    """Address, date and text of each, as warcio reads them."""
    with path.open("rb") as stream:
        return [
            (
                record.rec_headers.get_header("WARC-Target-URI"),
                record.rec_headers.get_header("WARC-Date"),
                record.content_stream().read().decode(),
            )
            for record in ArchiveIterator(stream)
            if record.rec_type == "conversion"
        ]


@pytest.mark.parametrize("name", ["a.warc.wet.gz", "a.warc.wet"])
def test_each_text_is_there_once_in_the_order_of_the_articles(archive: Path, tmp_path: Path, name: str) -> None:
    """A reader of WET gets one document for each article that has a text."""
    assert export(archive, tmp_path / name).texts == 4
    found = conversions(tmp_path / name)
    assert [text for _, _, text in found] == [*map(text_of, (*NAMES, "well"))]
    assert [url for url, _, _ in found[:3]] == [f"https://news.example/{name}" for name in NAMES]


def test_it_passes_the_checks_of_others(archive: Path, tmp_path: Path) -> None:
    """gzip, warcio and FastWARC read it, digests and all."""
    export(archive, tmp_path / "a.warc.wet.gz")
    assert complaints(tmp_path / "a.warc.wet.gz") == []
    with (tmp_path / "a.warc.wet.gz").open("rb") as stream:
        kinds = [record.record_type for record in FastIterator(stream, parse_http=False)]
    assert kinds == [WarcRecordType.warcinfo, *[WarcRecordType.conversion] * 4]


def test_fields_stand_where_readers_that_count_lines_look(archive: Path, tmp_path: Path) -> None:
    """Tools for Common Crawl take the address from the third line and the length from the ninth."""
    export(archive, tmp_path / "a.warc.wet")
    record = (tmp_path / "a.warc.wet").read_bytes().split(b"WARC/1.0\r\n")[2]
    names = [line.partition(b": ")[0].decode() for line in record.partition(b"\r\n\r\n")[0].split(b"\r\n")]
    assert names[:8] == [
        "WARC-Type",
        "WARC-Target-URI",
        "WARC-Date",
        "WARC-Record-ID",
        "WARC-Refers-To",
        "WARC-Block-Digest",
        "Content-Type",
        "Content-Length",
    ]
    assert b"Content-Type: text/plain\r\n" in record


def test_each_record_is_a_member(archive: Path, tmp_path: Path) -> None:
    """One member a record: readers seek by it."""
    export(archive, tmp_path / "a.warc.wet.gz")
    packed = (tmp_path / "a.warc.wet.gz").read_bytes()
    assert packed.count(b"\x1f\x8b\x08") == 5
    assert gzip.decompress(packed).count(b"WARC/1.0\r\nWARC-Type") == 5


def test_of_an_article_made_anew_the_latest_text_is_taken(tmp_path: Path) -> None:
    """The archive keeps what old rules made; a collection of text wants what they make now."""
    of = page("quay")
    with Archive(tmp_path / "archive", create=True, now=clock) as archive:
        archive.add(of, article(of, text="Old."))
        archive.add(of, article(of, text="New.", producer=Producer("2", "r", "s")))
    export(tmp_path / "archive", tmp_path / "a.wet")
    assert [text for _, _, text in conversions(tmp_path / "a.wet")] == ["New."]


def test_a_text_that_two_captures_share_is_written_once(tmp_path: Path) -> None:
    """A record id may stand once in a file; unchanged text of a changed page is one record in the archive."""
    first, second = page("quay"), page("quay", content=b"Another advertisement.")
    place = make(tmp_path / "archive", (first, article(first, text="Same.")), (second, article(second, text="Same.")))
    assert export(place, tmp_path / "a.wet").texts == 1


def test_a_fraction_of_a_second_is_left_out(tmp_path: Path) -> None:
    """WARC 1.0, 5.4: YYYY-MM-DDThh:mm:ssZ."""
    place = tmp_path / "archive"
    with Archive(place, create=True, now=lambda: clock().replace(microsecond=5)) as archive:
        archive.add(*pair("quay"))
    export(place, tmp_path / "a.wet")
    assert [date for _, date, _ in conversions(tmp_path / "a.wet")] == ["2031-05-06T07:08:09Z"]


def test_equal_archives_give_equal_files(archive: Path, tmp_path: Path) -> None:
    """Same in, same out."""
    export(archive, tmp_path / "a.wet.gz")
    (tmp_path / "b").mkdir()
    export(make(tmp_path / "again", *map(pair, NAMES), empty("void"), homeless("well")), tmp_path / "b" / "a.wet.gz")
    assert (tmp_path / "a.wet.gz").read_bytes() == (tmp_path / "b" / "a.wet.gz").read_bytes()


def test_it_is_read_again_as_an_input(archive: Path, tmp_path: Path) -> None:
    """What goes out as text comes in as text."""
    export(archive, tmp_path / "a.warc.wet.gz")
    found = [item for item in read_inputs([str(tmp_path / "a.warc.wet.gz")]) if isinstance(item, Page)]
    assert [(item.media_type, item.content.decode()) for item in found] == [
        ("text", text_of(name)) for name in (*NAMES, "well")
    ]


def test_a_damaged_text_is_named_and_the_others_come_out(archive: Path) -> None:
    """An export of a thousand texts must not fail for one."""
    clean = next((archive / "warc").glob("clean-*"))
    content = bytearray(clean.read_bytes())
    with opened(archive) as (state, folder):
        row = state.record(next(state.articles()).conversion or "")
        assert row is not None
        content[row.offset + row.length // 2] ^= 0xFF
        clean.write_bytes(bytes(content))
        stream = BytesIO()
        done = write_wet(state, folder, stream, name="a.wet", software="x")
    assert (done.texts, [problem.where for problem in done.problems]) == (3, [row.id])


def test_an_empty_archive_is_a_file_that_says_what_it_is(tmp_path: Path) -> None:
    """A warcinfo alone is a WARC that every tool reads."""
    export(make(tmp_path / "none"), tmp_path / "a.warc.wet.gz")
    assert complaints(tmp_path / "a.warc.wet.gz") == []
    assert conversions(tmp_path / "a.warc.wet.gz") == []
