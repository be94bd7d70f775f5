"""Sound files of other writers raise no alarm, and what is wrong with one is told."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from presscut.archive.check.files import check_files
from presscut.archive.check.findings import Counts, Finding
from presscut.archive.check.repair import repair_files
from presscut.archive.disk import Disk
from tests.archive.check.damages import check

BODY = b"<html><body><p>The ferry came late.</p></body></html>"
UUID_LINE = "WARC-Record-ID: <urn:uuid:0f9c1d2e-1111-4222-8333-000000000099>"
TARGET_LINE = "WARC-Target-URI: https://news.example/text"
UUID = "<urn:uuid:0f9c1d2e-1111-4222-8333-{:012d}>"


def base32(content: bytes) -> str:
    """A digest as most crawlers write it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(content).digest()).decode()


def record(version: str, block: bytes, *lines: str) -> bytes:
    """A record of its header lines and block."""
    head = "\r\n".join((f"WARC/{version}", *lines, f"Content-Length: {len(block)}", "", ""))
    return head.encode() + block + b"\r\n\r\n"


def http(body: bytes, *headers: str) -> bytes:
    """An HTTP answer."""
    return "\r\n".join(("HTTP/1.1 200 OK", "Content-Type: text/html", *headers, "", "")).encode() + body


def chunked(body: bytes) -> bytes:
    """A body in two chunks."""
    half = len(body) // 2
    pieces = (b"%x;note\r\n%s\r\n" % (len(piece), piece) for piece in (body[:half], body[half:]))
    return b"".join(pieces) + b"0\r\nX-Trailer: 1\r\n\r\n"


def from_warcio() -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    writer.write_record(writer.create_warcinfo_record("crawl.warc.gz", {"software": "a crawler"}))
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    for name in ("ferry", "harbour"):
        url = f"https://news.example/{name}"
        answer = writer.create_warc_record(
            url, "response", payload=io.BytesIO(BODY), length=len(BODY), http_headers=headers
        )
        request = writer.create_warc_record(
            url,
            "request",
            http_headers=StatusAndHeaders("GET / HTTP/1.1", [("Host", "news.example")], is_http_request=True),
        )
        writer.write_request_response_pair(request, answer)
    writer.write_record(
        writer.create_revisit_record(
            "https://news.example/again",
            digest=base32(BODY),
            refers_to_uri="https://news.example/ferry",
            refers_to_date="2031-05-06T07:08:09Z",
            http_headers=headers,
        )
    )
    writer.write_record(
        writer.create_warc_record("https://news.example/a.pdf", "resource", payload=io.BytesIO(b"%PDF"), length=4)
    )
    return stream.getvalue()


def from_fastwarc() -> bytes:
    from fastwarc.stream_io import GzipWriter
    from fastwarc.warc import WarcRecord, WarcRecordType

    stream = io.BytesIO()
    writer = GzipWriter(stream)
    for number, name in enumerate(("ferry", "harbour")):
        made = WarcRecord()
        made.init_headers(WarcRecordType.response, record_urn=UUID.format(number).strip("<>").encode())
        made.headers["WARC-Target-URI"] = f"https://news.example/{name}"
        made.headers["WARC-Date"] = "2031-05-06T07:08:09Z"
        made.headers["Content-Type"] = "application/http; msgtype=response"
        made.set_bytes_content(http(BODY))
        made.write(writer, checksum_data=True)
        writer.finish()
    writer.close()
    return stream.getvalue()


def like_wget() -> bytes:
    """WARC/1.0; addresses in angle brackets, ids of what belongs together, digests of the chunks as they came."""
    block = http(chunked(BODY), "Transfer-Encoding: chunked")
    info, request, answer = (UUID.format(number) for number in range(3))
    records = (
        record(
            "1.0", b"software: Wget/1.21.4 (linux-gnu)\r\n", "WARC-Type: warcinfo",
            "Content-Type: application/warc-fields", "WARC-Date: 2031-05-06T07:08:09Z", f"WARC-Record-ID: {info}",
            "WARC-Filename: crawl.warc.gz",
        ),
        record(
            "1.0", b"GET / HTTP/1.1\r\nHost: news.example\r\n\r\n", "WARC-Type: request",
            "WARC-Target-URI: <https://news.example/ferry>", "Content-Type: application/http;msgtype=request",
            "WARC-Date: 2031-05-06T07:08:09Z", f"WARC-Record-ID: {request}", "WARC-IP-Address: 192.0.2.7",
            f"WARC-Warcinfo-ID: {info}",
        ),
        record(
            "1.0", block, "WARC-Type: response", f"WARC-Record-ID: {answer}", f"WARC-Warcinfo-ID: {info}",
            f"WARC-Concurrent-To: {request}", "WARC-Target-URI: <https://news.example/ferry>",
            "WARC-Date: 2031-05-06T07:08:09Z", "WARC-IP-Address: 192.0.2.7", f"WARC-Block-Digest: {base32(block)}",
            f"WARC-Payload-Digest: {base32(chunked(BODY))}", "Content-Type: application/http;msgtype=response",
        ),
    )  # fmt: skip
    return b"".join(gzip.compress(each, mtime=1_900_000_000) for each in records)


