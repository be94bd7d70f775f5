"""Adding up opinions: from a block's marks to one log-odds score.

Marks of one kind are opinions on the same thing, so synonyms must not add up: of each kind only the
strongest mark for cutting and the strongest for keeping count.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from presscut.cleaner.model import Draft, Mark

WITNESSES = frozenset({"model", "shape", "site", "trafilatura", "judge", "page"})
LOOKS = frozenset({"model", "site", "trafilatura", "any", "page"})
"""Judge by looks, by place and by what comes again; the rules of no language, by class names."""
SURE = 3.0  # log-odds: rules have it whose precision on the development pages is .95 or more
AT_MOST = 1.5  # log-odds that looks can hold against a sure rule
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


def family_of(mark: Mark) -> str:
    """Who gave the mark: ``"model"``, ``"shape"``, ``"site"``, ``"trafilatura"``, or the language of a rule."""
    return _family(mark.rule)


@cache
def _family(rule: str) -> str:
    return rule.partition("/")[0]


def is_rule(mark: Mark) -> bool:
    """Whether a rule pack gave the mark."""
    return family_of(mark) not in WITNESSES


def counted(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Of each kind the strongest mark for cutting and the strongest for keeping; the strongest first.

    Only rules can be synonyms: what the model, a shape or another extractor says counts beside them.
    """
    if len(marks) < 2:
        return tuple(marks)
    strongest: dict[tuple[str, str, bool], Mark] = {}
    for mark in marks:
        family = family_of(mark)
        key = (mark.kind, family if family in WITNESSES else "rules", mark.weight > 0)
        if key not in strongest or abs(mark.weight) > abs(strongest[key].weight):
            strongest[key] = mark
    return tuple(sorted(strongest.values(), key=strength))


def strength(mark: Mark) -> tuple[float, str]:
    """What marks are put in order by: the strongest first."""
    return -abs(mark.weight), mark.rule


def _held(terms: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The terms, with what merely looks like prose held down where a sure rule or shape knows better.

    An appeal in the middle of an article looks like the paragraphs around it; that is its purpose. What
    a whole section is held to be is not sure enough of each block in it.
    """
    if not any(m.weight >= SURE and m.section is None and family_of(m) not in LOOKS for m in terms):
        return terms
    return tuple(replace_weight(m, -AT_MOST) if m.weight < -AT_MOST and family_of(m) in LOOKS else m for m in terms)


def replace_weight(mark: Mark, weight: float) -> Mark:
    """The mark with another weight, and a reason that says so."""
    return mark._replace(weight=weight, reason=f"{mark.reason} (held to {weight:+.1f} beside a sure rule)")


def by_block(draft: Draft) -> list[list[Mark]]:
    """The draft's marks, one list a block."""
    marks: list[list[Mark]] = [[] for _ in draft.blocks]
    for mark in draft.marks:
        marks[mark.block].append(mark)
    return marks


def weigh(marks: Sequence[Mark], keep: frozenset[str] = frozenset()) -> Evidence:
    """One block's evidence; marks for cutting it as a kind to `keep` do not count."""
    about = [m for m in marks if m.field is None]
    fields = tuple([m for m in marks if m.field is not None]) if len(about) < len(marks) else ()
    terms = counted([m for m in about if m.weight < 0 or m.kind not in keep] if keep else about)
    protected = False
    if terms and abs(terms[0].weight) >= SURE:  # the strongest stands first: without it nothing is held or protected
        terms = _held(terms)
        protected = any(m.kind == "protect" and m.weight <= PROTECTED for m in terms)
    return Evidence(sum([m.weight for m in terms]), terms, fields, protected)
