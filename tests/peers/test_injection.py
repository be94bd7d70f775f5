"""Whatever a page says of itself, its records stay records: the peers see what was stored and nothing else."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from presscut.archive.formats.words import encodable
from presscut.archive.store import Archive
from presscut.archive.warc.headers import FIELDS
from presscut.cleaner.model import Article, Page
from tests.archive.making import article, clock, page
from tests.peers.contents import CAPTURES, asked, segments
from tests.peers.programs import FASTWARC, GZIP, INSIDE, PRESSCUT, WARCIO, peer, run

RECORD = "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://evil.example/\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
HOSTILE = {
    "a header": "x\r\nWARC-Type: response\r\nWARC-Target-URI: http://evil.example/",
    "a header after a line feed": "x\nWARC-Type: response",
    "a header after a carriage return": "x\rWARC-Type: response",
    "a folded line": "x\r\n WARC-Type: response",
    "a record": f"x\r\n\r\n\r\n\r\n{RECORD}",
    "the end of a block": "x\r\n\r\n\r\n\r\n",
    "a member": "x\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff",
    "NUL": "a\0b\0",
    "other controls": "".join(map(chr, (*range(1, 9), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)))) + "x",
    "line separators": "a\u2028WARC-Type: response\u2029b\x85c",
    "a colon": ": x: y",
    "white space": " \t x \t ",
    "JSON": '"}\r\npresscut-article: {"id": "x"}\r\n{"',
    "escapes": "x%0d%0aWARC-Type:%20response%00",
    "half a character": "x\ud83d",
    "other scripts": "Ærø 島 \u202eolleh\ufeff 🦭",
    "100 KB": "long " * 20_000,
    "100 KB of line ends": "\r\n" * 50_000,
}
PLACES: dict[str, Callable[[str], tuple[dict[str, Any], dict[str, Any]]]] = {
    "URL": lambda value: ({"url": f"https://news.example/{value}"}, {}),
    "URL from the start": lambda value: ({"url": value}, {}),
    "host": lambda value: ({"url": f"https://{value}/"}, {}),
    "canonical URL": lambda value: ({}, {"canonical_url": f"https://news.example/{value}"}),
    "title": lambda value: ({}, {"title": value}),
    "author": lambda value: ({}, {"authors": (value, "Ida Example")}),
    "site": lambda value: ({}, {"site": value}),
    "language": lambda value: ({}, {"language": value}),
    "text": lambda value: ({}, {"text": value}),
    "media type": lambda value: ({"content_type": value}, {}),
    "file": lambda value: ({"origin": value}, {}),
    "HTTP status": lambda value: ({"headers": (f"HTTP/1.1 200 {value}", (("A", "b"),))}, {}),
    "HTTP header": lambda value: ({"headers": ("HTTP/1.1 200 OK", (("Content-Type", value),))}, {}),
    "name of an HTTP header": lambda value: ({"headers": ("HTTP/1.1 200 OK", ((value, "x"),))}, {}),
}


def hostile() -> Iterator[tuple[Page, Article]]:
    """Every value in every place, each page with bytes of its own."""
    for what, value in HOSTILE.items():
        for where, put in PLACES.items():
            of_page, of_article = put(value)
            given = page(f"{what} in {where}", **of_page)
            yield given, article(given, **of_article)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of all of them."""
    place = tmp_path_factory.mktemp("hostile") / "archive"
    with Archive(place, create=True, now=clock, largest=200_000, host="peers") as made:
        for _ in made.add_all(hostile()):
            pass
    return place


def test_every_article_comes_back(archive: Path) -> None:
    """A value that cannot stand in a header still stands in the row."""
    with Archive(archive) as opened:
        back = {given.id: given for given in opened.articles()}
    assert len(back) == len(HOSTILE) * len(PLACES)
    for given, made in hostile():
        assert back[made.id].title == made.title, given.content
        assert back[made.id].authors == made.authors
        assert back[made.id].url == made.url
        assert back[made.id].text == made.text


