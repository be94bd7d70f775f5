"""Export: every article comes out of the archive as it went in."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest

from presscut.archive.exchange.export import export
from presscut.archive.formats import FORMATS, SUFFIXES
from presscut.archive.formats.rows import article_from_row, row_json
from presscut.archive.store import Archive
from presscut.errors import UsageError
from tests.archive.making import article, clock, page

NAMES = ("a", "b", "c")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive(tmp_path / "archive", create=True, now=clock)
    for name in NAMES:
        made.add(page(name, origin=f"{name}.md"), article(page(name, origin=f"{name}.md")))
    made.commit()
    return made


def rows() -> list[str]:
    return [row_json(article(page(name, origin=f"{name}.md"))) for name in NAMES]


def test_jsonl_has_the_rows_that_were_put_in(archive: Archive, tmp_path: Path) -> None:
    """Export after add gives the same articles, to the byte of the row."""
    with archive:
        assert export(archive, "jsonl", tmp_path / "out.jsonl").articles == 3
        export(archive, "jsonl", tmp_path / "out.jsonl.gz")
    written = (tmp_path / "out.jsonl").read_bytes()
    assert written.decode() == "\n".join(rows()) + "\n"
    assert gzip.decompress((tmp_path / "out.jsonl.gz").read_bytes()) == written


def test_json_is_one_array(archive: Archive) -> None:
    """A reader of JSON wants one value; of an empty archive as well."""
    stream = io.BytesIO()
    with archive:
        export(archive, "json", stream)
    assert [article_from_row(row) for row in json.loads(stream.getvalue())] == [
        article_from_row(json.loads(row)) for row in rows()
    ]


def test_an_empty_archive_exports_to_nothing(tmp_path: Path) -> None:
    """An empty array, no lines, no files."""
    with Archive(tmp_path / "archive", create=True) as archive:
        for to, expected in (("json", b"[\n]\n"), ("jsonl", b"")):
            stream = io.BytesIO()
            assert export(archive, to, stream).articles == 0
            assert stream.getvalue() == expected


@pytest.mark.parametrize("to", sorted(FORMATS))
def test_a_folder_gets_a_file_for_each_article(archive: Archive, tmp_path: Path, to: str) -> None:
    """Names follow the inputs' names."""
    (tmp_path / "out").mkdir()
    with archive:
        export(archive, to, tmp_path / "out")
        for made, name in zip(archive.articles(), NAMES, strict=True):
            assert (tmp_path / "out" / f"{name}{SUFFIXES[to]}").read_text("utf-8") == FORMATS[to](made)


def test_an_article_without_file_is_named_by_its_address(tmp_path: Path) -> None:
    """A crawl has addresses and no files."""
    with Archive(tmp_path / "archive", create=True) as archive:
        for url in (
            "https://a.example/2030/the-wall/?x=1",
            "https://b.example/the-wall",
            "https://c.example/../..",
            None,
        ):
            of = page(content=str(url).encode(), url=url)
            made = article(of)
            archive.add(of, article(of, source=type(made.source)()))
        export(archive, "text", tmp_path / "out")
    names = sorted(file.name for file in (tmp_path / "out").iterdir())
    assert len(names) == 4
    assert {"_.txt", "the-wall.txt", "the-wall-2.txt"} < set(names)


def test_a_damaged_article_is_named_and_the_others_come_out(archive: Archive) -> None:
    """An export of a thousand articles must not fail for one."""
    with archive:
        archive.close()
    clean = next((archive.path / "warc").glob("clean-*"))
    content = bytearray(clean.read_bytes())
    content[len(content) // 2] ^= 0xFF
    clean.write_bytes(bytes(content))
    stream = io.BytesIO()
    with Archive(archive.path) as reader:
        done = export(reader, "jsonl", stream)
    assert (done.articles, len(done.problems)) == (2, 1)
    assert stream.getvalue().count(b"\n") == 2


def test_an_unknown_format_is_refused(archive: Archive, tmp_path: Path) -> None:
    """A slip in --to must not leave a file behind."""
    with archive, pytest.raises(UsageError, match="choose one of"):
        export(archive, "pdf", tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()
    with archive, pytest.raises(UsageError, match="folder"):
        export(archive, "text", io.BytesIO())
