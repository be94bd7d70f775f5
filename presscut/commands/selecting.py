"""Which articles a command is about: the options that say it, and what is said when there are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from presscut.errors import UsageError
from presscut.options import suggestion
from presscut.talk import Talk

if TYPE_CHECKING:
    from presscut.archive.index.selecting import Filters

Command = TypeVar("Command", bound=Callable[..., Any])
NAMED = ("site", "since", "until", "language", "flag")
MOST_FLAGS = 5  # that a message names


def select_options(command: Command) -> Command:
    """Add --site, --since, --until, --language, --flag and --latest."""
    for option in (
        click.option("--latest", is_flag=True, help="Of each address only the article of the page captured last."),
        click.option("--flag", metavar="FLAG", help="Only with this flag, such as no-article."),
        click.option("--language", metavar="TAG", help="Only in this language: pt takes pt-BR too."),
        click.option("--until", metavar="DAY", help="Only published on DAY or earlier."),
        click.option("--since", metavar="DAY", help="Only published on DAY or later: 2031, 2031-05 or 2031-05-06."),
        click.option("--site", metavar="SITE", help="Only of this site: its name, or a host with its subdomains."),
    ):
        command = option(command)
    return command


def selection(said: Mapping[str, Any]) -> Filters:
    """What the options said. Raises UsageError for a day that is none, or when no day can be meant."""
    from presscut.archive.index.moments import checked_day
    from presscut.archive.index.selecting import Filters

    since, until = (checked_day(said[name], f"--{name}") for name in ("since", "until"))
    if since and until and since[: len(until)] > until:
        raise UsageError(f"--since {since} is later than --until {until}; no day is both")
    return Filters(said["site"], since, until, said["language"], said["flag"], said["latest"])


def say_none(talk: Talk, filters: Filters, known: Callable[[], Mapping[str, int]], what: str) -> None:
    """Say that no article fits.

    Args:
        known: the flags that articles have, the commonest first.
        what: ``"nothing found"``.
    """
    named = [f"--{name} {getattr(filters, name)}" for name in NAMED if getattr(filters, name)]
    unknown = _unknown(filters.flag, known()) if filters.flag else ""
    talk.note(what + (f" with {', '.join(named)}" if named else "") + unknown)


def _unknown(flag: str, known: Mapping[str, int]) -> str:
    """What to say of a flag that no article has."""
    if flag in known:
        return ""
    often = ", ".join([*known][:MOST_FLAGS])
    return f"; no article has the flag {flag}{suggestion(flag, known) or (f', they have {often}' if often else '')}"