def test_checkers_find_no_fault(archive: Path) -> None:
    """gzip, warcio and fastwarc, each record with its digest."""
    said = run(*GZIP, "-t", *segments(archive))
    assert said.code == 0, said.all
    said = run(*WARCIO, "check", "-v", *segments(archive))
    assert said.code == 0, said.all
    assert len(re.findall("^    digest pass$", said.out, re.MULTILINE)) == len(asked(archive, "SELECT id FROM records"))
    for segment in segments(archive):
        said = run(*FASTWARC, "check", segment)
        assert said.code == 0, said.all
        count = sum(name == segment.name for (name,) in asked(archive, "SELECT segment FROM records"))
        assert f"{count} records were verified successfully" in said.all
    said = run(*PRESSCUT, "archive", "verify", "--archive", archive)
    assert said.code == 0, said.all


def test_readers_see_the_stored_records_and_fields(archive: Path) -> None:
    """No record more, no field that its type does not have, none twice; both readers agree on every value."""
    from fastwarc.warc import ArchiveIterator as Fast
    from warcio.archiveiterator import ArchiveIterator

    seen: Counter[str] = Counter()
    for segment in segments(archive):
        with segment.open("rb") as one, segment.open("rb") as other:
            both = zip(ArchiveIterator(one, no_record_parse=True), Fast(other, parse_http=False), strict=True)
            for theirs, quick in both:
                fields = theirs.rec_headers.headers
                names = [name for name, _ in fields]
                assert len(set(names)) == len(names)
                assert set(names) <= FIELDS[theirs.rec_type] | {"Content-Length"}
                assert [(name, value) for name, value in quick.headers.items()] == fields
                seen[theirs.rec_type] += 1
    assert seen == Counter(kind for (kind,) in asked(archive, "SELECT type FROM records"))
    assert seen["response"] == 3 * len(HOSTILE)


def test_indexers_see_the_captures(archive: Path) -> None:
    """cdxj-indexer and our own index name the same addresses and places in the same order. (What a media type
    that is none counts as is each one's own affair.)"""
    said = run(peer("cdxj-indexer", "cdxj-indexer"), "--sort", *segments(archive))
    assert said.code == 0, said.all
    ours = run(*PRESSCUT, "archive", "index", "--archive", archive, "-o", "-")
    assert ours.code == 0, ours.all
    assert len(said.out.splitlines()) == len(asked(archive, f"SELECT id FROM records WHERE type IN {CAPTURES}"))
    captures = [line for line in ours.out.splitlines() if not line.startswith("urn:text:")]
    assert [*map(without_mime, captures)] == [*map(without_mime, said.out.splitlines())]


def without_mime(line: str) -> tuple[str, dict[str, str]]:
    """Key and time of a line of an index, and its fields but for the media type."""
    key, time, fields = line.split(" ", 2)
    return f"{key} {time}", {name: value for name, value in json.loads(fields).items() if name != "mime"}


def test_reader_for_language_models_sees_the_texts(archive: Path) -> None:
    """Whatever the text says of records and headers, it is one document."""
    said = run(peer("datatrove", "python"), INSIDE / "documents.py", archive / "warc", "clean-*.warc.gz")
    assert said.code == 0, said.all
    found = [json.loads(line)[2] for line in said.out.splitlines()]
    with Archive(archive) as opened:
        texts = [encodable(made.text) for made in opened.articles()]
    assert sorted(found) == sorted(texts)


def test_wacz_of_it_validates(archive: Path, tmp_path: Path) -> None:
    """The list of pages is JSON lines: no title may end one."""
    packed = tmp_path / "hostile.wacz"
    made = run(*PRESSCUT, "archive", "wacz", "--archive", archive, "-o", packed)
    assert made.code == 0, made.all
    said = run(peer("wacz", "wacz"), "validate", "-f", packed)
    assert said.code == 0, said.all
