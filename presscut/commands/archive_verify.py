"""`presscut archive verify`: is everything still as it was written?"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from presscut.commands.session import Session, archive_option, examples, place_flags, session, talk_options
from presscut.errors import Damaged, UsageError
from presscut.outputs import product
from presscut.signals import Signals
from presscut.terminal import counted, one_line

if TYPE_CHECKING:
    from presscut.archive.check.findings import Counts, Finding
    from presscut.archive.check.known import Part

PART = re.compile(r"(\d{1,6})/(\d{1,6})")


@click.command(
    "verify",
    short_help="Check an archive, or WARC files of anyone.",
    epilog=examples(
        "presscut archive verify --archive my-archive",
        "presscut archive verify --archive my-archive --part 1/7",
        "presscut archive verify crawl-*.warc.gz --json",
    ),
)
@click.argument("files", nargs=-1, metavar="[FILE…]", type=click.Path())
@archive_option
@click.option("--part", "part", metavar="K/N", help="Read only the K-th of N parts of the archive's records.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines: each finding, then the counts.")
@talk_options
@click.pass_context
def command(context: click.Context, files: tuple[str, ...], place: str | None, part: str | None, as_json: bool) -> None:
    """Check an archive, or WARC files of anyone: a line for each finding, exit code 12 when something is damaged.

    Of an archive, every byte of its segments is compared with what the state knows of it. Nothing is
    written. `-` is standard input. docs/verify.md tells what each rule means.
    """
    if files and (place or part):
        raise UsageError("FILE… checks files; --archive and --part are for an archive, give one of both")
    for file in filter(os.path.isdir, files):
        raise UsageError(f"{file} is a folder; an archive is checked with --archive {file}")
    with session(context, place_flags(place)) as here, Signals(patient=False):
        _verify(here, files, _part(part), as_json)


def _part(said: str | None) -> Part | None:
    from presscut.archive.check.known import Part

    if said is None:
        return None
    found = PART.fullmatch(said)
    if found is None or not 1 <= int(found[1]) <= int(found[2]):
        raise UsageError(f"--part {said}: say K/N with K from 1 to N, such as 1/7")
    return Part(int(found[1]), int(found[2]))


def _verify(here: Session, files: tuple[str, ...], part: Part | None, as_json: bool) -> None:
    from presscut.archive.check.findings import Counts

    counts = Counts()
    with product(None) as write:
        for finding in _findings(here, files, part, counts):
            write(_as_json(finding) if as_json else _as_line(finding))
        if as_json:
            write(json.dumps({"summary": asdict(counts)}) + "\n")
    if counts.errors:
        raise Damaged(_summary(counts))
    here.talk.note(_summary(counts))


def _findings(here: Session, files: tuple[str, ...], part: Part | None, counts: Counts) -> Iterator[Finding]:
    from presscut.archive.check.archive import check_archive
    from presscut.archive.check.files import check_files

    return check_files(files, counts) if files else check_archive(Path(here.settings.archive), counts, part=part)


def _as_json(finding: Finding) -> str:
    said = {"severity": finding.severity, **asdict(finding), "remedy": finding.remedy}
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n"


def _as_line(finding: Finding) -> str:
    where = finding.file if finding.offset is None else f"{finding.file}:{finding.offset}"
    record = f" {finding.record}" if finding.record else ""
    return one_line(f"{where}: {finding.severity} {finding.rule}{record}: {finding.message}; {finding.remedy}") + "\n"


def _summary(counts: Counts) -> str:
    looked = f"{counted(counts.files, 'file')}, {counted(counts.records, 'record')}, {counted(counts.bytes, 'byte')}"
    found = f"{counted(counts.errors, 'error')}, {counted(counts.warnings, 'warning')}"
    return f"{looked}: {found if counts.errors or counts.warnings else 'all sound'}"
