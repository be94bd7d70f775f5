"""What every command shares: the options that say how it talks, and its settings."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from presscut.one import KNOWN
from presscut.options import Options
from presscut.settings import Settings, load
from presscut.talk import Talk, open_log

if TYPE_CHECKING:
    from presscut.progress import Progress

Command = TypeVar("Command", bound=Callable[..., Any])


class Session(NamedTuple):
    """The settings of this run and its voice."""

    settings: Settings
    talk: Talk

    def options(self, rules: Iterable[Path] = ()) -> Options:
        """The options for the cleaner, rule packs read: those of the settings, and some more. Raises ConfigError."""
        from presscut.one import options_of

        said = self.settings
        packs = (*said.rules, *rules)
        return options_of(level=said.level, keep=said.keep, engine=said.engine, rules=packs, disable=said.disable)

    def options_of_sources(self) -> dict[str, Options]:
        """The options of each source by its name, with its own rules; ``""`` has those of pages of no source.

        Raises:
            ConfigError: a source or a rule pack is wrong.
        """
        from presscut.archive.sources.source import read_sources

        general = self.options()
        sources = read_sources(self.settings.sources)
        return {"": general, **{each.name: self.options(each.rules) if each.rules else general for each in sources}}


def talk_options(command: Command) -> Command:
    """Add -q, -v, --log-file and --config; they may stand before or after the command's name."""
    for option in (
        click.option("--config", metavar="FILE", help="Read this configuration file too.", **_remembered()),
        click.option(
            "--log-file", metavar="FILE", help="Append events as JSON lines; stderr stays quiet.", **_remembered()
        ),
        click.option(
            "-v", "--verbose", is_flag=True, help="Say a line for every page; show tracebacks.", **_remembered()
        ),
        click.option("-q", "--quiet", is_flag=True, help="Say only what ends the command.", **_remembered()),
    ):
        command = option(command)
    return command


field_option = click.option(
    "--field", "fields", multiple=True, metavar="KEY=NAME", help="JSON lines: where KEY stands, as text=page.body."
)


encoding_option = click.option(
    "--encoding", metavar="NAME", help="What pages are in, such as windows-1250; they say it if not."
)


def page_options(command: Command) -> Command:
    """Add the options that say what the inputs are: --from, --encoding, --field and --url."""
    kinds = click.Choice(["auto", *KNOWN])
    about = "What the inputs are; found out from content and name if not said."
    for option in (
        click.option("--url", metavar="URL", help="Where the page came from."),
        encoding_option,
        field_option,
        click.option("--from", "media_type", type=kinds, default="auto", help=about),
    ):
        command = option(command)
    return command


def clean_options(command: Command) -> Command:
    """Add the options that shape the answers: --level, --keep, --rules, --engine; and --jobs."""
    for option in (
        click.option("--jobs", type=int, metavar="N", help="Worker processes; answers are the same for any number."),
        click.option("--engine", metavar="NAME", help="Who finds the body of HTML: auto, own, trafilatura."),
        click.option(
            "--rules", multiple=True, metavar="PATH", help="A rule pack or a folder of them; may be repeated."
        ),
        click.option("--keep", metavar="KIND,…", help="Kinds that are never cut, such as copyright,authorbio."),
        click.option(
            "--level", metavar="LEVEL", help="gentle keeps more, strict cuts more; normal if nothing is said."
        ),
    ):
        command = option(command)
    return command


def clean_flags(said: Mapping[str, Any]) -> dict[str, object]:
    """The settings that `clean_options` said, by key name, as TOML values."""
    flags: dict[str, object] = {
        f"clean.{name}": said[name] for name in ("level", "engine", "jobs") if said[name] is not None
    }
    if said["keep"] is not None:
        flags["clean.keep"] = [word.strip() for word in said["keep"].split(",") if word.strip()]
    if said["rules"]:
        flags["rules.paths"] = list(said["rules"])
    return flags


def archive_option(function: Command) -> Command:
    """Add --archive."""
    return click.option(
        "--archive", "place", metavar="DIR", help="The archive directory; from the settings if not said."
    )(function)


def place_flags(place: str | None) -> dict[str, object]:
    """The setting that --archive said."""
    return {} if place is None else {"archive.path": place}


@contextmanager
def session(
    context: click.Context, flags: Mapping[str, object] | None = None, *, waits: bool = False
) -> Iterator[Session]:
    """Settings of all layers and the log file, for one command. Raises ConfigError, UsageError.

    Args:
        waits: a person may wait for it: on a terminal a line says how far it is.
    """
    said = context.ensure_object(dict)
    settings = load(
        Path(said["config"]) if said.get("config") else None,
        environ=os.environ,
        folder=Path(),
        flags=flags,
    )
    log = open_log(said["log_file"]) if said.get("log_file") else None
    quiet, verbose = said.get("quiet", False), said.get("verbose", False)
    progress = _progress() if waits and not (quiet or verbose) else None
    try:
        yield Session(settings, Talk(quiet, verbose, log, _now, progress))
    finally:
        if progress is not None:
            progress.wipe()
        if log is not None:
            with suppress(OSError):  # what could not be written was said when it was
                log.close()


def _progress() -> Progress | None:
    if not sys.stderr.isatty():
        return None
    from presscut.progress import Progress

    return Progress(sys.stderr)


def examples(*lines: str) -> str:
    """The end of a command's help: three examples, each on its own line."""
    return "Examples:\n\n\b\n" + "\n".join(f"  {line}" for line in lines)


def _remembered() -> dict[str, Any]:
    return {"expose_value": False, "callback": _remember}


def _remember(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    if value:
        context.ensure_object(dict)[parameter.name] = value


def _now() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="milliseconds")
