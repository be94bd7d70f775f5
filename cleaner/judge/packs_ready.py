"""The rules of one language made ready: all their cues in one table, each find led back to its rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

from presscut.cleaner.cues import Cue, CueTable
from presscut.cleaner.model import MEDIA_TYPES, Block, Draft, MediaType
from presscut.cleaner.rulebook import Rulebook
from presscut.cleaner.rulebook_types import ClassOrId, Rule, Vocabulary, When
from presscut.cleaner.site import page_host

Role = Literal["any", "all", "none", "heading", "each", "holds"]
Slot = tuple[int, Role, int]  # rule, what the cue is to it, and which one (only `all` tells them apart)
Found = Mapping[tuple[int, Role], tuple[str, ...]]  # what was found in one block, by rule and role
NOTHING: Found = MappingProxyType({})
ASKED: tuple[Role, ...] = ("any", "all", "heading")  # what a block must have; the words of a reason are in this order


class Ready(NamedTuple):
    """Rules and the table of their cues.

    Attributes:
        wordless: the rules no cue and no element leads to; they are tried on every heading.
        unheaded: those of them that need no heading; they are tried on all other blocks.
        asked: for every rule the finds that it needs, each with the number of them.
        holding: the rules that are silent on a page where nothing is found that their sections must hold.
        classed: the rules that ask for words on an element, each with what it asks.
        anywhere: the rules for any site, by media type.
        somewhere: the rules for some sites only.
    """

    rules: tuple[Rule, ...]
    vocabulary: Vocabulary
    table: CueTable
    slots: tuple[Slot, ...]
    wordless: tuple[int, ...]
    unheaded: tuple[int, ...]
    asked: tuple[tuple[tuple[tuple[int, Role], int], ...], ...]
    holding: frozenset[int]
    classed: tuple[tuple[int, ClassOrId], ...]
    anywhere: Mapping[MediaType, frozenset[int]]
    somewhere: tuple[int, ...]

    @classmethod
    def of(cls, book: Rulebook) -> Ready:
        """Make the rules of a book ready."""
        rules = book.rules
        slots: dict[Slot, int] = {}
        owned = [(slots.setdefault(slot, len(slots)), cue) for slot, cue in _cues(rules)]
        wordless = tuple(i for i, rule in enumerate(rules) if not _is_led_to(rule))
        unheaded = tuple(i for i in wordless if not _is_for_headings(rules[i]))
        asked = tuple(tuple(_asked(number, rule.when)) for number, rule in enumerate(rules))
        holding = frozenset(n for n, rule in enumerate(rules) if _is_silent_without(rule))
        classed = tuple((n, rule.when.class_or_id) for n, rule in enumerate(rules) if rule.when.class_or_id)
        general = [number for number, rule in enumerate(rules) if "*" in rule.sites]
        anywhere = {media: frozenset(n for n in general if media in rules[n].applies_to) for media in MEDIA_TYPES}
        somewhere = tuple(number for number, rule in enumerate(rules) if "*" not in rule.sites)
        return cls(
            rules,
            book.vocabulary,
            CueTable(owned),
            tuple(slots),
            wordless,
            unheaded,
            asked,
            holding,
            classed,
            anywhere,
            somewhere,
        )

    def find(self, words: list[str]) -> Found:
        """The cues in one block."""
        owners = self.table.find(words)
        if not owners:
            return NOTHING
        found: dict[tuple[int, Role], tuple[str, ...]] = {}
        for owner, phrase in owners.items():
            rule, role, _ = self.slots[owner]
            found[rule, role] = (*found.get((rule, role), ()), phrase)
        return found

    def concerning(self, draft: Draft, finds: Iterable[Found]) -> frozenset[int]:
        """The rules that may say anything about this page, by its kind, its site and what was found in its blocks."""
        held = {rule for found in finds for rule, role in found if role == "holds"}
        return self._made_for(draft) - (self.holding - held)

    def _made_for(self, draft: Draft) -> frozenset[int]:
        if not self.somewhere:
            return self.anywhere[draft.media_type]
        host = page_host(draft)
        here = (
            n for n in self.somewhere if any(site == host or host.endswith(f".{site}") for site in self.rules[n].sites)
        )
        return self.anywhere[draft.media_type].union(n for n in here if draft.media_type in self.rules[n].applies_to)

    def candidates(self, block: Block, found: Found, named: Mapping[int, str]) -> Sequence[int]:
        """The rules that may fit a block, in load order: by its cues, its elements, or always tried."""
        tried = self.wordless if block.kind == "heading" else self.unheaded
        if not found and not named:
            return tried
        led = {rule for rule, role in found if role in ASKED}
        return sorted(led.union(tried, named))


def _asked(number: int, when: When) -> Iterator[tuple[tuple[int, Role], int]]:
    """The roles whose cues a rule has, with the number of cues that must be found."""
    cues: Mapping[Role, tuple[Cue, ...]] = {"any": when.any, "all": when.all, "heading": when.heading}
    for role in ASKED:
        if cues[role]:
            yield (number, role), len(cues[role]) if role == "all" else 1


def _is_led_to(rule: Rule) -> bool:
    return bool(rule.when.any or rule.when.all or rule.when.heading or rule.when.class_or_id)


def _is_silent_without(rule: Rule) -> bool:
    """Whether a rule has nothing to say where no section holds what it must."""
    return rule.is_section and bool(rule.extent.holds) and not rule.alone


def _is_for_headings(rule: Rule) -> bool:
    """Whether a rule opens a section, at a real heading only."""
    return rule.is_section and rule.when.heading_like == "heading"


def _cues(rules: tuple[Rule, ...]) -> Iterator[tuple[Slot, Cue]]:
    for i, rule in enumerate(rules):
        when, extent = rule.when, rule.extent
        yield from (((i, "any", 0), cue) for cue in when.any)
        yield from (((i, "all", n), cue) for n, cue in enumerate(when.all))
        yield from (((i, "none", 0), cue) for cue in when.none)
        yield from (((i, "heading", 0), cue) for cue in when.heading)
        yield from (((i, "each", 0), cue) for cue in extent.each.cues)
        yield from (((i, "holds", 0), cue) for cue in extent.holds)
