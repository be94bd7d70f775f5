"""Where a setting comes from: built-in < user < project < --config < PRESSCUT_* < flags.

`KEYS` (setting_keys.py) is the whole configuration, with the tables ``[[source]]``. A layer is a mapping from
a key's name to a value with its origin; the last layer that names a key wins. Sources of all layers count.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from presscut.errors import ConfigError, UsageError
from presscut.options import suggestion
from presscut.setting_keys import ENV_PREFIX, KEYS, Key

if TYPE_CHECKING:
    from presscut.cleaner.model import Engine, Level

FILE_NAME = "presscut.toml"
ENV_CONFIG = "PRESSCUT_CONFIG"  # stands for --config
# What else begins so and is no setting: how presscut is installed, where its benchmarks have their pages.
ENV_OTHERS = frozenset({ENV_CONFIG, "PRESSCUT_COMPILE", "PRESSCUT_BENCH"})
SOURCE = "source"  # the tables [[source]]; they are no keys: each stands for itself


class Value(NamedTuple):
    """A TOML value, the folder its relative paths start from, and where it was said."""

    value: object
    base: Path
    origin: str


Layer = Mapping[str, Value]


class NightSettings(NamedTuple):
    """The keys of [nightly] and [network].

    Attributes:
        workers: fetches under way at once; one at a time for each host.
        delay: seconds between two requests to one host, at least.
        max_time: seconds after which a night takes up no more work; null is no limit.
        wishes: what a page that asks not to be archived or mined becomes: ``"flag"`` or ``"skip"``.
        verify_part: the archive is read through once in so many nights.
        contact: where the owner of a site reaches whoever runs this; part of the agent string.
        allow: addresses and networks that are opened in spite of the guard.
        timeout: seconds for one page; `largest` its bytes, unpacked.
    """

    workers: int
    delay: float
    max_time: float | None
    wishes: str
    verify_part: int
    contact: str
    allow: tuple[str, ...]
    timeout: float
    largest: int


class Table(NamedTuple):
    """A ``[[source]]`` table as it stands in a file."""

    table: Mapping[str, object]
    base: Path
    origin: str


class Settings(NamedTuple):
    """All settings of a run. `values` holds them as TOML with their origins, by key name."""

    level: Level
    keep: frozenset[str]
    engine: Engine
    jobs: int
    archive: Path
    rules: tuple[Path, ...]
    disable: tuple[str, ...]
    night: NightSettings
    sources: tuple[Table, ...]
    values: Layer


BY_NAME: Mapping[str, Key] = {key.name: key for key in KEYS}


def user_file(environ: Mapping[str, str]) -> Path:
    """The user's own configuration file, as the XDG base directory specification places it."""
    home = os.path.expanduser(environ.get("HOME") or "~")  # noqa: PTH111 Path's own raises where there is none
    return Path(environ.get("XDG_CONFIG_HOME") or f"{home}/.config") / "presscut" / FILE_NAME


def files(config: Path | None, *, environ: Mapping[str, str], folder: Path) -> tuple[tuple[str, Path], ...]:
    """The configuration files that count, the weakest first, each with what it is; they may be absent.

    A file that would be read twice, such as a project's own that is named too, is read in its strongest place.
    """
    named = config or (Path(environ[ENV_CONFIG]) if environ.get(ENV_CONFIG) else None)
    found = [("user", user_file(environ)), ("project", folder / FILE_NAME)]
    if named:
        found.append(("--config" if config else ENV_CONFIG, named))
    real = [path.resolve() for _, path in found]
    return tuple(each for number, each in enumerate(found) if real[number] not in real[number + 1 :])


def load(
    config: Path | None = None,
    *,
    environ: Mapping[str, str],
    folder: Path,
    flags: Mapping[str, object] | None = None,
) -> Settings:
    """The settings of a run.

    Args:
        config: the file of ``--config``; it must be there.
        environ: the environment.
        folder: the current folder, where the project's file is looked for.
        flags: what the command line says, by key name, as TOML values.

    Raises:
        ConfigError: a file cannot be read, a key is unknown or a value is wrong; it names the place.
        UsageError: the same for a flag.
    """
    layers = [{key.name: Value(key.default, folder, "built-in") for key in KEYS}]
    sources: list[Table] = []
    for what, path in files(config, environ=environ, folder=folder):
        if path.is_file() or what not in ("user", "project"):
            layer, tables = read_file(path)
            layers.append(layer)
            sources += tables
    layers.append(_environment(environ, folder))
    layers.append({name: Value(value, folder, _flag(name)) for name, value in (flags or {}).items()})
    return _settle({name: value for layer in layers for name, value in layer.items()}, tuple(sources))


