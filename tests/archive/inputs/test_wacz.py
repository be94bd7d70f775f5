"""WACZ as input: the pages of the WARCs inside, whatever else the zip holds or claims."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presscut.archive.inputs import read_inputs, wacz
from presscut.cleaner.model import Page
from presscut.errors import Problem
from tests.archive.inputs.test_inputs import peak_of
from tests.archive.making import members, response

A, B, C = (response(b"<p>" + name, url=f"http://news.example/{name.decode()}") for name in (b"a", b"b", b"c"))
TEXT = (
    b"WARC/1.1\r\nWARC-Type: conversion\r\nWARC-Record-ID: <urn:uuid:7>\r\nWARC-Date: 2031-01-01T00:00:00Z\r\n"
    b"WARC-Target-URI: http://news.example/a\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\na\r\n\r\n"
)


def packed(entries: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip file of these entries."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        for name, content in entries.items():
            package.writestr(name, content)
    return stream.getvalue()


CRAWL = {
    "archive/data-0.warc.gz": members(A, B),
    "archive/data-1.warc": C,
    "archive/texts.warc.gz": members(TEXT),
    "indexes/index.cdx.gz": b"not looked at",
    "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n{"url": "http://news.example/a", "ts": "2031-01-01"}\n',
    "datapackage.json": b"{}",
}


def read(content: bytes, folder: Path, name: str = "crawl.wacz") -> list[Page | Problem]:
    (folder / name).write_bytes(content)
    return list(read_inputs([str(folder / name)]))


def shown(found: list[Page | Problem]) -> list[str]:
    return [item.content.decode()[3:] if isinstance(item, Page) else item.code for item in found]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_pages_of_all_warcs_are_read(tmp_path: Path, method: int) -> None:
    """The standard wants WARCs stored; zips made by hand deflate them. Texts made from the pages are no pages."""
    found = read(packed(CRAWL, method), tmp_path)
    assert shown(found) == ["a", "b", "c"]
    assert isinstance(found[0], Page)
    assert found[0].origin == str(tmp_path / "crawl.wacz/archive/data-0.warc.gz#0")


def test_it_is_told_by_its_content_and_in_a_folder(tmp_path: Path) -> None:
    """A name may be lost on the way; a folder of crawls is read in one go."""
    assert shown(read(packed(CRAWL), tmp_path, "download")) == ["a", "b", "c"]
    (tmp_path / "x.wacz").write_bytes(packed({"archive/x.warc": C}))
    assert shown(list(read_inputs([str(tmp_path)]))) == ["c"]


def test_other_zip_files_are_no_crawls(tmp_path: Path) -> None:
    """A word processor's file is a zip as well: the cleaner says what it is."""
    (found,) = read(packed({"word/document.xml": b"<w/>"}), tmp_path, "letter.docx")
    assert isinstance(found, Page)


