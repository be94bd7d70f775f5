"""The article row: one article as JSON, the same keys in the same order in every row.

The keys are the attributes of `Article` in their order; docs/article-row.md says what each means and
article.schema.json is the same as a JSON Schema. `Paragraph.level` is the one attribute that is no
key of the row: formats use it for headings, the archive keeps it beside the row.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from presscut.cleaner.model import (
    SCHEMA,
    Article,
    Caption,
    LedgerEntry,
    License,
    Link,
    Paragraph,
    Producer,
    Source,
    Stats,
)

NOT_IN_ROW = frozenset({"level"})
STRINGS = frozenset({"authors", "contributors", "author_urls", "section", "corrections", "tags", "flags"})
RECORDS: Mapping[str, type[Any]] = {
    "captions": Caption,
    "paragraphs": Paragraph,
    "links": Link,
    "ledger": LedgerEntry,
}
RECORD: Mapping[str, type[Any]] = {"license": License, "stats": Stats, "source": Source, "producer": Producer}
KINDS: tuple[type[Any], ...] = (Article, *RECORDS.values(), *RECORD.values())
KEYS: Mapping[type[Any], tuple[str, ...]] = {
    kind: tuple(name for name in kind.__annotations__ if name not in NOT_IN_ROW) for kind in KINDS
}
# What JSON allows inside a string but a line reader, a terminal or UTF-8 does not: DEL and the C1
# controls, NEL, the line and paragraph separators, lone surrogates.
AWKWARD = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def bare_name(origin: str) -> str:
    """The last part of an input's name, for ``source.file``: whose disk it came from is nobody's business."""
    return re.split(r"[/\\]", origin.rstrip("/\\"))[-1] or origin


def _record(value: Any) -> dict[str, Any]:
    return {key: getattr(value, key) for key in KEYS[type(value)]}


def _cell(key: str, value: Any) -> Any:
    if key in RECORDS:
        return [_record(item) for item in value]
    if key in RECORD:
        return None if value is None else _record(value)
    if key == "signals":
        return dict(value)
    return list(value) if key in STRINGS else value


def article_row(article: Article) -> dict[str, Any]:
    """The article as plain lists, dictionaries and scalars, in the order of the row."""
    return {key: _cell(key, getattr(article, key)) for key in KEYS[Article]}


def _built(kind: type[Any], cell: Mapping[str, Any]) -> Any:
    return kind(**{key: cell[key] for key in KEYS[kind]})


def _value(key: str, cell: Any) -> Any:
    if key in RECORDS:
        return tuple(_built(RECORDS[key], item) for item in cell)
    if key in RECORD:
        return None if cell is None else _built(RECORD[key], cell)
    return tuple(cell) if key in STRINGS else cell


def article_from_row(row: Mapping[str, Any]) -> Article:
    """The article of a row. Levels of headings, which a row does not hold, are 0.

    Raises:
        ValueError: the row is of another schema, or a key is missing.
    """
    if row.get("schema") != SCHEMA:
        raise ValueError(f"article row of schema {row.get('schema')!r}, this version reads {SCHEMA}")
    try:
        return Article(**{key: _value(key, row[key]) for key in KEYS[Article]})
    except KeyError as missing:
        raise ValueError(f"article row without the key {missing}") from None


def one_line(value: Any) -> str:
    """A value as JSON on one line that every line reader takes for one line and UTF-8 can hold."""
    return AWKWARD.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(value, ensure_ascii=False, allow_nan=False))


def row_json(article: Article) -> str:
    """The row as one line of JSON, without the line's end."""
    return one_line(article_row(article))


def row_schema() -> dict[str, Any]:
    """The published JSON Schema of the row."""
    from importlib import resources

    text = resources.files("presscut.archive.formats").joinpath("article.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
