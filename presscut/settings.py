"""Where a setting comes from: built-in < user < project < --config < PRESSCUT_* < flags.

`KEYS` is the whole configuration. A layer is a mapping from a key's name to a value with its
origin; the last layer that names a key wins.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from presscut.errors import ConfigError, UsageError
from presscut.options import checked_engine, checked_kinds, checked_level, suggestion

if TYPE_CHECKING:
    from presscut.cleaner.model import Engine, Level

FILE_NAME = "presscut.toml"
ENV_PREFIX = "PRESSCUT_"
ENV_CONFIG = "PRESSCUT_CONFIG"  # stands for --config


class Key(NamedTuple):
    """One setting.

    Attributes:
        name: section and key, ``"clean.level"``.
        read: checks a TOML value and gives the setting; relative paths are relative to the folder.
        split: cuts the text of an environment variable into a TOML value.
        default: what holds when nobody says anything, as a TOML value.
        about: one line for `config init`.
    """

    name: str
    read: Callable[[object, Path], Any]
    split: Callable[[str], object]
    default: object
    about: str

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return ENV_PREFIX + self.name.replace(".", "_").upper()


class Value(NamedTuple):
    """A TOML value, the folder its relative paths start from, and where it was said."""

    value: object
    base: Path
    origin: str


Layer = Mapping[str, Value]


class Settings(NamedTuple):
    """All settings of a run. `values` holds them as TOML with their origins, by key name."""

    level: Level
    keep: frozenset[str]
    engine: Engine
    jobs: int
    archive: Path
    rules: tuple[Path, ...]
    disable: tuple[str, ...]
    values: Layer


def _words(value: object, _base: Path) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(word, str) for word in value):
        raise UsageError("must be a list of words")
    return tuple(value)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise UsageError("must be a text in quotes")
    return value


def _jobs(value: object, _base: Path) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise UsageError("must be a whole number of at least 1")
    return value


def _path(value: object, base: Path) -> Path:
    return base / Path(_text(value)).expanduser()


def _number(text: str) -> object:
    return int(text) if text.strip().isdecimal() else text


def _commas(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _colons(text: str) -> list[str]:
    return [path for path in text.split(os.pathsep) if path]


KEYS: tuple[Key, ...] = (
    Key(
        "clean.level",
        lambda value, _base: checked_level(_text(value)),
        str,
        "normal",
        "gentle keeps more, strict cuts more: gentle, normal, strict",
    ),
    Key(
        "clean.keep",
        lambda value, base: checked_kinds(_words(value, base)),
        _commas,
        [],
        'kinds that are never cut, such as ["copyright", "authorbio"]',
    ),
    Key(
        "clean.engine",
        lambda value, _base: checked_engine(_text(value)),
        str,
        "auto",
        "who finds the body of an HTML page: auto, own, trafilatura",
    ),
    Key("clean.jobs", _jobs, _number, 1, "worker processes; the answers are the same for any number"),
    Key("archive.path", _path, str, "archive", "the archive directory, relative to this file"),
    Key(
        "rules.paths",
        lambda value, base: tuple(base / Path(word).expanduser() for word in _words(value, base)),
        _colons,
        [],
        "files or folders of your own rule packs, relative to this file",
    ),
    Key("rules.disable", _words, _commas, [], "ids of rules to leave out"),
)
BY_NAME: Mapping[str, Key] = {key.name: key for key in KEYS}


def user_file(environ: Mapping[str, str]) -> Path:
    """The user's own configuration file, as the XDG base directory specification places it."""
    home = environ.get("XDG_CONFIG_HOME") or str(Path(environ.get("HOME", "~")).expanduser() / ".config")
    return Path(home) / "presscut" / FILE_NAME


def files(config: Path | None, *, environ: Mapping[str, str], folder: Path) -> tuple[tuple[str, Path], ...]:
    """The configuration files that count, the weakest first, each with what it is; they may be absent."""
    named = config or (Path(environ[ENV_CONFIG]) if environ.get(ENV_CONFIG) else None)
    found = [("user", user_file(environ)), ("project", folder / FILE_NAME)]
    return (*found, ("--config" if config else ENV_CONFIG, named)) if named else tuple(found)


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
    for what, path in files(config, environ=environ, folder=folder):
        if path.is_file() or what not in ("user", "project"):
            layers.append(read_file(path))
    layers.append(_environment(environ, folder))
    layers.append({name: Value(value, folder, _flag(name)) for name, value in (flags or {}).items()})
    return _settle({name: value for layer in layers for name, value in layer.items()})


def read_file(path: Path) -> dict[str, Value]:
    """The layer of one file. Raises ConfigError naming the file, the line where it is known, and the key."""
    import tomllib

    try:
        text = path.read_text(encoding="utf-8")
        tables = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:  # TOMLDecodeError and UnicodeDecodeError
        raise ConfigError(f"{path} is not TOML: {error}") from error
    layer: dict[str, Value] = {}
    for section, table in tables.items():
        layer |= _section(path, text, section, table)
    return layer


def _section(path: Path, text: str, section: str, table: object) -> dict[str, Value]:
    sections = sorted({name.partition(".")[0] for name in BY_NAME})
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
        if not variable.startswith(ENV_PREFIX) or variable == ENV_CONFIG:
            continue
        key = by_variable.get(variable)
        if key is None:
            raise ConfigError(f"unknown environment variable {variable}{suggestion(variable, by_variable)}")
        layer[key.name] = Value(key.split(text), folder, variable)
    return layer


def _flag(name: str) -> str:
    return {"archive.path": "--archive", "rules.paths": "--rules"}.get(name, "--" + name.partition(".")[2])


def _settle(values: Layer) -> Settings:
    read = {name: _checked(BY_NAME[name], value) for name, value in values.items()}
    return Settings(
        level=read["clean.level"],
        keep=read["clean.keep"],
        engine=read["clean.engine"],
        jobs=read["clean.jobs"],
        archive=read["archive.path"],
        rules=read["rules.paths"],
        disable=read["rules.disable"],
        values=values,
    )


def _checked(key: Key, value: Value) -> Any:
    try:
        return key.read(value.value, value.base)
    except UsageError as error:
        kind = UsageError if value.origin.startswith("--") else ConfigError
        what = value.origin if value.origin.startswith("--") else f"{value.origin}: {key.name}"
        raise kind(f"{what}: {error}") from error
