"""Parquet: the article row as columns."""

from __future__ import annotations

import errno
import io
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut import __version__
from presscut.archive.formats.parquet import columns, table
from presscut.archive.formats.rows import KEYS, RECORD, RECORDS, article_from_row, row_json
from presscut.archive.output import whole_file
from presscut.cleaner.model import SCHEMA, Article, Caption, License, Link
from presscut.errors import UsageError
from tests.archive.making import article, articles, page


def written(made: Iterable[Article], **sizes: int) -> bytes:
    stream = io.BytesIO()
    write(stream, made, **sizes)
    return stream.getvalue()


def write(stream: BinaryIO, made: Iterable[Article], **sizes: int) -> None:
    with table(stream, **sizes) as add:
        for each in made:
            add(row_json(each) + "\n")


def read(content: bytes) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(io.BytesIO(content)).to_pylist()
    return [{**row, "signals": json.loads(row["signals"])} for row in rows]


def many(count: int, size: int = 2_000) -> Iterator[Article]:
    """Articles of one size, no two alike."""
    for number in range(count):
        text = " ".join(str(number * 7919 + n) for n in range(size // 8))
        yield article(page(str(number)), text=text)


@given(st.lists(articles(), max_size=4))
def test_every_row_comes_back_as_jsonl_has_it(made: list[Article]) -> None:
    """A table is the whole row with its nulls; a lone surrogate alone, which UTF-8 cannot hold, reads U+FFFD."""
    expected = [json.loads(row_json(each)) for each in made]
    assert read(written(made)) == [_without_surrogates(row) for row in expected]


def _without_surrogates(row: Any) -> Any:
    """A row as it may be in UTF-8; `signals` is JSON, which can escape them."""
    if isinstance(row, str):
        return row.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(row, list):
        return [_without_surrogates(item) for item in row]
    if isinstance(row, dict):
        return {key: cell if key == "signals" else _without_surrogates(cell) for key, cell in row.items()}
    return row


def test_a_surrogate_is_replaced_where_it_stands_and_a_backslash_is_not() -> None:
    """The text `\\ud800` of an article about Unicode is no surrogate."""
    made = replace(
        article(page()),
        title="a\ud800b",
        tags=("\udfff", "\\ud800"),
        links=(Link("\ud83c", "https://a.example/", 0, 1),),
    )
    (row,) = read(written([made]))
    assert (row["title"], row["tags"], row["links"][0]["text"]) == ("a\ufffdb", ["\ufffd", "\\ud800"], "\ufffd")


def test_rows_of_a_table_are_articles_again() -> None:
    """What docs/python.md shows."""
    made = article(
        page(), license=License(None, "https://l.example/"), captions=(Caption("A ship"),), signals={"a": 1.5}
    )
    (row,) = read(written([made]))
    assert article_from_row(row) == made


def test_the_columns_are_the_keys_of_the_row() -> None:
    """A new key of the row is a column in the same change, in its place."""
    schema = columns()
    assert schema.names == list(KEYS[Article])
    for key, kind in {**RECORDS, **RECORD}.items():
        of = schema.field(key).type
        struct = of.value_type if pa.types.is_list(of) else of
        assert [field.name for field in struct] == list(KEYS[kind])


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("schema", "int64 not null"),
        ("published", "string"),
        ("text", "string not null"),
        ("signals", "string not null"),
        ("confidence", "double not null"),
        ("license", "struct<name: string, url: string>"),
        ("authors", "list<element: string not null> not null"),
        ("captions", "list<element: struct<text: string not null, credit: string> not null> not null"),
    ],
)
def test_types_are_fixed(path: str, expected: str) -> None:
    """Files of many runs are read as one table only when a column has one type, whatever the first rows hold."""
    field = columns().field(path)
    assert str(field.type) + (" not null" if not field.nullable else "") == expected


def test_the_file_says_what_made_it() -> None:
    """Who finds it in five years must know what the columns mean."""
    about = pq.ParquetFile(io.BytesIO(written([]))).schema_arrow.metadata
    assert about[b"presscut_version"] == __version__.encode()
    assert about[b"presscut_schema"] == str(SCHEMA).encode()


