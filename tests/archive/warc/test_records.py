"""Records: which field stands where, and that no page can write a header."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.warc import captures, derived
from presscut.archive.warc.dates import warc_date
from presscut.archive.warc.headers import Record, clean_uri, clean_value, head_bytes, parse, record, sha256
from presscut.archive.warc.members import best_backend, member, zlib_backend
from presscut.archive.warc.names import NAMESPACE, name_id
from presscut.cleaner.model import Article, Page
from tests.archive.making import article, articles, clock, page

DATE = "2031-05-06T07:08:09Z"


def original(of: Page) -> Record:
    return captures.original(of, media_type="text", digest=sha256(of.content), date=DATE)


def names(made: Record) -> list[str]:
    return [name for name, _ in made.fields]


def test_a_page_with_http_headers_is_a_response_else_a_resource() -> None:
    """A response without HTTP headers is no response; replay tools would break on it."""
    headers = ("HTTP/1.1 200 OK", (("Content-Type", "text/html"),))
    with_http = original(page(headers=headers))
    assert with_http.get("WARC-Type") == "response"
    assert with_http.get("Content-Type") == "application/http; msgtype=response"
    assert with_http.block.startswith(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 16\r\n\r\nPage")
    assert original(page()).get("WARC-Type") == "resource"
    assert original(page()).block == page().content
    assert original(page()).get("Content-Type") == "text/plain"


def test_the_payload_digest_is_that_of_the_page() -> None:
    """Exact duplicates are found by the page's bytes, whatever headers came with them."""
    made = original(page(headers=("HTTP/1.1 200 OK", ())))
    assert made.get("WARC-Payload-Digest") == sha256(page().content)
    assert made.get("WARC-Block-Digest") == sha256(made.block)


def test_headers_of_the_transfer_do_not_speak_of_the_stored_body() -> None:
    """The body is stored unpacked: a replay that unpacks it again shows nothing."""
    headers = ("HTTP/1.1 200 OK", (("Content-Encoding", "gzip"), ("transfer-encoding", "chunked")))
    head = captures.http_head(page(headers=headers)).decode()
    assert "\r\nX-Archive-Orig-Content-Encoding: gzip\r\nX-Archive-Orig-transfer-encoding: chunked\r\n" in head
    assert head.endswith("\r\nContent-Length: 16\r\n\r\n")


def test_a_page_without_address_is_named_by_its_digest() -> None:
    """No path of a user's disk enters an archive."""
    made = original(page(url=None, origin="/home/ida/secret/a.md"))
    assert made.get("WARC-Target-URI") == "urn:" + sha256(page().content)
    assert b"ida" not in head_bytes(made)


def test_a_conversion_has_the_fields_that_readers_need() -> None:
    """Without the identified type a reader sniffs the text and drops some pages as source code."""
    source = original(page())
    made = derived.conversion(article(page(), language="en"), source=source, date=DATE, replaces="")
    assert made.get("WARC-Identified-Payload-Type") == "text/plain"
    assert made.get("WARC-Identified-Content-Language") == "en"
    assert made.get("WARC-Refers-To") == source.get("WARC-Record-ID")
    assert made.get("WARC-Target-URI") == source.get("WARC-Target-URI")
    assert made.get("WARC-Payload-Digest") == made.get("WARC-Block-Digest")
    assert not {"WARC-Concurrent-To", "WARC-IP-Address"} & set(names(made))


def test_a_metadata_record_is_fields_without_a_payload() -> None:
    """Index makers take a JSON metadata record for a capture of the page; and it has no payload to digest."""
    source = original(page())
    made = derived.metadata(article(page()), refers_to=source, date=DATE, replaces="")
    assert made.get("Content-Type") == "application/warc-fields"
    assert "WARC-Payload-Digest" not in names(made)
    lines = made.block.decode().split("\r\n")
    assert [line.partition(":")[0] for line in lines] == ["presscut-article", "presscut-ledger", "presscut-levels", ""]


def test_a_revisit_points_at_the_first_capture() -> None:
    """A revisit without profile or target cannot be resolved."""
    source = original(page())
    made = captures.revisit(page("other"), digest=sha256(page().content), date=DATE, of=source)
    assert made.get("WARC-Profile") == captures.PROFILE
    assert made.get("WARC-Refers-To") == source.get("WARC-Record-ID")
    assert made.get("WARC-Refers-To-Target-URI") == source.get("WARC-Target-URI")
    assert made.get("WARC-Refers-To-Date") == DATE
    assert made.block == b""


def test_ids_are_made_of_names() -> None:
    """A re-run gives the same bytes; another producer gives another record."""
    source = original(page())
    made = article(page())

    def id_of(given: Article, replaces: str = "") -> str | None:
        return derived.conversion(given, source=source, date=DATE, replaces=replaces).get("WARC-Record-ID")

    assert id_of(made) == id_of(made)
    other = replace(made, producer=made.producer._replace(rules_hash="new"))
    assert len({id_of(made), id_of(other), id_of(made, "before")}) == 3


