"""The list of rules is what is checked, and what is documented."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from presscut.archive.check.rules import BY_NAME, RULES
from presscut.archive.check.steps import DIFFERENT, LOST, OF_THE_FILE, OF_THE_INDEX, OF_THE_STATE

ROW = re.compile(r"^\| `([a-z-]+)` \| (error|warning) \| (.+) \| (.+) \|$", re.MULTILINE)


def test_the_page_lists_every_rule_in_its_words(root: Path) -> None:
    """Who gets a finding looks its rule up; the page must say what the program says."""
    page = (root / "docs" / "verify.md").read_text(encoding="utf-8")
    assert ROW.findall(page) == [tuple(rule) for rule in RULES]


def test_no_rule_stands_twice() -> None:
    """A rule is looked up by its name."""
    assert len(BY_NAME) == len(RULES)


def test_every_rule_is_one_that_the_code_can_find(root: Path) -> None:
    """A rule that no code names is a promise that nobody keeps."""
    named: set[str] = set()
    for path in (*(root / "archive" / "check").glob("*.py"), root / "archive" / "warc" / "rules.py"):
        if path.name in ("rules.py", "steps.py") and path.parent.name == "check":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named |= {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    assert [rule.name for rule in RULES if rule.name not in named] == []


def test_repair_speaks_of_rules_that_there_are() -> None:
    """A name misspelt there would leave a fault untold."""
    assert BY_NAME.keys() >= (OF_THE_STATE | OF_THE_INDEX | OF_THE_FILE | LOST | DIFFERENT)
