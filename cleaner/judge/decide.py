"""One decision per block: kept, cut or moved, with the score and the terms behind it.

In this order, each step a function below:

1. add up each block's evidence, share it with the blocks alike (`alike.shared`), lay the line between kept and
   cut where this page wants it (`threshold`), then let the neighbours have their say (`sequence.smooth`);
2. what is of a kind the user wants to keep stays, whatever the policies say after that;
3. the policies: a list goes or stays as a whole, an island of cut inside the article needs two
   signals or a strong one, a heading goes when everything that stood under it has gone;
4. a block that is one of the article's fields moves there;
5. where all copies of a text went, one of them as nothing but a copy, all is decided again without that mark of its;
6. the guard: when the article itself would go, the section-wide marks are taken back, then what was judged by
   looks alone, of a page without a link or of verse, and all is decided again; the result is flagged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from presscut.cleaner.judge.alike import shared
from presscut.cleaner.judge.duplicates import with_one_copy
from presscut.cleaner.judge.evidence import LOOKS, Evidence, by_block, family_of, weigh
from presscut.cleaner.judge.page_kind import is_article
from presscut.cleaner.judge.policies import POLICIES, POLICIES_OF_OTHERS, SIGNAL, SPARED
from presscut.cleaner.judge.sequence import smooth
from presscut.cleaner.judge.stand_ins import stand_in
from presscut.cleaner.judge.threshold import threshold
from presscut.cleaner.kinds import STAND_INS
from presscut.cleaner.language import common_share
from presscut.cleaner.model import Block, Decision, Draft, Level, Mark
from presscut.cleaner.prose import prose_words

SWITCH = 0.3  # cost of changing sides, log-odds; F1 is flat up to here and falls from 0.5 (swept 0 to 3)
MOVE_AT = 1.5  # log-odds from which a field takes its block
TELLING = ("rules", "shape", "site", "trafilatura", "model", "page")  # whose reason names the decision, first to last
VERSE = 4  # lines of a poem
LINE = 14  # words of each, on average
RUNNING = 0.2  # of its words are among the commonest of the language
ARTICLE_AT_LEAST = 0.1  # of the page's prose words; below it the guard takes section marks back


class Verdict(NamedTuple):
    """The decisions of a page, one a block, and what should be known of how they came about."""

    decisions: tuple[Decision, ...]
    flags: tuple[str, ...] = ()


def decide(draft: Draft, *, level: Level = "normal", keep: frozenset[str] = frozenset()) -> Verdict:
    """The decision for every block of a judged draft.

    Args:
        draft: with all marks given.
        level: moves the threshold; gentle keeps more.
        keep: kinds that are never cut, whatever speaks for it. A field they belong in is filled all the same.
    """
    decisions = _decide(draft, level, keep)
    if (fewer := with_one_copy(draft, decisions)) is not draft:
        draft, decisions = fewer, _decide(fewer, level, keep)
    if not _article_is_gone(draft, decisions) or stand_in(draft) in STAND_INS - keep:
        return Verdict(tuple(decisions))
    for without in (_without_sections, _without_looks):
        fewer = replace(draft, marks=without(draft))
        gentler = _decide(fewer, level, keep)
        if _kept_prose(draft, gentler) > _kept_prose(draft, decisions):
            return Verdict(tuple(gentler), ("guard",))
    return Verdict(tuple(decisions))


def _without_sections(draft: Draft) -> tuple[Mark, ...]:
    """The marks but those of whole sections."""
    return tuple(m for m in draft.marks if m.section is None or m.field is not None)


def _without_looks(draft: Draft) -> tuple[Mark, ...]:
    """The marks but those by looks: of a page without a link, which is too little to look like a page, or of a poem."""
    linked = any(b.shape.links for b in draft.blocks)
    spared = {i for i, b in enumerate(draft.blocks) if not linked or _is_verse(b, draft.language)}
    return tuple(m for m in draft.marks if m.block not in spared or family_of(m) not in LOOKS or m.weight < 0)


def _is_verse(block: Block, language: str | None) -> bool:
    """Whether a block is a song or a poem: short lines like those of a list, in running words.

    Four lines are the least that is one; lists of names hold next to none of the commonest words of a language.
    """
    shape, lines = block.shape, block.text.count("\n") + 1
    short = lines >= VERSE and shape.words <= LINE * lines and not shape.links
    return short and common_share(block.text, language or "en") >= RUNNING


def _decide(draft: Draft, level: Level, keep: frozenset[str]) -> list[Decision]:
    evidence = shared(draft, [weigh(own, keep) for own in by_block(draft)])
    line = threshold(draft, [e.score for e in evidence], level)
    scores = smooth([e.score - line for e in evidence], SWITCH)
    decisions = [_first_say(i, e, score, line) for i, (e, score) in enumerate(zip(evidence, scores, strict=True))]
    if keep:
        decisions = [_spare(d, own, keep) for d, own in zip(decisions, by_block(draft), strict=True)]
    for policy in POLICIES if is_article(draft) else POLICIES_OF_OTHERS:
        decisions = policy(draft.blocks, decisions)
    if keep:
        decisions = [_spared(d) if d.action == "cut" and d.kind in keep else d for d in decisions]
    return [_move(decision, e) for decision, e in zip(decisions, evidence, strict=True)]


def _first_say(index: int, evidence: Evidence, score: float, threshold: float) -> Decision:
    """The decision of the best path through the chain, before the policies."""
    cut = score > 0 and not evidence.protected
    action: Literal["cut", "keep"] = "cut" if cut else "keep"
    side = [m for m in evidence.terms if (m.weight > 0) == cut]
    if not side:
        named = ("boilerplate" if cut else "prose"), "judge/sequence", "the blocks around it"
    else:
        telling = side[0] if len(side) == 1 else min(side, key=_telling)
        named = telling.kind, telling.rule, telling.reason
    return Decision(index, action, *named, score + threshold, threshold, evidence.terms)


def _spare(decision: Decision, marks: Sequence[Mark], keep: frozenset[str]) -> Decision:
    """The decision, or that the block stays: what tells most of the marks against it is of a kind to keep."""
    against = [m for m in marks if (m.weight > 0 if m.field is None else m.weight >= MOVE_AT)]
    named = min(against, key=_telling, default=None)
    kind = named.kind if named else decision.kind
    if kind not in keep or (decision.action == "keep" and named is None):
        return decision
    return _spared(decision._replace(kind=kind))


def _spared(decision: Decision) -> Decision:
    return decision._replace(action="keep", rule=SPARED, reason=f"{decision.kind} is a kind to keep")


def _telling(mark: Mark) -> tuple[int, float]:
    """A rule's reason says more than a shape's, a shape's more than a number; then the stronger one."""
    family = family_of(mark)
    rank = TELLING.index(family) if family in TELLING else 0
    return rank if abs(mark.weight) >= SIGNAL else len(TELLING), -abs(mark.weight)


