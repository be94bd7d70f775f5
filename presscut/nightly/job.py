"""The whole of a night: the steps of `run`, the verification, and the reports it leaves behind."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from presscut import __version__
from presscut.archive.check.archive import check_archive
from presscut.archive.check.findings import Counts
from presscut.archive.check.known import Part, Since, Until
from presscut.archive.output import write_whole
from presscut.archive.queue import stamp
from presscut.archive.sources.look import look
from presscut.archive.sources.source import Source
from presscut.archive.store import Archive
from presscut.nightly import cleaning
from presscut.nightly.means import Means
from presscut.nightly.memory import memory_of
from presscut.nightly.metrics import metrics
from presscut.nightly.network import Network, fetcher_of, policies_of, robots_of
from presscut.nightly.report import Report
from presscut.nightly.run import Night
from presscut.options import Options
from presscut.settings import NightSettings

MOST_DAMAGE = 100  # findings that a report keeps
NIGHTS = 30  # that the page shows
LOOKED_BACK = 400  # nights, to find one that ended by itself: a year and more


@dataclass(frozen=True, slots=True)
class Job:
    """What one call of `presscut nightly` is asked to do.

    Attributes:
        sources: by name; `options` are theirs, and ``""`` those of pages of no known source.
        max_time: seconds after which no more work is taken up; null is no limit.
        now: the clock of the wall.
        random: from 0 to 1, for the pauses between requests.
        stopped: whether a signal asked the night to end.
        say: takes a line of what became of each page.
    """

    archive: Path
    sources: Mapping[str, Source]
    options: Mapping[str, Options]
    said: NightSettings
    jobs: int
    max_time: float | None
    offline: bool
    now: Callable[[], datetime]
    random: Callable[[], float]
    stopped: Callable[[], bool]
    say: Callable[[str], None] = lambda _line: None

    def run(self) -> Report:
        """The night, from the first request to the last record read back; its report stands in the archive too.

        Raises:
            Locked: another process is writing to the archive.
            Stopped: the disk failed.
            Damaged: the archive cannot be opened.
        """
        begun = time.monotonic()
        with Archive(self.archive, create=True, now=self.now) as archive:
            archive.lock()  # from here to the last word: nobody else may write before the report stands there
            sizes = archive.sizes()
            report = self._night(archive, begun)
            archive.seal()
            self._verify(report, sizes, turn=archive.queue.runs_after(""))
            report.seconds = time.monotonic() - begun
            report.ended = stamp(self.now())
            with archive.together():
                archive.queue.end_run(report.run, ended=report.ended, report=json.dumps(report.row()))
        return report

    def _night(self, archive: Archive, begun: float) -> Report:
        def over() -> bool:
            return self.stopped() or (self.max_time is not None and time.monotonic() - begun >= self.max_time)

        robots = robots_of(archive.queue)
        fetcher = fetcher_of(self.said, __version__, now=self.now, random=self.random, stopped=over, robots=robots)
        with fetcher:
            network = Network(fetcher, policies_of(self.sources), archive.queue.visit)
            run = archive.queue.unused_run(self.now())
            report = Night(archive, self.sources, self._means(network, over), run).run()
            with archive.together():
                for visit in network.robots_kept():
                    archive.queue.visited(visit)
        return report

    def _means(self, network: Network, over: Callable[[], bool]) -> Means:
        languages = {name: source.language for name, source in self.sources.items()}
        return Means(
            look=lambda source: look(source, partial(network.document, source=source)),
            fetch=network.pages,
            taken=network.taken,
            memory=memory_of,
            cleaner=lambda memory: partial(cleaning.source_cleaner, self.options, languages, memory),
            dead=cleaning.died,
            kind=cleaning.kind_of,
            wishes=cleaning.wishes_of,
            now=self.now,
            stopped=self.stopped,
            over=over,
            jobs=self.jobs,
            workers=self.said.workers,
            skip_wishes=self.said.wishes == "skip",
            offline=self.offline,
            say=self.say,
        )

    def _verify(self, report: Report, sizes: Mapping[str, int], turn: int) -> None:
        """Read back what this night wrote, and of the rest the part whose turn it is, until a signal comes.

        Turns go by nights and not by days: of a job that runs every seventh day each night has another part.
        """
        of = self.said.verify_part
        others = Until(Part(turn % of + 1, of), self.stopped)
        counts = Counts()
        for finding in check_archive(self.archive, counts, part=Since(sizes, others), alone=True):
            if finding.severity == "error" and len(report.damage) < MOST_DAMAGE:
                where = finding.file if finding.offset is None else f"{finding.file}:{finding.offset}"
                report.damage.append(f"{where}: {finding.rule}: {finding.message}")
        report.verified = {"records": counts.records, "findings": counts.errors}
        if report.outcome != "stopped" and self.stopped():
            report.stop("a signal")
        elif report.damage and report.outcome == "done":
            report.outcome = "problems"


def write_row(file: Path, report: Report, _archive: Path) -> None:
    """Write the report as JSON. Raises OSError."""
    write_whole(file, json.dumps(report.row(), ensure_ascii=True, indent=2) + "\n")


def write_metrics(file: Path, report: Report, archive: Path) -> None:
    """Write the report for Prometheus. Raises OSError, and what keeps the archive from being opened."""
    with Archive(archive) as known:
        last = last_success(known, until=report.ended)
    write_whole(file, metrics(report, last_success=last))


def write_page(file: Path, report: Report, archive: Path) -> None:
    """Write the last nights for a browser. Raises OSError, and what keeps the archive from being opened."""
    from presscut.nightly.page import died, night_page

    with Archive(archive) as known:
        nights = known.queue.runs(NIGHTS, until=report.run)
    write_whole(file, night_page([json.loads(said) if said else died(run) for run, _, said in nights]))


def last_success(archive: Archive, *, until: str) -> str | None:
    """When a night last ended by itself, whatever it found; null when none did.

    Args:
        until: of nights that ended later nobody knows when that was: their clock ran ahead.
    """
    for _, ended, said in archive.queue.runs(LOOKED_BACK, until):
        if ended and ended <= until and said and json.loads(said)["outcome"] in ("done", "problems"):
            return ended
    return None
