"""Why a block stayed or went, for a person: the score, its terms, and what was missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from presscut.cleaner.model import Mark
from presscut.errors import UsageError
from presscut.terminal import columns, first_words, one_line

if TYPE_CHECKING:
    from presscut.cleaner.model import Block, Decision
    from presscut.pipeline import Work

FIRST_WORDS = 60  # columns of a block's first words, so that a line of the table fits a usual terminal
WEIGHTLESS = 0.005  # what two decimals show as 0.00
TERMS = 3  # the largest terms of a block in the table; `why` shows all
HEADS = ("what", "kind", "score", "rule", "first words")


def table(work: Work) -> str:
    """What went and why: a line a block that was cut or moved, below it the largest terms of its score."""
    gone = [d for d in work.verdict.decisions if d.action != "keep"]
    rows = [HEADS, *(_row(work, d) for d in gone)]
    widths = [max(columns(row[i]) for row in rows) for i in range(len(HEADS) - 1)]
    lines = [_summary(work)]
    for row, decision in zip(rows, [None, *gone], strict=True):
        cells = [cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=False)]
        lines.append("  ".join([*cells, row[-1]]).rstrip())
        lines += [f"      {term(mark)}" for mark in (telling(decision)[:TERMS] if decision else ())]
    return "\n".join([*lines, *_repairs(work)]) + "\n"


def outline(work: Work) -> str:
    """One line a block: its number, what became of it, its score and first words."""
    return "".join(f"{d.block:>4}  {_fate(work, d)}  {_words(work, d)}\n" for d in work.verdict.decisions)


def _fate(work: Work, decision: Decision) -> str:
    """What became of a block, as what and with which score. What holds no words is not judged, it only goes."""
    block = work.draft.blocks[decision.block]
    if _is_wordless(block, decision):
        return f"{'cut':<5}  {block.kind:<12}  {'':7}"
    return f"{decision.action:<5}  {one_line(decision.kind):<12}  {decision.score:+7.2f}"


def _is_wordless(block: Block, decision: Decision) -> bool:
    return decision.action == "keep" and not block.text


def account(work: Work, index: int) -> str:
    """All that is known of one block: what became of it, by which rule, term by term, and what was missing."""
    block, decision = work.draft.blocks[index], work.verdict.decisions[index]
    return "\n".join([*_account(work, block, decision), ""])


def find_blocks(work: Work, wanted: str) -> list[int]:
    """The numbers of the blocks that hold a text, in the source or in the clean text, white space aside.

    ``@120`` means the block at that offset of the source. A text that runs over several blocks finds
    all of them. Raises UsageError when nothing is found.
    """
    if re.fullmatch(r"@\d+", wanted):
        return _at_offset(work, int(wanted[1:]))
    words = wanted.split()
    if not words:
        raise UsageError("the text to look for is empty")
    flat = " ".join(words)
    source = work.draft.source
    found = [
        i
        for i, block in enumerate(work.draft.blocks)
        if flat in " ".join(block.text.split()) or flat in " ".join(source[block.start : block.end].split())
    ]
    found = found or _across(work, words)
    if not found:
        raise UsageError(f"{work.draft.page.origin} does not hold {first_words(flat, FIRST_WORDS)!r}")
    return found


def _at_offset(work: Work, offset: int) -> list[int]:
    for i, block in enumerate(work.draft.blocks):
        if block.start <= offset < block.end:
            return [i]
    length = len(work.draft.source)
    where = "between two blocks" if offset < length else f"beyond the end, {length}"
    raise UsageError(f"offset {offset} of {work.draft.page.origin} is {where}")


def _across(work: Work, words: list[str]) -> list[int]:
    match = re.search(r"\s+".join(map(re.escape, words)), work.draft.source)
    if match is None:
        return []
    return [i for i, b in enumerate(work.draft.blocks) if b.start < match.end() and match.start() < b.end]


def _summary(work: Work) -> str:
    stats = work.article.stats
    flags = f"; {', '.join(work.article.flags)}" if work.article.flags else ""
    return (
        f"{one_line(work.draft.page.origin)}: {stats.source_chars} characters: {stats.kept_chars} kept, "
        f"{stats.moved_chars} moved, {stats.cut_chars} cut, {stats.edited_chars} edited in place{flags}"
    )


def _row(work: Work, decision: Decision) -> tuple[str, str, str, str, str]:
    fields = [f"→ {mark.field}" for mark in decision.moves if mark.field]
    kind = " ".join([decision.kind, *dict.fromkeys(fields)])
    return decision.action, one_line(kind), f"{decision.score:+.2f}", one_line(decision.rule), _words(work, decision)


def _words(work: Work, decision: Decision) -> str:
    block = work.draft.blocks[decision.block]
    return first_words(block.text or work.draft.source[block.start : block.end], FIRST_WORDS)


def _repairs(work: Work) -> Iterator[str]:
    counts: dict[str, int] = {}
    for entry in work.article.ledger:
        if entry.action == "edited":
            counts[entry.kind] = counts.get(entry.kind, 0) + 1
    if counts:
        yield "edited  " + ", ".join(f"{one_line(kind)} {count}" for kind, count in sorted(counts.items()))


def telling(decision: Decision) -> list[Mark]:
    """The terms that say something, the neighbours' say as the last: one that weighs nothing tipped no scale."""
    marks = [*decision.terms]
    if decision.action != "moved":
        around = decision.score - sum(mark.weight for mark in decision.terms)
        kind = "boilerplate" if around > 0 else "prose"
        marks.append(Mark(decision.block, kind, around, "judge/sequence", "the blocks around it"))
    return [mark for mark in marks if abs(mark.weight) >= WEIGHTLESS]


