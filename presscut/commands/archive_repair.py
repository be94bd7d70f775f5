"""`presscut archive repair`: put aside what is damaged, and keep all that is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from presscut.commands.session import Session, archive_option, examples, place_flags, session, talk_options
from presscut.errors import CheckFound, SomeFailed, UsageError
from presscut.outputs import product, writing
from presscut.terminal import one_line

if TYPE_CHECKING:
    from presscut.archive.check.steps import Step

# What is said of a step before it is done, and after.
WORDS = {
    "healed": ("would be as it was written", "is as it was written"),
    "aside": ("would be set aside", "set aside"),
    "anew": ("would be written anew", "written anew"),
    "closed": ("would be closed", "closed"),
    "removed": ("would be removed", "removed"),
    "state": ("would be made again", "made again"),
    "index": ("would be made again", "made again"),
    "kept": ("stays as it is", "stays as it is"),
    "lost": ("is lost", "is lost"),
    "unread": ("cannot be repaired", "cannot be repaired"),
}


@click.command(
    "repair",
    short_help="Say what a repair would do, or do it.",
    epilog=examples(
        "presscut archive repair --archive my-archive",
        "presscut archive repair --archive my-archive --apply",
        "presscut archive repair crawl-*.warc.gz -d repaired/ --apply",
    ),
)
@click.argument("files", nargs=-1, metavar="[FILE…]", type=click.Path())
@archive_option
@click.option("-d", "folder", metavar="DIR", help="Where the repaired copies of FILE… go, and what is damaged.")
@click.option("--apply", "apply", is_flag=True, help="Do it; without, say what would be done.")
@talk_options
@click.pass_context
def command(context: click.Context, files: tuple[str, ...], place: str | None, folder: str | None, apply: bool) -> None:
    """Repair an archive, or WARC files of anyone: say what would be done, or with --apply do it.

    Intact records stay byte for byte; damaged bytes go to aside/; records that share a gzip member get one
    each. A record whose digest does not fit is told and kept: nobody here knows which of the two is wrong.
    """
    if files and (place or not folder):
        raise UsageError("FILE… needs -d DIR for the repaired copies, and goes without --archive")
    if folder and not files:
        raise UsageError("-d DIR is for the copies of FILE…; an archive is repaired in its place")
    with session(context, place_flags(place)) as here, writing(folder or here.settings.archive):
        _repair(here, files, Path(folder or ""), apply)


def _repair(here: Session, files: tuple[str, ...], folder: Path, apply: bool) -> None:
    done: Counter[str] = Counter()
    lost = 0
    with product(None) as write:
        for step in _steps(here, files, folder, apply):
            done[step.kind] += 1
            lost += step.loses
            write(_as_line(step, apply))
    _close(here, done, lost, apply, archive=not files)


def _steps(here: Session, files: tuple[str, ...], folder: Path, apply: bool) -> Iterator[Step]:
    from presscut.archive.check.repair import repair_archive, repair_files
    from presscut.archive.disk import Disk
    from presscut.archive.recovery import House

    if files:
        return repair_files(files, folder, apply=apply, disk=Disk())
    return repair_archive(House(Path(here.settings.archive), Disk()), apply=apply)


def _as_line(step: Step, apply: bool) -> str:
    where = step.file if step.offset is None else f"{step.file}:{step.offset}"
    record = f" {step.record}" if step.record else ""
    return one_line(f"{where}: {WORDS[step.kind][apply]}{record}: {step.message}") + "\n"


def _close(here: Session, done: Counter[str], lost: int, apply: bool, *, archive: bool) -> None:
    from presscut.archive.check.steps import DOING

    work = sum(done[kind] for kind in DOING)
    unread = done["unread"]
    left = sum(done.values()) - work - done["lost"] - unread
    counted = ((left, "stay as they are"), (unread, "cannot be repaired"), (lost, "lost"))
    also = "".join(f"; {count} {what}" for count, what in counted if count)
    if work and not apply:
        raise CheckFound(f"{work} to do{also}; --apply does it")
    summary = f"{work} done{also}" if work else f"nothing to do{also}"
    if lost and apply:
        remedy = "; `presscut reclean --apply` makes articles again whose originals are there" if archive else ""
        raise SomeFailed(summary + remedy)
    if unread:
        raise SomeFailed(summary)
    here.talk.note(summary)
