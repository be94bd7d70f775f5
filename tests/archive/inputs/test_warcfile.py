"""WARC and ARC as inputs: the pages of a crawl, and its damage."""

from __future__ import annotations

import gzip
import io
import re
import time
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from presscut.archive.inputs import read_inputs
from presscut.archive.inputs.streams import CHUNK, MEMBER_MAGIC, PROBE
from presscut.cleaner.model import Page
from presscut.errors import Problem
from tests.archive.making import members, response

A, B, C = (response(b"<p>" + name, url=f"http://news.example/{name.decode()}") for name in (b"a", b"b", b"c"))


def read(content: bytes) -> list[Page | Problem]:
    return list(read_inputs(["-"], stdin=io.BytesIO(content)))


def shown(found: list[Page | Problem]) -> list[str]:
    return [item.content.decode()[3:] if isinstance(item, Page) else item.code for item in found]


def test_a_response_gives_its_page_with_all_that_is_known() -> None:
    """Headers, time and address go on into our archive."""
    (found,) = read(members(A))
    assert isinstance(found, Page)
    assert found.url == "http://news.example/a"
    assert found.fetched == "2030-01-02T03:04:05Z"
    assert found.content_type == "text/html"
    assert found.headers == ("HTTP/1.1 200 OK", (("Content-Type", "text/html"), ("Content-Length", "4")))
    assert found.origin == "-#0"


@pytest.mark.parametrize(
    "whole", [A + B + C, members(A, B, C), members(A + B + C), gzip.compress(A, mtime=0) + members(B + C)]
)
def test_every_framing_is_read(whole: bytes) -> None:
    """Plain, a member a record, or the whole file in one member: all three are about."""
    assert shown(read(whole)) == ["a", "b", "c"]


def in_lf(record: bytes) -> bytes:
    """The record with lines that end in LF alone, but for those of its block."""
    head, _, rest = record.partition(b"\r\n\r\n")
    return head.replace(b"\r\n", b"\n") + b"\n\n" + rest.removesuffix(b"\r\n\r\n") + b"\n\n"


@pytest.mark.parametrize("pack", [bytes, lambda record: gzip.compress(record, mtime=0)], ids=["plain", "packed"])
def test_lines_that_end_in_lf_alone_are_read(pack: Callable[[bytes], bytes]) -> None:
    """Some crawlers write them; not a page is lost, nor is one behind a wrong length."""
    lines = [in_lf(each) for each in (A, B, C)]
    assert shown(read(b"".join(map(pack, lines)))) == ["a", "b", "c"]
    assert shown(read(pack(b"".join(lines)))) == ["a", "b", "c"]
    assert shown(read(pack(lines[0] + longer(lines[1], 30) + lines[2]))) == ["a", "damaged", "c"]
    assert shown(read(pack(lines[0] + longer(lines[1], -3) + lines[2]))) == ["a", "damaged", "c"]


@pytest.mark.parametrize("end", [b"", b"\r\n", b"\n", b"\r\n\r\n\r\n"], ids=["none", "one", "one in LF", "three"])
def test_empty_lines_too_few_or_too_many_cost_no_page(end: bytes) -> None:
    """Not all writers put two of them behind a block; where the next record begins behind it, it is all there."""
    lines = [each.removesuffix(b"\r\n\r\n") + end for each in (A, B, C)]
    assert shown(read(b"".join(lines))) == ["a", "b", "c"]
    assert shown(read(members(b"".join(lines)))) == ["a", "b", "c"]
    assert shown(read(members(*lines))) == ["a", "b", "c"]


@pytest.mark.parametrize("version", [b"WARC/1.2", b"WARC/2.0", b"WARC/0.18"])
def test_records_of_other_versions_are_read(version: bytes) -> None:
    """`archive verify` says so of them; not knowing a version is no reason to lose its pages."""
    assert shown(read(A + B.replace(A[:8], version, 1) + C)) == ["a", "b", "c"]