def read_file(path: Path) -> tuple[dict[str, Value], list[Table]]:
    """The layer of one file, and its sources.

    Raises:
        ConfigError: it names the file, the line where it is known, and the key.
    """
    import tomllib

    try:
        text = path.read_text(encoding="utf-8-sig")  # some editors put a mark before it, which is no TOML
        tables = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:  # TOMLDecodeError and UnicodeDecodeError; lists in lists in lists
        raise ConfigError(f"{path} is not TOML: {error}") from error
    layer: dict[str, Value] = {}
    sources = _source_tables(path, tables.pop(SOURCE, []))
    for section, table in tables.items():
        layer |= _section(path, text, section, table)
    return layer, sources


def _source_tables(path: Path, tables: object) -> list[Table]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ConfigError(f"{path}: sources are tables of a list, [[source]]")
    return [Table(table, path.parent, f"{path}: source {number}") for number, table in enumerate(tables, 1)]


def _section(path: Path, text: str, section: str, table: object) -> dict[str, Value]:
    sections = sorted({SOURCE, *(name.partition(".")[0] for name in BY_NAME)})
    if section not in sections:
        raise ConfigError(f"{_at(path, text, section, '')}: unknown section [{section}]{suggestion(section, sections)}")
    if not isinstance(table, dict):
        raise ConfigError(f"{_at(path, text, '', section)}: {section} must be a table, [{section}]")
    known = [name.partition(".")[2] for name in BY_NAME if name.startswith(f"{section}.")]
    for key in table:
        if key not in known:
            raise ConfigError(
                f"{_at(path, text, section, key)}: unknown key {key} in [{section}]{suggestion(key, known)}"
            )
    return {
        f"{section}.{key}": Value(value, path.parent, _at(path, text, section, key)) for key, value in table.items()
    }


def _at(path: Path, text: str, section: str, key: str) -> str:
    """The file, with the line that says the key when it stands there in plain form."""
    inside = not section
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if bare.startswith("["):
            inside = bare.strip("[] ") == section
            if inside and not key:
                return f"{path}:{number}"
        elif inside and key and bare.partition("=")[0].strip().strip("\"'") == key:
            return f"{path}:{number}"
    return str(path)


def _environment(environ: Mapping[str, str], folder: Path) -> dict[str, Value]:
    by_variable = {key.variable: key for key in KEYS}
    layer: dict[str, Value] = {}
    for variable, text in sorted(environ.items()):
        if not variable.startswith(ENV_PREFIX) or variable in ENV_OTHERS:
            continue
        key = by_variable.get(variable)
        if key is None:
            raise ConfigError(f"unknown environment variable {variable}{suggestion(variable, by_variable)}")
        layer[key.name] = Value(key.split(text), folder, variable)
    return layer


def _flag(name: str) -> str:
    usual = "--" + name.partition(".")[2].replace("_", "-")
    return {"archive.path": "--archive", "rules.paths": "--rules"}.get(name, usual)


def _settle(values: Layer, sources: tuple[Table, ...]) -> Settings:
    read = {name: _checked(BY_NAME[name], value) for name, value in values.items()}
    return Settings(
        level=read["clean.level"],
        keep=read["clean.keep"],
        engine=read["clean.engine"],
        jobs=read["clean.jobs"],
        archive=read["archive.path"],
        rules=read["rules.paths"],
        disable=read["rules.disable"],
        night=NightSettings(
            workers=read["nightly.workers"],
            delay=read["nightly.delay"],
            max_time=read["nightly.max_time"],
            wishes=read["nightly.wishes"],
            verify_part=read["nightly.verify_part"],
            contact=read["network.contact"],
            allow=read["network.allow"],
            timeout=read["network.timeout"],
            largest=read["network.largest"],
        ),
        sources=sources,
        values=values,
    )


def _checked(key: Key, value: Value) -> Any:
    try:
        return key.read(value.value, value.base)
    except UsageError as error:
        kind = UsageError if value.origin.startswith("--") else ConfigError
        what = value.origin if value.origin.startswith("--") else f"{value.origin}: {key.name}"
        raise kind(f"{what}: {error}") from error
