"""Pages out of JSON lines: one record a line, with ``text`` or ``html``, and what is known of it.

Other fields of a record are not looked at: title, author and date are what the page says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from presscut.archive.formats.words import encodable
from presscut.archive.inputs.records import PLAIN, Fields, content_key, media_type_of, named_in, value_at
from presscut.archive.inputs.unicode import Buffered, in_utf8
from presscut.archive.warc.dates import fetched_at
from presscut.cleaner.model import FROM_TEXT, MediaType, Page
from presscut.errors import Problem

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


def read_jsonl(
    stream: Buffered, name: str, *, limit: int, media_type: MediaType | None, fields: Fields = PLAIN
) -> Iterator[Page | Problem]:
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
            yield _page(bare, where, media_type, fields)


def _page(line: bytes, where: str, media_type: MediaType | None, fields: Fields) -> Page | Problem:
    try:
        record = json.loads(line.decode("utf-8", "surrogatepass"))  # of bytes, json would guess the encoding
    except (ValueError, RecursionError) as error:
        return Problem("bad-json", where, f"the line is no JSON ({_reason(error)}); mend or remove it")
    if not isinstance(record, dict):
        return Problem("bad-json", where, "the line holds no JSON object; one record with text or html is needed")
    return page_of_record(record, where, media_type, fields)


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}"
    return "not UTF-8" if isinstance(error, UnicodeError) else "nested too deeply or a number too long"


def page_of_record(
    record: Mapping[str, Any], where: str, media_type: MediaType | None, fields: Fields = PLAIN
) -> Page | Problem:
    """The page of one record, as `content_key` finds it; `media_type` counts before the record's own."""
    key = content_key(record, fields)
    content = value_at(record, getattr(fields, key))
    if not isinstance(content, str):
        return Problem("bad-json", where, _no_page(record, fields))
    url = value_at(record, fields.url)
    if url is not None and not isinstance(url, str):
        return Problem("bad-json", where, "the record's url is no string; mend it or leave it out")
    try:
        own = media_type_of(value_at(record, fields.media_type)) or ("html" if key == "html" else None)
    except ValueError as error:
        return Problem("bad-json", where, str(error))
    return Page(
        content=encodable(content).encode("utf-8"),
        url=_string(url),
        media_type=media_type or own,
        content_type=f"text/{'html' if key == 'html' else 'plain'}{FROM_TEXT}",
        fetched=fetched_at(_string(value_at(record, fields.fetched))),
        origin=where,
    )


def _no_page(record: Mapping[str, Any], fields: Fields) -> str:
    names = named_in(record)
    needed = f"the record has neither {fields.text} nor {fields.html} as a string"
    if not names:
        return f"{needed}; one of them is needed"
    return f"{needed}, but {names}; --field text=NAME (or html=NAME) says which of them is the page"


def _string(value: Any) -> str | None:
    return encodable(value) if isinstance(value, str) and value else None
