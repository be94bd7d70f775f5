"""Bodies as servers sent them: chunked, packed, cut off, or none of what the headers say."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.inputs.bodies import CannotUnpack, Unpacked, body_of, dechunked

PAGE = b"<p>" + b"The ferry to Osterby sails at nine. " * 200
LIMIT = 100_000


def raw_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


def zstd_frame(content: bytes) -> bytes:
    """A frame that does not say its size, as servers write it that do not know it yet."""
    packer = zstandard.ZstdCompressor().compressobj()
    return packer.compress(content) + packer.flush()


PACKED = {
    "gzip": gzip.compress(PAGE),
    "x-gzip": gzip.compress(PAGE),
    "GZIP": gzip.compress(PAGE),
    "deflate": zlib.compress(PAGE),
    " deflate": raw_deflate(PAGE),
    "br": brotli.compress(PAGE),
    "zstd": zstandard.compress(PAGE),
    "gzip, br": brotli.compress(gzip.compress(PAGE)),
    "identity": PAGE,
    "utf-8": PAGE,
}


def unpacked(sent: bytes, coding: str, limit: int = LIMIT) -> Unpacked:
    return body_of(sent, transfer="", coding=coding, limit=limit)


@pytest.mark.parametrize("coding", PACKED)
def test_every_coding_in_use_is_undone(coding: str) -> None:
    """RFC 9110, 8.4: codings are listed "in the order in which they were applied"."""
    assert unpacked(PACKED[coding], coding) == (PAGE, True)


@pytest.mark.parametrize("coding", PACKED)
def test_a_header_that_the_body_contradicts_is_not_believed(coding: str) -> None:
    """Crawlers store pages unpacked and keep the header; those pages must not be lost."""
    assert unpacked(PAGE, coding) == (PAGE, True)
    assert unpacked(b"", coding) == (b"", True)


def test_all_members_of_a_gzip_body_are_read() -> None:
    """RFC 1952, 2.2: a gzip file is "a series of members"; a server that packs what is ready sends several."""
    halves = gzip.compress(PAGE[:500]) + gzip.compress(PAGE[500:])
    assert unpacked(halves, "gzip") == (PAGE, True)
    assert unpacked(halves[:-8], "gzip") == (PAGE, False)
    assert unpacked(gzip.compress(PAGE) + b"\x1f\x8b\x08garbage", "gzip").whole is False
    with pytest.raises(CannotUnpack):
        unpacked(halves, "gzip", limit=len(PAGE) - 1)


def test_a_gzip_body_of_thousands_of_members_is_read_to_its_end() -> None:
    """A server that sends each line as it comes packs each by itself; a page must not end after a thousand lines."""
    lines = [b"<p>line %d" % n for n in range(3000)]
    packed = b"".join(gzip.compress(line, 1) for line in lines)
    assert unpacked(packed, "gzip") == (b"".join(lines), True)
    assert unpacked(packed[:-1], "gzip") == (b"".join(lines), False)
    with pytest.raises(CannotUnpack):
        unpacked(packed, "gzip", limit=len(b"".join(lines)) - 1)


def test_a_zstandard_body_is_whole_when_its_last_frame_ends() -> None:
    """RFC 8878, 3: "Zstandard compressed data is made up of one or more frames"; a frame need not say its size."""
    halves = zstd_frame(PAGE[:500]) + zstandard.compress(PAGE[500:])
    assert unpacked(halves, "zstd") == (PAGE, True)
    for cut in range(1, 20):
        assert not unpacked(halves[:-cut], "zstd").whole
        assert not unpacked(zstd_frame(PAGE)[:-cut], "zstd").whole
    assert unpacked(zstd_frame(PAGE) + b"what is no frame", "zstd") == (PAGE, False)
    assert unpacked(b"\x28\xb5\x2f\xfd" + b"\xff" * 30, "zstd") == (b"\x28\xb5\x2f\xfd" + b"\xff" * 30, False)


def test_what_is_behind_a_damaged_member_is_missed() -> None:
    """The members before it are kept, and the page is not called whole."""
    member = gzip.compress(PAGE)
    assert unpacked(member + b"\x1f\x8b\x08\0" + b"\xff" * 20 + member, "gzip") == (PAGE, False)
    assert unpacked(b"\x1f\x8b is no gzip", "gzip") == (b"\x1f\x8b is no gzip", False)
    assert unpacked(member[:10], "gzip") == (b"", False)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_body_that_breaks_off_is_read_as_far_as_it_goes(coding: str) -> None:
    """A crawler's limit cuts packed bodies too: half a page is worth having, but not as a whole one."""
    content = b"".join(b"line %d of the log\n" % (n * n) for n in range(4000))
    packers: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "br": lambda whole: brotli.compress(whole, quality=1),
        "zstd": lambda whole: b"".join(zstd_frame(whole[at : at + 9000]) for at in range(0, len(whole), 9000)),
    }
    packed = packers[coding](content)
    found = unpacked(packed[: len(packed) // 2], coding)
    assert not found.whole
    assert content.startswith(found.content)
    assert len(found.content) > len(content) // 4


def test_damage_inside_keeps_what_stands_before_it() -> None:
    """One flipped bit near the end of a packed page must not cost its beginning."""
    content = b"".join(b"line %d of the log\n" % (n * n) for n in range(4000))
    packed = bytearray(gzip.compress(content))
    packed[-len(packed) // 4 :] = b"\xff" * (len(packed) // 4 + 1)
    found = unpacked(bytes(packed), "gzip")
    assert not found.whole
    assert len(found.content) > len(content) // 4
    assert content.startswith(found.content[: len(content) // 4])


@pytest.mark.parametrize(
    ("coding", "bomb"),
    [
        ("gzip", gzip.compress(bytes(3_000_000))),
        ("deflate", zlib.compress(bytes(3_000_000))),
        ("br", brotli.compress(bytes(3_000_000))),
        ("zstd", zstandard.compress(bytes(3_000_000))),
    ],
)
def test_a_bomb_is_refused(coding: str, bomb: bytes) -> None:
    """Some hundred bytes of Brotli unpack to gigabytes."""
    with pytest.raises(CannotUnpack) as refused:
        unpacked(bomb, coding)
    assert refused.value.code == "too-large"


@pytest.mark.parametrize(("coding", "package"), [("br", "brotli"), ("zstd", "zstandard")])
def test_a_missing_package_is_named(coding: str, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user must hear what to install, not that the page is binary."""
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(CannotUnpack, match=package) as refused:
        unpacked(PACKED[coding], coding)
    assert refused.value.code == "unreadable"


CHUNKED = [
    (b"4\r\nabcd\r\n3;ext=1\r\nefg\r\n0\r\n\r\n", (b"abcdefg", True)),
    (b"4\nabcd\n0\n\n", (b"abcd", True)),
    (b"0004\r\nabcd\r\n0\r\nTrailer: x\r\n\r\n", (b"abcd", True)),
    (b"4\r\nabcd\r\nFFFF\r\nefg", (b"abcdefg", False)),
    (b"4\r\nabcd\r\n", (b"abcd", False)),
    (b"<p>stored without chunks", (b"<p>stored without chunks", True)),
    (b"12\nmonths of work on the wall", (b"12\nmonths of work on the wall", True)),
    (b"", (b"", True)),
]


@pytest.mark.parametrize(("sent", "expected"), CHUNKED)
def test_chunks_are_joined(sent: bytes, expected: tuple[bytes, bool]) -> None:
    """RFC 9112, 7.1: extensions and trailers are no part of the body."""
    assert dechunked(sent) == expected


@given(st.lists(st.binary(min_size=1, max_size=40)))
def test_whatever_was_chunked_comes_back(pieces: list[bytes]) -> None:
    """The body must not depend on how a server cut it."""
    sent = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    assert body_of(sent, transfer="Chunked", coding="", limit=LIMIT) == (b"".join(pieces), True)


@given(st.binary(max_size=200), st.sampled_from(sorted(PACKED)), st.booleans())
def test_no_bytes_make_it_fail(sent: bytes, coding: str, chunked: bool) -> None:
    """What a server sends can be anything."""
    content, _ = body_of(sent, transfer="chunked" if chunked else "", coding=coding, limit=LIMIT)
    assert isinstance(content, bytes)
