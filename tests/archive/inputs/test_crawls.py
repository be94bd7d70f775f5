"""Crawls as their makers write them: Common Crawl's WARC and WET, wget, browsers, old WARC and ARC."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest

from presscut import clean
from presscut.archive.inputs import read_inputs
from presscut.archive.store import Archive
from presscut.cleaner.model import Page
from presscut.errors import Problem
from presscut.many import page_cleaner
from presscut.options import Options
from tests.archive.making import article, members, page, response

URL = "https://a.example/1"
PAGE = b"<html><body><p>The ferry to Osterby sails at nine.</p></body></html>"


def warc(
    kind: str, block: bytes, *, version: str = "1.0", uri: str | None = "https://a.example/1", **more: str
) -> bytes:
    """A record, uncompressed; in names of fields `_` stands for a hyphen."""
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:11111111-2222-4333-8444-555555555555>",
        "WARC-Date": "2031-02-03T04:05:06Z",
        **({"WARC-Target-URI": uri} if uri else {}),
        **{name.replace("_", "-"): value for name, value in more.items()},
        "Content-Length": str(len(block)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"WARC/{version}\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def http(body: bytes = PAGE, *headers: str, status: str = "HTTP/1.1 200 OK") -> bytes:
    """An HTTP answer."""
    return "\r\n".join((status, *headers, "", "")).encode() + body


def read(content: bytes) -> list[Page | Problem]:
    return list(read_inputs(["-"], stdin=io.BytesIO(content)))


def only(content: bytes) -> Page:
    (found,) = read(content)
    assert isinstance(found, Page), found
    return found


WET = members(
    warc(
        "warcinfo",
        b"Software-Info: some-extractor.1.0\r\nExtracted-Date: Mon, 03 Feb 2031 04:05:06 GMT\r\n",
        uri=None,
        WARC_Filename="CC-EXAMPLE-00001.warc.wet.gz",
        Content_Type="application/warc-fields",
    ),
    *(
        warc(
            "conversion",
            text.encode(),
            uri=f"https://{name}.example/",
            WARC_Refers_To=f"<urn:uuid:{name}>",
            WARC_Block_Digest="sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            WARC_Identified_Content_Language="eng",
            Content_Type="text/plain",
        )
        for name, text in (
            ("lowmere", "Lowmere\nThe mill <b>turns</b> again."),
            ("osterby", "Østerby\nDie Fähre fährt."),
        )
    ),
)


def test_a_wet_file_gives_its_texts() -> None:
    """WET: the text that Common Crawl took out of its pages, with address and time of the page."""
    first, second = read(WET)
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.media_type, first.url, first.fetched) == ("text", "https://lowmere.example/", "2031-02-03T04:05:06Z")
    assert first.content == b"Lowmere\nThe mill <b>turns</b> again."
    assert second.content.decode() == "Østerby\nDie Fähre fährt."


def test_what_the_user_says_comes_before_the_kind_of_record() -> None:
    """--from markdown must hold for a WET file as for any other."""
    found = list(read_inputs(["-"], stdin=io.BytesIO(WET), media_type="markdown"))
    assert [item.media_type for item in found if isinstance(item, Page)] == ["markdown", "markdown"]


def test_a_text_beside_the_page_it_was_made_from_is_no_second_page() -> None:
    """A file that holds captures and their conversions must not give every article twice."""
    captured = warc("response", http(PAGE, "Content-Type: text/html"))
    text = warc("conversion", b"The ferry to Osterby sails at nine.", Content_Type="text/plain")
    assert [item.content for item in read(captured + text) if isinstance(item, Page)] == [PAGE]


def test_our_own_segments_are_read_again(tmp_path: Path) -> None:
    """Whoever has only the files of an archive can read them: originals as they came, clean ones as text."""
    with Archive(tmp_path / "a", create=True) as archive:
        archive.add(page("one"), article(page("one")))
    originals, texts = (list(read_inputs([str(next((tmp_path / "a/warc").glob(n)))])) for n in ("orig-*", "clean-*"))
    assert [item.content for item in originals if isinstance(item, Page)] == [page("one").content]
    assert [(item.media_type, item.content.decode()) for item in texts if isinstance(item, Page)] == [
        ("text", article(page("one")).text)
    ]


def test_the_folder_of_an_archive_gives_each_page_once(tmp_path: Path) -> None:
    """`presscut clean my-archive/` must not give every article twice."""
    with Archive(tmp_path / "a", create=True) as archive:
        archive.add(page("one"), article(page("one")))
    assert [item.content for item in read_inputs([str(tmp_path / "a")]) if isinstance(item, Page)] == [
        page("one").content
    ]


def test_a_capture_of_common_crawl_is_read_as_stored() -> None:
    """Common Crawl unpacks bodies and renames the headers of the transfer; nothing may be unpacked again."""
    headers = ("Content-Type: text/html", "X-Crawl-Content-Encoding: br", f"Content-Length: {len(PAGE)}")
    asked = warc("request", b"GET /1 HTTP/1.1\r\n\r\n", Content_Type="application/http; msgtype=request")
    facts = warc("metadata", b"fetchTimeMs: 301\r\nlanguages-cld2: {}\r\n", Content_Type="application/warc-fields")
    found = only(members(asked, warc("response", http(PAGE, *headers)), facts))
    assert found.content == PAGE
    assert found.truncated is None


def test_a_page_that_the_crawler_cut_off_says_so_to_the_end(tmp_path: Path) -> None:
    """WARC-Truncated (WARC 1.1, 5.13): half an article must not pass for a whole one, in the row or in our archive."""
    found = only(warc("response", http(PAGE, "Content-Type: text/html"), WARC_Truncated="length"))
    assert found.truncated == "length"
    cleaned = page_cleaner(Options())(found)
    assert not isinstance(cleaned, Problem)
    assert "truncated" in cleaned.flags
    assert "truncated" not in clean(PAGE, url=found.url).flags
    with Archive(tmp_path / "a", create=True) as archive:
        archive.add(found, cleaned)
        archive.commit()
        again = archive.original(cleaned.id)
    assert again is not None
    assert again.truncated == "length"


@pytest.mark.parametrize(("said", "known"), [("time", "time"), ("no\x0btoken!", "unspecified"), ("", "unspecified")])
def test_the_reason_is_a_word_or_unspecified(said: str, known: str) -> None:
    """What a stranger's header says goes into our headers: nothing but a token may."""
    assert only(warc("response", http(PAGE, "Content-Type: text/html"), WARC_Truncated=said)).truncated == known


