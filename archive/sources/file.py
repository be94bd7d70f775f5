"""Writing sources into a configuration file: at its end, or out of it. All else in the file stays as it is."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from presscut.archive.output import write_whole
from presscut.errors import ConfigError, UsageError

TABLE = re.compile(r"\s*\[")  # a line that begins a table: what stands before it ends there
SOURCE = re.compile(r"\s*\[\[\s*source\s*\]\]\s*(?:#.*)?$")
NOT_IN_NAME = re.compile(r"[^\w.\- &+,'’!()]+")
LONGEST_NAME = 40  # characters of a name that is made up


def unused_name(hint: str, taken: Collection[str]) -> str:
    """A name for a source: the hint, or the host of an address; with a number when it is taken."""
    host = urlsplit(hint).hostname if "://" in hint else None
    plain = NOT_IN_NAME.sub("-", host.removeprefix("www.") if host else Path(hint).name or hint).strip("-. ")
    name = plain[:LONGEST_NAME].strip("-. ") or "source"
    number, unused = 1, name
    while unused in taken:
        number += 1
        unused = f"{name}-{number}"
    return unused


def tables(path: Path) -> list[dict[str, object]]:
    """The sources of a configuration file as they stand there; none when it is not there.

    Raises:
        ConfigError: the file is no TOML.
        OSError: it cannot be read.
    """
    return _read(path, path.read_text(encoding="utf-8-sig")) if path.exists() else []


def append(path: Path, tables: Iterable[Mapping[str, object]]) -> None:
    """Add sources at the end of a configuration file, which is made when it is not there.

    Raises:
        ConfigError: the file is no TOML.
        OSError: it cannot be read or written.
    """
    before = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    _read(path, before)
    written = [before if not before or before.endswith("\n") else before + "\n"]
    for table in tables:
        lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in table.items())
        written.append("\n[[source]]\n" + "\n".join(lines) + "\n")
    after = "".join(written).lstrip("\n")
    _read(path, after)
    write_whole(path, after)


def take_out(path: Path, name: str) -> None:
    """Take a source out of a configuration file, its table and nothing else.

    Raises:
        UsageError: the file has no source of that name.
        ConfigError: it is no TOML, or writes its sources in a way that cannot be cut out.
        OSError: it cannot be read or written.
    """
    if not path.exists():
        raise UsageError(f"{path} is not there; name the configuration file with --to")
    before = path.read_text(encoding="utf-8-sig")
    sources = _read(path, before)
    names = [source.get("name") for source in sources]
    if name not in names:
        raise UsageError(f"{path} has no source {name}; if it stands in another file, name that with --to")
    index = names.index(name)
    lines = before.splitlines(keepends=True)
    start, end = _places(lines)[index] if len(_places(lines)) == len(sources) else (0, 0)
    after = "".join(lines[:start] + lines[end:])
    if _read(path, after) != sources[:index] + sources[index + 1 :]:
        raise ConfigError(f"{path}: the table of {name} cannot be cut out; edit the file")
    write_whole(path, after)


def _read(path: Path, content: str) -> list[dict[str, object]]:
    try:
        sources: list[dict[str, object]] = tomllib.loads(content).get("source", [])
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not TOML: {error}") from None
    return sources


def _places(lines: list[str]) -> list[tuple[int, int]]:
    """The first line of each source table, and the one after its last."""
    starts = [number for number, line in enumerate(lines) if SOURCE.match(line)]
    return [(start, next(_ends(lines, start + 1), len(lines))) for start in starts]


def _ends(lines: list[str], begin: int) -> Iterator[int]:
    """Where a table ends: at the next one, without the remarks and empty lines that stand right before that."""
    for number in range(begin, len(lines)):
        if TABLE.match(lines[number]):
            while number > begin and (not lines[number - 1].strip() or lines[number - 1].lstrip().startswith("#")):
                number -= 1  # noqa: PLW2901 walks back over what belongs to the next table
            yield number
            return
