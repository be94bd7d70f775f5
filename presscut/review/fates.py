"""What became of each block, read out of the ledger: the picture shows the account, not a second opinion."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from presscut.cleaner.compose import LOW_CONFIDENCE
from presscut.review.families import KEPT, MOVED, Family, family_of

if TYPE_CHECKING:
    from presscut.cleaner.model import Block, Decision, Edit, LedgerEntry
    from presscut.pipeline import Work

NEAR = math.log(LOW_CONFIDENCE / (1 - LOW_CONFIDENCE))
"""Log-odds from the threshold (0.85) within which a decision is less sure than what flags a whole article."""


class Fate(NamedTuple):
    """What became of one block.

    Attributes:
        entries: its cut or moved entries of the ledger; none when it was kept.
    """

    block: Block
    decision: Decision
    entries: tuple[LedgerEntry, ...]

    @property
    def action(self) -> str:
        """``"keep"``, ``"cut"`` or ``"moved"``."""
        return self.entries[0].action if self.entries else "keep"

    @property
    def kind(self) -> str:
        """What it is held to be."""
        return self.entries[0].kind if self.entries else self.decision.kind

    @property
    def rule(self) -> str:
        """The rule that the account names."""
        return self.entries[0].rule if self.entries else self.decision.rule

    @property
    def family(self) -> Family:
        """How it is drawn."""
        return {"keep": KEPT, "moved": MOVED}.get(self.action) or family_of(self.kind)

    @property
    def scored(self) -> bool:
        """Whether a score decided; a divider without words has none."""
        return not self.entries or self.entries[0].score is not None

    @property
    def repairs(self) -> tuple[Edit, ...]:
        """What was edited in it. In what was cut nothing counts as edited, nor where no text was left."""
        return self.block.edits if self.action == "moved" or (self.action == "keep" and self.block.text) else ()

    @property
    def gap(self) -> float:
        """Log-odds between the score and what was needed."""
        return abs(self.decision.score - self.decision.needed)

    @property
    def against(self) -> bool:
        """Whether something other than the score decided, such as a policy."""
        return self.scored and (self.decision.score > self.decision.needed) == (self.action == "keep")

    @property
    def near(self) -> bool:
        """Whether little would have turned the decision."""
        return self.scored and self.gap < NEAR and self.block.shape.words > 0

    @property
    def chars(self) -> int:
        """Characters of the source that the account gives to it."""
        return sum(e.src_end - e.src_start for e in self.entries) or self.block.end - self.block.start


def fates(work: Work) -> list[Fate]:
    """One fate a block, in reading order."""
    entries = [entry for entry in work.article.ledger if entry.action != "edited"]
    pairs = zip(work.draft.blocks, work.verdict.decisions, strict=True)
    rest = _Entries(entries)
    return [Fate(block, decision, rest.inside(block)) for block, decision in pairs]


def runs(of: Sequence[Fate]) -> Iterator[tuple[int, int]]:
    """Stretches of blocks that did not stay, as index pairs."""
    first = None
    for index in range(len(of) + 1):
        gone = index < len(of) and of[index].action != "keep"
        if gone and first is None:
            first = index
        elif not gone and first is not None:
            yield first, index
            first = None


class _Entries:
    """The ledger's entries, taken block by block: both are in the order of the source."""

    def __init__(self, entries: Sequence[LedgerEntry]) -> None:
        self._entries = entries
        self._next = 0

    def inside(self, block: Block) -> tuple[LedgerEntry, ...]:
        first = self._next
        while self._next < len(self._entries) and self._entries[self._next].src_start < block.end:
            self._next += 1
        return tuple(self._entries[first : self._next])
