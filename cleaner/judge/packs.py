"""What the rule packs say about a page: one mark for each rule and block it fits.

A phrase with agreeing signals counts fully, a phrase alone as far as its rule says. It is wrong where
an article about donations, cookies or newsletters speaks in the words of those who ask for them: such
blocks are long, name others and stand among prose, which is why length and signals are conditions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from presscut.cleaner.judge.duplicates import unsaid
from presscut.cleaner.judge.packs_fit import Fit, Matcher
from presscut.cleaner.judge.packs_ready import Ready
from presscut.cleaner.judge.packs_section import first_holding, section_below
from presscut.cleaner.model import Draft, Mark
from presscut.cleaner.rulebook import Rulebook
from presscut.cleaner.rulebook_types import Rule
from presscut.cleaner.signals import Context

MOST_SECTIONS = 40  # openings tried per rule and page: keeps time linear on a page of nothing but headings
UNDER = 0.4  # share of a section's weight for what stands under its opening; how far it reaches, the block model sees


class Packs:
    """A filter: the opinion of the rule packs, by the language of the page."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._ready: dict[str | None, Ready] = {}

    def __call__(self, draft: Draft) -> Iterator[Mark]:
        """Marks by block and rule; those of a section follow the mark of its opening block."""
        ready = self._for(draft.language)
        matcher = Matcher(ready, Context(draft, ready.vocabulary))
        reached: dict[int, int] = {}
        tried: Counter[int] = Counter()
        protected: set[str] = set()
        for index in range(len(draft.blocks)):
            for number, fit in matcher.fits(index):
                rule = ready.rules[number]
                if not rule.is_section and rule.action != "cut-tail":
                    yield from _block_mark(index, rule, fit)
                elif index >= reached.get(number, 0) and tried[number] < MOST_SECTIONS:
                    tried[number] += 1
                    marks = list(_reaching_marks(matcher, index, number, fit))
                    reached[number] = index + len(marks)
                    yield from unsaid(draft, marks, protected) if rule.protects else marks

    def _for(self, language: str | None) -> Ready:
        if language not in self._ready:
            self._ready[language] = Ready.of(self._rulebook.for_language(language))
        return self._ready[language]


def _block_mark(index: int, rule: Rule, fit: Fit) -> Iterator[Mark]:
    weight = rule.weight_with(len(fit.signals))
    if weight:
        flag = rule.flag if weight == rule.weight else None
        yield Mark(index, rule.kind, weight, rule.id, fit.reason, field=rule.field, flag=flag)


def _reaching_marks(matcher: Matcher, index: int, number: int, fit: Fit) -> Iterator[Mark]:
    """The marks of a section or tail. An opening with nothing under it counts as a phrase alone.

    What is protected is not marked as a section: the guard takes back what whole sections are held to be.
    """
    rule = matcher.ready.rules[number]
    tail = rule.action == "cut-tail"
    body = range(index + 1, len(matcher.finds)) if tail else section_below(matcher, index, number)
    if not body and not tail:
        if rule.alone and not rule.protects:
            yield Mark(index, rule.kind, rule.alone, rule.id, f"{fit.reason}: nothing under it")
        return
    signals = fit.signals or _signals_inside(matcher, body, number)
    weight = rule.weight_with(len(signals))
    if weight:
        reason = Fit(fit.words, signals).reason or "what stands under this heading"
        section, inner = (None, weight) if rule.protects else (index, UNDER * weight)
        yield Mark(index, rule.kind, weight, rule.id, f"{reason}: opens {len(body)} blocks", section=section)
        under = f"under “{matcher.page.blocks[index].text[:60]}”"
        yield from (Mark(i, rule.kind, inner, rule.id, under, section=section) for i in body)


def _signals_inside(matcher: Matcher, body: range, number: int) -> tuple[str, ...]:
    """The signals of the first block that holds what the section must hold."""
    holding = first_holding(matcher, body, number)
    return () if holding is None else matcher.signals(holding, number)
