"""A night holds a few pages at a time, whatever their number."""

from __future__ import annotations

import gc
import tracemalloc
from multiprocessing import get_context
from pathlib import Path

from tests.presscut.nightly.nights import SITE, World

FEW, MANY = 100, 400
WORDS = "The ferry to Lowmere sails again, with a new engine and the old bell. " * 30  # 2 kB
MARKUP = " " * 20_000  # what a page has beside its words
# What a page may leave behind until the night ends, bytes: its item of the queue, what is seen of its article from
# outside, and the free lists of the interpreter, which fill up to some thousand objects.
LEFT = 2_000


def peak(path: Path, count: int) -> int:
    """Bytes that a night over so many pages allocates at its peak."""
    courier = World(pages={f"{SITE}/{number}": f"{MARKUP}{WORDS} Page {number}." for number in range(count)})
    gc.collect()
    tracemalloc.start()
    try:
        report = courier.run(path)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert report.counts["stored"] == count
    return most


def test_four_times_the_pages_take_hardly_more_memory(tmp_path: Path) -> None:
    """A crawl of a hundred thousand pages runs on the machine on which one of a hundred does: pages, articles and
    accounts wait on disk. One more page costs less than its words, to say nothing of its bytes and of the account."""
    with get_context("spawn").Pool(1) as alone:  # servers of other tests may still be ending: their threads count
        alone.apply(peak, (tmp_path / "before", 2))  # imports, and tables that are made once
        few, many = (alone.apply(peak, (tmp_path / f"{count}", count)) for count in (FEW, MANY))
    assert many - few < (MANY - FEW) * LEFT