def term(mark: Mark) -> str:
    """One term of a score in a line: weight, rule, reason."""
    reason = f": {one_line(mark.reason)}" if mark.reason else ""
    return f"{mark.weight:+.2f}  {one_line(mark.rule)}{reason}"


def _account(work: Work, block: Block, decision: Decision) -> Iterator[str]:
    wordless = _is_wordless(block, decision)
    outcome = "cut, for it holds no words" if wordless else _outcome(decision)
    yield f"block {decision.block}, {block.kind}, source {block.start}–{block.end}: {outcome}"
    yield f"  {_words(work, decision)}"
    if not wordless:
        yield from _judgement(decision)
    for edit in block.edits:
        was = _quoted(work.draft.source[edit.start : edit.end])
        yield f"  edited  {one_line(edit.rule)}: {was} reads {_quoted(edit.to)}"


def _judgement(decision: Decision) -> Iterator[str]:
    yield f"  rule    {one_line(decision.rule)}"
    yield f"  reason  {one_line(decision.reason)}"
    yield f"  score   {decision.score:+.2f}, {missing(decision)}"
    for mark in telling(decision):
        yield f"    {term(mark)}"
    for mark in decision.moves:
        value = f" = {first_words(mark.value, FIRST_WORDS)}" if mark.value else ""
        yield f"    {term(mark)} → {mark.field}{value}"


def _quoted(text: str) -> str:
    """A piece of the source to the letter: white space is what most repairs are about."""
    return f"“{one_line(text[:FIRST_WORDS])}{'…' if len(text) > FIRST_WORDS else ''}”"


def _outcome(decision: Decision) -> str:
    return {
        "keep": "kept",
        "cut": f"cut as {one_line(decision.kind)}",
        "moved": f"moved to {', '.join(dict.fromkeys(m.field or '' for m in decision.moves))}",
    }[decision.action]


def missing(decision: Decision) -> str:
    """How far a decision was from the other outcome, and what would have brought it there."""
    gap = abs(decision.score - decision.needed)
    if decision.action == "moved":
        return f"moved from {decision.needed:+.2f}: it would stay where it was with {gap:.2f} less"
    if decision.action == "cut":
        named = any(mark.kind == decision.kind and mark.weight > 0 for mark in decision.terms)
        remedy = f"; --keep {one_line(decision.kind)} keeps it" if named else ""
        if decision.score <= decision.needed:
            return f"cut in spite of {decision.needed:+.2f} for the reason above{remedy}"
        return f"cut above {decision.needed:+.2f}: {gap:.2f} less would have kept it{remedy}"
    if decision.score > decision.needed:
        return f"kept in spite of {decision.needed:+.2f} for the reason above"
    return f"cut above {decision.needed:+.2f}: {gap:.2f} was missing for that"
