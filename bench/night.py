"""What a night costs: beside cleaning and storing the same pages from disk, and its memory by the number of pages.

    python bench/night.py                               5,000 pages; nights over 500, 1,000 and 2,500 before
    python bench/night.py --pages 300                   a quick look
    python bench/night.py --write docs/benchmarks.md    renew the tables there

night_site.py makes the pages and serves them from a process of its own, on eight hosts, without pauses. A night
fetches them in eight threads and cleans them with as many processes as the adds from disk do (two); settings are the
default ones. Half of the pages is added from disk before the night and half after it, so that a machine whose load
drifts is fair to both. Each run is a process of its own. Seconds are those of the clock on the wall, CPU is processor
time of the process and of those that it started; memory is the peak of resident pages, of the process and of the
largest of its workers. The night ends with the verification, which reads back all that it stored; adding has none.

Exit code 1: a bar does not hold. A night may take 1.3 times the time of adding, and its memory may grow by 15 % from
1,000 pages to 5,000 (with fewer pages: from a fifth of them).
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from night_site import HOSTS, SITEMAP, file_of, serve, write_pages
from tables import Table, rewrite

from presscut.collector import look_seldom

SCRIPT = "bench/night.py"
PAGES = 5_000
SHARES = (10, 5, 2)  # of the pages, one in so many: the smaller nights
JOBS, THREADS = 2, len(HOSTS)
SLOWEST = 1.3  # times the time of adding that a night may take
GROWTH = 1.15  # times the memory with a fifth of the pages that all may take
STEPS = ("gather", "fetch, clean", "judge, file", "verify")
PROCESS, WORKER = "MB, the process", "MB, a worker"
SPAWN = get_context("spawn")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took.

    Attributes:
        seconds: on the wall; `cpu` those of the processors.
        main: bytes of memory at the peak, of the process; `worker` of the largest one that it started.
        steps: seconds of each step.
    """

    seconds: float
    cpu: float
    main: int
    worker: int
    steps: Mapping[str, float]


Work = Callable[[dict[str, float]], None]


def cost(work: Work) -> Cost:
    """Do something in a new process. `work` writes down the seconds of its steps."""
    ours, theirs = SPAWN.Pipe(duplex=False)
    process = SPAWN.Process(target=_report, args=(work, theirs))
    process.start()
    theirs.close()
    found = ours.recv()
    process.join()
    assert isinstance(found, Cost)
    return found


def _report(work: Work, ready: Connection) -> None:
    look_seldom()  # as the command does
    steps: dict[str, float] = {}
    begun, before = time.perf_counter(), sum(os.times()[:4])
    work(steps)
    seconds, cpu = time.perf_counter() - begun, sum(os.times()[:4]) - before
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    ready.send(Cost(seconds, cpu, _peak(), worker, steps))


