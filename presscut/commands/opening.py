"""Opening an archive for a command that reads: its session, and what was found wrong said on stderr."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from presscut.commands.session import Session, place_flags, session

if TYPE_CHECKING:
    from presscut.archive.state import State
    from presscut.archive.store import Archive


@contextmanager
def archive_here(context: click.Context, place: str | None) -> Iterator[tuple[Session, Archive]]:
    """The archive of --archive, or of the settings. Raises NoArchive, Damaged."""
    from presscut.archive.store import Archive

    with session(context, place_flags(place)) as here, Archive(here.settings.archive) as archive:
        for problem in archive.problems:
            here.talk.problem(problem)
        yield here, archive


class Opened(NamedTuple):
    """An archive as its parts: `path`, the folder of its segments, and what is known of them."""

    path: Path
    folder: Path
    state: State


@contextmanager
def parts_here(context: click.Context, place: str | None) -> Iterator[tuple[Session, Opened]]:
    """The parts of the archive of --archive, or of the settings. Raises NoArchive, Damaged."""
    from presscut.archive.disk import Disk
    from presscut.archive.recovery import House, open_for_reading

    with session(context, place_flags(place)) as here:
        house = House(here.settings.archive, Disk())
        house.require()
        state, problems = open_for_reading(house)
        try:
            for problem in problems:
                here.talk.problem(problem)
            yield here, Opened(house.root, house.folder, state)
        finally:
            state.close()


def software() -> str:
    """Name and version of this program, as it stands in what it writes."""
    from presscut import __version__

    return f"presscut/{__version__}"