def test_a_field_that_has_no_place_is_refused() -> None:
    """The table of fields holds for our own writer first."""
    good = {"WARC-Record-ID": "<urn:uuid:1>", "WARC-Date": DATE, "WARC-Target-URI": "urn:x"}
    record("metadata", good, b"")
    with pytest.raises(ValueError, match="WARC-Payload-Digest has no place"):
        record("metadata", {**good, "WARC-Payload-Digest": "sha256:0"}, b"")
    with pytest.raises(ValueError, match="WARC-Date is missing"):
        record("metadata", {k: v for k, v in good.items() if k != "WARC-Date"}, b"")
    with pytest.raises(ValueError, match="WARC-Target-URI is empty"):
        record("metadata", {**good, "WARC-Target-URI": "\r\n"}, b"")


HOSTILE = "x\r\nWARC-Type: request\r\n\r\nHTTP/1.1 200 OK\0\u2028\x85\ud800 é"


@given(st.text(st.characters()))
def test_no_text_can_end_a_header_line(text: str) -> None:
    """A line end in a title or address would be a header, or a record, of the page's own making."""
    for cleaned in (clean_value(text), clean_uri(text)):
        assert len(cleaned.splitlines()) <= 1
        assert "\0" not in cleaned
        assert cleaned.encode("utf-8") is not None
    assert " " not in clean_uri(text)


def test_hostile_fields_of_a_page_stay_inside_their_record() -> None:
    """Everything a page or a server can set is set, and the records still read back one by one."""
    of = page(
        url="https://a.example/" + HOSTILE,
        content_type=HOSTILE,
        headers=(HOSTILE, ((HOSTILE, HOSTILE), ("", ""))),
        fetched=HOSTILE,
    )
    made = article(of, title=HOSTILE, authors=(HOSTILE,), language=HOSTILE, url=of.url, text=HOSTILE, id=HOSTILE)
    source = original(of)
    text = derived.conversion(made, source=source, date=DATE, replaces="")
    for each in (
        source,
        original(replace(of, headers=None)),
        text,
        derived.metadata(made, refers_to=text, date=DATE, replaces=""),
    ):
        assert parse(head_bytes(each) + each.block + b"\r\n\r\n") == each
        assert head_bytes(each).count(b"\r\nWARC-Type:") == 1
    head, _, body = source.block.partition(b"\r\n\r\n")
    assert body == of.content
    assert len(head.split(b"\r\n")) == 4


def test_no_header_is_longer_than_readers_take() -> None:
    """FastWARC stops at a header of more than 32 KB, and the rest of the segment is lost to it."""
    for long in ("x" * 14_900, "x" * 40_000, "é" * 3_000):
        of = page(url=f"https://a.example/{long}", content_type=f"text/html; of={long}")
        source = original(of)
        text = derived.conversion(article(of, language=long), source=source, date=DATE, replaces="")
        again = captures.revisit(of, digest=sha256(of.content), date=DATE, of=source)
        assert max(len(head_bytes(each)) for each in (source, text, again)) < 32_000
    assert original(of).get("WARC-Target-URI") == "urn:" + sha256(of.content)


SOURCE = original(page())


@given(articles())
def test_an_article_comes_back_from_its_two_records(made: Article) -> None:
    """The archive is the only copy: what is stored must be the article, to the letter."""
    fields = derived.read_fields(derived.metadata(made, refers_to=SOURCE, date=DATE, replaces="").block)
    assert derived.read_article(fields, made.text) == made


def test_a_text_that_utf8_cannot_hold_comes_back_as_well() -> None:
    """The conversion holds a replacement character, the row the text itself."""
    made = article(page(), text="a\ud800", paragraphs=())
    fields = derived.read_fields(derived.metadata(made, refers_to=SOURCE, date=DATE, replaces="").block)
    assert derived.read_article(fields, "a\N{REPLACEMENT CHARACTER}") == made


@pytest.mark.parametrize(
    ("fetched", "date"),
    [
        (None, DATE),
        ("nonsense", DATE),
        ("0001-01-01T00:00:00+10:00", DATE),
        ("9999-12-31T23:59:59-10:00", DATE),
        ("2030-01-02T03:04:05Z", "2030-01-02T03:04:05Z"),
        ("2030-01-02T03:04:05.25+02:00", "2030-01-02T01:04:05.250000Z"),
        ("2030-01-02", "2030-01-02T00:00:00Z"),
    ],
)
def test_dates_are_utc(fetched: str | None, date: str) -> None:
    """WARC 1.1, 5.4: WARC-Date is a UTC timestamp of W3CDTF."""
    assert warc_date(fetched, clock()) == date


def test_a_member_is_the_same_every_time_and_reads_back() -> None:
    """No time in the gzip header: same in, same out."""
    import gzip

    made = original(page())
    for backend in (zlib_backend, best_backend()):
        packed = member(made, backend)
        assert packed == member(made, backend)
        assert parse(gzip.decompress(packed)) == made


@given(st.lists(st.text(), max_size=4))
def test_a_record_id_is_the_version_5_uuid_of_its_name(parts: list[str]) -> None:
    """Whoever has the namespace can name a record as the archive does: RFC 9562, 5.5."""
    name = "\n".join(f"{len(part)}:{part}" for part in parts)
    assert name_id(*parts) == f"<urn:uuid:{uuid.uuid5(uuid.UUID(bytes=NAMESPACE), name)}>"
