"""`presscut nightly`: the job for cron."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from presscut.commands.session import Session, archive_option, examples, place_flags, session, talk_options
from presscut.errors import CheckFound, ConfigError, Damaged, PresscutError, SomeFailed, Stopped, UsageError
from presscut.outputs import apart, writing
from presscut.signals import Interrupted, Signals

if TYPE_CHECKING:
    from presscut.archive.sources.source import Source
    from presscut.nightly.report import Report

FOLDER = "warc"  # of an archive: where its segments lie


@dataclass(frozen=True, slots=True)
class Reports:
    """Where the reports go that were asked for."""

    row: str | None
    numbers: str | None
    page: str | None


@click.command(
    "nightly",
    short_help="Fetch, clean, store and check what is new: the job for cron.",
    epilog=examples(
        "presscut nightly --config /etc/presscut/presscut.toml",
        "presscut nightly --max-time 6h --report night.json --metrics night.prom",
        "presscut nightly --offline --page night.html",
    ),
)
@archive_option
@click.option("--max-time", "max_time", metavar="TIME", help="Take up no more work after so long, such as 6h.")
@click.option("--offline", is_flag=True, help="Ask no server: clean what was fetched, read folders, verify.")
@click.option("--report", "row", metavar="FILE", help="Write the report as JSON.")
@click.option("--metrics", "numbers", metavar="FILE", help="Write a text file for Prometheus.")
@click.option("--page", metavar="FILE", help="Write an HTML page about the last thirty nights.")
@talk_options
@click.pass_context
def command(
    context: click.Context,
    place: str | None,
    max_time: str | None,
    offline: bool,
    row: str | None,
    numbers: str | None,
    page: str | None,
) -> None:
    """Fetch what is new from the sources, clean it, store it, check what was stored.

    A night without trouble prints one line on a terminal and nothing to cron. Trouble is at most forty
    lines, the first of them fit for a subject. A night that was stopped or died goes on the next time.
    """
    flags = place_flags(place) | ({} if max_time is None else {"nightly.max_time": max_time})
    reports = Reports(row, numbers, page)
    with session(context, flags) as here, Signals() as signals:
        _prepare(reports)
        new = not (here.settings.archive / FOLDER).is_dir()
        report = _night(here, signals, offline=offline)
        _say(here, report)
        if new:
            here.talk.note(f"{here.settings.archive}: a new archive was begun; if there was one, is its disk mounted?")
        left = _leave(here, report, reports)
    context.exit(Interrupted(signals.caught).exit_code if signals.caught is not None else exit_code(report) or left)


def _night(here: Session, signals: Signals, *, offline: bool) -> Report:
    import random
    from datetime import UTC, datetime

    from presscut.nightly.job import Job

    sources = sources_of(here)
    settings = here.settings
    _check_contact(here, sources, offline=offline)
    job = Job(
        archive=settings.archive,
        sources=sources,
        options=here.options_of_sources(),
        said=settings.night,
        jobs=settings.jobs,
        max_time=settings.night.max_time,
        offline=offline,
        now=lambda: datetime.now(UTC).replace(microsecond=0),
        random=random.random,
        stopped=lambda: signals.caught is not None,
        say=here.talk.detail,
    )
    return job.run()


def sources_of(here: Session) -> dict[str, Source]:
    """The sources of the settings by their names.

    Raises:
        ConfigError: there is none, or one is wrong.
    """
    from presscut.archive.sources.source import read_sources

    sources = {source.name: source for source in read_sources(here.settings.sources)}
    if not sources:
        raise ConfigError("there is no [[source]] in the configuration; `presscut sources add` writes one")
    return sources


def _check_contact(here: Session, sources: dict[str, Source], *, offline: bool) -> None:
    from presscut.archive.net.fetch import agent_string
    from presscut.archive.sources.source import ON_DISK

    contact = here.settings.night.contact
    agent_string("", contact)
    online = any(source.kind not in ON_DISK for source in sources.values() if source.enabled)
    if online and not offline and not contact:
        raise ConfigError(
            "network.contact is not set, and sites must know whom to write to: say it in the file of the sources, "
            f'{_file_of(here)}, below [network]: contact = "mailto:you@example.org"'
        )


def _file_of(here: Session) -> str:
    """The configuration file in which the first source stands."""
    return here.settings.sources[0].origin.rpartition(": ")[0]


def _prepare(reports: Reports) -> None:
    """Find out before the night, and not after it, that a report has no place."""
    said = {"--report": reports.row, "--metrics": reports.numbers, "--page": reports.page}
    apart(said)
    for name in said.values():
        if name is None:
            continue
        if not Path(name).parent.is_dir():
            raise UsageError(f"{name} cannot be written: its folder is not there")
        if Path(name).is_dir():
            raise UsageError(f"{name} cannot be written: it is a folder; name a file in it")


def _leave(here: Session, report: Report, reports: Reports) -> int:
    """Write the log and each report. One that cannot be written is told, and the others are written still.

    Returns:
        0, or the exit code of a failure.
    """
    code = 0
    for write in _writers(here, report, reports):
        try:
            write()
        except PresscutError as error:
            here.talk.say(str(error))
            code = error.exit_code
    return code


def _writers(here: Session, report: Report, reports: Reports) -> Iterator[Callable[[], None]]:
    from presscut.nightly.job import write_metrics, write_page, write_row

    yield lambda: here.talk.event("night", report.row())
    written = ((reports.row, write_row), (reports.numbers, write_metrics), (reports.page, write_page))
    for name, write in written:
        if name is not None:
            yield partial(writing(name)(write), Path(name), report, here.settings.archive)


def _say(here: Session, report: Report) -> None:
    from presscut.nightly.words import letter, subject

    if report.troubled:
        click.echo("\n".join(letter(report)), err=True)
    elif sys.stderr.isatty() or here.talk.verbose:
        here.talk.note(subject(report))


def exit_code(report: Report) -> int:
    """0, or what the worst of the night deserves."""
    if report.damage:
        return Damaged.exit_code
    if report.outcome == "stopped":
        return Stopped.exit_code
    if report.problems:
        return SomeFailed.exit_code
    return CheckFound.exit_code if report.troubled else 0