def test_a_packed_body_without_its_end_is_truncated() -> None:
    """A connection that broke leaves a stream without its end; the header may say nothing of it."""
    packed = gzip.compress(PAGE * 50)[:-10]
    found = only(warc("response", http(packed, "Content-Type: text/html", "Content-Encoding: gzip")))
    assert found.truncated == "unspecified"
    assert found.content.startswith(PAGE)


def test_bodies_in_brotli_are_read() -> None:
    """Browsers ask for Brotli first, so their crawls are full of it."""
    sent = brotli.compress(PAGE)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(sent), sent)
    headers = ("Content-Type: text/html", "content-encoding: br", "transfer-encoding: chunked")
    assert only(warc("response", http(chunked, *headers))).content == PAGE


STATUS = [
    ("HTTP/1.1 200 OK", True),
    ("HTTP/2 200", True),
    ("HTTP/2.0 200 OK", True),
    ("http/1.1 200 OK", True),
    ("HTTP 200 OK", True),
    ("HTTP/1.0 203 Non-Authoritative", True),
    ("HTTP/1.1 204 No Content", False),
    ("HTTP/1.1 304 Not Modified", False),
    ("HTTP/1.1 206 Partial Content", False),
    ("HTTP/1.1 500 Error", False),
    ("HTTP/1.1", False),
]


@pytest.mark.parametrize(("status", "read_it"), STATUS)
def test_only_an_answer_that_holds_a_page_is_one(status: str, read_it: bool) -> None:
    """Status lines of HTTP/2 have no reason; an error page is no article, and a part no page."""
    found = read(warc("response", http(PAGE, "Content-Type: text/html", status=status)))
    assert len(found) == read_it


def test_a_part_that_is_all_there_is_counts() -> None:
    """Some servers answer 206 to a browser that asked for all bytes from 0 on."""
    for span, read_it in (
        (f"bytes 0-{len(PAGE) - 1}/{len(PAGE)}", True),
        ("bytes 0-9/100", False),
        ("bytes */9", False),
    ):
        headers = ("Content-Type: text/html", f"Content-Range: {span}")
        assert len(read(warc("response", http(PAGE, *headers, status="HTTP/1.1 206 Part")))) == read_it, span


