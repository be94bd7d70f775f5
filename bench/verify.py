"""How fast WARC is verified, beside `warcio check` and `fastwarc check` on the same files in the same run.

    python bench/verify.py                              20,000 records of 4.4 kB, 2,000 articles, 5 rounds
    python bench/verify.py --records 2000 --rounds 3    a quick look
    python bench/verify.py --write docs/benchmarks.md   renew the tables there

The files are those of bench/warc.py. All take turns, a round after the other. A rate is the median of the rounds
by the clock on the wall, MB/s that of the files as they lie on disk, × warcio the median of the rounds' ratios, CPU
the median of processor time a record.
"""

from __future__ import annotations

import argparse
import io
import statistics
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from types import SimpleNamespace

from tables import Table, rewrite
from warc import BACKENDS, Turn, Work, presscut_archive, presscut_series, table, take_turns
from warc_records import articles, items

from presscut.archive.check.archive import check_archive
from presscut.archive.check.files import check_files
from presscut.archive.check.findings import Counts

BASE = "warcio check"
SCRIPT = "bench/verify.py"


def warcio_check(paths: Sequence[Path]) -> None:
    """What `warcio check FILE…` does."""
    from warcio.checker import Checker

    with redirect_stdout(io.StringIO()):
        failed = Checker(SimpleNamespace(inputs=[str(path) for path in paths], verbose=False)).process_all()
    assert failed == 0


def fastwarc_check(paths: Sequence[Path]) -> None:
    """What `fastwarc check --verify-payloads FILE` does, file by file."""
    from fastwarc.cli import main

    for path in paths:
        main(["check", "--quiet", "--verify-payloads", str(path)], standalone_mode=False)


def presscut_check(paths: Sequence[Path]) -> None:
    """What `presscut archive verify FILE…` does."""
    assert not [found for found in check_files(map(str, paths), Counts()) if found.severity == "error"]


def presscut_archive_check(root: Path) -> None:
    """What `presscut archive verify --archive DIR` does."""
    assert not [*check_archive(root, Counts())]


def checkers(paths: Sequence[Path]) -> dict[str, Callable[[], None]]:
    """Those who read files by themselves."""
    return {
        BASE: lambda: warcio_check(paths),
        "fastwarc check --verify-payloads": lambda: fastwarc_check(paths),
        "presscut archive verify FILE": lambda: presscut_check(paths),
    }


def rated(title: str, works: Mapping[str, Callable[[], None]], count: int, size: int, rounds: int) -> Table:
    """A row for each; `size` is that of the files in bytes."""
    waiting: dict[str, Work] = {name: lambda _, work=work: work() for name, work in works.items()}  # type: ignore[misc]
    turns, _ = take_turns(waiting, count, rounds)
    made = table(title, turns, {"× warcio": BASE}, {})
    made.columns.insert(1, "MB/s")
    for name, mine in turns.items():
        made.rows[name]["MB/s"] = f"{_median_rate(mine) * size / count / 1e6:.0f}"
    return made


def _median_rate(turns: Sequence[Turn]) -> float:
    return statistics.median(turn.rate for turn in turns)


def a_file(count: int, rounds: int) -> Table:
    """One segment of records with both digests in SHA-256."""
    with tempfile.TemporaryDirectory() as made_in:
        folder = Path(made_in)
        presscut_series([*items(count)], folder, backend=BACKENDS["libdeflate"])
        path = folder / "orig-1.warc.gz"
        title = f"Verifying one file of {count:,} records"
        return rated(title, checkers([path]), count, path.stat().st_size, rounds)


def an_archive(count: int, rounds: int) -> Table:
    """An archive, by its files and by its state."""
    with tempfile.TemporaryDirectory() as made_in:
        root = Path(made_in)
        made = [*articles(count)]
        presscut_archive(made, root, backend=BACKENDS["libdeflate"])
        paths = sorted((root / "warc").iterdir())
        counts = Counts()
        assert not [*check_archive(root, counts)]
        works = checkers(paths) | {"presscut archive verify --archive DIR": lambda: presscut_archive_check(root)}
        title = f"Verifying an archive of {len(made):,} articles: {counts.records:,} records"
        return rated(title, works, counts.records, counts.bytes, rounds)


def main() -> None:
    """Measure, then print the tables or write them into a document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", type=Path, metavar="FILE", help="renew the tables of a document")
    asked = parser.parse_args()
    made = [a_file(asked.records, asked.rounds), an_archive(asked.articles, asked.rounds)]
    if asked.write is None:
        print(*made, sep="\n\n")
    else:
        rewrite(asked.write, SCRIPT, made)


if __name__ == "__main__":
    main()
