"""Whether a rule's conditions hold for a block."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from presscut.cleaner.judge.packs_elements import elements_meant, rules_around
from presscut.cleaner.judge.packs_ready import Found, Ready
from presscut.cleaner.model import Block
from presscut.cleaner.rulebook_types import HeadingLike, When
from presscut.cleaner.signals import Context

LINE_WORDS = 8  # a line that stands as a heading: "Similar articles", "More stories from our newsroom"
LINE_CHARS = 80
REASON_CHARS = 60  # of one phrase in a reason


class Fit(NamedTuple):
    """A rule fits a block: what was found, and which of its signals agree."""

    words: tuple[str, ...]
    signals: tuple[str, ...]

    @property
    def reason(self) -> str:
        """One line for a person: the words, then the signals."""
        words = ", ".join(f"“{word[:REASON_CHARS]}”" for word in self.words)
        return " · ".join(part for part in (words, ", ".join(self.signals)) if part)


class Matcher:
    """The rules of one language over one page."""

    def __init__(self, ready: Ready, page: Context) -> None:
        self.ready = ready
        self.page = page
        self.finds: list[Found] = [ready.find(words) for words in page.words]
        self._concerned = ready.concerning(page.draft, self.finds)
        self._meant = elements_meant(page, [rule for rule in ready.classed if rule[0] in self._concerned])

    def fits(self, index: int) -> list[tuple[int, Fit]]:
        """The rules whose conditions hold for a block, in load order."""
        block = self.page.blocks[index]
        named = rules_around(block, self._meant)
        found: list[tuple[int, Fit]] = []
        for number in self.ready.candidates(block, self.finds[index], named):
            if number in self._concerned and (fit := self._fit(index, number, named)):
                found.append((number, fit))
        return found

    def signals(self, index: int, number: int) -> tuple[str, ...]:
        """Which of a rule's signals agree on a block."""
        return tuple(self.page.agreeing(self.ready.rules[number].when.signals, index))

    def _fit(self, index: int, number: int, named: Mapping[int, str]) -> Fit | None:
        rule, block = self.ready.rules[number], self.page.blocks[index]
        when = rule.when
        if not _shape_fits(block, when):
            return None
        words = self._cues_fit(index, number)
        if words is None or (rule.is_section and not opens(block, when.heading_like)):
            return None
        if when.class_or_id:
            if number not in named:
                return None
            words = (*words, f"class or id {named[number]}")
        return Fit(words, self.signals(index, number))

    def _cues_fit(self, index: int, number: int) -> tuple[str, ...] | None:
        found = self.finds[index]
        if (number, "none") in found:
            return None
        words: tuple[str, ...] = ()
        for role, least in self.ready.asked[number]:
            hits = found.get(role, ())
            if len(hits) < least:
                return None
            words += hits
        return words


def _shape_fits(block: Block, when: When) -> bool:
    shape = block.shape
    if shape.chars < max(1, when.min_chars) or (when.max_chars is not None and shape.chars > when.max_chars):
        return False
    return (not when.kinds or block.kind in when.kinds) and shape.links >= when.links


def opens(block: Block, like: HeadingLike) -> bool:
    """Whether a block can open a section: a heading, or a short line without end mark."""
    if block.kind == "heading" or like == "heading":
        return block.kind == "heading"
    shape = block.shape
    short = shape.chars <= LINE_CHARS and shape.words <= LINE_WORDS
    return short and shape.ending in ("none", "colon", "ellipsis") and block.kind in ("paragraph", "item", "caption")