def test_no_article_is_a_table_without_rows() -> None:
    """A selection that nothing fits gives a file that programs can read, with all columns."""
    assert pq.read_table(io.BytesIO(written([]))).schema.names == list(KEYS[Article])


def test_equal_rows_give_equal_bytes() -> None:
    """Same in, same out."""
    assert written(many(50), batch=10_000, group=30_000) == written(many(50), batch=10_000, group=30_000)


def test_rows_are_written_in_groups_and_let_go() -> None:
    """Of any number of rows, a group is held and no more."""
    before = pa.total_allocated_bytes()
    stream, most = io.BytesIO(), 0
    with table(stream, batch=20_000, group=100_000) as add:
        for each in many(1_000):
            add(row_json(each))
            most = max(most, pa.total_allocated_bytes() - before)
    file = pq.ParquetFile(stream)
    sizes = [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)]
    assert sum(sizes) == 1_000
    assert max(sizes) < 60
    assert most < 500_000, "two megabytes of text went through"


class Full(io.BytesIO):
    """A disk with room for so many bytes."""

    def __init__(self, room: int, failure: OSError) -> None:
        super().__init__()
        self.room = room
        self.failure = failure

    def write(self, content: Any) -> int:
        if self.tell() + len(content) > self.room:
            raise self.failure
        return super().write(content)


@pytest.mark.parametrize(
    "failure", [OSError(errno.ENOSPC, "No space left on device"), BrokenPipeError(errno.EPIPE, "")]
)
@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_stream_that_takes_nothing_more_is_told_once(share: float, failure: OSError) -> None:
    """At the first byte, within a group or in the footer: the reason comes through, and no second try is made."""
    whole = written(many(100), batch=10_000, group=50_000)
    stream = Full(int(len(whole) * share), failure)
    with pytest.raises(type(failure)) as caught:
        write(stream, many(100), batch=10_000, group=50_000)
    assert caught.value.errno == failure.errno
    assert whole.startswith(stream.getvalue())


def test_a_run_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    """A footer behind half of the rows would look like a whole table. An older file stays."""
    target = tmp_path / "articles.parquet"
    target.write_bytes(b"older")
    stream = io.BytesIO()
    for place in (whole_file(target, pack=False), nullcontext(stream)):
        with pytest.raises(RuntimeError, match="pulled"), place as file:
            write(file, pulled_out(50), batch=10_000, group=20_000)
    assert [path.name for path in tmp_path.iterdir()] == ["articles.parquet"]
    assert target.read_bytes() == b"older"
    with pytest.raises(pa.ArrowInvalid):
        pq.read_table(io.BytesIO(stream.getvalue()))


def pulled_out(after: int) -> Iterator[Article]:
    """Articles that end with a failure."""
    yield from many(after)
    raise RuntimeError("the plug was pulled")


def test_without_pyarrow_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """176 MB are no core dependency."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'presscut\[parquet\]'"), table(io.BytesIO()):
        pass


FULL = """
import resource, sys
from pathlib import Path
from presscut.archive.formats.parquet import table
from presscut.archive.formats.rows import row_json
from tests.archive.formats.test_parquet import many

def written(count):
    with Path(sys.argv[1]).open("wb") as file, table(file) as add:
        for each in many(count, 16_000):
            add(row_json(each))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1 << 20 if sys.platform == "darwin" else 1 << 10)

print(written(8_000), written(40_000))
"""


@pytest.mark.long
def test_forty_thousand_rows_take_the_memory_of_eight_thousand(root: Path, tmp_path: Path) -> None:
    """A crawl is larger than the memory it is written in. Groups are of their full size here."""
    command = [sys.executable, "-c", FULL, str(tmp_path / "a.parquet")]
    ran = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    few, lots = map(int, ran.stdout.split())
    assert lots < few * 1.2
    assert pq.ParquetFile(tmp_path / "a.parquet").metadata.num_rows == 40_000
