"""`presscut archive merge`: other archives taken into one."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from presscut.commands.session import Session, archive_option, examples, place_flags, session, talk_options
from presscut.errors import SomeFailed
from presscut.signals import Signals

if TYPE_CHECKING:
    from presscut.archive.exchange.merge import Merged

COMMIT_EVERY = 1000  # groups: a group that is lost is copied again, nobody waits for it


@click.command(
    "merge",
    short_help="Take other archives into one.",
    epilog=examples(
        "presscut archive merge monday/ tuesday/ --archive week/",
        "presscut archive merge laptop-archive --archive my-archive",
        "presscut archive merge damaged-archive --archive my-archive --intact",
    ),
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…", type=click.Path())
@archive_option
@click.option("--intact", is_flag=True, help="Take what is sound of a damaged source, instead of nothing.")
@talk_options
@click.pass_context
def command(context: click.Context, sources: tuple[str, ...], place: str | None, intact: bool) -> None:
    """Take the records of other archives, byte for byte, into the one of --archive, which is made if it is
    not there. The sources stay as they are.

    They are verified first. What is there already is not stored again, so the same merge twice changes
    nothing, and one that was stopped goes on. What was pruned here stays out.
    """
    from presscut.archive.exchange.merge import merge, sources_of, verify
    from presscut.archive.store import Archive

    with session(context, place_flags(place)) as here, Signals() as signals, ExitStack() as opened:
        path = Path(here.settings.archive)
        houses = sources_of([Path(source) for source in sources], path)
        checked = not path.exists() and not intact
        if checked:
            verify(houses)  # before anything is made
        archive = opened.enter_context(Archive(path, create=True, commit_every=COMMIT_EVERY))
        for problem in archive.problems:
            here.talk.problem(problem)
        before = archive.stats().articles
        if not intact and not checked:
            verify(houses)  # after the lock: a second writer is told at once
        merged = merge(archive, houses, signals.stoppable, intact=intact)
        _say(here, merged, archive.stats().articles - before)
        signals.check()
        if merged.problems:
            raise SomeFailed(f"{merged.records} records copied, {len(merged.problems)} damaged or missing")


def _say(here: Session, merged: Merged, articles: int) -> None:
    for problem in merged.problems:
        here.talk.problem(problem)
    if merged.left_out:
        here.talk.note(f"{merged.left_out} records stay out: what they belong to was pruned here")
    here.talk.note(
        f"{articles} articles more: {merged.records} records with {merged.bytes:,} bytes copied,"
        f" {merged.known} were here already"
    )