def places(content: bytes) -> list[str]:
    return [(item.origin if isinstance(item, Page) else item.where).removeprefix("-#") for item in read(content)]


def test_every_record_has_a_name_of_its_own() -> None:
    """Crawls come with all records in one gzip member too: whoever is told of a problem must find the record."""
    first, second = len(A), len(A + B)
    assert places(A + B + C) == ["0", str(first), str(second)]
    assert places(members(A + B + C)) == ["0", f"0+{first}", f"0+{second}"]
    assert places(members(A) + members(B + C)) == ["0", f"{len(PACKED[0])}", f"{len(PACKED[0])}+{len(B)}"]


def test_damage_in_a_member_has_a_name_of_its_own() -> None:
    """The place that is damaged must not be called as the sound first record is."""
    assert places(members(A + longer(B, 30) + C)) == ["0", f"0+{len(A)}", f"0+{len(A + B)}"]
    assert places(members(A + B)[:-2]) == ["0", f"0+{len(A)}"]


def test_pictures_redirects_and_requests_are_passed_in_silence() -> None:
    """A crawl is mostly not articles; a line for each of them would hide the real problems."""
    others = [
        response(b"\x89PNG", mime="image/png"),
        response(b"<p>moved", status="301 Moved"),
        response(b"<p>gone", status="404 Not Found"),
        A.replace(b"WARC-Type: response", b"WARC-Type: request"),
    ]
    assert shown(read(members(*others, B))) == ["b"]


def test_encoded_bodies_are_unpacked() -> None:
    """Pages travel packed and in chunks; the cleaner needs the page."""
    body = gzip.compress(b"<p>packed", mtime=0)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    block = http + chunked
    head, _, _ = A.partition(b"Content-Length")
    assert shown(read(head + b"Content-Length: %d\r\n\r\n" % len(block) + block + b"\r\n\r\n")) == ["packed"]


def test_a_body_that_is_packed_twice_is_unpacked_twice() -> None:
    """RFC 9110, 5.3: several headers of a name are one list, as it is read from the network. Said twice and done once,
    which happens as well, it is undone once."""
    twice = "text/html" + "\r\nContent-Encoding: gzip" * 2
    once = gzip.compress(b"<p>a", mtime=0)
    for body in (once, gzip.compress(once, mtime=0)):
        assert shown(read(response(body, mime=twice))) == ["a"]


def test_a_resource_and_an_arc_are_read() -> None:
    """Older crawls are ARC files; files without HTTP are resources."""
    resource = (
        b"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2030-01-01T00:00:00Z\r\n"
        b"WARC-Target-URI: file:///x\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nxyzb\r\n\r\n"
    )
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>arc"
    about = b"1 0 Example\nURL IP-address Archive-date Content-type Archive-length\n"
    arc = b"filedesc://x.arc 0.0.0.0 20300101000000 text/plain %d\n" % len(about) + about + b"\n"
    arc += b"http://old.example/ 1.2.3.4 20300101000000 text/html %d\n" % len(http) + http + b"\n"
    assert shown(read(resource)) == ["b"]
    assert shown(read(arc)) == ["arc"]
    assert shown(read(gzip.compress(arc))) == ["arc"]


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def longer(record: bytes, by: int) -> bytes:
    """The record with a wrong length in its header."""
    return re.sub(rb"Length: (\d+)", lambda m: b"Length: %d" % (int(m[1]) + by), record, count=1)


