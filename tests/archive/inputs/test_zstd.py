"""Zstandard: crawls and pages packed with it, with and without a dictionary."""

from __future__ import annotations

import io
import struct
import sys
import time
from pathlib import Path

import pytest
import zstandard

from presscut.archive.inputs import read_inputs
from presscut.archive.inputs.zstd import Zstd
from presscut.cleaner.model import Page
from presscut.errors import Problem
from tests.archive.making import response

RECORDS = [response(b"<p>The tide table of day %d." % n, url=f"http://news.example/{n}") for n in range(40)]
WORDS = zstandard.train_dictionary(2048, [RECORDS[n % 40] + b"%d" % n for n in range(400)])


def framed(*, dictionary: bytes | None) -> bytes:
    """A .warc.zst: a frame a record, with its dictionary in a skippable frame before them."""
    packer = zstandard.ZstdCompressor(dict_data=WORDS if dictionary else None, write_checksum=True)
    start = b"" if dictionary is None else b"\x5d\x2a\x4d\x18" + struct.pack("<I", len(dictionary)) + dictionary
    return start + b"".join(packer.compress(record) for record in RECORDS)


def read(content: bytes, largest: int = 10**6) -> list[Page | Problem]:
    return list(read_inputs(["-"], stdin=io.BytesIO(content), largest=largest))


@pytest.mark.parametrize(
    "dictionary",
    [None, WORDS.as_bytes(), zstandard.compress(WORDS.as_bytes())],
    ids=["none", "raw", "packed"],
)
def test_a_warc_is_read(dictionary: bytes | None) -> None:
    """ "WARC compression format: Zstandard": the dictionary may itself be packed."""
    assert len([item for item in read(framed(dictionary=dictionary)) if isinstance(item, Page)]) == 40


def test_other_files_may_be_packed_so_as_well(tmp_path: Path) -> None:
    """JSON lines of the large data sets come as .jsonl.zst."""
    (tmp_path / "a.jsonl.zst").write_bytes(zstandard.compress(b'{"text": "a"}\n{"text": "b"}\n'))
    (tmp_path / "b.txt.zst").write_bytes(zstandard.compress(b"c"))
    found = list(read_inputs([str(tmp_path)]))
    assert [item.content for item in found if isinstance(item, Page)] == [b"a", b"b", b"c"]


def test_without_the_package_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no core dependency."""
    monkeypatch.setitem(sys.modules, "zstandard", None)
    (found,) = read(framed(dictionary=None))
    assert isinstance(found, Problem)
    assert "presscut[packed]" in found.message


@pytest.mark.parametrize("with_words", [True, False])
def test_a_file_that_is_cut_off_is_told(with_words: bool) -> None:
    """A download stops anywhere; what stands before that is read, and the rest is missed."""
    whole = framed(dictionary=WORDS.as_bytes() if with_words else None)
    for cut in (*range(5, 40), -30, -1):
        found = read(whole[:cut])
        assert all(isinstance(item, Page) for item in found[:-1])
        assert isinstance(found[-1], Problem), cut
    assert len(read(whole[:-1])) == 40


def test_damage_and_a_huge_dictionary_are_problems() -> None:
    """Four bytes can claim a dictionary of four gigabytes."""
    broken = bytearray(framed(dictionary=None))
    broken[len(broken) // 2] ^= 0xFF
    assert [item.code for item in read(bytes(broken)) if isinstance(item, Problem)]
    (found,) = read(b"\x5d\x2a\x4d\x18\xff\xff\xff\xff" + b"x" * 100)
    assert isinstance(found, Problem)
    assert found.code == "damaged"


def test_a_bomb_is_too_large() -> None:
    """Four gigabytes of zeros are some hundred kilobytes of Zstandard."""
    found = read(zstandard.compress(bytes(5_000_000)))
    assert [item.code for item in found if isinstance(item, Problem)] == ["too-large"]


def test_a_file_of_zeros_costs_the_time_of_its_length() -> None:
    """A kilobyte can hold 32 MB: taking them out a buffer at a time must not copy all the others each time."""
    started = time.process_time()
    stream = io.BufferedReader(Zstd(io.BytesIO(zstandard.compress(bytes(1 << 27)))))
    assert sum(map(len, iter(lambda: stream.read(1 << 16), b""))) == 1 << 27
    assert time.process_time() - started < 1
