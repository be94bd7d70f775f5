"""Every setting: its name, how its value is checked, what holds when nobody says anything."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from presscut.errors import UsageError
from presscut.options import checked_engine, checked_kinds, checked_level

ENV_PREFIX = "PRESSCUT_"
# Each is a process with rules of its own, and all are started at once: more than the largest machines have cores.
MOST_JOBS = 1_024
# Each is a thread that may hold three pages of the largest size; politeness makes more than some dozen wait for hosts.
MOST_WORKERS = 64
LONGEST = 1e9  # seconds: thirty years, and a number that every clock can add to its own
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}  # seconds


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


def _words(value: object, _base: Path) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(word, str) and word for word in value):
        raise UsageError("must be a list of words, none of them empty")
    return tuple(value)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise UsageError("must be a text in quotes")
    return value


def _jobs(value: object, _base: Path) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise UsageError("must be a whole number of at least 1")
    return value


def _up_to(most: int) -> Callable[[object, Path], int]:
    def read(value: object, base: Path) -> int:
        if _jobs(value, base) > most:
            raise UsageError(f"must be a whole number from 1 to {most:,}")
        return _jobs(value, base)

    return read


def _seconds(value: object, _base: Path) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= LONGEST:
        raise UsageError("must be a number of seconds")
    return float(value)


def _limit(value: object, base: Path) -> float:
    seconds = _seconds(value, base)
    if not seconds:
        raise UsageError("must be a number of seconds above 0")
    return seconds


def _duration(value: object, base: Path) -> float | None:
    if value == "":
        return None
    seconds = duration(value) if isinstance(value, str) else _seconds(value, base)
    if not 0 < seconds <= LONGEST:
        raise UsageError('must be above 0; "" is no limit')
    return seconds


def duration(text: str) -> float:
    """Seconds of a duration such as ``90s``, ``45m``, ``6h``, ``2d``.

    Raises:
        UsageError: it is none.
    """
    number, unit = text.strip()[:-1], text.strip()[-1:].lower()
    if unit not in UNITS or not number.replace(".", "", 1).isdecimal():
        raise UsageError(f"{text!r} is no duration; say 90s, 45m, 6h or 2d")
    return float(number) * UNITS[unit]


def spelt(seconds: float) -> str:
    """A duration as `duration` takes it, in the largest unit of which it is a whole number."""
    unit = next((unit for unit in reversed(UNITS) if seconds and seconds % UNITS[unit] == 0), "s")
    return f"{seconds / UNITS[unit]:g}{unit}"


def _networks(value: object, base: Path) -> tuple[str, ...]:
    from ipaddress import ip_network

    for word in _words(value, base):
        try:
            ip_network(word.strip())
        except ValueError:
            raise UsageError(f"{word!r} is no address or network, such as 127.0.0.1 or 10.0.0.0/8") from None
    return _words(value, base)


def _wishes(value: object, _base: Path) -> str:
    if value not in ("flag", "skip"):
        raise UsageError('must be "flag" or "skip"')
    return str(value)


def _plain(value: object, _base: Path) -> str:
    if not isinstance(value, str):
        raise UsageError("must be a text in quotes")
    return value


def _fraction(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text


def at_home(path: str) -> Path:
    """A path with the home folder that ``~`` stands for.

    Raises:
        UsageError: there is no such user, or this one has no home; or no path can read so.
    """
    if not path or "\0" in path:
        raise UsageError(f"{path!r} is no path")
    try:
        return Path(path).expanduser()
    except RuntimeError:
        raise UsageError(f"{path!r}: no home folder is known; write the path out") from None


def _path(value: object, base: Path) -> Path:
    return base / at_home(_text(value))


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
    Key("clean.jobs", _up_to(MOST_JOBS), _number, 1, "worker processes; the answers are the same for any number"),
    Key("archive.path", _path, str, "archive", "the archive directory, relative to this file"),
    Key(
        "rules.paths",
        lambda value, base: tuple(base / at_home(word) for word in _words(value, base)),
        _colons,
        [],
        "files or folders of your own rule packs, relative to this file",
    ),
    Key("rules.disable", _words, _commas, [], "ids of rules to leave out"),
    Key("nightly.workers", _up_to(MOST_WORKERS), _number, 4, "fetches under way at once; one at a time for each host"),
    Key("nightly.delay", _seconds, _fraction, 2.0, "seconds between two requests to one host, at least"),
    Key("nightly.max_time", _duration, str, "", 'take up no more work after so long, such as "6h"; "" is no limit'),
    Key("nightly.wishes", _wishes, str, "flag", "pages that ask not to be archived or mined: flag, skip"),
    Key("nightly.verify_part", _jobs, _number, 7, "read the whole archive through once in so many nights"),
    Key("network.contact", _plain, str, "", "where the owner of a site reaches you: an address or mailto:"),
    Key("network.allow", _networks, _commas, [], "addresses and networks that are opened in spite of the guard"),
    Key(
        "network.timeout",
        _limit,
        _fraction,
        60.0,
        "seconds for one page, from asking to the last byte",
    ),
    Key("network.largest", _jobs, _number, 50_000_000, "bytes of one page, unpacked"),
)
