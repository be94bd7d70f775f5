"""A source, as the configuration describes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args

from presscut.archive.net.guard import Forbidden
from presscut.archive.net.target import target_of
from presscut.archive.state.rows import host_of
from presscut.errors import ConfigError

Kind = Literal["feed", "sitemap", "urls", "folder", "warc"]
Refresh = Literal["never", "changed", "daily", "weekly", "monthly"]
Robots = Literal["obey", "ignore"]

KINDS: tuple[Kind, ...] = get_args(Kind)
ON_DISK = frozenset({"folder", "warc"})
# Nights between two visits of a page that is archived. "changed": when its source says that it changed.
NIGHTS: Mapping[Refresh, int | None] = {"never": None, "changed": None, "daily": 1, "weekly": 7, "monthly": 30}
LANGUAGE = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")  # RFC 5646, 2.1, and the underscore of locales
NAME = re.compile(r"[\w.\- &+,'’!()]{1,60}\Z")


@dataclass(frozen=True, slots=True)
class Source:
    """One place to look for pages.

    Attributes:
        name: what reports call it; no two have the same.
        kind: what stands there.
        url: the address of a feed, a sitemap or a list of addresses; null when it is a file.
        path: the file or folder; null when it is an address.
        site: the host its pages belong to, when not that of the address.
        language: of its pages, when they do not say so themselves.
        per_night: the most pages that are fetched in one night; the rest waits for the next.
        refresh: how often a page that is archived is asked for again.
        robots: whether robots.txt is obeyed. To ignore it needs a reason, which every report repeats.
        robots_reason: that reason.
        rules: rule packs for this source alone, beside those of the settings.
        enabled: whether the night looks here.
    """

    name: str
    kind: Kind
    url: str | None = None
    path: Path | None = None
    site: str | None = None
    language: str | None = None
    per_night: int = 500
    refresh: Refresh = "changed"
    robots: Robots = "obey"
    robots_reason: str | None = None
    rules: tuple[Path, ...] = ()
    enabled: bool = True

    @property
    def host(self) -> str:
        """The site its pages belong to when they have no address of their own."""
        return self.site or host_of(self.url)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be a text in quotes")
    return value.strip()


def _name(value: object) -> str:
    if not NAME.match(_text(value)):
        raise ValueError("must be letters, digits, spaces and . - & + , ' ! ( ), 60 at most")
    return _text(value)


def _address(value: object) -> str:
    if not _text(value).lower().startswith(("http://", "https://")):
        raise ValueError("must be an address that begins with http:// or https://")
    try:
        target_of(_text(value))
    except Forbidden as error:
        raise ValueError(f"cannot be asked: {error}") from None
    return _text(value)


def _host(value: object) -> str:
    host = _text(value).lower().removeprefix("www.")
    try:
        asked = target_of(f"http://{host}")
    except Forbidden:
        asked = None
    if asked is None or asked.url != f"http://{asked.host}/":  # no port, no path, nothing else
        raise ValueError("must be the name of a host, such as courier.example")
    return host


def _language(value: object) -> str:
    if not LANGUAGE.fullmatch(_text(value)):
        raise ValueError("must be the tag of a language, such as en or pt-BR")
    return _text(value).lower()


def _positive(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError("must be a whole number of at least 1")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _one_of(words: Iterable[str]) -> Callable[[object], str]:
    known = tuple(words)

    def read(value: object) -> str:
        if value not in known:
            raise ValueError(f"must be one of {', '.join(known)}{_suggestion(str(value), known)}")
        return str(value)

    return read


# What checks each key; paths are relative to the folder of the file, see `read_source`.
READERS: Mapping[str, Callable[[object], Any]] = {
    "name": _name,
    "kind": _one_of(KINDS),
    "url": _address,
    "path": lambda value: _path(_text(value)),
    "site": _host,
    "language": _language,
    "per_night": _positive,
    "refresh": _one_of(NIGHTS),
    "robots": _one_of(get_args(Robots)),
    "robots_reason": _text,
    "rules": lambda value: tuple(_path(_text(each)) for each in _list(value)),
    "enabled": _flag,
}


def _path(text: str) -> Path:
    if "\0" in text:
        raise ValueError("is no path")
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise ValueError(f"is {text!r}, and no home folder is known for it; write the path out") from None


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ValueError("must be a list")
    return value


def _suggestion(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, list(known), 1)
    return f"; did you mean {close[0]!r}?" if close else ""


def read_source(table: Mapping[str, object], base: Path, where: str) -> Source:
    """The source of one ``[[source]]`` table.

    Args:
        base: the folder that relative paths start from.
        where: the file, and the number of the table in it, for messages.

    Raises:
        ConfigError: a key is unknown or missing, or a value is wrong.
    """
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in READERS:
            raise ConfigError(f"{where}: unknown key {key} in [[source]]{_suggestion(key, READERS)}")
        try:
            values[key] = READERS[key](value)
        except ValueError as error:
            raise ConfigError(f"{where}: {key} {error}") from None
    missing = [f.name for f in fields(Source) if f.default is MISSING and f.name not in values]
    if missing:
        raise ConfigError(f"{where}: a [[source]] needs {' and '.join(missing)}")
    if "path" in values:
        values["path"] = base / values["path"]
    values["rules"] = tuple(base / path for path in values.get("rules", ()))
    source = Source(**values)
    _check(source, where)
    return source


def _check(source: Source, where: str) -> None:
    if (source.url is None) == (source.path is None):
        raise ConfigError(f"{where}: {source.name} needs either url or path")
    if source.kind in ON_DISK and source.path is None:
        raise ConfigError(f"{where}: {source.name} is a {source.kind}: it needs path, not url")
    if source.robots == "ignore" and not source.robots_reason:
        raise ConfigError(f'{where}: {source.name} ignores robots.txt: say why, robots_reason = "…"')


def read_sources(tables: Iterable[tuple[Mapping[str, object], Path, str]]) -> tuple[Source, ...]:
    """The sources of all ``[[source]]`` tables, in their order.

    Raises:
        ConfigError: a table is wrong, or two have one name.
    """
    sources: dict[str, Source] = {}
    for table, base, where in tables:
        source = read_source(table, base, where)
        if source.name in sources:
            raise ConfigError(f"{where}: there are two sources with the name {source.name}; rename one")
        sources[source.name] = source
    return tuple(sources.values())
