"""How fast WARC is written and read, and how large it gets, beside warcio and FastWARC in the same run.

    python bench/warc.py                              20,000 records of 4.4 kB, 1,000 articles, 3 rounds
    python bench/warc.py --records 2000 --articles 100
                                                      a quick look
    python bench/warc.py --write docs/benchmarks.md   renew the tables there

Records are made of the project's own pages (seeds/), the same in every run; articles are what presscut makes of
such pages before the clock starts. All take turns, a round after the other. A rate is the median of the rounds by
the clock on the wall, × warcio the median of the rounds' ratios, CPU the median of processor time a record. *of
gzip -9* compares a file with its own records packed by gzip -9, a member each.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import os
import statistics
import tempfile
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Literal, get_args

from tables import Table, rewrite
from warc_peers import READERS, fastwarc_write, warcio_copy, warcio_write
from warc_records import DATE, MOMENT, SEED, Item, articles, items

from presscut.archive.disk import Disk
from presscut.archive.group_commit import make_durable
from presscut.archive.second_thread import SecondThread
from presscut.archive.state import State
from presscut.archive.state.rows import record_row
from presscut.archive.store import Archive
from presscut.archive.warc.captures import original
from presscut.archive.warc.derived import warcinfo
from presscut.archive.warc.headers import Record, sha256
from presscut.archive.warc.members import Backend, isal_backend, libdeflate_backend, zlib_backend
from presscut.archive.warc.packing import Packer
from presscut.archive.warc.reading import read_record, scan
from presscut.archive.warc.segments import LARGEST, Place, Segment, Series
from presscut.cleaner.model import Article, Page
from presscut.errors import Problem

EVERY = 100  # records that are made durable together
WINDOW = 1 << 16  # bytes, more than any member here has
PAGES_IN_GROUP = EVERY // 3  # of an archive: a page has three records, so a group has 99
BACKENDS: Mapping[str, Backend] = {"libdeflate": libdeflate_backend(), "ISA-L": isal_backend(), "zlib": zlib_backend}
Durable = Literal["not synced", "synced", "synced, with state"]  # how far a group of records is, before the next begins
BASE, SYNCED = "warcio", "warcio, synced"  # what the ratios compare with
Work = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Turn:
    """One measurement: seconds by the wall and of the processor, for so many records."""

    wall: float
    cpu: float
    count: int

    @property
    def rate(self) -> float:
        return self.count / self.wall


def presscut_series(
    made_of: Sequence[Item], folder: Path, *, backend: Backend, durable: Durable = "not synced", threads: int = 1
) -> None:
    """One series of segments: digests and ids made, each group brought to the disk, its rows committed to a state."""
    disk = Disk()
    info = warcinfo("orig-1.warc.gz", software="bench", date=DATE)
    beside = SecondThread()
    packer = Packer(beside, backend, lambda: threads > 1)
    series = Series(lambda: Segment(folder, "orig-1.warc.gz", info, packer, disk), LARGEST)
    state = State(folder / "state.db", create=True, disk=disk)
    for number, item in enumerate(made_of, 1):
        page = Page(item.content, url=item.url, fetched=DATE)
        made = original(page, media_type="text", digest=sha256(item.content), date=DATE)
        parcel = series.append(made)
        if durable == "synced, with state":
            state.begin()
            state.take_record(record_row(made, parcel.told), parcel)
        if durable != "not synced" and number % EVERY == 0:
            series.write()
            if durable == "synced":
                series.sync()
            else:
                make_durable(state, series, beside=beside)
    series.write()
    series.finish()
    state.close()


def presscut_archive(made: Sequence[tuple[Page, Article]], folder: Path, *, backend: Backend) -> None:
    """`Archive.add` of ready articles, with all that it looks up and notes."""
    with Archive(folder, True, lambda: MOMENT, commit_every=PAGES_IN_GROUP, backend=backend, host="bench") as archive:
        for page, article in made:
            archive.add(page, article)


def of_gzip_9(folder: Path) -> float:
    """The files of a folder against their own members packed by gzip -9."""
    have = least = 0
    for path in folder.rglob("*.warc.gz"):
        content = memoryview(path.read_bytes())
        at = 0
        while at < len(content):
            unpacker = zlib.decompressobj(31)
            piece = content[at : at + WINDOW]
            least += len(gzip_9(unpacker.decompress(piece)))
            at += len(piece) - len(unpacker.unused_data)
        have += at
    return have / least


def take_turns(works: Mapping[str, Work], count: int, rounds: int) -> tuple[dict[str, list[Turn]], dict[str, float]]:
    """What each took in each round, and how large its files are."""
    turns: dict[str, list[Turn]] = {name: [] for name in works}
    sizes: dict[str, float] = {}
    for _ in range(rounds):
        for name, work in works.items():
            with tempfile.TemporaryDirectory() as folder:
                turns[name].append(measured(partial(work, Path(folder)), count))
                if name not in sizes and any(Path(folder).rglob("*.warc.gz")):
                    sizes[name] = of_gzip_9(Path(folder))
    return turns, sizes


def measured(work: Callable[[], object], count: int) -> Turn:
    """One turn of a work that writes or reads so many records."""
    gc.collect()
    os.sync()  # what others left to write is not on this one's bill
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Turn(time.perf_counter() - wall, time.process_time() - cpu, count)


def table(
    title: str, turns: Mapping[str, Sequence[Turn]], against: Mapping[str, str], sizes: Mapping[str, float]
) -> Table:
    """A row for each work; `against` names the works that ratios are told of, by column."""
    made = Table(title, ["a second", *against, "CPU µs", *(["of gzip -9"] if sizes else [])])
    for name, mine in turns.items():
        cells = {
            "a second": f"{statistics.median(turn.rate for turn in mine):,.0f}",
            "CPU µs": f"{statistics.median(turn.cpu / turn.count for turn in mine) * 1e6:.0f}",
        }
        for column, base in against.items():
            ratios = [turn.rate / other.rate for turn, other in zip(mine, turns[base], strict=True)]
            cells[column] = f"{statistics.median(ratios):.2f}"
        made.rows[name] = cells | ({"of gzip -9": f"{sizes[name]:.3f}"} if name in sizes else {})
    return made


def writers(count: int, rounds: int) -> Table:
    """One series of records."""
    made_of = [*items(count)]
    works: dict[str, Work] = {
        BASE: lambda folder: warcio_write(made_of, folder / "a.warc.gz", every=None),
        SYNCED: lambda folder: warcio_write(made_of, folder / "a.warc.gz", every=EVERY),
        "FastWARC, finish() a record": lambda folder: fastwarc_write(made_of, folder / "a.warc.gz"),
    }
    for name, backend in BACKENDS.items():
        for durable in get_args(Durable):
            write = partial(presscut_series, made_of, backend=backend, durable=durable)
            works[f"presscut, {name}, {durable}"] = partial(write, threads=1)
            if backend is BACKENDS["libdeflate"]:
                works[f"presscut, {name}, {durable}, two threads"] = partial(write, threads=2)
    turns, sizes = take_turns(works, count, rounds)
    return table(f"Writing {count:,} records", turns, {"× warcio": BASE, "× synced": SYNCED}, sizes)


def floors(count: int, rounds: int) -> Table:
    """Deflating the same blocks, and nothing else."""
    blocks = [item.content for item in items(count)]
    deflaters: dict[str, Backend] = {**BACKENDS, "gzip -6": lambda c: gzip.compress(c, 6), "gzip -9": gzip_9}
    works: dict[str, Work] = {name: partial(deflate, blocks, deflater) for name, deflater in deflaters.items()}
    turns, _ = take_turns(works, count, rounds)
    least = sum(len(gzip_9(block)) for block in blocks)
    sizes = {name: sum(len(deflater(block)) for block in blocks) / least for name, deflater in deflaters.items()}
    return table("The floor: deflating the same blocks and nothing else", turns, {}, sizes)


def gzip_9(content: bytes) -> bytes:
    return gzip.compress(content, 9)


def deflate(blocks: Sequence[bytes], deflater: Backend, _: Path) -> None:
    for block in blocks:
        deflater(block)


def archives(count: int, rounds: int) -> Table:
    """Ready articles into an archive, beside warcio writing the very same records."""
    made = [*articles(count)]
    with tempfile.TemporaryDirectory() as folder:
        presscut_archive(made, Path(folder), backend=BACKENDS["libdeflate"])
        records = [record for record, _ in everything(Path(folder) / "warc")]
    works: dict[str, Work] = {
        BASE: lambda folder: warcio_copy(records, folder / "a.warc.gz", every=None),
        SYNCED: lambda folder: warcio_copy(records, folder / "a.warc.gz", every=EVERY),
    }
    for name, backend in BACKENDS.items():
        works[f"presscut Archive.add, {name}"] = partial(presscut_archive, made, backend=backend)
    turns, sizes = take_turns(works, len(records), rounds)
    title = f"Adding {len(made):,} ready articles: {len(records):,} records"
    return table(title, turns, {"× warcio": BASE, "× synced": SYNCED}, sizes)


def everything(folder: Path) -> list[tuple[Record, Place]]:
    """The records of all segments."""
    found = [item for path in sorted(folder.iterdir()) for item in scan(path, path.name)]
    return [item for item in found if not isinstance(item, Problem)]


def readers(count: int, rounds: int) -> Table:
    """Every block of one segment, in order, and in any order."""
    with tempfile.TemporaryDirectory() as made_in:
        folder = Path(made_in)
        presscut_series([*items(count)], folder, backend=BACKENDS["libdeflate"])
        path = folder / "orig-1.warc.gz"
        places = [(place, record.require("WARC-Record-ID")) for record, place in everything(folder)]
        Random(SEED).shuffle(places)
        works: dict[str, Work] = {name: lambda _, read=read: read(path) for name, read in READERS.items()}  # type: ignore[misc]
        works["presscut scan, in order"] = lambda _: sum(1 for _ in scan(path, path.name))
        works["presscut read_record, in any order"] = lambda _: [read_record(folder, *place) for place in places]
        turns, _ = take_turns(works, count, rounds)
    return table(f"Reading {count:,} records", turns, {"× warcio": next(iter(READERS))}, {})


def main() -> None:
    """Measure, print the tables, and write them into a document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", type=Path, metavar="FILE", help="renew the tables of a document")
    asked = parser.parse_args()
    made = []
    for measure, count in (
        (writers, asked.records),
        (floors, asked.records),
        (archives, asked.articles),
        (readers, asked.records),
    ):
        made.append(measure(count, asked.rounds))
        print(made[-1], end="\n\n", flush=True)
    if asked.write:
        rewrite(asked.write, "bench/warc.py", made)


if __name__ == "__main__":
    main()
