"""`presscut config`: the settings in force, the files they come from, and a file to begin with."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from presscut.commands.session import examples, session, talk_options
from presscut.errors import UsageError
from presscut.setting_keys import KEYS, Key
from presscut.settings import FILE_NAME, Settings, Value, files, user_file


@click.group(
    "config",
    short_help="Show where settings come from, or begin a file.",
    epilog=examples("presscut config show --origin", "presscut config path", "presscut config init"),
)
@talk_options
def command() -> None:
    """Show settings and the files they come from, or begin a file of your own.

    A later one wins: built-in, the user's file, ./presscut.toml, --config, PRESSCUT_… variables, flags.
    """


@command.command(
    "show",
    epilog=examples(
        "presscut config show",
        "presscut config show --origin",
        "PRESSCUT_CLEAN_LEVEL=strict presscut config show --origin",
    ),
)
@click.option("--origin", is_flag=True, help="Say behind each setting where it was said.")
@talk_options
@click.pass_context
def show(context: click.Context, origin: bool) -> None:
    """Print the settings and sources in force, as TOML. Paths stand as they are seen from here."""
    with session(context) as here:
        click.echo("\n".join(_shown(here.settings, origin)))


@command.command(
    "path",
    short_help="List the files that are read.",
    epilog=examples("presscut config path", "presscut --config night.toml config path", "presscut config path -q"),
)
@talk_options
@click.pass_context
def path(context: click.Context) -> None:
    """List the files that are read, the weakest first, and say which are there."""
    said = context.ensure_object(dict)
    named = Path(said["config"]) if said.get("config") else None
    for what, file in files(named, environ=os.environ, folder=Path()):
        click.echo(f"{file}  ({what}{'' if file.is_file() else ', not there'})")


@command.command(
    "init",
    epilog=examples("presscut config init", "presscut config init --user", "presscut config init -o night.toml"),
)
@click.option("--user", is_flag=True, help="Write your own file for all projects instead.")
@click.option("-o", "out", metavar="FILE", help="Write to this file instead.")
@talk_options
def init(user: bool, out: str | None) -> None:
    """Write ./presscut.toml with every setting, commented out. A file that is there stays."""
    if user and out:
        raise UsageError("--user and -o name two different files; say only one of them")
    target = user_file(os.environ) if user else Path(out or FILE_NAME)
    if user:
        target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(template())
    except FileExistsError as error:
        raise UsageError(f"{target} is there already; edit it, or name another with -o") from error
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror}") from error
    click.echo(str(target))


def template() -> str:
    """A configuration file that says every setting and its default, all of it commented out."""
    lines = ["# Settings of presscut. Take away the # in front of what you want to change."]
    section = ""
    for key in KEYS:
        if key.name.partition(".")[0] != section:
            section = key.name.partition(".")[0]
            lines += ["", f"[{section}]"]
        lines += [f"# {key.about}", f"# {_toml(key, key.default)}"]
    return "\n".join(lines) + "\n"


def _shown(settings: Settings, origin: bool) -> list[str]:
    lines: list[str] = []
    section = ""
    for key in KEYS:
        if key.name.partition(".")[0] != section:
            section = key.name.partition(".")[0]
            lines += [""] * bool(lines) + [f"[{section}]"]
        value = settings.values[key.name]
        lines.append(_toml(key, _seen_from_here(key, value)) + (f"  # {value.origin}" if origin else ""))
    for source in settings.sources:
        lines += ["", "[[source]]" + (f"  # {source.origin}" if origin else "")]
        lines += [_line(name, _of_source(name, value, source.base)) for name, value in source.table.items()]
    return lines


def _seen_from_here(key: Key, value: Value) -> object:
    """The value; paths, which a file writes relative to itself, start from the current folder."""
    read = key.read(value.value, value.base)
    if isinstance(read, Path):
        return str(read)
    if isinstance(read, tuple) and any(isinstance(each, Path) for each in read):
        return [str(each) for each in read]
    return value.value


def _of_source(name: str, value: object, base: Path) -> object:
    """The value of a source's key, its paths as above. Whether it is right is for `sources list` to say."""
    if name == "path" and isinstance(value, str):
        return str(base / Path(value).expanduser())
    if name == "rules" and isinstance(value, list):
        return [str(base / Path(str(each)).expanduser()) for each in value]
    return value


def _toml(key: Key, value: object) -> str:
    return _line(key.name.partition(".")[2], value)


def _line(name: str, value: object) -> str:
    plain = json.dumps(value, ensure_ascii=False, default=str)  # of texts, numbers and lists JSON is TOML
    return f"{name} = {plain}"
