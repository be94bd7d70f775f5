"""An archive with every kind of bond between records, and what stands in its files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from presscut.archive.disk import Disk
from presscut.archive.pruning.choosing import Choice
from presscut.archive.pruning.planning import Plan
from presscut.archive.pruning.writing import Hand, prune
from presscut.archive.recovery import House
from presscut.archive.store import Archive
from presscut.archive.warc.headers import Record
from presscut.archive.warc.members import zlib_backend
from presscut.archive.warc.reading import scan
from presscut.cleaner.model import Article, Page, Producer
from presscut.errors import Problem
from tests.archive.making import article, clock, page

IDS = tuple(f"0000000{number}-0000-5000-8000-000000000000" for number in range(3))
SITE = "https://news.example/"
HEADERS = ("HTTP/1.1 200 OK", (("Content-Type", "text/html; charset=utf-8"), ("ETag", '"x"')))
SHARED = b"<p>The bytes of three addresses.</p>"
HAND = Hand(clock(), zlib_backend, "presscut/test", "test", "asked for")


def made_of(of: Page, words: str, **more: object) -> Article:
    return article(of, text=words, paragraphs=(), **more)


def furnish(path: Path) -> None:
    """Three addresses of the same bytes, a page that changed and whose text did not, articles made anew."""
    mirror = page("mirror", content=SHARED, headers=HEADERS, fetched="2030-01-01T00:00:00Z")
    copy = replace(mirror, url=f"{SITE}copy", fetched="2030-02-01T00:00:00Z")
    bare = replace(mirror, url=f"{SITE}bare", fetched="2030-03-01T00:00:00Z", headers=None, content_type="text/html")
    old = page("banner", content=b"<p>Old banner.</p>", headers=HEADERS, fetched="2029-01-01T00:00:00Z")
    new = replace(old, content=b"<p>New banner.</p>", fetched="2031-01-01T00:00:00Z")
    last = replace(new, content=b"<p>Last banner.</p>", fetched="2031-02-01T00:00:00Z")
    with Archive(path, create=True, now=clock, host="test", backend=zlib_backend, largest=4000) as archive:
        for of, key in zip((mirror, copy, bare), IDS, strict=True):
            archive.add(of, made_of(of, f"Quicksilver of {of.url}.", id=key))
        archive.add(replace(mirror, fetched="2030-04-01T00:00:00Z"), made_of(mirror, "Quicksilver.", id=IDS[0]))
        archive.add(mirror, made_of(mirror, "Quicksilver anew.", id=IDS[0], producer=Producer("2", "r", "s")))
        not_modified = replace(copy, content=b"", headers=("HTTP/1.1 304 Not Modified", ()))
        archive.capture(replace(not_modified, fetched="2030-05-01T00:00:00Z"), "html")
        for of in (old, new, last):
            archive.add(of, made_of(of, "The same words under every banner."))
        archive.add(page("plain"), made_of(page("plain"), "Nothing is bound to this."))
        archive.add(page("empty"), made_of(page("empty"), ""))
        archive.note("hold", f"{SITE}mirror", article=IDS[0], reason="short")


def pruned(path: Path, *names: str, disk: Disk | None = None, **more: object) -> Plan:
    """Prune the pages of these names."""
    choice = Choice(keys=tuple(SITE + name for name in names))
    return prune(House(path, disk or Disk()), replace(choice, **more), HAND)[0]  # type: ignore[arg-type]


def records(path: Path) -> dict[str, Record]:
    """All records of the segments by id; a second one of an id, or damage, is an error."""
    found: dict[str, Record] = {}
    for segment in sorted((path / "warc").iterdir()):
        for item in scan(segment, segment.name):
            assert not isinstance(item, Problem), item
            record_id = item[0].require("WARC-Record-ID")
            assert record_id not in found
            found[record_id] = item[0]
    return found


def members(path: Path) -> dict[str, bytes]:
    """The bytes of every member by the id of its record."""
    found: dict[str, bytes] = {}
    for segment in sorted((path / "warc").iterdir()):
        content = segment.read_bytes()
        for item in scan(segment, segment.name):
            assert not isinstance(item, Problem)
            record, place = item
            found[record.require("WARC-Record-ID")] = content[place.offset : place.offset + place.length]
    return found


def everything(path: Path) -> dict[str, bytes]:
    """The bytes of every segment, by name."""
    return {file.name: file.read_bytes() for file in sorted((path / "warc").iterdir())}
