"""`presscut archive rebuild`: the state, made again from the WARC files."""

from __future__ import annotations

import click

from presscut.commands.session import archive_option, examples, place_flags, session, talk_options
from presscut.errors import SomeFailed


@click.command(
    "rebuild",
    short_help="Make the state file again from the WARC files.",
    epilog=examples(
        "presscut archive rebuild --archive my-archive",
        "rm my-archive/state.db && presscut archive rebuild --archive my-archive",
        "presscut archive rebuild",
    ),
)
@archive_option
@talk_options
@click.pass_context
def command(context: click.Context, place: str | None) -> None:
    """Make the state file again from the WARC files, which hold all that it knows.

    The old state stays until the new one is whole. Damaged records are named and passed over.
    """
    from presscut.archive.disk import Disk
    from presscut.archive.recovery import House, remake
    from presscut.archive.store import Archive

    with session(context, place_flags(place)) as here:
        path = here.settings.archive
        problems = remake(House(path, Disk()))
        for problem in problems:
            here.talk.problem(problem)
        with Archive(path) as archive:
            counts = archive.stats()
        if problems:
            raise SomeFailed(f"{counts.articles} articles found again, {len(problems)} records damaged")
        here.talk.note(f"{counts.articles} articles found again in {counts.segments} segments")
