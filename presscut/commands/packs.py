"""What the commands about rules share: the packs that are named, and the book of all rules in force."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from presscut.errors import UsageError
from presscut.packs import EMPTY

if TYPE_CHECKING:
    from presscut.cleaner.rulebook import Rulebook
    from presscut.options import Options

Command = TypeVar("Command", bound=Callable[..., Any])


def rules_option(function: Command) -> Command:
    """Add --rules."""
    return click.option(
        "--rules", multiple=True, metavar="PATH", help="A rule pack or a folder of them; may be repeated."
    )(function)


def pack_flags(rules: Iterable[str]) -> dict[str, object]:
    """The setting that --rules, or the names of packs, said. Raises UsageError for an empty name."""
    paths = list(rules)
    if "" in paths:
        raise UsageError(EMPTY)
    return {"rules.paths": paths} if paths else {}


def book_of(options: Options) -> Rulebook:
    """Every rule in force, with its examples. Raises ConfigError when a pack or what it disables is not right."""
    from presscut.cleaner.rulebook import Rulebook, builtin_sources

    book = Rulebook.parse((*builtin_sources(), *options.packs), disable=options.disable)
    book.check()
    return book
