"""Every rule proves itself: what it cuts, and the near miss that all rules together keep."""

from __future__ import annotations

import pytest

from presscut.cleaner.judge.packs import Packs
from presscut.cleaner.rulebook import Rulebook, builtin_sources
from presscut.cleaner.rulebook_examples import judge_example
from presscut.cleaner.rulebook_types import Example, Rule

BOOK = Rulebook.parse(builtin_sources())
PACKS = Packs(BOOK)
CASES = [(rule, example) for rule in BOOK.rules for example in rule.examples]


@pytest.mark.parametrize(("rule", "example"), CASES, ids=[f"{r.id}-{'cut' if e.cut else 'keep'}" for r, e in CASES])
def test_example(rule: Rule, example: Example) -> None:
    """A cut example is cut by its rule; a keep example stays, whatever rule of its language speaks."""
    verdict = judge_example(PACKS, rule, example, rule.languages[0])
    assert verdict.holds, f"score {verdict.score:.1f}: {[(m.rule, m.weight, m.reason) for m in verdict.marks]}"


def test_examples_speak_of_no_real_place() -> None:
    """Examples are prose of our own: every link leads to a host that cannot exist."""
    for _, example in CASES:
        hosts = [part.split("/")[0].split(")")[0] for part in example.text.split("://")[1:]]
        assert all(host.endswith(".example") or host == "creativecommons.org" for host in hosts), example.text
