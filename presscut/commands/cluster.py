"""`presscut cluster`: the same work in shards, on this machine or on a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

import click

from presscut.commands.opening import parts_here
from presscut.commands.pages import PassedOver, fields_of, refuse_addresses
from presscut.commands.selecting import select_options, selection
from presscut.commands.session import (
    archive_option,
    clean_flags,
    clean_options,
    encoding_option,
    examples,
    field_option,
    session,
    talk_options,
)
from presscut.errors import UsageError
from presscut.one import KNOWN, asked, checked_encoding
from presscut.outputs import writing
from presscut.signals import Signals

if TYPE_CHECKING:
    from presscut.cluster.engines import Engine
    from presscut.cluster.run import Run
    from presscut.cluster.shards import Result
    from presscut.talk import Talk

Command = TypeVar("Command", bound=Callable[..., Any])


@click.group(
    "cluster",
    short_help="Clean or export in parts, here or on many machines.",
    epilog=examples(
        "presscut cluster clean crawl/ -d clean/ --jobs 8",
        "presscut cluster clean /share/in/ -d /share/out/ --scheduler tcp://head:8786",
        "presscut cluster export -d /share/rows/ --scheduler scheduler.json",
    ),
)
@talk_options
def command() -> None:
    """Do what `clean` and `archive export` do in parts, each a file of rows with a manifest.

    A run that was stopped goes on where it stopped, and one over more inputs makes the new parts alone.
    Workers of a Dask cluster (`presscut[cluster]`) read and write the same folders under the same names.
    """


def place_options(function: Command) -> Command:
    """Add the options that say where the parts go and who makes them: -d, --to, --scheduler, --max-wait."""
    for option in (
        click.option(
            "--max-wait", metavar="TIME", help="Stop after so long without a worker, such as 10m; 1h if not said."
        ),
        click.option("--remove-others", is_flag=True, help="Remove the parts in DIR that this run does not make."),
        click.option(
            "--scheduler", metavar="WHERE", help="A Dask scheduler: tcp://HOST:8786, or its file; without, work here."
        ),
        click.option(
            "--to", type=click.Choice(["jsonl", "parquet"]), default="jsonl", help="The format; jsonl if not said."
        ),
        click.option("-d", "folder", metavar="DIR", required=True, help="Write the parts to DIR."),
    ):
        function = option(function)
    return function


@command.command(
    "clean",
    short_help="Clean files and folders to parts.",
    epilog=examples(
        "presscut cluster clean crawl/ -d clean/ --jobs 8",
        "presscut cluster clean CC-MAIN-*.warc.gz -d clean/ --to parquet --jobs 8",
        "presscut cluster clean /share/in/ -d /share/out/ --scheduler tcp://head:8786",
    ),
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT…", type=click.Path())
@place_options
@click.option("--from", "media_type", type=click.Choice(["auto", *KNOWN]), default="auto", help="What the inputs are.")
@encoding_option
@field_option
@clean_options
@talk_options
@click.pass_context
def clean(context: click.Context, /, **said: Any) -> None:
    """Clean files and folders to parts: a JSONL, WARC, ARC, WET or WACZ file is one, pages are taken together.

    A part holds the rows of `presscut clean --to jsonl`, packed or as a table. --jobs counts for
    this machine alone; a cluster has the workers that it has.
    """
    from presscut.cluster.planning import cleaning_shards, find_files, names_of_cleaning

    with session(context, clean_flags(said)) as here, Signals(patient=False):
        inputs, folder = said["inputs"], Path(said["folder"])
        if "-" in inputs:
            raise UsageError("standard input is of this process alone; name files")
        refuse_addresses(inputs)
        _refuse_inside(folder, inputs)
        options, engine = here.options(), _engine(here.talk, said, here.settings.jobs)
        passed = PassedOver(here.talk)
        files = passed.before_end_of(find_files(inputs, passed.note))
        with _run(here.talk, said, engine, "cleaned") as (run, result):
            told = asked(said["media_type"]), options, fields_of(said["fields"]), checked_encoding(said["encoding"])
            run.make(names_of_cleaning(find_files(inputs)), cleaning_shards(files, result, *told))


@command.command(
    "export",
    epilog=examples(
        "presscut cluster export --archive my-archive -d rows/ --jobs 8",
        "presscut cluster export -d /share/rows/ --scheduler tcp://head:8786",
        "presscut cluster export -d rows/",
    ),
)
@archive_option
@select_options
@place_options
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Worker processes here; 1 if not said.")
@talk_options
@click.pass_context
def export(context: click.Context, /, **said: Any) -> None:
    """Write the articles of an archive to parts, as they were stored.

    A part holds the rows of 2,000 articles, or of those of them that are selected, as `presscut
    archive export` writes them.
    """
    from presscut.archive.index.selecting import chosen
    from presscut.archive.lookup import Shelf
    from presscut.cluster.planning import exporting_shards, names_of_exporting

    filters = selection(said)
    with Signals(patient=False), parts_here(context, said["place"]) as (here, opened):
        folder = Path(said["folder"])
        _refuse_inside(folder, (str(opened.path),))
        engine = _engine(here.talk, said, said["jobs"] or here.settings.jobs)
        with _run(here.talk, said, engine, "written") as (run, result):
            wanted, shelf = chosen(opened.state.db, filters), Shelf(opened.folder, opened.state)
            run.make(names_of_exporting(opened.state, wanted), exporting_shards(shelf, result, wanted))


def _refuse_inside(folder: Path, inputs: tuple[str, ...]) -> None:
    """Raises UsageError for a result inside an input: the next run would read it."""
    places = {Path(name).resolve() for name in inputs if name and Path(name).is_dir()}
    if not places.isdisjoint((folder.resolve(), *folder.resolve().parents)):
        raise UsageError(f"{folder} lies in one of the inputs, and would be read by the next run; write elsewhere")


def _engine(talk: Talk, said: Mapping[str, Any], jobs: int) -> Engine:
    """Who makes the parts: the workers of a scheduler when one is named, else this machine."""
    from presscut.cluster.engines import LONGEST_WAIT, Here, OnDask
    from presscut.setting_keys import duration

    def say(text: str) -> None:
        talk.note(text)
        talk.event("workers", {"message": text})

    longest = duration(said["max_wait"]) if said["max_wait"] else LONGEST_WAIT
    return Here(jobs) if said["scheduler"] is None else OnDask(said["scheduler"], say, longest=longest)


@contextmanager
def _run(talk: Talk, said: Mapping[str, Any], engine: Engine, verb: str) -> Iterator[tuple[Run, Result]]:
    """A run that has the folder of its parts for itself. Raises Locked; UsageError when Parquet cannot be made here."""
    from presscut.archive.formats.parquet import PARQUET, refuse_without_pyarrow
    from presscut.archive.parts import sole_writer
    from presscut.cluster.run import Run
    from presscut.cluster.shards import Result

    if said["to"] == PARQUET:
        refuse_without_pyarrow()
    folder = Path(said["folder"])
    result = Result(str(folder.absolute()), uuid4().hex, said["to"])
    with ExitStack() as stack:
        with writing(folder):
            stack.enter_context(sole_writer(folder, result.token))
        yield Run(folder, engine, talk, verb, to=result.to, remove=said["remove_others"]), result
