"""Policies: what a decision about one block must not do to the blocks around it.

Each takes all decisions of a page, in order, and gives them back with some changed; the rule of a
changed one is the policy's, so that `why` can say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from presscut.cleaner.judge.evidence import LOOKS, family_of, is_rule
from presscut.cleaner.judge.mass import prose_mass
from presscut.cleaner.model import Block, Decision

SIGNAL = 0.4  # a weaker mark is no signal of its own
CONFIDENT = 2.5  # a single mark this strong stands on more than one observation
STRONG = 3.0  # times what the page's line asks for: then one observation is enough for more than a label
LABEL = 8  # words; a name above a post or a short heading looks like a label wherever it stands
SPARED = "judge/kept-kind"
LIST_KINDS = frozenset({"item", "row"})
HEADED = frozenset({"paragraph", "quote", "item", "row", "code"})
LIST_AT_LEAST = 3  # entries; two lines that look like a list may be anything
LITTLE = 0.5  # of the line: a score that is higher by no more does not tell prose from what looks like it
LITTLE_AT_LEAST = 0.4  # log-odds, where the line is low
MOST_BETWEEN = 3  # blocks from one kept sentence of a line to the next, two that were cut between them
WORD_POWER = 0.7  # what an entry's words count for, as in training

Policy = Callable[[Sequence[Block], list[Decision]], list[Decision]]


def lone_signals(blocks: Sequence[Block], decisions: list[Decision]) -> list[Decision]:
    """Between two kept blocks a cut needs two signals, or a strong one against no label; at the ends one is enough."""
    return _without_lone_cuts(blocks, decisions, STRONG)


def lone_labels(blocks: Sequence[Block], decisions: list[Decision]) -> list[Decision]:
    """The same for labels alone: on a page of many things what stands between two that stay is often none of them."""
    return _without_lone_cuts(blocks, decisions, 1.0)


def _without_lone_cuts(blocks: Sequence[Block], decisions: list[Decision], strong: float) -> list[Decision]:
    kept = [d.block for d in decisions if d.action == "keep" and blocks[d.block].shape.words > 0]
    if not kept:
        return decisions
    return [
        d._replace(action="keep", rule="judge/one-signal", reason=f"only one signal for cutting: {d.reason}")
        if d.action == "cut" and kept[0] < d.block < kept[-1] and _is_lone(d, blocks[d.block].shape.words, strong)
        else d
        for d in decisions
    ]


def _is_lone(decision: Decision, words: float, strong: float) -> bool:
    """Whether less than two observations speak against so many words, and not strongly.

    A confident mark counts as two. A block without words is nothing that could be missed.
    """
    if words >= LABEL and decision.score >= strong * decision.needed:
        return False
    return words > 0 and sum(2 if m.weight >= CONFIDENT else 1 for m in decision.terms if m.weight >= SIGNAL) < 2


def headings_above(blocks: Sequence[Block], decisions: list[Decision]) -> list[Decision]:
    """A heading right above kept prose, a kept list or a kept heading of lower rank stays, unless a rule knows better.

    Of the development pages' headings that were cut above a kept one of lower rank, 84 in 100 are in the gold, and 98
    of those above prose that nothing but the shape of a run spoke against.
    """
    result = list(decisions)
    kept: Block | None = None  # the nearest block with words further down, if it stays
    for decision in reversed(decisions):
        block = blocks[decision.block]
        if decision.action == "cut" and kept and _heads(block, kept) and not _a_rule_speaks(decision):
            reason = "a heading right above what stays"
            result[decision.block] = decision._replace(action="keep", rule="judge/heading-above", reason=reason)
        if block.shape.words > 0:
            kept = block if result[decision.block].action == "keep" else None
    return result


def _heads(block: Block, below: Block) -> bool:
    """Whether a block is a heading of what stands below."""
    lower = below.kind == "heading" and below.level > block.level > 0
    return block.kind == "heading" and (lower or below.kind in HEADED)


def empty_headings(blocks: Sequence[Block], decisions: list[Decision]) -> list[Decision]:
    """A heading under which something stood, and nothing is left, goes as well."""
    result = list(decisions)
    left_below = False  # something kept stands between here and the next heading of the same rank
    gone_below = False
    for decision in reversed(decisions):
        block = blocks[decision.block]
        if block.kind != "heading":
            left_below = left_below or (decision.action == "keep" and block.shape.words > 0)
            gone_below = gone_below or decision.action == "cut"
            continue
        if decision.action == "keep" and not left_below and gone_below and not is_protected(decision):
            reason = "everything under this heading was cut"
            result[decision.block] = decision._replace(
                action="cut", kind="boilerplate", rule="judge/empty-heading", reason=reason
            )
        elif decision.action == "keep":
            left_below = gone_below = False
    return result


def is_protected(decision: Decision) -> bool:
    """Whether a block stays because the user or a rule that protects says so."""
    return decision.rule == SPARED or any(m.kind == "protect" and m.weight < 0 for m in decision.terms)


def whole_lists(blocks: Sequence[Block], decisions: list[Decision]) -> list[Decision]:
    """A list stays or goes as a whole: half a list of ingredients is worse than none or all.

    Only entries that were judged by their looks follow the others; what a rule or a shape has against one stands.
    """
    result = list(decisions)
    for first, end in _lists(blocks):
        led = [i for i in range(first, end) if _by_looks(decisions[i])]
        if end - first < LIST_AT_LEAST or len({decisions[i].action for i in led}) < 2:
            continue
        margin = sum((decisions[i].score - decisions[i].needed) * blocks[i].shape.words ** WORD_POWER for i in led)
        action: Literal["cut", "keep"] = "cut" if margin > 0 else "keep"
        for i in led:
            if decisions[i].action != action:
                result[i] = decisions[i]._replace(
                    action=action, rule="judge/whole-list", reason=f"a list of {end - first} entries goes together"
                )
    return result


def _lists(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Runs of entries of one kind, as index pairs."""
    first = 0
    for i in range(len(blocks) + 1):
        if i == len(blocks) or blocks[i].kind not in LIST_KINDS or blocks[i].kind != blocks[first].kind:
            if i > first:
                yield first, i
            first = i if i < len(blocks) and blocks[i].kind in LIST_KINDS else i + 1


