"""`presscut archive wacz`: an archive as one file that replay tools open."""

from __future__ import annotations

from pathlib import Path

import click

from presscut.commands.opening import parts_here, software
from presscut.commands.session import archive_option, examples, talk_options
from presscut.errors import SomeFailed
from presscut.outputs import writing
from presscut.signals import Signals


@click.command(
    "wacz",
    short_help="Pack an archive into one WACZ file.",
    epilog=examples(
        "presscut archive wacz --archive my-archive -o my-archive.wacz",
        "presscut archive wacz -o news.wacz --title 'News of Osterby'",
        "presscut archive wacz -o copy.wacz && presscut clean copy.wacz --to jsonl",
    ),
)
@archive_option
@click.option("-o", "out", metavar="FILE", required=True, help="The file to write; its name ends in .wacz.")
@click.option("--title", metavar="TEXT", help="What the collection is called; the archive's name if not said.")
@talk_options
@click.pass_context
def command(context: click.Context, place: str | None, out: str, title: str | None) -> None:
    """Pack an archive into one WACZ file: its WARC files as they are, their index, and every article
    with its clean text in the list of pages.

    WACZ is read by ReplayWeb.page, pywb and others. Equal archives give equal files.
    """
    from presscut.archive.exchange.wacz import write_wacz

    with Signals(patient=False), parts_here(context, place) as (here, opened), writing(out):
        named = title or opened.path.resolve().name
        done = write_wacz(opened.state, opened.folder, Path(out), title=named, software=software())
        for problem in done.problems:
            here.talk.problem(problem)
        if done.problems:
            raise SomeFailed(f"{done.pages} articles packed, {len(done.problems)} failed")
        here.talk.note(f"{done.pages} articles packed, {done.segments} WARC files with {done.bytes:,} bytes")
