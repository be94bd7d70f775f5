"""Rules over pages: what packs would change, and which rules have anything to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from presscut.errors import Problem
from presscut.terminal import first_words, one_line

if TYPE_CHECKING:
    from presscut.cleaner.model import Page
    from presscut.pipeline import Cleaner, Work

WORDS = 60  # columns of a block's beginning


class Turn(NamedTuple):
    """A block of which something else becomes, by whose word, and its first words.

    Attributes:
        before, after: ``"keep"``, ``"cut"`` or ``"moved"``.
    """

    before: str
    after: str
    rule: str
    words: str

    def __str__(self) -> str:
        return f"{self.before} → {self.after}  {one_line(self.rule)}: {self.words}"


def turns(page: Page, without: Cleaner, with_packs: Cleaner) -> list[Turn] | Problem:
    """The blocks of a page of which some packs make something else."""
    works = without.work(page), with_packs.work(page)
    before, after = works
    if isinstance(before, Problem):
        return before
    if isinstance(after, Problem):
        return after
    pairs = zip(before.verdict.decisions, after.verdict.decisions, strict=True)
    return [
        Turn(old.action, new.action, new.rule, first_words(after.draft.blocks[new.block].text, WORDS))
        for old, new in pairs
        if old.action != new.action
    ]


class Use(NamedTuple):
    """How much a rule had to say.

    Attributes:
        pages: on which it spoke of a block.
        blocks: of which it spoke.
        named: those whose fate the ledger puts down to it.
    """

    pages: int = 0
    blocks: int = 0
    named: int = 0

    def and_of(self, blocks: int, named: int) -> Use:
        """With one page more."""
        return Use(self.pages + 1, self.blocks + blocks, self.named + named)


class Coverage:
    """Counts, page by page, what each rule had to say."""

    def __init__(self, rules: Sequence[str]) -> None:
        self._uses = dict.fromkeys(rules, Use())
        self.pages = 0

    def count(self, work: Work) -> None:
        """Take note of a page after all stages."""
        self.pages += 1
        spoken = {(mark.rule, mark.block) for mark in work.draft.marks}
        named = [decision.rule for decision in work.verdict.decisions if decision.action != "keep"]
        blocks = [rule for rule, _ in spoken]
        for rule in set(blocks) & self._uses.keys():
            self._uses[rule] = self._uses[rule].and_of(blocks.count(rule), named.count(rule))

    def lines(self, unused: bool) -> Iterator[str]:
        """A line a rule that spoke, those with most blocks first; or the ids of those that did not."""
        if unused:
            yield from (f"{one_line(rule)}\n" for rule, use in self._uses.items() if not use.pages)
            return
        used = [(rule, use) for rule, use in self._uses.items() if use.pages]
        yield f"{'blocks':>7}  {'named':>6}  {'pages':>6}  rule\n"
        for rule, use in sorted(used, key=lambda each: (-each[1].blocks, each[0])):
            yield f"{use.blocks:>7}  {use.named:>6}  {use.pages:>6}  {one_line(rule)}\n"