def test_without_a_type_the_crawler_and_the_bytes_are_asked() -> None:
    """Servers forget the Content-Type; a picture without one is no problem to report, and a page must be read."""
    assert only(warc("response", http(PAGE))).content == PAGE
    told = warc("response", http(PAGE), WARC_Identified_Payload_Type="image/png")
    picture = warc("response", http(b"\x89PNG\r\n\x1a\n" + bytes(50)))
    assert read(told + picture) == []
    sixteen = "<p>Østerby</p>".encode("utf-16")
    assert only(warc("response", http(sixteen))).content == sixteen


BESIDE = [
    warc("revisit", http(b""), WARC_Profile="http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"),
    warc(
        "resource",
        b"wget arguments",
        uri="metadata://gnu.org/software/wget/warc/MANIFEST.txt",
        Content_Type="text/plain",
    ),
    warc("resource", b"The ferry", uri="urn:text:https://a.example/1", Content_Type="text/plain"),
    warc("resource", b"The ferry", uri="urn:textFinal:https://a.example/1", Content_Type="text/plain"),
    warc("response", b"20310203040506\na.example. 60 IN A 192.0.2.1\n", uri="dns:a.example", Content_Type="text/dns"),
    warc("continuation", b"rest of a page", WARC_Segment_Number="2", WARC_Segment_Origin_ID="<urn:uuid:1>"),
    warc("response", http(b'{"a": 1}', "Content-Type: application/json")),
]


@pytest.mark.parametrize("record", BESIDE)
def test_what_crawlers_file_beside_the_pages_is_passed_in_silence(record: bytes) -> None:
    """Logs, name look-ups, texts and pictures of pages, and visits that found nothing new."""
    assert read(record) == []


def test_a_page_in_several_records_is_a_problem() -> None:
    """A first segment alone is a part of a page; the user must hear that it was not read."""
    (found,) = read(warc("response", http(PAGE, "Content-Type: text/html"), WARC_Segment_Number="1"))
    assert isinstance(found, Problem)
    assert "several records" in found.message


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("rubbish", None),
        ("20310203040506", "2031-02-03T04:05:06Z"),
        ("2031-02-03T05:05:06+01:00", "2031-02-03T04:05:06Z"),
    ],
)
def test_a_date_that_is_none_costs_no_page(said: str, known: str | None) -> None:
    """WARC 1.1, 5.4: WARC-Date "shall be a UTC timestamp"; a page that is dated otherwise is a page."""
    assert only(warc("response", http(), WARC_Date=said)).fetched == known


HTTP_TYPE = "application/http; msgtype=response"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"


@pytest.mark.parametrize("before", [CONTINUE, HINTS, CONTINUE + HINTS, CONTINUE.replace(b"\r", b"")])
def test_the_final_answer_counts(before: bytes) -> None:
    """RFC 9110, 15.2: "one or more 1xx responses" may be "received prior to a final response"."""
    found = only(warc("response", before + http(PAGE, "Content-Type: text/html"), Content_Type=HTTP_TYPE))
    assert found.content == PAGE
    assert found.headers == ("HTTP/1.1 200 OK", (("Content-Type", "text/html"),))


@pytest.mark.parametrize("block", [CONTINUE, b"HTTP/1.1 101 Switching Protocols\r\n\r\n" + http(), b"", b"\r\n"])
def test_where_no_page_was_sent_nothing_is_missing(block: bytes) -> None:
    """What follows 101 is another protocol, and a connection that broke early gave nothing."""
    assert read(warc("response", block, Content_Type=HTTP_TYPE)) == []


@pytest.mark.parametrize("begin", [b"", b"\r\n<!DOCTYPE html>\n", b'<?xml version="1.0"?>\n'])
def test_a_page_without_http_header_is_read(begin: bytes) -> None:
    """Servers of HTTP/0.9 send none, and some crawlers lose it; a page that begins as HTML does is one."""
    found = only(warc("response", begin + PAGE, Content_Type=HTTP_TYPE))
    assert (found.content, found.headers, found.content_type) == (begin + PAGE, None, None)