def test_a_pipe_cannot_be_read_backwards() -> None:
    """The list of a zip stands at its end; the user must hear what to do."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    (found,) = read_inputs(["-"], stdin=Pipe(packed(CRAWL)))
    assert isinstance(found, Problem)
    assert "name the file" in found.message
    assert shown(list(read_inputs(["-"], stdin=io.BytesIO(packed(CRAWL))))) == ["a", "b", "c"]


def test_a_collection_of_collections_is_read(tmp_path: Path) -> None:
    """A WACZ may hold further ones; how deep is limited."""
    inner = packed(CRAWL)
    assert shown(read(packed({"one.wacz": inner, "archive/x.warc": C}), tmp_path)) == ["a", "b", "c", "c"]
    assert shown(read(packed({"one.wacz": packed({"two.wacz": inner})}), tmp_path)) == ["unreadable"]
    assert shown(read(packed({"one.wacz": inner}, zipfile.ZIP_DEFLATED), tmp_path)) == ["unreadable"]


def test_a_damaged_zip_is_one_problem(tmp_path: Path) -> None:
    """One line for the user, not one for each entry that is lost."""
    whole = packed(CRAWL)
    for broken in (whole[:-30], whole[: len(whole) // 2], b"PK\x03\x04"):
        assert shown(read(broken, tmp_path)) == ["damaged"]
    assert shown(read(packed({"datapackage.json": b"{}"}), tmp_path)) == ["not-found"]


def test_a_damaged_entry_costs_itself(tmp_path: Path) -> None:
    """One flipped byte in the first WARC: the second is read all the same."""
    whole = bytearray(packed(CRAWL))
    whole[whole.index(b"\x1f\x8b") + 60] ^= 0xFF
    assert shown(read(bytes(whole), tmp_path))[-2:] == ["b", "c"] or shown(read(bytes(whole), tmp_path))[-1] == "c"


def test_an_encrypted_entry_is_a_problem(tmp_path: Path) -> None:
    """The flag of encryption (bit 0) stands in both headers of the entry."""
    whole = bytearray(packed({"archive/x.warc": A, "archive/y.warc": B}))
    whole[6] |= 1
    directory = whole.index(b"PK\x01\x02")
    whole[directory + 8] |= 1
    assert shown(read(bytes(whole), tmp_path)) == ["damaged", "b"]


def test_hostile_names_touch_nothing(tmp_path: Path) -> None:
    """Nothing is unpacked, so a name can lead nowhere."""
    (tmp_path / "in").mkdir()
    names = {"archive/../../../evil.warc": A, "/etc/evil.warc": B, "archive/\x1b[31m.warc": C}
    assert shown(read(packed(names), tmp_path / "in")) == ["a", "b", "c"]
    assert sorted(file.name for file in tmp_path.rglob("*")) == ["crawl.wacz", "in"]


def test_a_bomb_is_refused_unread(tmp_path: Path) -> None:
    """A packed WARC that shrinks once more, a hundred times, is none: gzip leaves nothing to gain."""
    bomb = {"archive/bomb.warc.gz": bytes(5_000_000), "archive/x.warc": A}
    assert shown(read(packed(bomb, zipfile.ZIP_DEFLATED), tmp_path)) == ["too-large", "a"]


def test_an_endless_list_of_entries_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python reads the list as a whole, several hundred bytes of memory for each entry of fifty."""
    monkeypatch.setattr(wacz, "LARGEST_DIRECTORY", 200)
    assert shown(read(packed(CRAWL), tmp_path)) == ["damaged"]


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """A crawl is larger than any memory; deflated entries must stream as well."""
    record = response(b"<p>" + b"x" * 20_000)
    entries = {"archive/a.warc.gz": members(record) * 500, "archive/b.warc": record * 500}
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        (tmp_path / "a.wacz").write_bytes(packed(entries, method))
        list(read_inputs([str(tmp_path / "a.wacz")], largest=1))  # what is imported on first use does not count
        assert peak_of(read_inputs([str(tmp_path / "a.wacz")])) < 5_000_000


DEFLATED = packed(CRAWL, zipfile.ZIP_DEFLATED)
NESTED = packed({"one.wacz": packed(CRAWL), "archive/x.warc": C})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.sampled_from([DEFLATED, NESTED]), st.integers(1, 900), st.binary(min_size=1, max_size=8))
def test_no_edit_makes_it_fail(tmp_path: Path, crawl: bytes, before_end: int, value: bytes) -> None:
    """Whatever a disk or a stranger did to the file, its list of entries above all: pages and problems, and an end."""
    whole = bytearray(crawl)
    at = len(whole) - min(before_end, len(whole))
    whole[at : at + len(value)] = value
    for item in read(bytes(whole), tmp_path):
        assert isinstance(item, Page | Problem)


def test_sizes_of_zip64_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a large zip the size of the list stands in another record (APPNOTE 4.3.14)."""
    monkeypatch.setattr(wacz, "LARGEST_DIRECTORY", 1000)
    whole = packed({"archive/x.warc": A})
    record = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, 1, 1, 5000, 0)
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, 0, 1)
    end = whole.index(b"PK\x05\x06")
    hidden = whole[:end] + record + locator + whole[end : end + 12] + b"\xff\xff\xff\xff" + whole[end + 16 :]
    (found,) = read(hidden, tmp_path)
    assert isinstance(found, Problem)
    assert "too long" in found.message


@pytest.mark.parametrize(
    ("name", "says"), [("a.zip", "it is a ZIP file and no WACZ"), ("a.wacz", "the WACZ holds no WARC file")]
)
def test_a_zip_of_pages_is_called_what_it_is(tmp_path: Path, name: str, says: str) -> None:
    """Its pages lie in a folder that a WACZ has as well; unless its name says so, nobody took it for one."""
    (found,) = read(packed({"pages/ferry.html": b"<p>The ferry came."}), tmp_path, name)
    assert isinstance(found, Problem)
    assert found.message.startswith(says)
