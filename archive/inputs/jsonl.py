"""Pages out of JSON lines: one record a line, with ``text`` or ``html``, and what is known of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Literal, get_args

from presscut.archive.formats.words import encodable
from presscut.archive.inputs.unicode import Buffered, in_utf8
from presscut.archive.warc.dates import fetched_at
from presscut.cleaner.model import FROM_TEXT, MediaType, Page
from presscut.errors import Problem

MEDIA_TYPES: tuple[str, ...] = get_args(MediaType)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def numbered_lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a stream, from 1; null stands for one with more than `limit` bytes."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit)
            yield number, None
        else:
            yield number, line


def read_jsonl(stream: Buffered, name: str, *, limit: int, media_type: MediaType | None) -> Iterator[Page | Problem]:
    """A page for each record. A line that is no record gives a problem, and the rest goes on.

    A line has at most `limit` bytes of UTF-8, in which it is read where a mark says UTF-16 or UTF-32.
    """
    for number, line in numbered_lines(in_utf8(stream), limit):
        where = f"{name}#{number}"
        if line is None:
            yield Problem("too-large", where, f"the line has more than {limit} bytes; split it or leave it out")
            continue
        bare = line.removeprefix(BYTE_ORDER_MARK)  # also where files were joined that have one each
        if bare.strip():
            yield _page(bare, where, media_type)


def _page(line: bytes, where: str, media_type: MediaType | None) -> Page | Problem:
    try:
        record = json.loads(line.decode("utf-8", "surrogatepass"))  # of bytes, json would guess the encoding
    except (ValueError, RecursionError) as error:
        return Problem("bad-json", where, f"the line is no JSON ({_reason(error)}); mend or remove it")
    if not isinstance(record, dict):
        return Problem("bad-json", where, "the line holds no JSON object; one record with text or html is needed")
    return page_of_record(record, where, media_type)


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}"
    return "not UTF-8" if isinstance(error, UnicodeError) else "nested too deeply or a number too long"


def content_key(record: Mapping[str, Any]) -> Literal["html", "text"]:
    """Where the page of a record stands: in ``html``, or in ``text`` when ``html`` is no string or holds no words."""
    html = record.get("html")
    filled = isinstance(html, (str, bytes)) and html and not html.isspace()
    return "html" if filled or record.get("text") is None else "text"


def page_of_record(record: Mapping[str, Any], where: str, media_type: MediaType | None) -> Page | Problem:
    """The page of one record, as `content_key` finds it; `media_type` counts before the record's own."""
    key = content_key(record)
    content = record.get(key)
    if not isinstance(content, str):
        return Problem("bad-json", where, "the record has neither text nor html as a string; one of them is needed")
    url, asked = record.get("url"), record.get("media_type")
    if url is not None and not isinstance(url, str):
        return Problem("bad-json", where, "the record's url is no string; mend it or leave it out")
    if asked is not None and asked not in MEDIA_TYPES:
        return Problem("bad-json", where, f"media_type is {asked!r}; it can be {', '.join(MEDIA_TYPES)}")
    own: MediaType | None = asked or ("html" if key == "html" else None)
    return Page(
        content=encodable(content).encode("utf-8"),
        url=_string(url),
        media_type=media_type or own,
        content_type=f"text/{'html' if key == 'html' else 'plain'}{FROM_TEXT}",
        fetched=fetched_at(_string(record.get("fetched"))),
        origin=where,
    )


def _string(value: Any) -> str | None:
    return encodable(value) if isinstance(value, str) and value else None