def test_a_response_of_another_type_is_read_as_a_resource_is() -> None:
    """Programs that keep no headers write responses of the page's own type."""
    found = only(warc("response", PAGE, Content_Type="text/html; charset=utf-8"))
    assert (found.content, found.headers, found.content_type) == (PAGE, None, "text/html; charset=utf-8")
    assert read(warc("response", b"\x89PNG\r\n\x1a\n", Content_Type="image/png")) == []


def test_an_answer_that_cannot_be_read_is_a_problem() -> None:
    """It may be a page that broke: the user must hear which record was not read."""
    (found,) = read(warc("response", b"ferry to Osterby sails at nine.</p>", Content_Type=HTTP_TYPE))
    assert isinstance(found, Problem)
    assert (found.code, found.where) == ("damaged", "-#0")
    assert "no HTTP header" in found.message


def test_files_of_other_protocols_in_an_arc_are_passed_in_silence() -> None:
    """No HTTP header was ever before them, and nobody says what they are."""
    assert read(b"ftp://old.example/a.zip 192.0.2.1 20010203040506 application/zip 4\nPK\3\4\n") == []


def test_a_header_that_ends_early_for_one_reader_costs_its_record() -> None:
    """A line of a separator (U+001C) is blank for str and not for bytes: what comes after it is not seen."""
    first, rest = warc("response", http()).split(b"\r\n", 1)
    assert only(first + b"\r\n\x1c\r\n" + rest + warc("response", http())).content == PAGE


def test_the_kind_of_a_record_is_read_in_any_case() -> None:
    """Some writers begin it with a capital."""
    assert only(warc("Response", http(PAGE, "Content-Type: text/html"))).content == PAGE


def test_a_target_in_angle_brackets_is_an_address() -> None:
    """wget wrote WARC-Target-URI so for years (the grammar of WARC 1.0 asked for it)."""
    assert only(warc("response", http(), uri="<https://a.example/1>")).url == "https://a.example/1"


def test_an_address_with_spaces_says_nothing_on_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    """What a stranger wrote in an address must not reach a terminal as it is."""
    assert (
        only(warc("response", http(), uri="https://a.example/\x1b[31m red")).url == "https://a.example/\x1b[31m%20red"
    )
    assert capfd.readouterr().err == ""


def test_a_response_without_target_is_a_problem() -> None:
    """WARC 1.1, 5.14: a response "shall have a WARC-Target-URI"."""
    (found,) = read(warc("response", http(), uri=None))
    assert isinstance(found, Problem)
    assert found.code == "damaged"


@pytest.mark.parametrize("version", ["0.17", "0.18", "1.0", "1.1"])
@pytest.mark.parametrize("packed", [False, True])
def test_every_version_is_read(version: str, packed: bool) -> None:
    """Archives are older than their standard."""
    record = warc("response", http(PAGE, "Content-Type: text/html"), version=version)
    assert only(members(record) if packed else record).content == PAGE


ARC_1 = b"1 0 Crawler\nURL IP-address Archive-date Content-type Archive-length\n"
ARC_2 = (
    b"2 0 Crawler\nURL IP-address Archive-date Content-type Result-code Checksum Location Offset Filename"
    b" Archive-length\n"
)


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("packed", [False, True])
def test_arc_of_both_versions_is_read(version: int, packed: bool) -> None:
    """ARC, before WARC: version 2 has five fields more before the length."""
    about = ARC_1 if version == 1 else ARC_2
    middle = b"" if version == 1 else b"200 AAAA - 0 x.arc "
    block = http(PAGE, "Content-Type: text/html")
    records = [
        b"filedesc://x.arc 0.0.0.0 20010203040506 text/plain %s%d\n%s\n" % (middle, len(about), about),
        b"http://old.example/a 192.0.2.1 20010203040506 text/html %s%d\n%s\n" % (middle, len(block), block),
    ]
    found = only(members(*records) if packed else b"".join(records))
    assert found.content == PAGE
    assert found.url == "http://old.example/a"
    assert found.fetched is not None
    assert datetime.fromisoformat(found.fetched) == datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC)


def test_wet_in_a_folder_is_found_by_its_name(tmp_path: Path) -> None:
    """Names of Common Crawl end in .warc.wet.gz."""
    (tmp_path / "CC-EXAMPLE-00001.warc.wet.gz").write_bytes(WET)
    (tmp_path / "crawl.warc.gz").write_bytes(members(response(PAGE)))
    assert len(list(read_inputs([str(tmp_path)]))) == 3