PACKED = [gzip.compress(record, mtime=0) for record in (A, B, C)]
DAMAGES = {
    "the last member is cut off": (b"".join(PACKED)[:-30], ["a", "b", "damaged"]),
    "a member has a wrong checksum": (PACKED[0] + flipped(PACKED[1], -6) + PACKED[2], ["a", "damaged", "c"]),
    "a member is broken inside": (PACKED[0] + flipped(PACKED[1], 60) + PACKED[2], ["a", "damaged", "c"]),
    "a member lost its end": (PACKED[0] + PACKED[1][:-40] + PACKED[2], ["a", "damaged", "c"]),
    "garbage between members": (PACKED[0] + b"garbage" * 9 + PACKED[1], ["a", "damaged", "b"]),
    "garbage that looks packed": (PACKED[0] + b"\x1f\x8b\x08garbage" * 9 + PACKED[1], ["a", "damaged", "b"]),
    "a tail of zeros": (PACKED[0] + bytes(100_000), ["a", "damaged"]),
    "a length too long": (members(A, longer(B, 700), C), ["a", "damaged", "c"]),
    "a length too long, plain": (A + longer(B, 30) + C, ["a", "damaged", "c"]),
    "a length too short": (A + longer(B, -3) + C, ["a", "damaged", "c"]),
    "no length": (A + B.replace(b"Content-Length", b"Content-Lungth", 1) + C, ["a", "damaged", "c"]),
    "no record at all": (A + b"nonsense\r\n" * 50 + C, ["a", "damaged", "c"]),
    "cut in the header": (A + B[:100], ["a", "damaged"]),
    "cut in the block": (A + B[:-10], ["a", "damaged"]),
    "endless header": (A + b"WARC/1.0\r\n" + b"X: y\r\n" * 300_000 + b"\r\n\r\n" + C, ["a", "damaged", "c"]),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_costs_the_record_and_not_the_file(name: str) -> None:
    """One bad record among millions: say where, and give all the others."""
    content, expected = DAMAGES[name]
    found = read(content)
    assert shown(found) == expected
    assert all(item.where.startswith("-#") for item in found if isinstance(item, Problem))


def test_every_cut_of_a_file_ends_without_an_exception() -> None:
    """A download stops anywhere."""
    for whole in (b"".join(PACKED), A + B):
        for end in range(len(whole)):
            for item in read(whole[:end]):
                assert isinstance(item, Page) or item.code == "damaged"


def test_a_large_record_is_passed(tmp_path: Path) -> None:
    """A record of gigabytes is no page; it must not be read into memory."""
    (tmp_path / "a.warc").write_bytes(A + response(b"<p>" + bytes(5000)) + C)
    found = list(read_inputs([str(tmp_path / "a.warc")], largest=1000))
    assert shown(found) == ["a", "too-large", "c"]


SEAM = CHUNK - PROBE - len(PACKED[0])  # behind so much damage, a member is not looked at before more is read


@pytest.mark.parametrize("gap", [0, 1, PROBE - 1, PROBE, *range(SEAM - 14, SEAM + 4), CHUNK - PROBE, CHUNK, 3 * CHUNK])
def test_a_member_is_found_wherever_the_damage_before_it_ends(gap: int) -> None:
    """The search goes piece by piece; a member must not be missed where two of them meet."""
    for noise in (b"x", MEMBER_MAGIC):
        damage = (b"x" + noise * gap)[: 1 + gap]
        whole = PACKED[0] + damage + PACKED[1] + PACKED[2] + bytes(CHUNK)
        assert shown(read(whole)) == ["a", "damaged", "b", "c", "damaged"]


def test_damage_full_of_false_starts_costs_a_bounded_time() -> None:
    """Three bytes begin a member: looking at each place where they stand must not copy all that follows."""
    damage = b"x" + MEMBER_MAGIC * 1_000_000
    started = time.process_time()
    assert shown(read(PACKED[0] + damage + PACKED[1])) == ["a", "damaged", "b"]
    assert time.process_time() - started < 2


MANY = [response(b"<p>%d" % n + b" " * 3000, url=f"http://news.example/{n}") for n in range(41)]
SWALLOWING = {
    "a page": longer(MANY[0], 70_000),
    "a request": longer(MANY[0], 70_000).replace(b"WARC-Type: response", b"WARC-Type: request"),
    "more than the file": longer(MANY[0], 10**9),
    **{f"{more} bytes": longer(MANY[0], more) for more in range(1, 12)},
}


@pytest.mark.parametrize("name", SWALLOWING)
@pytest.mark.parametrize("packed", [False, True])
def test_a_record_whose_length_is_too_large_does_not_swallow_those_behind_it(name: str, packed: bool) -> None:
    """One wrong number must not cost twenty intact pages without a word."""
    whole = b"".join((SWALLOWING[name], *MANY[1:]))
    found = shown(read(gzip.compress(whole) if packed else whole))
    assert [item.strip() for item in found] == ["damaged", *map(str, range(1, 41))]


def test_a_wrong_length_beyond_the_limit_is_found_out_as_well(tmp_path: Path) -> None:
    """What is too large to be a page is passed over and not kept; the last of it is, once a record starts in it."""
    (tmp_path / "a.warc").write_bytes(longer(MANY[0], 70_000) + b"".join(MANY[1:]))
    found = list(read_inputs([str(tmp_path / "a.warc")], largest=60_000))
    assert shown(found)[0] == "damaged"
    assert len(found) > 35


def test_of_a_long_block_with_a_wrong_length_the_end_is_read_again() -> None:
    """A length of gigabytes must not have gigabytes kept: as many bytes as a page may have are, and it is said."""
    pages = [response(b"<p>%d" % n + b" " * 99_000) for n in range(60)]
    whole = longer(pages[0], 10**9) + b"".join(pages[1:])
    tracemalloc.start()
    first, *others = read_inputs(["-"], stdin=io.BytesIO(whole), largest=2_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(first, Problem)
    assert "others may be lost" in first.message
    assert [item.strip() for item in shown(others)] == [str(n) for n in range(60 - len(others), 60)]
    assert len(others) > 18
    assert peak < 10_000_000


def test_a_record_that_holds_records_is_one_record() -> None:
    """A page can hold a WARC file: only where its end does not fit is another record looked for in it."""
    held = response(b"<p>" + B + b"\r\n\r\n" + C)
    assert [item.origin for item in read(A + held + C) if isinstance(item, Page)] == [
        "-#0",
        f"-#{len(A)}",
        f"-#{len(A + held)}",
    ]
    assert shown(read(A + held.replace(b"WARC-Type: response", b"WARC-Type: request", 1) + C)) == ["a", "c"]


def test_a_checksum_that_is_wrong_does_not_make_records_of_a_page() -> None:
    """The length fits, so what looks like a record in it is the page's."""
    held = gzip.compress(response(b"<p>" + B), mtime=0)
    assert shown(read(PACKED[0] + flipped(held, -6) + PACKED[2])) == ["a", "damaged", "c"]


def test_records_that_all_claim_the_whole_file_cost_a_bounded_time() -> None:
    """Each could have all bytes behind it read again; 40,000 of them would take hours."""
    hostile = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999\r\n\r\n" * 40_000 + bytes(1000)
    with_ends = hostile.replace(b"\r\n\r\n", b"\r\n\r\n\r\n\r\n")
    started = time.process_time()
    assert set(shown(read(with_ends))) == {"damaged"}
    assert time.process_time() - started < 5


def test_lines_without_end_cost_their_length() -> None:
    """Hostile header lines must not make the search for a record quadratic."""
    for line in (b"a:b " + b"12345678901234 " * 4000 + b"x\n", b"WARC/1.0" + b" " * 60_000 + b"x\n"):
        assert shown(read(A + line * 50 + B)) == ["a", "damaged", "b"]


def test_a_bomb_in_a_record_is_passed() -> None:
    """A packed body can be a thousand times its length."""
    body = zlib.compress(bytes(3_000_000))
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: deflate\r\n\r\n" + body
    head, _, _ = A.partition(b"Content-Length")
    whole = head + b"Content-Length: %d\r\n\r\n" % len(http) + http + b"\r\n\r\n"
    found = list(read_inputs(["-"], stdin=io.BytesIO(whole), largest=1_000_000))
    assert shown(found) == ["too-large"]
