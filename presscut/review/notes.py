"""What stands in the margin of a block: kind, score and rule, and on a click the terms of the score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from presscut.explain import missing, telling, term
from presscut.review.escape import text

if TYPE_CHECKING:
    from presscut.cleaner.model import Mark
    from presscut.review.fates import Fate


def note(fate: Fate, noted: Iterable[Mark]) -> str:
    """The note on a block as a `<details>`, or plain when no score decided.

    Args:
        noted: marks that took a field's value from the block and left its text where it was.
    """
    head = f"{_outcome(fate)}{_rule(fate)}"
    lines = list(_lines(fate, noted)) if fate.scored else []
    if not lines:
        return f"<div>{head}</div>"
    return (
        f"<details><summary>{head}</summary><ul>{''.join(f'<li>{text(_close(line))}' for line in lines)}</ul></details>"
    )


def _outcome(fate: Fate) -> str:
    if fate.against:
        return f"<b>{text(_what(fate))}</b> in spite of {fate.decision.score:+.2f}"
    if fate.action == "keep":
        return f"<b>≈ kept by {fate.gap:.2f}</b>" if fate.near else f"kept {fate.decision.score:+.2f}"
    score = ""
    if fate.scored:
        score = f" by {fate.gap:.2f} ≈" if fate.near else f" {fate.decision.score:+.2f}"
    return f"<b>{text(_what(fate))}</b>{score}"


def _what(fate: Fate) -> str:
    if fate.action == "keep":
        return "kept"
    return f"→ {', '.join(_fields(fate))}" if fate.action == "moved" else f"✕ {fate.kind}"


def _fields(fate: Fate) -> Iterator[str]:
    """The fields a block was moved to, each once."""
    yield from dict.fromkeys(entry.field or "" for entry in fate.entries)


def _rule(fate: Fate) -> str:
    return "" if fate.action == "keep" else f" {text(fate.rule)}"


def _lines(fate: Fate, noted: Iterable[Mark]) -> Iterator[str]:
    decision = fate.decision
    terms = telling(decision)
    if not any(decision.reason in mark.reason for mark in (*terms, *decision.moves)):
        yield f"{decision.rule}: {decision.reason}"
    yield from map(term, terms)
    yield from (_field(mark) for mark in decision.moves)
    yield from (f"also read as {mark.field}" + (f": {mark.value}" if mark.value else "") for mark in noted)
    if fate.against:
        yield missing(decision)


def _close(line: str) -> str:
    """The line without the columns that a terminal wants."""
    return " ".join(line.split())


def _field(mark: Mark) -> str:
    return f"{term(mark)} → {mark.field}" + (f" = {mark.value}" if mark.value else "")
