"""An archive of the 1,497 development pages, with pages of our own for every kind of record they do not give."""

from __future__ import annotations

import fcntl
import gzip
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

from corpora import BENCH

from presscut.archive.store import Archive
from presscut.cleaner.model import Article, Page
from presscut.errors import Problem
from presscut.many import page_cleaner, worker_died
from presscut.options import Options
from presscut.workers import in_order
from tests.peers.own import first_pages, last_pages

SET = BENCH / "wcxb-dev"
DEVELOPMENT_PAGES = 1497
FIRST_SECOND = datetime(2031, 1, 1, tzinfo=UTC)  # the date of the first page, a second later that of the next
ADDED = datetime(2031, 5, 6, tzinfo=UTC)  # the first time on the archive's clock, which ticks when it is looked at
LARGEST = 8_000_000  # bytes: some ten segments of originals and three of articles
WORKERS = 2


def development_pages() -> Iterator[Page]:
    """The development pages as HTML with their addresses."""
    with gzip.open(SET / "gold.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            content = gzip.decompress((SET / "html" / f"{row['id']}.html.gz").read_bytes())
            yield Page(content, url=row["url"], media_type="html", content_type="text/html", origin=f"{row['id']}.html")


def pages() -> Iterator[Page]:
    """Every page in the order of adding, a second apart; those of our own that repeat an early one come last."""
    yield from dated((*first_pages(), *development_pages(), *last_pages()))


def dated(given: Iterable[Page]) -> Iterator[Page]:
    """The pages with dates; two captures of one address must differ in theirs to be told apart."""
    for second, page in enumerate(given):
        yield replace(page, fetched=(FIRST_SECOND + timedelta(seconds=second)).isoformat())


def store(place: Path, given: Iterable[Page], jobs: int) -> None:
    """Clean pages and store them, as `presscut archive add --engine own` does, in small segments."""
    clean = partial(page_cleaner, Options(engine="own"))
    waiting: list[Page] = []

    def remembered() -> Iterator[Page | Problem]:
        for page in given:
            waiting.append(page)
            yield page

    def pairs() -> Iterator[tuple[Page, Article]]:
        for result in in_order(remembered(), clean, jobs=jobs, dead=worker_died):
            assert not isinstance(result, Problem), result
            yield waiting.pop(0), result

    ticks = count()
    now = lambda: ADDED + timedelta(seconds=next(ticks))  # noqa: E731
    with Archive(place, create=True, now=now, largest=LARGEST, host="peers") as archive:
        for _ in archive.add_all(pairs()):
            pass


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """One process at a time: the workers of a test run share what one of them makes."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def made_once(place: Path, make: Callable[[Path], None]) -> Path:
    """What `make` puts at a place, made by the first process that asks."""
    done = place.with_suffix(".done")
    with alone(place.with_suffix(".lock")):
        if not done.exists():
            shutil.rmtree(place, ignore_errors=True)
            make(place)
            done.touch()
    return place