def like_common_crawl() -> bytes:
    """WARC/1.0; request, response and metadata of one capture, and fields that no standard knows."""
    block, fetched = http(BODY, "X-Crawler-content-encoding: gzip"), b"fetchTimeMs: 177\r\n"
    info, request, answer, notes = (UUID.format(number) for number in range(10, 14))
    of_both = (
        "WARC-Date: 2031-05-06T07:08:09Z",
        f"WARC-Warcinfo-ID: {info}",
        "WARC-Target-URI: https://news.example/f",
    )
    records = (
        record(
            "1.0", b"isPartOf: CRAWL-2031\r\n", "WARC-Type: warcinfo", "WARC-Date: 2031-05-06T07:08:09Z",
            f"WARC-Record-ID: {info}", "Content-Type: application/warc-fields", "WARC-Filename: CRAWL-1.warc.gz",
        ),
        record(
            "1.0", b"GET /f HTTP/1.1\r\n\r\n", "WARC-Type: request", *of_both, f"WARC-Record-ID: {request}",
            "Content-Type: application/http; msgtype=request", "WARC-IP-Address: 2001:db8::7",
        ),
        record(
            "1.0", block, "WARC-Type: response", *of_both, f"WARC-Record-ID: {answer}", "WARC-Truncated: length",
            "Content-Type: application/http; msgtype=response", f"WARC-Concurrent-To: {request}",
            f"WARC-Payload-Digest: {base32(BODY)}", f"WARC-Block-Digest: {base32(block)}", "WARC-Protocol: h2",
            "WARC-Protocol: tls/1.3", "WARC-Identified-Payload-Type: text/html",
        ),
        record(
            "1.0", fetched, "WARC-Type: metadata", *of_both, f"WARC-Record-ID: {notes}",
            f"WARC-Concurrent-To: {answer}", f"WARC-Concurrent-To: {request}",
            "Content-Type: application/warc-fields",
        ),
    )  # fmt: skip
    return b"".join(gzip.compress(each, mtime=0) for each in records)


WRITERS: tuple[Callable[[], bytes], ...] = (from_warcio, from_fastwarc, like_wget, like_common_crawl)


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.__name__)
def test_a_sound_file_of_another_writer_raises_no_alarm(tmp_path: Path, writer: Callable[[], bytes]) -> None:
    """Who cries wolf over each crawl is not heard when one is torn."""
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(writer())
    counts = Counts()
    assert list(check_files([str(path)], counts)) == []
    assert counts.records >= 2


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.__name__)
def test_the_same_file_without_compression_raises_none_either(tmp_path: Path, writer: Callable[[], bytes]) -> None:
    """The records are the same."""
    path = tmp_path / "crawl.warc"
    path.write_bytes(gzip.decompress(writer()))
    assert check(path) == []


def one(tmp_path: Path, block: bytes, *lines: str, version: str = "1.1") -> list[Finding]:
    """What is found in a file of one response with some more header lines."""
    whole = record(
        version, block, "WARC-Type: response", "WARC-Date: 2031-05-06T07:08:09Z", f"WARC-Record-ID: {UUID.format(1)}",
        "WARC-Target-URI: https://news.example/ferry", "Content-Type: application/http; msgtype=response", *lines,
    )  # fmt: skip
    path = tmp_path / "one.warc.gz"
    path.write_bytes(gzip.compress(whole, mtime=0))
    return check(path)


