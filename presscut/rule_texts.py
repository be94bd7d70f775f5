"""Rules for people: a line each, a rule as it is written, what is wrong with one, what its examples showed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from presscut.terminal import columns, first_words, one_line

if TYPE_CHECKING:
    from presscut.cleaner.rulebook import PackSource
    from presscut.cleaner.rulebook_examples import Verdict
    from presscut.cleaner.rulebook_types import Rule

RULE = "[[rule]]"
EXAMPLE_WORDS = 60  # columns of an example's beginning
WHY = 72  # columns of what a rule detects


def line(rule: Rule, width: int) -> str:
    """One line: id in so many columns, action, weight with signals and alone, what it detects."""
    padding = " " * (width - columns(rule.id))
    weights = f"{rule.weight:g}" + (f" ({rule.alone:g})" if rule.when.signals else "")
    return f"{one_line(rule.id)}{padding}  {rule.action:<15}  {weights:<9}  {first_words(rule.why, WHY)}\n"


def record(rule: Rule) -> dict[str, object]:
    """What scripts want to know of a rule."""
    return {
        "id": rule.id,
        "kind": rule.kind,
        "action": rule.action,
        "weight": rule.weight,
        "alone": rule.alone,
        "field": rule.field,
        "languages": list(rule.languages),
        "applies_to": list(rule.applies_to),
        "sites": list(rule.sites),
        "why": rule.why,
        "pack": rule.pack,
        "origin": rule.origin,
    }


def written(rule: Rule, sources: Iterable[PackSource]) -> str:
    """The rule as its pack writes it, below a line that says where: the last of the packs, which is in force."""
    packs = [source for source in sources if (source.name, source.origin) == (rule.pack, rule.origin)]
    head = f"# {rule.pack}, {rule.origin}, for {', '.join(rule.languages)}\n"
    return head + next((text for pack in reversed(packs) if (text := _part(pack.text, rule.id))), f"# {rule.why}\n")


def _part(text: str, rule_id: str) -> str | None:
    """The lines of a pack from the head of a rule to that of the next; null when the id is not written so."""
    for part in f"\n{text}".split(f"\n{RULE}")[1:]:
        lines = part.splitlines()
        if any(found.split("#")[0].strip() in (f'id = "{rule_id}"', f"id = '{rule_id}'") for found in lines):
            return f"{RULE}{part.rstrip()}\n"
    return None


def failure(verdict: Verdict) -> str:
    """What is wrong with an example, and the marks that decided about it."""
    example = verdict.example
    wanted = "must be cut" if example.cut else "must stay"
    words = first_words(example.text, EXAMPLE_WORDS)
    lines = [f"{verdict.rule.pack}: rule {verdict.rule.id}: “{words}” {wanted}; its score is {verdict.score:+.1f}"]
    lines += [f"  {mark.weight:+.2f}  {one_line(mark.rule)}: {one_line(mark.reason)}" for mark in verdict.marks]
    if example.cut and not any(mark.rule == verdict.rule.id for mark in verdict.marks):
        lines.append(f"  {verdict.rule.id} says nothing about it")
    return "\n".join(lines) + "\n"
