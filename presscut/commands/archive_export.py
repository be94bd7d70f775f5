"""`presscut archive export`: every article out of an archive, in one of the output formats."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from presscut.commands.opening import archive_here, parts_here, software
from presscut.commands.selecting import say_none, select_options, selection
from presscut.commands.session import Session, archive_option, examples, talk_options
from presscut.errors import Problem, SomeFailed, UsageError
from presscut.outputs import refuse_no_table, writing
from presscut.signals import Signals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presscut.archive.index.selecting import Filters
    from presscut.archive.store import Archive
    from presscut.commands.opening import Opened

WET = "wet"
PARQUET = "parquet"
FORMATS = ("jsonl", "json", "text", "markdown", "html", PARQUET, WET)
STREAMED = ("jsonl", "json", PARQUET, WET)


@click.command(
    "export",
    short_help="Write every article: rows, a table, pages or a WET file.",
    epilog=examples(
        "presscut archive export --to parquet -o articles.parquet",
        "presscut archive export --site courier.example --to markdown -d articles/",
        "presscut archive export --latest --to wet -o articles.warc.wet.gz",
    ),
)
@archive_option
@select_options
@click.option("--to", type=click.Choice(FORMATS), help="The format to write; jsonl if not said.")
@click.option("-o", "out", metavar="FILE", help="Write one file (jsonl, json, parquet, wet); .gz is compressed.")
@click.option("-d", "folder", metavar="DIR", help="Write one file an article to DIR.")
@talk_options
@click.pass_context
def command(
    context: click.Context, /, place: str | None, to: str | None, out: str | None, folder: str | None, **said: Any
) -> None:
    """Write every article, or those that are selected: as rows to stdout or a file, or as one file each to a folder.

    WET is how Common Crawl ships text: a WARC of conversion records alone, with address, date and
    language, which the readers of text collections take. Each clean text is in it once.
    """
    to = to or "jsonl"
    if out and folder:
        raise UsageError("-o writes one file and -d many; say only one of them")
    if to == PARQUET:
        refuse_no_table(out, folder)
    if folder is None and to not in STREAMED:
        raise UsageError(f"--to {to} needs -d DIR: one file for each article")
    if folder is not None and to == WET:
        raise UsageError("--to wet writes one file; say -o FILE")
    filters = selection(said)
    with Signals(patient=False):
        if to == WET:
            with parts_here(context, place) as (here, opened):
                _export_wet(here, opened, out, filters)
        else:
            with archive_here(context, place) as (here, archive):
                _export(here, archive, to, folder or out, filters, in_folder=folder is not None)


def _export(here: Session, archive: Archive, to: str, name: str | None, filters: Filters, *, in_folder: bool) -> None:
    from presscut.archive.exchange.export import export

    if name is not None and in_folder:
        with writing(name):
            Path(name).mkdir(parents=True, exist_ok=True)
    with writing(name or "stdout"):
        done = export(archive, to, Path(name) if name and name != "-" else sys.stdout.buffer, filters)
    if not done.articles:
        say_none(here.talk, filters, archive.flags, "nothing fits")
    _close(here, done.articles, done.problems)


def _export_wet(here: Session, opened: Opened, out: str | None, filters: Filters) -> None:
    from presscut.archive.exchange.wet import write_wet
    from presscut.archive.index.selecting import flags_of
    from presscut.archive.output import whole_file

    to_file = out if out != "-" else None
    with (
        writing(to_file or "stdout"),
        whole_file(Path(to_file), pack=False) if to_file else nullcontext(sys.stdout.buffer) as stream,
    ):
        name = Path(to_file).name if to_file else "stdout.warc.wet"
        done = write_wet(opened.state, opened.folder, stream, name=name, software=software(), filters=filters)
    if not done.texts:
        say_none(here.talk, filters, partial(flags_of, opened.state.db), "nothing fits")
    _close(here, done.texts, done.problems)


def _close(here: Session, written: int, problems: Sequence[Problem]) -> None:
    for problem in problems:
        here.talk.problem(problem)
    if problems:
        raise SomeFailed(f"{written} written, {len(problems)} failed")
    here.talk.note(f"{written} written")
