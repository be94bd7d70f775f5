"""Adding up opinions: from a block's marks to one log-odds score.

Marks of one kind are opinions on the same thing, so synonyms must not add up: of each kind only the
strongest mark for cutting and the strongest for keeping count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from presscut.cleaner.model import Draft, Mark

WITNESSES = frozenset({"model", "shape", "trafilatura", "judge"})
PROTECTED = -10.0  # a keep mark this strong is an order of the user, not evidence


class Evidence(NamedTuple):
    """The marks of one block that count, and their sum.

    Attributes:
        score: log-odds that the block does not belong to the body.
        terms: the marks that were added up, the strongest first.
        fields: marks that ask to move the block, or a part of it, into a field.
        protected: the user asked for this block to be kept.
    """

    score: float
    terms: tuple[Mark, ...]
    fields: tuple[Mark, ...]
    protected: bool


def counted(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Of each kind the strongest mark for cutting and the strongest for keeping; the strongest first.

    Only rules can be synonyms: what the model, a shape or another extractor says counts beside them.
    """
    strongest: dict[tuple[str, str, bool], Mark] = {}
    for mark in marks:
        family = mark.rule.partition("/")[0]
        key = (mark.kind, family if family in WITNESSES else "rules", mark.weight > 0)
        if key not in strongest or abs(mark.weight) > abs(strongest[key].weight):
            strongest[key] = mark
    return tuple(sorted(strongest.values(), key=lambda m: (-abs(m.weight), m.rule)))


def by_block(draft: Draft) -> list[list[Mark]]:
    """The draft's marks, one list a block."""
    marks: list[list[Mark]] = [[] for _ in draft.blocks]
    for mark in draft.marks:
        marks[mark.block].append(mark)
    return marks


def weigh(marks: Sequence[Mark], keep: frozenset[str] = frozenset()) -> Evidence:
    """One block's evidence; marks for cutting it as a kind to `keep` do not count."""
    terms = counted(m for m in marks if m.field is None and (m.weight < 0 or m.kind not in keep))
    return Evidence(
        score=sum(m.weight for m in terms),
        terms=terms,
        fields=tuple(m for m in marks if m.field is not None),
        protected=any(m.kind == "protect" and m.weight <= PROTECTED for m in terms),
    )
