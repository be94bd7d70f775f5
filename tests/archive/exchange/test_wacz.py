"""WACZ: an archive in one file, as replay tools and their validator want it."""

from __future__ import annotations

import gzip
import json
import zipfile
import zlib
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from presscut.archive.exchange.wacz import Packed, write_wacz
from presscut.archive.exchange.zipnum import Blocks
from presscut.archive.index.cdxj import write_index
from presscut.archive.inputs import read_inputs
from presscut.archive.store import Archive
from presscut.archive.warc.headers import parse
from presscut.cleaner.model import Page
from presscut.errors import Damaged, UsageError
from tests.archive.exchange.parts import empty, homeless, make, opened, pair, text_of
from tests.archive.making import clock
from tests.peers.programs import peer, run

NAMES = ("quay", "mill", "lamp")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return make(tmp_path / "archive", *map(pair, NAMES), homeless("well"), empty("void"))


def pack(archive: Path, path: Path, title: str = "Østerby") -> Packed:
    with opened(archive) as (state, folder):
        return write_wacz(state, folder, path, title=title, software="presscut/1")


def entries(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def pages(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in entries(path)["pages/pages.jsonl"].splitlines()]


def test_every_article_is_a_page_with_its_clean_text(archive: Path, tmp_path: Path) -> None:
    """ "MUST contain at least the following properties: url, ts"; `text` makes it searchable. None may be missing."""
    assert pack(archive, tmp_path / "a.wacz").pages == 5
    header, *found = pages(tmp_path / "a.wacz")
    assert (header["format"], header["hasText"]) == ("json-pages-1.0", True)
    assert [page["text"] for page in found] == [*map(text_of, (*NAMES, "well")), ""]
    assert [page["url"] for page in found[:3]] == [f"https://news.example/{name}" for name in NAMES]
    assert found[3]["url"].startswith("urn:sha256:")
    assert {page["ts"] for page in found} == {"2031-05-06T07:08:09Z"}
    assert len({page["id"] for page in found}) == 5
    assert [page["title"] for page in found[:3]] == [f"The {name}" for name in NAMES]


def test_segments_are_in_byte_for_byte_and_not_packed_again(archive: Path, tmp_path: Path) -> None:
    """ "All archive/ files should be stored in ZIP with 'STORE' mode": replay reads single records out of the zip."""
    pack(archive, tmp_path / "a.wacz")
    found = entries(tmp_path / "a.wacz")
    segments = {f"archive/{file.name}": file.read_bytes() for file in (archive / "warc").iterdir()}
    assert {name: content for name, content in found.items() if name.startswith("archive/")} == segments
    with zipfile.ZipFile(tmp_path / "a.wacz") as package:
        methods = {entry.filename: entry.compress_type for entry in package.infolist()}
    stored = {name for name, method in methods.items() if method == zipfile.ZIP_STORED}
    assert stored == {*segments, "indexes/index.cdx.gz"}


def test_the_manifest_vouches_for_every_file(archive: Path, tmp_path: Path) -> None:
    """Whoever gets the file can tell that it is whole: a hash for each entry, and one for the list of hashes."""
    pack(archive, tmp_path / "a.wacz")
    found = entries(tmp_path / "a.wacz")
    manifest, digest = found.pop("datapackage.json"), json.loads(found.pop("datapackage-digest.json"))
    assert digest == {"path": "datapackage.json", "hash": f"sha256:{sha256(manifest).hexdigest()}"}
    package = json.loads(manifest)
    assert {item["path"]: (item["hash"], item["bytes"]) for item in package["resources"]} == {
        name: (f"sha256:{sha256(content).hexdigest()}", len(content)) for name, content in found.items()
    }
    assert (package["profile"], package["wacz_version"], package["title"]) == ("data-package", "1.1.1", "Østerby")
    assert package["mainPageUrl"] == "https://news.example/quay"


def test_equal_archives_give_equal_files(archive: Path, tmp_path: Path) -> None:
    """Same in, same out: no clock and no name of a machine in it."""
    pack(archive, tmp_path / "a.wacz")
    again = make(tmp_path / "again", *map(pair, NAMES), homeless("well"), empty("void"))
    (tmp_path / "elsewhere").mkdir()
    pack(again, tmp_path / "elsewhere" / "b.wacz")
    assert (tmp_path / "a.wacz").read_bytes() == (tmp_path / "elsewhere" / "b.wacz").read_bytes()
    assert [file.name for file in (tmp_path / "elsewhere").iterdir()] == ["b.wacz"]


def test_the_index_leads_to_the_records_inside_the_zip(archive: Path, tmp_path: Path) -> None:
    """ "To lookup a given URL": short index, block, line, record. Each step must lead to the next."""
    pack(archive, tmp_path / "a.wacz")
    found = entries(tmp_path / "a.wacz")
    meta, *blocks = found["indexes/index.idx"].splitlines()
    assert meta == b'!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}'
    lines = []
    for block in blocks:
        place = json.loads(block[block.index(b"{") :])
        packed = found["indexes/index.cdx.gz"][place["offset"] :][: place["length"]]
        assert place["digest"] == f"sha256:{sha256(packed).hexdigest()}"
        lines += gzip.decompress(packed).splitlines()
    assert len(lines) == 5 + 4  # captures, and the texts of all but the empty one
    assert lines == sorted(lines)
    for line in lines:
        said = json.loads(line[line.index(b"{") :])
        segment = found[f"archive/{said['filename']}"]
        member = segment[int(said["offset"]) :][: int(said["length"])]
        assert parse(gzip.decompress(member)).require("WARC-Target-URI") == said["url"].removeprefix("urn:text:")


@pytest.mark.parametrize("lines", [1, 2, 3000])
def test_blocks_hold_the_whole_index_in_order(archive: Path, tmp_path: Path, lines: int) -> None:
    """A large index is in many blocks; none of its lines may be lost between them."""
    plain, packed, short = BytesIO(), BytesIO(), BytesIO()
    with opened(archive) as (state, _):
        count = write_index(state, plain, tmp_path)
    blocks = Blocks(packed, short, "index.cdx.gz", lines)
    for line in plain.getvalue().splitlines(keepends=True):
        blocks.write(line)
    blocks.flush()
    assert gzip.decompress(packed.getvalue()) == plain.getvalue()
    keys = [line.partition(b" {")[0] for line in short.getvalue().splitlines()[1:]]
    assert keys == [line.partition(b" {")[0] for line in plain.getvalue().splitlines()[::lines]]
    assert len(keys) == -(-count // lines)


def test_what_a_writer_has_not_committed_is_left_out(tmp_path: Path) -> None:
    """The archive may be open in another process: only what was acknowledged counts."""
    with Archive(tmp_path / "archive", create=True, now=clock) as writer:
        writer.add(*pair("quay"))
        writer.commit()
        writer.add(*pair("mill"))
        assert pack(tmp_path / "archive", tmp_path / "a.wacz").pages == 1
        for name, content in entries(tmp_path / "a.wacz").items():
            if name.startswith("archive/"):
                assert zlib.decompressobj(31).decompress(content).startswith(b"WARC/1.1")
                assert b"mill" not in gzip.decompress(content)


def test_it_is_read_again_as_an_input(archive: Path, tmp_path: Path) -> None:
    """The originals come back to the byte, and no text comes as a second page."""
    pack(archive, tmp_path / "a.wacz")
    found = list(read_inputs([str(tmp_path / "a.wacz")]))
    expected = [of.content for of, _ in (*map(pair, NAMES), homeless("well"), empty("void"))]
    assert [item.content for item in found if isinstance(item, Page)] == expected


def test_a_text_that_cannot_be_read_is_named_and_the_page_stays(archive: Path, tmp_path: Path) -> None:
    """One damaged record must not keep a thousand articles from being handed on."""
    clean = next((archive / "warc").glob("clean-*"))
    content = bytearray(clean.read_bytes())
    with opened(archive) as (state, _):
        entry = next(state.articles())
        row = state.record(entry.conversion or "")
        assert row is not None
    content[row.offset + row.length // 2] ^= 0xFF
    clean.write_bytes(bytes(content))
    done = pack(archive, tmp_path / "a.wacz")
    assert [problem.where for problem in done.problems] == [entry.id]
    assert [page.get("text") for page in pages(tmp_path / "a.wacz")[1:3]] == [None, text_of("mill")]


def test_a_missing_segment_stops_it_and_no_file_appears(archive: Path, tmp_path: Path) -> None:
    """Half a collection must not pass for the whole."""
    with opened(archive) as (state, folder):
        next(folder.glob("orig-*")).unlink()
        with pytest.raises(Damaged):
            write_wacz(state, folder, tmp_path / "a.wacz", title="", software="")
    assert not [file for file in tmp_path.iterdir() if "wacz" in file.name]


def test_names_and_empty_archives_are_refused(tmp_path: Path) -> None:
    """ "MUST use the extension .wacz"; "MUST contain one or more files in the WARC format"."""
    with pytest.raises(UsageError, match=r"\.wacz"):
        pack(make(tmp_path / "archive", pair("quay")), tmp_path / "a.zip")
    with pytest.raises(UsageError, match="empty"):
        pack(make(tmp_path / "none"), tmp_path / "a.wacz")
    assert not (tmp_path / "a.wacz").exists()


def test_the_validator_of_its_makers_is_content(archive: Path, tmp_path: Path) -> None:
    """`wacz validate` checks the manifest as a data package, every path and every hash."""
    validator = peer("wacz", "wacz")
    pack(archive, tmp_path / "a.wacz")
    said = run(validator, "validate", "-f", tmp_path / "a.wacz")
    assert said.code == 0, said.all
    assert "valid" in said.out
