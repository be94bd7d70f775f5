"""Members: one record, one gzip member, whatever deflates it."""

from __future__ import annotations

import gzip
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.warc.headers import Record, head_bytes, parse
from presscut.archive.warc.members import (
    MEMBER_HEAD,
    SMALL,
    Backend,
    best_backend,
    content_of,
    isal_backend,
    libdeflate_backend,
    member,
    zlib_backend,
)

BACKENDS: dict[str, Backend] = {"libdeflate": libdeflate_backend(), "isal": isal_backend(), "zlib": zlib_backend}
LARGEST_OF_GZIP_9 = 1.02  # the bar; measured 1.013 (docs/benchmarks.md)
PIECE = 4_400  # bytes, as the records of bench/warc.py


def resource(block: bytes) -> Record:
    return Record((("WARC-Type", "resource"), ("WARC-Record-ID", "<urn:uuid:1>")), block)


@pytest.mark.parametrize("name", BACKENDS)
@given(block=st.binary(max_size=3000) | st.binary(max_size=40).map(lambda piece: piece * 2500))
def test_every_backend_gives_the_record_back(name: str, block: bytes) -> None:
    """RFC 1952: a member is head, deflated content, CRC-32 and length, whoever deflated it."""
    made = resource(block)
    packed = member(made, BACKENDS[name])
    assert gzip.decompress(packed) == head_bytes(made) + block + b"\r\n\r\n"
    assert parse(gzip.decompress(packed)) == made
    assert packed == member(made, BACKENDS[name])


@pytest.mark.parametrize("name", BACKENDS)
def test_the_head_of_a_member_never_differs(name: str) -> None:
    """No time, no name, no system: a changed byte in it can be told."""
    assert member(resource(b"a"), BACKENDS[name])[: len(MEMBER_HEAD)] == MEMBER_HEAD


@pytest.mark.parametrize("name", BACKENDS)
def test_a_member_ends_where_its_deflated_content_ends(name: str) -> None:
    """Bytes after it would be garbage between members."""
    unpacker = zlib.decompressobj(31)
    unpacker.decompress(member(resource(b"The divers went down." * 99), BACKENDS[name]))
    assert unpacker.eof
    assert unpacker.unused_data == b""


def test_without_libraries_the_standard_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine for which there is no wheel writes the same archive, only slower."""
    made = resource(b"The divers went down." * 99)
    assert member(made, best_backend()) == member(made, BACKENDS["libdeflate"])
    monkeypatch.setitem(sys.modules, "deflate", None)
    assert member(made, best_backend()) == member(made, BACKENDS["isal"])
    monkeypatch.setitem(sys.modules, "isal", None)
    assert member(made, best_backend()) == member(made, BACKENDS["zlib"])


def test_large_records_are_as_small_as_those_of_gzip_9(root: Path) -> None:
    """They are what fills an archive. Small ones are deflated in less time."""
    made = resource(b"".join(path.read_bytes() for path in sorted((root / "seeds" / "languages").glob("*.html"))))
    assert len(made.block) > SMALL
    assert len(member(made, best_backend())) <= len(gzip.compress(content_of(made), 9))


@pytest.mark.parametrize("ending", [".html", ".md", ".txt"])
def test_files_are_hardly_larger_than_those_of_gzip_9(root: Path, ending: str) -> None:
    """An archive is kept for decades: little disk is given for speed."""
    pages = [path.read_bytes() for path in sorted((root / "seeds").glob(f"*/*{ending}"))]
    records = [resource(page[at : at + PIECE]) for page in pages for at in range(0, len(page), PIECE)]
    records += [resource(page) for page in pages]
    packed = sum(len(member(made, best_backend())) for made in records)
    least = sum(len(gzip.compress(head_bytes(made) + made.block + b"\r\n\r\n", 9)) for made in records)
    assert packed <= LARGEST_OF_GZIP_9 * least
    assert len(records) > 100
