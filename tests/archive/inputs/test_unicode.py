"""JSON lines in UTF-16 and UTF-32, as some exports of tables and some shells write them."""

from __future__ import annotations

import codecs
import gzip
import io
import json
from pathlib import Path

import pytest

from presscut.archive.inputs import read_inputs
from presscut.cleaner.model import Page
from presscut.errors import Problem
from tests.archive.inputs.test_inputs import codes, contents, peak_of

# U+0A0A and U+540A hold the byte of a line's end, in UTF-16 with either end first.
TEXTS = ["The ferry to Østerby sails at nine.", "\u0a0a 上吊桥 \u540a", "\U0001f6a2 sails"]
ENCODINGS = {
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
    "utf-8": codecs.BOM_UTF8,
}


def lines(encoding: str, end: str = "\n") -> bytes:
    whole = "".join(json.dumps({"text": text}, ensure_ascii=False) + end for text in TEXTS)
    return ENCODINGS[encoding] + whole.encode(encoding)


def read(content: bytes) -> list[Page | Problem]:
    return list(read_inputs(["-"], stdin=io.BytesIO(content)))


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("packed", [False, True])
def test_the_byte_order_mark_says_how_lines_are_read(encoding: str, end: str, packed: bool) -> None:
    """Every line is one record, whatever bytes its characters are made of."""
    whole = lines(encoding, end)
    found = read(gzip.compress(whole) if packed else whole)
    assert [text.decode() for text in contents(found)] == TEXTS
    assert [item.origin for item in found if isinstance(item, Page)] == ["-#1", "-#2", "-#3"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_files_that_were_joined_have_a_mark_each(encoding: str) -> None:
    """`cat a.jsonl b.jsonl` leaves the second mark before a line."""
    assert [text.decode() for text in contents(read(lines(encoding) * 2))] == TEXTS * 2


def test_a_cut_costs_the_last_line() -> None:
    """Half a character at the end must not pass for a whole record, nor take the lines before it along."""
    found = read(lines("utf-16-le").removesuffix(b"}\0\n\0") + b"}")
    assert [text.decode() for text in contents(found)] == TEXTS[:2]
    assert codes(found) == ["bad-json"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_no_encoding_is_guessed_from_a_line(tmp_path: Path, encoding: str) -> None:
    """RFC 8259, 8.1: JSON text "MUST be encoded using UTF-8". Without a mark a few lines would pass and others not."""
    (tmp_path / "a.jsonl").write_bytes(lines(encoding).removeprefix(ENCODINGS[encoding]))
    found = list(read_inputs([str(tmp_path / "a.jsonl")]))
    assert set(codes(found)) == {"bad-json"}
    assert contents(found) == []


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """The file is recoded while it is read, and an endless line is not held to be thrown away."""
    line = (json.dumps({"text": "x" * 20_000}) + "\n").encode("utf-16-le")
    (tmp_path / "a.jsonl").write_bytes(codecs.BOM_UTF16_LE + line * 500)
    (tmp_path / "b.jsonl").write_bytes(codecs.BOM_UTF16_LE + "x".encode("utf-16-le") * 10_000_000)
    for name in ("a.jsonl", "b.jsonl"):
        assert peak_of(read_inputs([str(tmp_path / name)], largest=100_000)) < 3_000_000, name