@pytest.mark.parametrize(
    "digest",
    [
        base32(BODY),
        base32(BODY).lower(),
        "sha1:" + hashlib.sha1(BODY).hexdigest(),
        "SHA-1:" + hashlib.sha1(BODY).hexdigest().upper(),
        "sha256:" + hashlib.sha256(BODY).hexdigest(),
        "sha-256:" + base64.b32encode(hashlib.sha256(BODY).digest()).decode(),
        "md5:" + hashlib.md5(BODY).hexdigest(),
        "md5:" + base64.b32encode(hashlib.md5(BODY).digest()).decode(),
        "sha512:" + hashlib.sha512(BODY).hexdigest(),
    ],
)
def test_a_digest_is_read_in_every_form_that_writers_use(tmp_path: Path, digest: str) -> None:
    """Label and base differ from crawler to crawler; the digest of the body is the same."""
    assert one(tmp_path, http(BODY), f"WARC-Payload-Digest: {digest}") == []
    (found,) = one(tmp_path, http(BODY[:-1] + b"!"), f"WARC-Payload-Digest: {digest}")
    assert found.rule == "payload-digest"


@pytest.mark.parametrize("body", [BODY, chunked(BODY)], ids=["without chunks", "with chunks"])
def test_the_payload_of_a_chunked_answer_may_be_digested_either_way(tmp_path: Path, body: bytes) -> None:
    """The standard means the body without chunks, most writers digest what came: both are right, no third is."""
    block = http(chunked(BODY), "Transfer-Encoding: chunked")
    assert one(tmp_path, block, f"WARC-Payload-Digest: {base32(body)}") == []
    (found,) = one(tmp_path, block, f"WARC-Payload-Digest: {base32(body + b'!')}")
    assert found.rule == "payload-digest"


def with_lf(whole: bytes, *, head: bool, end: bool) -> bytes:
    """A record whose header, or whose end, has LF alone."""
    lines, empty, rest = whole.partition(b"\r\n\r\n")
    lines, empty = (lines.replace(b"\r\n", b"\n"), b"\n\n") if head else (lines, empty)
    return lines + empty + (rest.removesuffix(b"\r\n\r\n") + b"\n\n" if end else rest)


LF = ({"head": True, "end": False}, {"head": False, "end": True}, {"head": True, "end": True})


@pytest.mark.parametrize("where", LF, ids=["header", "end", "both"])
@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.__name__)
def test_line_ends_of_one_character_are_told_and_cost_nothing(
    tmp_path: Path, writer: Callable[[], bytes], where: dict[str, bool]
) -> None:
    """Some crawlers end lines with LF. Every record can be read, so there is no error and nothing to repair."""
    records = [with_lf(each, **where) for each in split(writer())]
    for name, content in (
        ("plain.warc", b"".join(records)),
        ("packed.warc.gz", b"".join(gzip.compress(each, mtime=0) for each in records)),
    ):
        (tmp_path / name).write_bytes(content)
        counts = Counts()
        found = list(check_files([str(tmp_path / name)], counts))
        assert [(each.rule, each.severity) for each in found] == [("line-end", "warning")] * len(records)
        assert counts.records == len(records)
        assert list(repair_files([str(tmp_path / name)], tmp_path / "repaired", apply=False, disk=Disk())) == []


def test_empty_lines_in_a_text_are_no_end_of_its_record(tmp_path: Path) -> None:
    """A length that is too short can end before an empty line of the text; a record behind that makes it an end."""
    whole = b"".join(split(like_common_crawl())[:2])
    text = b"A first paragraph of the page.\n\nA second one, and the last."
    block = record("1.0", text, "WARC-Type: conversion", "WARC-Date: 2031-05-06T07:08:09Z", UUID_LINE, TARGET_LINE)
    path = tmp_path / "crawl.warc"
    path.write_bytes(block.replace(b"Length: %d" % len(text), b"Length: 30") + whole)
    assert [found.rule for found in check(path)][:1] == ["length-short"]


def found_in(path: Path, content: bytes) -> tuple[list[tuple[str, str]], list[str]]:
    """Rule and severity of all that is found in a file, and what a repair would do."""
    path.write_bytes(content)
    steps = repair_files([str(path)], path.parent / "repaired", apply=False, disk=Disk())
    return [(each.rule, each.severity) for each in check(path)], [step.kind for step in steps]


@pytest.mark.parametrize("more", [b"\r\n", b"\r\n\r\n\r\n", b"\n"], ids=["one", "three", "LF"])
def test_empty_lines_too_many_cost_no_record(tmp_path: Path, more: bytes) -> None:
    """Some writers put more of them between records. A repair set the record before them aside as lost."""
    first, second, *_ = split(from_warcio())
    told: tuple[list[tuple[str, str]], list[str]] = ([("empty-lines", "warning")], [])
    assert found_in(tmp_path / "plain.warc", first + more + second) == told
    assert found_in(tmp_path / "before.warc", more + first) == told
    assert found_in(tmp_path / "packed.warc.gz", gzip.compress(first + more) + gzip.compress(second)) == told
    shared = [("empty-lines", "warning"), ("one-member", "error")]
    assert found_in(tmp_path / "shared.warc.gz", gzip.compress(first + more + second)) == (shared, ["anew"])


