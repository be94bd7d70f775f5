"""What a caller can ask of the cleaner. Picklable, so that it travels to worker processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from presscut.cleaner.kinds import KINDS
from presscut.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presscut.cleaner.memory import Memory
    from presscut.cleaner.model import Engine, Level
    from presscut.cleaner.rulebook import PackSource

Word = TypeVar("Word", bound=str)

LEVELS: tuple[Level, ...] = ("gentle", "normal", "strict")
ENGINES: tuple[Engine, ...] = ("auto", "own", "trafilatura")


@dataclass(frozen=True, slots=True)
class Options:
    """The settings that can change an answer.

    Attributes:
        level: moves the one threshold of the judge; ``gentle`` keeps more, ``strict`` cuts more.
        keep: kinds that are never cut, such as ``"copyright"``.
        engine: who finds the body of an HTML page.
        packs: the user's own rule packs, on top of the built-in ones.
        disable: ids of rules that are left out.
        memory: what sites repeat; it has a hash of its own, which results name as `snapshot_hash`.
    """

    level: Level = "normal"
    keep: frozenset[str] = frozenset()
    engine: Engine = "auto"
    packs: tuple[PackSource, ...] = ()
    disable: tuple[str, ...] = ()
    memory: Memory | None = None

    def hash(self) -> str:
        """SHA-256, in hexadecimal, of the settings; the rules and the memory have hashes of their own."""
        import hashlib
        import json

        said = {
            "disable": sorted(self.disable),
            "engine": self.engine,
            "keep": sorted(self.keep),
            "level": self.level,
        }
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def suggestion(word: str, known: Iterable[str]) -> str:
    """``"; did you mean X?"`` for a misspelt word, or nothing when no known word is near."""
    import difflib

    near = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def checked_level(word: str) -> Level:
    """The word as a level. Raises UsageError when it is none."""
    return _one_of(word, LEVELS, "level")


def checked_engine(word: str) -> Engine:
    """The word as an engine. Raises UsageError when it is none."""
    return _one_of(word, ENGINES, "engine")


def checked_kinds(words: Iterable[str]) -> frozenset[str]:
    """The words as kinds to keep. Raises UsageError at the first that is none."""
    return frozenset(_one_of(word, KINDS, "kind") for word in words)


def _one_of(word: object, known: Sequence[Word], what: str) -> Word:
    for candidate in known:
        if candidate == word:
            return candidate
    near = suggestion(word, known) if isinstance(word, str) else ""
    raise UsageError(f"{word!r} is not {_a(what)}{near}; known: {', '.join(known)}")


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