def _move(decision: Decision, evidence: Evidence) -> Decision:
    """The decision with the field marks that are strong enough; the strongest first claims its span."""
    if evidence.protected or not evidence.fields:
        return decision
    moves: list[Mark] = []
    for mark in sorted(evidence.fields, key=lambda m: -m.weight):
        if mark.weight >= MOVE_AT and not any(_overlap(mark, other) and mark.field != other.field for other in moves):
            moves.append(mark)
    if not moves:
        return decision
    in_order = tuple(sorted(moves, key=lambda m: (m.start is not None, m.start or 0)))
    if decision.rule == SPARED:
        return decision._replace(moves=in_order)
    best = moves[0]
    return decision._replace(
        action="moved",
        kind=best.kind,
        rule=best.rule,
        reason=best.reason,
        score=best.weight,
        needed=MOVE_AT,
        moves=in_order,
    )


def _overlap(a: Mark, b: Mark) -> bool:
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return a.start is None and b.start is None
    return a.start < b.end and b.start < a.end


def _words_to_keep(draft: Draft) -> list[float]:
    """The words of every block of prose; where there is none, those of what breaks off after several sentences."""
    words = prose_words(draft)
    if any(words):
        return words
    return [b.shape.words if b.shape.sentences > 1 and not b.shape.links else 0.0 for b in draft.blocks]


def _kept_prose(draft: Draft, decisions: Sequence[Decision]) -> float:
    words = _words_to_keep(draft)
    return sum([words[d.block] for d in decisions if d.action == "keep"])


def _article_is_gone(draft: Draft, decisions: Sequence[Decision]) -> bool:
    prose = sum(_words_to_keep(draft))
    return prose > 0 and _kept_prose(draft, decisions) < ARTICLE_AT_LEAST * prose
