"""WARC as warcio and FastWARC write and read it: the peers of bench/warc.py."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from pathlib import Path

from warc_records import DATE, Item

from presscut.archive.warc.headers import Record

DIGESTS = ("WARC-Block-Digest", "WARC-Payload-Digest")


def warcio_write(items: Iterable[Item], path: Path, *, every: int | None) -> None:
    """Resource records with both digests, gzip -9 a member; synced every so many records."""
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as file:
        writer = WARCWriter(file, warc_version="1.1")
        for number, item in enumerate(items, 1):
            made = writer.create_warc_record(
                item.url,
                "resource",
                payload=BytesIO(item.content),
                length=len(item.content),
                warc_content_type="text/plain",
                warc_headers_dict={"WARC-Date": DATE},
            )
            writer.write_record(made)
            if every and number % every == 0:
                os.fsync(file.fileno())


def warcio_copy(records: Iterable[Record], path: Path, *, every: int | None) -> None:
    """Records that another writer made, with digests of warcio's own making."""
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as file:
        writer = WARCWriter(file, warc_version="1.1")
        for number, record in enumerate(records, 1):
            made = writer.create_warc_record(
                record.get("WARC-Target-URI") or "",
                record.require("WARC-Type"),
                payload=BytesIO(record.block),
                length=len(record.block),
                warc_content_type=record.require("Content-Type"),
                warc_headers_dict={name: value for name, value in record.fields if name not in DIGESTS},
            )
            writer.write_record(made)
            if every and number % every == 0:
                os.fsync(file.fileno())


def fastwarc_write(items: Iterable[Item], path: Path) -> None:
    """Resource records with a block digest, a member each by `finish`; not synced."""
    from fastwarc.stream_io import GzipWriter
    from fastwarc.warc import WarcRecord, WarcRecordType

    with path.open("wb") as file:
        writer = GzipWriter(file)
        for number, item in enumerate(items):
            made = WarcRecord()
            made.init_headers(WarcRecordType.resource, record_urn=b"<urn:example:%d>" % number)
            made.headers["WARC-Target-URI"] = item.url
            made.headers["WARC-Date"] = DATE
            made.headers["Content-Type"] = "text/plain"
            made.set_bytes_content(item.content)
            made.write(writer, checksum_data=True)
            writer.finish()
        writer.close()


def warcio_read(path: Path, *, check: bool) -> int:
    """How many bytes the blocks have."""
    from warcio.archiveiterator import ArchiveIterator

    with path.open("rb") as file:
        return sum(len(record.content_stream().read()) for record in ArchiveIterator(file, check_digests=check))


def fastwarc_read(path: Path, *, check: bool) -> int:
    """How many bytes the blocks have."""
    from fastwarc.warc import ArchiveIterator

    with path.open("rb") as file:
        found = ArchiveIterator(file, parse_http=False, verify_digests=check)
        return sum(len(record.reader.read()) for record in found)


READERS: Mapping[str, Callable[[Path], int]] = {
    "warcio ArchiveIterator": lambda path: warcio_read(path, check=False),
    "warcio ArchiveIterator, digests checked": lambda path: warcio_read(path, check=True),
    "FastWARC ArchiveIterator": lambda path: fastwarc_read(path, check=False),
    "FastWARC ArchiveIterator, digests checked": lambda path: fastwarc_read(path, check=True),
}
