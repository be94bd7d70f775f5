"""What rows take as Parquet and as packed JSON lines: bytes on disk, seconds to write, seconds to read one column.

    python bench/rows.py                        20,000 made articles, and the development sets if they are there
    python bench/rows.py --articles 2000        a quick look

Made articles are those of bench/warc.py, of lines of the pages of seeds/, which come again and again. The development
sets are what presscut finds in their HTML, articles and other pages; they are found as corpora.py says. Seconds are of
the processor, the least of the rounds; rows are there as JSON before the clock starts. Both readers give all addresses,
and must agree.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

import pyarrow.parquet as pq
from corpora import BENCH, samples
from warc_records import articles

from presscut.archive.formats.parquet import table
from presscut.archive.formats.rows import row_json
from presscut.archive.output import whole_file
from presscut.cleaner.model import Article, Page
from presscut.options import Options
from presscut.pipeline import Cleaner

CORPORA = ("wcxb-dev", "news-dev")
ROUNDS = 3
MEGABYTE = 1_000_000
Urls = list[str | None]
T = TypeVar("T")


def main() -> None:
    """Print a line for each format of each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000, metavar="N", help="made articles")
    wanted = parser.parse_args()
    sets: Mapping[str, Iterator[str]] = {
        "made": (row_json(article) for _, article in articles(wanted.articles)),
        **({"development": development()} if BENCH.is_dir() else {}),
    }
    with tempfile.TemporaryDirectory() as place:
        for name, rows in sets.items():
            compare(name, rows, Path(place))


def development() -> Iterator[str]:
    """The rows of the development pages."""
    cleaner = Cleaner(Options(engine="own"))
    for corpus in CORPORA:
        for sample in samples(corpus, "html", "all"):
            article = cleaner.clean(Page(sample.content, url=sample.url))
            if isinstance(article, Article):
                yield row_json(article)


def compare(name: str, rows: Iterator[str], place: Path) -> None:
    """Write and read a set in both formats."""
    lines = place / "rows.jsonl"
    with lines.open("w", encoding="utf-8") as file:
        count = sum(1 for row in rows if file.write(row + "\n"))
    print(f"{name}: {count:,} rows, {lines.stat().st_size / MEGABYTE:.1f} MB as JSON")
    urls = []
    for kind, (write, read) in FORMATS.items():
        target = place / kind
        wrote, _ = timed(partial(write, lines, target))
        took, found = timed(partial(read, target))
        urls.append(found)
        print(
            f"  {kind:16} {target.stat().st_size / MEGABYTE:8.1f} MB {wrote:8.2f} s to write {took:8.3f} s to read url"
        )
    assert urls[0] == urls[1]


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """The least seconds of the rounds, and what came out."""
    least = float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        done = work()
        least = min(least, time.process_time() - begun)
    return least, done


def write_lines(rows: Path, target: Path) -> None:
    """What `-o rows.jsonl.gz` does."""
    with rows.open(encoding="utf-8") as lines, whole_file(target) as file:
        for line in lines:
            file.write(line.encode())


def write_table(rows: Path, target: Path) -> None:
    """What `--to parquet -o rows.parquet` does."""
    with rows.open(encoding="utf-8") as lines, whole_file(target) as file, table(file) as add:
        for line in lines:
            add(line)


def read_lines(target: Path) -> Urls:
    with gzip.open(target, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["url"] for line in lines]


def read_table(target: Path) -> Urls:
    urls: Urls = pq.read_table(target, columns=["url"]).column("url").to_pylist()
    return urls


FORMATS: Mapping[str, tuple[Callable[[Path, Path], None], Callable[[Path], Urls]]] = {
    "rows.jsonl.gz": (write_lines, read_lines),
    "rows.parquet": (write_table, read_table),
}

if __name__ == "__main__":
    main()
