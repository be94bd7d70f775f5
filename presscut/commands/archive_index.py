"""`presscut archive index`: the CDXJ index by which replay tools find pages and texts."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from presscut.archive.layout import INDEX
from presscut.commands.opening import Opened, parts_here
from presscut.commands.session import archive_option, examples, talk_options
from presscut.outputs import writing


@click.command(
    "index",
    short_help="Write the CDXJ index for replay tools.",
    epilog=examples(
        "presscut archive index --archive my-archive",
        "presscut archive add scraped/ && presscut archive index",
        "presscut archive index -o - | grep '^example,courier)/ferry '",
    ),
)
@archive_option
@click.option("-o", "out", metavar="FILE", help=f"Write FILE, or - for stdout; {INDEX} in the archive if not said.")
@talk_options
@click.pass_context
def command(context: click.Context, place: str | None, out: str | None) -> None:
    """Write a sorted line for every capture and every clean text, as replay tools read them.

    A text stands under urn:text: and the address of its page. The file is there whole or not at all. It is as new
    as this command's last run: run it when pages were added.
    """
    with parts_here(context, place) as (here, opened):
        target = out or str(opened.path / INDEX)
        written = _write(opened, target)
        here.talk.note(f"{written} lines in {'stdout' if target == '-' else target}")


def _write(opened: Opened, target: str) -> int:
    """Write the index; of an archive that prune changed meanwhile none, for it would name what was taken out."""
    from presscut.archive.index.cdxj import write_index
    from presscut.archive.output import whole_file
    from presscut.archive.recovery import refuse_rewritten

    path = Path(target)
    if target == "-":
        written = write_index(opened.state, sys.stdout.buffer, _room_for(path))
        sys.stdout.flush()
        return written
    with writing(path), whole_file(path) as file:
        written = write_index(opened.state, file, _room_for(path))
        refuse_rewritten(opened.folder, opened.state)
        return written


def _room_for(target: Path) -> Path:
    """Where lines may wait until they are sorted: beside the target, if it is a file, where room was found for it."""
    from tempfile import gettempdir

    stream = str(target) == "-" or target.parent == Path("/dev")
    return Path(gettempdir()) if stream else target.parent
