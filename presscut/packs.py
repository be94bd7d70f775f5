"""The user's rule packs, read from files and folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from presscut.errors import ConfigError

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from presscut.cleaner.rulebook import PackSource

EMPTY = "an empty name is no rule pack; is a variable not set?"


def read_packs(paths: Iterable[str | os.PathLike[str]]) -> tuple[PackSource, ...]:
    """The packs of files and folders (every ``*.toml`` below, in the order of their names).

    Raises ConfigError when a path is empty, not there, cannot be read, or a folder holds no pack.
    """
    return tuple(pack for path in paths for pack in _of(_named(path)))


def _named(path: str | os.PathLike[str]) -> Path:
    """The path; an empty one would be the current folder."""
    if not str(path):
        raise ConfigError(EMPTY)
    return Path(path)


def _of(path: Path) -> Iterator[PackSource]:
    if not path.is_dir():
        yield _read(path, path.name)
        return
    found = sorted(path.rglob("*.toml"))
    if not found:
        raise ConfigError(f"{path} holds no rule pack; a pack is a file that ends in .toml")
    for file in found:
        yield _read(file, file.relative_to(path).as_posix())


def _read(path: Path, name: str) -> PackSource:
    from presscut.cleaner.rulebook import PackSource

    try:
        return PackSource(name, path.read_text(encoding="utf-8"), "user")
    except OSError as error:
        raise ConfigError(f"the rule pack {path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"the rule pack {path} is not UTF-8") from error