def _by_looks(decision: Decision) -> bool:
    """Whether no rule spoke about this block and no shape against it: that it stands below the prose is looks too."""
    known = (m for m in decision.terms if family_of(m) not in LOOKS)
    return all(family_of(m) == "shape" and m.weight < 0 for m in known) and not is_protected(decision)


def repeated_prose(blocks: Sequence[Block], decisions: list[Decision]) -> list[Decision]:
    """What a site repeats never takes prose alone: a serial has its standing opening, a column its note."""
    return [
        d._replace(action="keep", rule="judge/prose-repeats", reason=f"nothing else speaks for cutting: {d.reason}")
        if d.action == "cut" and prose_mass(blocks[d.block]) and _only_repeats(d)
        else d
        for d in decisions
    ]


def doubtful_prose(blocks: Sequence[Block], decisions: list[Decision]) -> list[Decision]:
    """Prose does not go for its looks alone when little would have turned it: a lost sentence can't be mended."""
    return [
        d._replace(
            action="keep", rule="judge/prose-in-doubt", reason=f"it reads as prose, and little speaks: {d.reason}"
        )
        if d.action == "cut" and _is_close(d) and prose_mass(blocks[d.block]) and _by_looks(d)
        else d
        for d in decisions
    ]


def _is_close(decision: Decision) -> bool:
    """Whether little more than the line asks for speaks for a cut."""
    return decision.score < decision.needed + max(LITTLE_AT_LEAST, LITTLE * decision.needed)


def sentences_between(blocks: Sequence[Block], decisions: list[Decision]) -> list[Decision]:
    """A sentence or two inside a line, between sentences that stay, go for what a rule says, not for their looks."""
    result = list(decisions)
    kept = -1  # the sentence of this line that was kept last
    for i, block in enumerate(blocks):
        if not block.hints.goes_on:
            kept = -1
        if decisions[i].action != "keep":
            continue
        between = decisions[kept + 1 : i] if 0 <= kept < i - 1 <= kept + MOST_BETWEEN else []
        if not any(d.action == "moved" or _a_rule_speaks(d) or _is_no_sentence(blocks[d.block]) for d in between):
            for d in between:
                reason = f"a sentence between two that stay: {d.reason}"
                result[d.block] = d._replace(action="keep", rule="judge/sentence-between", reason=reason)
        kept = i
    return result


def code_between(blocks: Sequence[Block], decisions: list[Decision]) -> list[Decision]:
    """Code between two blocks that stay is the article's, whatever it looks like; numbers of lines are none of it."""
    result = list(decisions)
    kept_before = False
    waiting: list[Decision] = []
    for decision in decisions:
        block = blocks[decision.block]
        if block.kind == "code" and decision.action == "cut":
            waiting.append(decision)
        elif block.shape.words and block.kind != "code":
            kept = decision.action == "keep"
            for d in waiting if kept and kept_before else ():
                if any(map(str.isalpha, blocks[d.block].text)):
                    reason = f"code between what stays: {d.reason}"
                    result[d.block] = d._replace(action="keep", rule="judge/code-between", reason=reason)
            waiting, kept_before = [], kept
    return result


def _is_no_sentence(block: Block) -> bool:
    return block.shape.ending == "none"


def _a_rule_speaks(decision: Decision) -> bool:
    return any(m.weight > 0 and is_rule(m) for m in decision.terms)


def _only_repeats(decision: Decision) -> bool:
    against = {family_of(m) for m in decision.terms if m.weight >= SIGNAL}
    return against == {"site"}


POLICIES: tuple[Policy, ...] = (
    repeated_prose,
    doubtful_prose,
    whole_lists,
    lone_signals,
    sentences_between,
    code_between,
    headings_above,
    empty_headings,
)
POLICIES_OF_OTHERS: tuple[Policy, ...] = (
    repeated_prose,
    whole_lists,
    lone_labels,
    code_between,
    headings_above,
    empty_headings,
)
"""Those of pages that are no articles: in a listing or a shop what reads as prose is as often somebody else's."""
