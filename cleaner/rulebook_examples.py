"""A rule's examples as pages, and what the rules make of them.

An example is a page in small: its Markdown stands before, inside or after the prose of a plain
article of an invented site, because place is evidence. `presscut rules test` and the project's own
tests ask the same question: is the sum of what the rules say about the example's first block at least
`EXAMPLE_THRESHOLD`?
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from presscut.cleaner.judge.packs import Packs
from presscut.cleaner.model import Draft, Mark, Page
from presscut.cleaner.rulebook import ANY, FALLBACK, Rulebook
from presscut.cleaner.rulebook_types import EXAMPLE_THRESHOLD, Example, Rule
from presscut.cleaner.segment.markdown import segment_markdown

URL = {
    "en": "https://harbour-herald.example/2026/pilots",
    "de": "https://hafenblatt.example/2026/lotsen",
    "fr": "https://gazette-du-port.example/2026/pilotes",
    "es": "https://diario-del-puerto.example/2026/practicos",
}
PROSE = """\
The tide came in at six and went out again before anyone in the town had looked at a clock. The baker, \
who had seen it all before, set his tables on the wall and waited for the boats to come round the point.

By noon there were eleven of them, and the oldest had lost a mast. Nobody spoke of it. The women on the \
quay counted the men, and counted them once more, and then they went home to put the kettle on the stove.

In the evening the wind turned, as it does in March, and the lamps along the wall went out one after the \
other. What was left of the day belonged to the dogs, the children and a schoolmaster with a broken lamp.\
"""
PROSE_BLOCKS = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say about an example's first block.

    Attributes:
        score: the largest mark for cutting of each kind and the largest for keeping, added up.
        marks: all marks of the block.
    """

    rule: Rule
    example: Example
    score: float
    marks: tuple[Mark, ...]

    @property
    def cut(self) -> bool:
        """Whether the example counts as cut, or as moved to a field."""
        return self.score >= EXAMPLE_THRESHOLD

    @property
    def holds(self) -> bool:
        """Whether the rules do what the example says, the rule itself having a part in it when that is its action."""
        own = [mark.weight for mark in self.marks if mark.rule == self.rule.id]
        if self.example.cut:
            return self.cut and any(weight > 0 for weight in own)
        return not self.cut and (not self.rule.protects or any(weight < 0 for weight in own))


def page_of(rule: Rule, example: Example, language: str) -> tuple[Draft, int]:
    """The example as a page of a site and a kind that its rule is for, and the index of its first block."""
    before = PROSE if example.place in ("inside", "after") else ""
    after = PROSE if example.place in ("before", "inside") else ""
    text = "\n\n".join(part for part in (before, example.text, after) if part)
    url = URL.get(language, URL[FALLBACK]) if "*" in rule.sites else f"https://{rule.sites[0]}/"
    draft = Draft(
        page=Page(text.encode(), url=url),
        media_type="markdown" if "markdown" in rule.applies_to else rule.applies_to[0],
        source=text,
        blocks=segment_markdown(text),
        language=None if language == ANY else language,
    )
    return draft, PROSE_BLOCKS if before else 0


def judge_example(packs: Packs, rule: Rule, example: Example, language: str) -> Verdict:
    """What the rules say about one example."""
    draft, first = page_of(rule, example, language)
    marks = tuple(mark for mark in packs(draft) if mark.block == first)
    return Verdict(rule, example, _sum(marks), marks)


def try_examples(book: Rulebook, rules: Iterable[Rule]) -> list[Verdict]:
    """Every example of the rules against all rules of its language."""
    packs = Packs(book)
    return [
        judge_example(packs, rule, example, language)
        for rule in rules
        for language in rule.languages
        for example in rule.examples
    ]


def _sum(marks: Iterable[Mark]) -> float:
    strongest: dict[tuple[str, bool], float] = {}
    for mark in marks:
        key = (mark.kind, mark.weight > 0)
        strongest[key] = max(strongest.get(key, 0.0), mark.weight, key=abs)
    return sum(strongest.values())
