"""The rules of one language made ready: all their cues in one table, each find led back to its rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from presscut.cleaner.cues import Cue, CueTable
from presscut.cleaner.rulebook import Rulebook
from presscut.cleaner.rulebook_types import Rule, Vocabulary

Role = Literal["any", "all", "none", "heading", "each", "holds"]
Slot = tuple[int, Role, int]  # rule, what the cue is to it, and which one (only `all` tells them apart)
Found = Mapping[tuple[int, Role], tuple[str, ...]]  # what was found in one block, by rule and role


class Ready(NamedTuple):
    """Rules and the table of their cues.

    Attributes:
        wordless: the rules no cue and no element leads to; they are tried on every block.
    """

    rules: tuple[Rule, ...]
    vocabulary: Vocabulary
    table: CueTable
    slots: tuple[Slot, ...]
    wordless: tuple[int, ...]

    @classmethod
    def of(cls, book: Rulebook) -> Ready:
        """Make the rules of a book ready."""
        rules = book.rules
        slots: dict[Slot, int] = {}
        owned = [(slots.setdefault(slot, len(slots)), cue) for slot, cue in _cues(rules)]
        wordless = tuple(i for i, rule in enumerate(rules) if not _is_led_to(rule))
        return cls(rules, book.vocabulary, CueTable(owned), tuple(slots), wordless)

    def find(self, words: list[str]) -> Found:
        """The cues in one block."""
        found: dict[tuple[int, Role], tuple[str, ...]] = {}
        for owner, phrase in self.table.find(words).items():
            rule, role, _ = self.slots[owner]
            found[rule, role] = (*found.get((rule, role), ()), phrase)
        return found

    def candidates(self, found: Found, named: Iterable[int]) -> list[int]:
        """The rules that may fit a block, in load order: by its cues, its elements, or always tried."""
        led = {rule for rule, role in found if role in ("any", "all", "heading")}
        return sorted(led.union(self.wordless, named))


def _is_led_to(rule: Rule) -> bool:
    return bool(rule.when.any or rule.when.all or rule.when.heading or rule.when.class_or_id)


def _cues(rules: tuple[Rule, ...]) -> Iterator[tuple[Slot, Cue]]:
    for i, rule in enumerate(rules):
        when, extent = rule.when, rule.extent
        yield from (((i, "any", 0), cue) for cue in when.any)
        yield from (((i, "all", n), cue) for n, cue in enumerate(when.all))
        yield from (((i, "none", 0), cue) for cue in when.none)
        yield from (((i, "heading", 0), cue) for cue in when.heading)
        yield from (((i, "each", 0), cue) for cue in extent.each.cues)
        yield from (((i, "holds", 0), cue) for cue in extent.holds)