def test_an_empty_member_between_others_is_no_damage(tmp_path: Path) -> None:
    """Files are joined, one of a crawl that got nothing among them. Alone it is a file that lost all it had."""
    packed, nothing = gzip.compress(split(from_warcio())[0]), gzip.compress(b"")
    for content in (packed + nothing, nothing + packed, packed + nothing + packed[:0]):
        assert found_in(tmp_path / "joined.warc.gz", content) == ([("empty-member", "warning")], [])
    assert found_in(tmp_path / "alone.warc.gz", nothing)[0] == [("no-record", "error")]


@pytest.mark.parametrize("length", [10**15, 2 * 10**15, 10**18 - 1])
def test_no_length_is_too_large_to_be_told(tmp_path: Path, length: int) -> None:
    """Of a length beyond a pebibyte nothing was said: a file was called sound, and its repair took the record out."""
    first, second, *_ = split(from_warcio())
    wrong = re.sub(rb"Content-Length: \d+", b"Content-Length: %d" % length, first, count=1)
    told = ([("length-long", "error")], ["aside"])
    assert found_in(tmp_path / "plain.warc", wrong + second) == told
    assert found_in(tmp_path / "packed.warc.gz", gzip.compress(wrong) + gzip.compress(second)) == told


def split(packed: bytes) -> list[bytes]:
    """The records of a file that is sound."""
    content = gzip.decompress(packed)
    starts = [found.start() for found in re.finditer(rb"WARC/1\.[01]\r\n", content)]
    return [content[start:end] for start, end in itertools.pairwise((*starts, len(content)))]


def test_a_digest_of_an_unknown_algorithm_is_told_and_not_judged(tmp_path: Path) -> None:
    """What was not checked must not count as checked."""
    (found,) = one(tmp_path, http(BODY), "WARC-Block-Digest: xxh3:0123456789abcdef")
    assert (found.rule, found.severity) == ("unknown-digest", "warning")


def test_a_digest_of_the_wrong_length_is_no_digest(tmp_path: Path) -> None:
    """A cut digest can fit nothing; that is a fault of the header, not of the block."""
    (found,) = one(tmp_path, http(BODY), f"WARC-Block-Digest: {base32(BODY)[:-4]}")
    assert found.rule == "bad-value"


def test_angle_brackets_are_a_matter_of_the_version(tmp_path: Path) -> None:
    """WARC/1.0 has them around addresses, 1.1 around ids alone."""
    line = f"WARC-Warcinfo-ID: {UUID.format(2).strip('<>')}"
    assert [found.rule for found in one(tmp_path, http(BODY), line, version="1.0")] == ["reference-outside"]
    assert [found.rule for found in one(tmp_path, http(BODY), line)] == ["bad-value", "reference-outside"]


def test_a_header_is_read_strictly(tmp_path: Path) -> None:
    """Section 4: a line is a named field, a folded line goes on with the one before, a header is UTF-8."""
    assert one(tmp_path, http(BODY), "WARC-Note: a\r\n\tsecond line of café") == []
    assert [found.rule for found in one(tmp_path, http(BODY), "no field at all")] == ["header-line"]
    assert [found.rule for found in one(tmp_path, http(BODY), "WARC Note: x")] == ["header-line"]


def test_an_http_answer_without_an_end_of_headers_is_told(tmp_path: Path) -> None:
    """There is no payload that could be checked, which is not the same as a payload that fits."""
    (found,) = one(tmp_path, b"HTTP/1.1 200 OK\r\n", f"WARC-Payload-Digest: {base32(b'')}")
    assert (found.rule, found.severity) == ("http-head", "warning")


def test_a_plain_file_that_holds_packed_pages_is_a_plain_file(tmp_path: Path) -> None:
    """Many servers send pages packed, and a crawl that is not compressed has them near its beginning."""
    whole = record(
        "1.1", http(gzip.compress(BODY), "Content-Encoding: gzip"), "WARC-Type: response",
        "WARC-Date: 2031-05-06T07:08:09Z", f"WARC-Record-ID: {UUID.format(1)}",
        "WARC-Target-URI: https://news.example/ferry", "Content-Type: application/http; msgtype=response",
    )  # fmt: skip
    path = tmp_path / "crawl.warc"
    path.write_bytes(whole)
    assert check(path) == []
