"""The records of series `clean`: what was made from the pages (docs/archive-format.md says which field goes where).

`conversion` (the text), `metadata` (the row and its ledger), `note` (a word of the archive itself), and
the `warcinfo` at the head of every segment.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from presscut.archive.formats.rows import article_from_row, article_row, one_line
from presscut.archive.formats.words import encodable
from presscut.archive.warc.headers import LONGEST_VALUE, Record, clean_value, record
from presscut.archive.warc.names import name_id, producer_key
from presscut.cleaner.model import Article

CONFORMS = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
FIELDS_TYPE = "application/warc-fields"
LINE = "presscut-"  # begins the name of each line of our metadata records
BROUGHT_BY = "brought-by"  # the line that names the source of the night job by which a page came


def warcinfo(filename: str, *, software: str, date: str) -> Record:
    """The first record of a segment."""
    block = f"software: {software}\r\nformat: WARC File Format 1.1\r\nconformsTo: {CONFORMS}\r\n"
    fields = {
        "WARC-Record-ID": name_id("warcinfo", filename, date),
        "WARC-Date": date,
        "WARC-Filename": filename,
        "Content-Type": FIELDS_TYPE,
    }
    return record("warcinfo", fields, block.encode("utf-8"))


def conversion(article: Article, *, source: Record, date: str, replaces: str, lost: str | None = None) -> Record:
    """The clean text. `source` is the capture it was made from, `replaces` the article's last record, `lost` the id
    of a record with this text that is to be there again."""
    block = text_block(article)
    origin = source.require("WARC-Record-ID")
    language = clean_value(article.language or "")
    fields = {
        "WARC-Record-ID": lost or name_id("conversion", origin, article.id, producer_key(article.producer), replaces),
        "WARC-Date": date,
        "WARC-Target-URI": source.require("WARC-Target-URI"),
        "WARC-Refers-To": origin,
        "Content-Type": "text/plain; charset=utf-8",
        "WARC-Identified-Payload-Type": "text/plain",
        "WARC-Identified-Content-Language": language if 0 < len(language) <= LONGEST_VALUE else None,
    }
    made = record("conversion", fields, block)
    return made.with_field("WARC-Payload-Digest", made.require("WARC-Block-Digest"))


def text_block(article: Article) -> bytes:
    """The block of an article's conversion: its text in UTF-8."""
    return encodable(article.text).encode("utf-8")


@dataclass(frozen=True, slots=True)
class Near:
    """Another article with nearly the same text. It is noted, never merged.

    Attributes:
        id: the other article's id.
        similarity: the estimated Jaccard index of their shingles, 0 to 1.
    """

    id: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Clean text that is the same as what is stored for the address: it is not stored again.

    Attributes:
        capture: the record id of the capture this article was made from; the conversion names an older one.
        since: the date of the conversion.
    """

    capture: str
    since: str


def metadata(
    article: Article,
    *,
    refers_to: Record,
    date: str,
    replaces: str,
    near: Near | None = None,
    unchanged: Unchanged | None = None,
    brought_by: str | None = None,
) -> Record:
    """The row and its ledger, each as one JSON value on a line. `refers_to` is the conversion, or
    the capture itself when the article is empty and has none; `brought_by` the source of the night job."""
    subject = refers_to.require("WARC-Record-ID")
    capture = (unchanged.capture,) if unchanged else ()
    fields = {
        "WARC-Record-ID": name_id("metadata", subject, *capture, article.id, producer_key(article.producer), replaces),
        "WARC-Date": date,
        "WARC-Target-URI": refers_to.require("WARC-Target-URI"),
        "WARC-Refers-To": subject,
        "Content-Type": FIELDS_TYPE,
    }
    lines = {**_account(article), **_findings(near, unchanged), **({BROUGHT_BY: brought_by} if brought_by else {})}
    return record("metadata", fields, _lines(lines))


def _account(article: Article) -> dict[str, Any]:
    """The row without text and ledger, the ledger, the levels.

    The text stands in the conversion, unless UTF-8 cannot hold it there as it is.
    """
    row = article_row(article)
    ledger = row.pop("ledger")
    if row["text"] == encodable(row["text"]):
        del row["text"]
    return {"article": row, "ledger": ledger, "levels": [paragraph.level for paragraph in article.paragraphs]}


def _findings(near: Near | None, unchanged: Unchanged | None) -> dict[str, Any]:
    """What the archive saw when the article came in, beside what it holds already."""
    found: dict[str, Any] = {}
    if near is not None:
        found["near"] = asdict(near)
    if unchanged is not None:
        found |= {"capture": unchanged.capture, "unchanged-since": unchanged.since}
    return found


def note(target: str, *, date: str, said: Mapping[str, Any]) -> Record:
    """A word of the archive about an address or an article: a tombstone, a hold, a release.

    It refers to no record, since what it speaks of may be gone. `said` holds ``kind`` and plain JSON values.
    """
    fields = {
        "WARC-Record-ID": name_id("note", target, date, one_line(said)),
        "WARC-Date": date,
        "WARC-Target-URI": target,
        "Content-Type": FIELDS_TYPE,
    }
    return record("metadata", fields, _lines({"note": {**said, "date": date}}))


def _lines(values: Mapping[str, Any]) -> bytes:
    return "".join(f"{LINE}{name}: {one_line(value)}\r\n" for name, value in values.items()).encode("utf-8")


def read_lines(block: bytes) -> dict[str, Any]:
    """The JSON values of a metadata record by name.

    Raises:
        ValueError: a line is not of this archive's making.
    """
    lines = (line.partition(": ") for line in block.decode("utf-8").split("\r\n"))
    return {
        name.removeprefix(LINE): json.loads(value) for name, colon, value in lines if colon and name.startswith(LINE)
    }


def read_fields(block: bytes) -> dict[str, Any]:
    """The JSON values of an article's metadata record by name: ``article``, ``ledger``, ``levels``, ….

    Raises:
        ValueError: the block is not of this archive's making.
    """
    found = read_lines(block)
    if not isinstance(found.get("article"), dict) or "ledger" not in found:
        raise ValueError("metadata record without an article")
    return found


def tells_of(fields: Mapping[str, Any], article: Article) -> bool:
    """Whether an account is that of an article's very text: the same pieces of the same source, kept, cut and
    repaired alike. `fields` as `read_fields` gives them."""
    made = article_row(article)
    return one_line(made["ledger"]) == one_line(fields["ledger"]) and all(
        one_line(made[key]) == one_line(fields["article"].get(key)) for key in ("paragraphs", "links", "stats")
    )


def read_article(fields: Mapping[str, Any], text: str) -> Article:
    """The article as it was handed in. `text` is the conversion's block, empty without one.

    Raises:
        ValueError: the row is incomplete or of another schema.
    """
    article = article_from_row({"text": text, **fields["article"], "ledger": fields["ledger"]})
    levels = fields.get("levels") or [0] * len(article.paragraphs)
    leveled = (p._replace(level=level) for p, level in zip(article.paragraphs, levels, strict=True))
    return replace(article, paragraphs=tuple(leveled))
