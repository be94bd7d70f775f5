"""All articles of an archive in one of the output formats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from presscut.archive.formats import FORMATS, SUFFIXES
from presscut.archive.formats.parquet import PARQUET, table
from presscut.archive.formats.rows import row_json
from presscut.archive.index.selecting import Filters
from presscut.archive.output import OutputNames, whole_file, write_whole
from presscut.archive.store import Archive
from presscut.cleaner.model import Article
from presscut.errors import Problem, UsageError


@dataclass(frozen=True, slots=True)
class Exported:
    """How many articles were written, and which could not be read."""

    articles: int
    problems: tuple[Problem, ...]


def export(archive: Archive, to: str, output: Path | BinaryIO, filters: Filters | None = None) -> Exported:
    """Write every article, in the order in which they were first stored.

    Args:
        filters: which articles count; all of them if not said.
        to: a name of `FORMATS`, or ``parquet``.
        output: for ``jsonl`` a stream or a file (``.gz`` packs it), one row a line; for ``json`` a
            stream or a file with one array of rows; for the others a folder with a file for each
            article. ``jsonl`` and ``json`` into an existing folder give a file for each as well.
            For ``parquet`` a stream or a file, with all articles.

    Raises:
        UsageError: the format is not known, or needs a folder, or Parquet has no pyarrow here.
        OSError: the output cannot be written.
    """
    if to not in FORMATS and to != PARQUET:
        raise UsageError(f"there is no format {to!r}; choose one of {', '.join((*FORMATS, PARQUET))}")
    problems: list[Problem] = []
    articles = archive.articles(problems.append, filters)
    if not isinstance(output, Path):
        count = _stream(articles, to, output)
    elif to != PARQUET and (output.is_dir() or to not in WHOLE):
        count = _folder(articles, to, output)
    else:
        with whole_file(output, pack=to != PARQUET) as stream:
            count = _stream(articles, to, stream)
    return Exported(count, tuple(problems))


WHOLE = {"jsonl": ("", "", ""), "json": ("[\n", ",\n", "]\n")}


def _stream(articles: Iterable[Article], to: str, stream: BinaryIO) -> int:
    if to == PARQUET:
        return _table(articles, stream)
    if to not in WHOLE:
        raise UsageError(f"{to} needs a folder: one file for each article")
    before, between, after = WHOLE[to]
    count = 0
    stream.write(before.encode("utf-8"))
    for article in articles:
        written = FORMATS[to](article)
        stream.write(((between if count else "") + (written.rstrip("\n") if between else written)).encode("utf-8"))
        count += 1
    stream.write((("\n" if between and count else "") + after).encode("utf-8"))
    return count


def _table(articles: Iterable[Article], stream: BinaryIO) -> int:
    count = 0
    with table(stream) as add:
        for article in articles:
            add(row_json(article))
            count += 1
    return count


def _folder(articles: Iterable[Article], to: str, folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    names = OutputNames(folder, SUFFIXES[to])
    count = 0
    for article in articles:
        write_whole(names.path_for(article.source.file or article_name(article)), FORMATS[to](article), follow=False)
        count += 1
    return count


def article_name(article: Article) -> str:
    """A file name for an article that came from no file: the end of its address, or its id."""
    address = (article.canonical_url or article.url or "").partition("?")[0].partition("#")[0]
    return address.rstrip("/").rpartition("/")[2] or article.id or "article"