def _peak() -> int:
    """Bytes of memory of this process at most. Not ru_maxrss, which a process has from who started it."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise OSError("/proc/self/status does not tell VmHWM")


def add(archive: Path, names: Sequence[str], _: dict[str, float]) -> None:
    """Clean files and store them, as `presscut archive add` does."""
    from collections import deque

    from presscut.archive.inputs import read_inputs
    from presscut.archive.store import Archive
    from presscut.cleaner.model import Article, Page
    from presscut.errors import Problem
    from presscut.many import page_cleaner, worker_died
    from presscut.options import Options
    from presscut.workers import in_order

    waiting: deque[Page | Problem] = deque()

    def pages() -> Iterator[Page | Problem]:
        for page in read_inputs(names):
            waiting.append(page)
            yield page

    def articles() -> Iterator[tuple[Page, Article]]:
        for made in in_order(pages(), partial(page_cleaner, Options()), jobs=JOBS, dead=worker_died):
            page = waiting.popleft()
            assert isinstance(page, Page), page
            assert isinstance(made, Article), made
            yield page, made

    with Archive(archive, create=True) as store:
        assert sum(added.status == "stored" for added in store.add_all(articles())) == len(names)


def night(archive: Path, port: int, count: int, steps: dict[str, float]) -> None:
    """A night over the pages below a number."""
    from presscut.archive.sources.source import Source
    from presscut.nightly.gathering import Gathering
    from presscut.nightly.job import Job
    from presscut.nightly.run import Night
    from presscut.nightly.settling import Settling
    from presscut.options import Options
    from presscut.settings import NightSettings

    said = NightSettings(
        workers=THREADS,
        delay=0.0,
        max_time=None,
        wishes="flag",
        verify_part=7,
        contact="mailto:desk@courier.example",
        allow=HOSTS,
        timeout=60.0,
        largest=10_000_000,
    )
    sources = [
        Source(f"host {n}", "sitemap", url=f"http://{host}:{port}{SITEMAP}?below={count}", per_night=count)
        for n, host in enumerate(HOSTS)
    ]
    job = Job(
        archive=archive,
        sources={source.name: source for source in sources},
        options={"": Options(), **{source.name: Options() for source in sources}},
        said=said,
        jobs=JOBS,
        max_time=None,
        offline=False,
        now=lambda: datetime.now(UTC).replace(microsecond=0),
        random=lambda: 0.0,
        stopped=lambda: False,
    )
    methods: tuple[tuple[type[Any], str], ...]
    methods = ((Gathering, "run"), (Night, "_clean"), (Settling, "run"), (Job, "_verify"))
    for step, (kind, name) in zip(STEPS, methods, strict=True):
        _clock(kind, name, steps, step)
    report = job.run()
    assert report.outcome == "done", report.row()
    assert report.counts["stored"] == count, report.counts


def _clock(kind: type[Any], name: str, steps: dict[str, float], step: str) -> None:
    """Let a method write down how long it takes."""
    method = getattr(kind, name)

    def clocked(*given: Any) -> Any:
        begun = time.perf_counter()
        try:
            return method(*given)
        finally:
            steps[step] = time.perf_counter() - begun

    setattr(kind, name, clocked)


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """The site, while the block runs; gives its port."""
    ours, theirs = SPAWN.Pipe(duplex=False)
    server = SPAWN.Process(target=serve, args=(folder, theirs), daemon=True)
    server.start()
    try:
        yield int(ours.recv())
    finally:
        server.terminate()
        server.join()


@dataclass(frozen=True, slots=True)
class Found:
    """All that was measured: the two halves of adding, and the night over each number of pages."""

    added: tuple[Cost, Cost]
    nights: Mapping[int, Cost]

    @property
    def full(self) -> Cost:
        return self.nights[max(self.nights)]

    def ratio(self, of: Callable[[Cost], float]) -> float:
        """The full night's share of something in that of adding."""
        return of(self.full) / sum(map(of, self.added))

    @property
    def growth(self) -> tuple[float, float]:
        """How much more memory all pages take than a fifth of them: the process, and a worker."""
        few = self.nights[max(self.nights) // 5]
        return self.full.main / few.main, self.full.worker / few.worker


def measured(root: Path, count: int) -> Found:
    """Make the pages and let all have their turn."""
    pages = root / "pages"
    pages.mkdir()
    size = write_pages(pages, count)
    _say(f"{count:,} pages of {size / count / 1000:.1f} kB")
    names = [str(file_of(pages, number)) for number in range(count)]

    with served(pages) as port:
        nights: dict[int, Cost] = {}
        for part in (count // share for share in SHARES):
            nights[part] = _told(f"night over {part:,}", partial(night, root / "small", port, part))
            shutil.rmtree(root / "small")
        first = _told("half from disk", partial(add, root / "added", names[: count // 2]))
        nights[count] = _told(f"night over {count:,}", partial(night, root / "night", port, count))
        second = _told("the other half", partial(add, root / "added", names[count // 2 :]))
    return Found((first, second), nights)


def _told(name: str, work: Work) -> Cost:
    found = cost(work)
    steps = "".join(f", {step} {seconds:.1f}" for step, seconds in found.steps.items())
    memory = f"{found.main / 1e6:.0f} + {found.worker / 1e6:.0f} MB"
    _say(f"{name}: {found.seconds:.1f} s{steps}; CPU {found.cpu:.1f} s; {memory}")
    return found


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def tables(found: Found) -> list[Table]:
    """What was measured, for a reader."""
    added, full, count = found.added, found.full, max(found.nights)
    rows = {
        "cleaning and storing from disk": _row(sum(map(_seconds, added)), sum(map(_cpu, added)), count),
        "the night": _row(full.seconds, full.cpu, count),
        "× adding": {"seconds": f"{found.ratio(_seconds):.2f}", "CPU seconds": f"{found.ratio(_cpu):.2f}"},
        "× adding, without the verification": {"seconds": f"{found.ratio(_seconds_but_verify):.2f}"},
    }
    shares = {step: f"{seconds / full.seconds:.0%}" for step, seconds in full.steps.items()}
    memory = {f"{pages:,} pages": _memory(night) for pages, night in sorted(found.nights.items())}
    process, worker = found.growth
    memory[f"× {count // 5:,} pages"] = {PROCESS: f"{process:.2f}", WORKER: f"{worker:.2f}"}
    return [
        Table(f"A night over {count:,} pages, {JOBS} workers", ["seconds", "CPU seconds", "ms a page"], rows),
        Table("Its time by step", [*shares], {"share": shares}),
        Table("Memory of a night at its peak", [PROCESS, WORKER], memory),
    ]


def _seconds(cost: Cost) -> float:
    return cost.seconds


def _cpu(cost: Cost) -> float:
    return cost.cpu


def _seconds_but_verify(cost: Cost) -> float:
    return cost.seconds - cost.steps.get("verify", 0.0)


def _row(seconds: float, cpu: float, count: int) -> dict[str, str]:
    return {"seconds": f"{seconds:.1f}", "CPU seconds": f"{cpu:.1f}", "ms a page": f"{seconds / count * 1000:.1f}"}


def _memory(night: Cost) -> dict[str, str]:
    return {PROCESS: f"{night.main / 1e6:.1f}", WORKER: f"{night.worker / 1e6:.1f}"}


def main() -> int:
    """Measure, then print the tables or write them into a document; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--write", type=Path, metavar="FILE", help="renew the tables of a document")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        found = measured(Path(place), asked.pages)
    made = tables(found)
    if asked.write:
        rewrite(asked.write, SCRIPT, made)
    else:
        print(*made, sep="\n\n")
    holds = found.ratio(_seconds) <= SLOWEST and max(found.growth) <= GROWTH
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
