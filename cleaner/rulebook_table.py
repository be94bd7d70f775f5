"""A TOML table read key by key: every value is checked, every key that nobody asked for is an error."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from presscut.cleaner.cues import Cue, CueError, parse_cue
from presscut.errors import ConfigError

Choice = TypeVar("Choice", bound=str)

MISSPELT = 0.75
"""How near a key is to the one that is missing: `kind` is .67 from `id`, and means itself."""


def suggestion(word: str, known: Sequence[str]) -> str:
    """What was probably meant, or what there is."""
    import difflib

    near = difflib.get_close_matches(word, known, 1, 0.6)
    return f"did you mean {near[0]!r}?" if near else f"there is {', '.join(known[:30])}"


class Table:
    """One table of a pack file, with the words that say where it stands, and how its cues are read."""

    def __init__(self, values: object, where: str, read_cue: Callable[[str], Cue] = parse_cue) -> None:
        self.where = where
        self._read_cue = read_cue
        if not isinstance(values, Mapping):
            raise self.error("must be a table")
        self._values: Mapping[str, Any] = values
        self._asked: dict[str, None] = {}

    def error(self, message: str) -> ConfigError:
        """An error that names the place."""
        return ConfigError(f"{self.where}: {message}")

    def _missing(self, key: str) -> ConfigError:
        """The error for a key that must be there: often it stands there, misspelt."""
        import difflib

        near = difflib.get_close_matches(key, self._values, 1, MISSPELT)
        return self.error(f"unknown key {near[0]!r}; did you mean {key!r}?" if near else f"{key!r} is missing")

    def finish(self) -> None:
        """Refuse the keys nobody asked for."""
        for key in self._values:
            if key not in self._asked:
                raise self.error(f"unknown key {key!r}; {suggestion(key, tuple(self._asked))}")

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        self._asked[key] = None
        return key in self._values

    def table(self, key: str, name: str) -> Table:
        """A table inside this one; an empty one when it is missing."""
        return Table(self._values[key] if self.has(key) else {}, f"{self.where}: {name}", self._read_cue)

    def tables(self, key: str) -> list[object]:
        """An array of tables, not yet read."""
        found = self._values[key] if self.has(key) else []
        if not isinstance(found, list):
            raise self.error(f"{key!r} must be an array of tables, written [[{key}]]")
        return found

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty; without a default the key is required."""
        if not self.has(key):
            if default is None:
                raise self._missing(key)
            return default
        found = self._values[key]
        if not isinstance(found, str) or not found.strip():
            raise self.error(f"{key!r} must be a text that is not empty")
        return found

    def maybe_text(self, key: str) -> str | None:
        """A text, or null when the key is missing."""
        return self.text(key) if self.has(key) else None

    def number(self, key: str, low: float, high: float, default: float | None = None) -> float:
        """A number between `low` and `high`; without a default the key is required."""
        if not self.has(key):
            if default is None:
                raise self._missing(key)
            return default
        found = self._values[key]
        if isinstance(found, bool) or not isinstance(found, int | float) or not low <= found <= high:
            raise self.error(f"{key!r} must be a number from {low:g} to {high:g}")
        return float(found)

    def count(self, key: str, default: int) -> int:
        """A whole number, not below nothing."""
        found = self._values[key] if self.has(key) else default
        if isinstance(found, bool) or not isinstance(found, int) or found < 0:
            raise self.error(f"{key!r} must be a whole number")
        return found

    def maybe_count(self, key: str) -> int | None:
        """A whole number, or null when the key is missing."""
        return self.count(key, 0) if self.has(key) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty when the key is missing."""
        found = self._values[key] if self.has(key) else []
        if not isinstance(found, list) or not all(isinstance(item, str) and item.strip() for item in found):
            raise self.error(f"{key!r} must be a list of texts that are not empty")
        return tuple(found)

    def choice(self, key: str, allowed: Sequence[Choice], default: Choice | None = None) -> Choice:
        """One of the allowed words."""
        return self._allowed(key, self.text(key, default), allowed)

    def choices(self, key: str, allowed: Sequence[Choice], default: tuple[Choice, ...] = ()) -> tuple[Choice, ...]:
        """A list of allowed words; the default when the key is missing."""
        return tuple(self._allowed(key, word, allowed) for word in self.texts(key)) if self.has(key) else default

    def _allowed(self, key: str, word: str, allowed: Sequence[Choice]) -> Choice:
        for known in allowed:
            if word == known:
                return known
        raise self.error(f"{key!r} does not know {word!r}; {suggestion(word, allowed)}")

    def cues(self, key: str) -> tuple[Cue, ...]:
        """A list of cues."""
        return tuple(self._cue(key, pattern) for pattern in self.texts(key))

    def _cue(self, key: str, pattern: str) -> Cue:
        try:
            return self._read_cue(pattern)
        except CueError as reason:
            raise self.error(f"{key!r}: the cue {pattern!r} {reason}") from reason
