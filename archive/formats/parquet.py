"""Articles as one Parquet file: the article row as columns, for data frames and SQL. Nothing else knows pyarrow.

The columns are read out of the JSON Schema of the row, so a key of the one is a key of the other: lists are lists,
objects are structs, what can be null is nullable. An object that the schema leaves open (`signals`) has no
columns that could be named beforehand; it is JSON text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, BinaryIO

from presscut import __version__
from presscut.archive.formats.rows import one_line, row_schema
from presscut.archive.formats.words import encodable
from presscut.cleaner.model import SCHEMA
from presscut.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

PARQUET = "parquet"
NO_PYARROW = "Parquet needs pyarrow; `pip install 'presscut[parquet]'`, or take --to jsonl"
# A third smaller than by pyarrow's own choice (snappy, dictionaries) in a tenth more time. Values of rows hardly ever
# come again, so dictionaries make a file larger; and DuckDB 2.0.0 fails on some filters over them.
PACKING: Mapping[str, Any] = {"compression": "zstd", "compression_level": 3, "use_dictionary": False}
# Characters of rows, as JSON, that are held as objects of Python, which take several times as much, …
BATCH = 1_000_000
# … and as columns, until they are a row group. Readers divide their work by groups, and read no less than one.
GROUP = 64_000_000
SURROGATE = "\\ud"  # how a lone surrogate begins in the JSON of a row; a backslash before another `ud` may too


def refuse_without_pyarrow() -> None:
    """Raises UsageError when pyarrow is not installed. It is not loaded for that."""
    if find_spec("pyarrow") is None:
        raise UsageError(NO_PYARROW)


def columns() -> pa.Schema:
    """The columns of the row, with what the file says of itself: the version of presscut, the number of the schema."""
    import pyarrow as pa

    about = {"presscut_version": __version__, "presscut_schema": str(SCHEMA)}
    return pa.schema(_fields(row_schema()), metadata=about)


def _fields(record: Mapping[str, Any]) -> list[pa.Field]:
    import pyarrow as pa

    return [pa.field(key, _type(cell), nullable=_can_be_null(cell)) for key, cell in record["properties"].items()]


def _can_be_null(cell: Mapping[str, Any]) -> bool:
    return "null" in cell.get("type", ())


def _type(cell: Mapping[str, Any]) -> pa.DataType:
    """The type of a cell by its JSON Schema. Raises KeyError for what no row has had so far."""
    import pyarrow as pa

    plain = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
    kind = _kind(cell)
    if kind == "array":
        return pa.list_(pa.field("element", _type(cell["items"]), nullable=_can_be_null(cell["items"])))
    if kind == "object":
        return pa.string() if _is_open(cell) else pa.struct(_fields(cell))
    return plain[kind]


def _kind(cell: Mapping[str, Any]) -> str:
    """The one type of a cell beside null."""
    if "type" not in cell:
        return "integer" if isinstance(cell.get("const"), int) else "string"  # const, enum
    said = cell["type"] if isinstance(cell["type"], list) else [cell["type"]]
    (kind,) = (name for name in said if name != "null")
    return str(kind)


def _is_open(cell: Mapping[str, Any]) -> bool:
    """Whether an object may have keys that its schema does not name."""
    return cell.get("additionalProperties") is not False


@contextmanager
def table(stream: BinaryIO, *, batch: int = BATCH, group: int = GROUP) -> Iterator[Callable[[str], None]]:
    """A function that adds an article to a Parquet file: its row as JSON, as `row_json` writes it.

    The file is whole when the block ends. When it ends with an exception nothing more is written. Equal rows give equal
    bytes, with one version of pyarrow.

    Args:
        stream: is only written to, from its beginning to its end; it may be a pipe.
        batch, group: see `BATCH` and `GROUP`.

    Raises:
        UsageError: pyarrow is not installed. OSError: the stream takes nothing more.
    """
    refuse_without_pyarrow()
    made = _Table(_Sink(stream), batch, group)
    try:
        yield made.add
        made.close()
    except BaseException:
        made.give_up()
        raise


class _Sink:
    """The stream as pyarrow wants it, until it is cut off: a writer that is dropped would still write its footer."""

    closed = False

    def __init__(self, stream: BinaryIO) -> None:
        self._stream: BinaryIO | None = stream

    def write(self, content: bytes) -> None:
        if self._stream is not None:
            self._stream.write(content)

    def cut_off(self) -> None:
        self._stream = None

    def flush(self) -> None:
        """Nothing: whose stream it is flushes it."""

    def close(self) -> None:
        """Nothing: whose stream it is closes it."""


class _Table:
    """Rows on their way to row groups.

    pyarrow is loaded for the first batch: it starts threads, and a process that has some begins its workers slowly.
    """

    def __init__(self, sink: _Sink, batch: int, group: int) -> None:
        self._open = frozenset(key for key, cell in row_schema()["properties"].items() if _is_open_object(cell))
        self._batch, self._group = batch, group
        self._rows: list[dict[str, Any]] = []
        self._batches: list[pa.RecordBatch] = []
        self._rows_chars = self._batches_chars = 0
        self._sink = sink
        self._begun: Any = None

    @cached_property
    def _columns(self) -> pa.Schema:
        return columns()

    def _writer(self) -> Any:
        from pyarrow.parquet import ParquetWriter

        if self._begun is None:
            self._begun = ParquetWriter(self._sink, self._columns, **PACKING)
        return self._begun

    def add(self, line: str) -> None:
        """Take a row."""
        row = json.loads(line)
        row.update((key, one_line(row[key])) for key in self._open)
        self._rows.append(_encodable(row) if SURROGATE in line else row)
        self._rows_chars += len(line)
        if self._rows_chars >= self._batch:
            self._to_columns()
        if self._batches_chars >= self._group:
            self._write()

    def close(self) -> None:
        """Write what is left, and what stands at the end of the file."""
        if self._rows:
            self._to_columns()
        if self._batches:
            self._write()
        self._writer().close()

    def give_up(self) -> None:
        """Write nothing more."""
        self._sink.cut_off()
        if self._begun is not None:
            self._begun.close()

    def _to_columns(self) -> None:
        from pyarrow import RecordBatch

        self._batches.append(RecordBatch.from_pylist(self._rows, schema=self._columns))
        self._batches_chars += self._rows_chars
        self._rows, self._rows_chars = [], 0

    def _write(self) -> None:
        from pyarrow import Table

        group = Table.from_batches(self._batches, schema=self._columns)
        self._batches, self._batches_chars = [], 0
        self._writer().write_table(group, row_group_size=group.num_rows)


def _is_open_object(cell: Mapping[str, Any]) -> bool:
    return cell.get("type") == "object" and _is_open(cell)


def _encodable(value: Any) -> Any:
    """A cell with a replacement character for each lone surrogate: the strings of Parquet are UTF-8."""
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    return {key: _encodable(item) for key, item in value.items()} if isinstance(value, dict) else value
