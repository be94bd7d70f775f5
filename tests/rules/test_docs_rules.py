"""docs/rules.md says what the code does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from presscut.cleaner.rulebook import PackSource, Rulebook
from presscut.cleaner.rulebook_examples import try_examples
from presscut.cleaner.rulebook_lint import lint
from presscut.cleaner.rulebook_types import RuleAction, Until
from presscut.cleaner.signals import SIGNALS

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text("utf-8")


@pytest.mark.parametrize("word", [*SIGNALS, *get_args(RuleAction), *get_args(Until)])
def test_every_word_of_the_schema_is_explained(word: str) -> None:
    """A word nobody can look up is a word nobody uses."""
    assert f"`{word}`" in PAGE or f'`"{word}"`' in PAGE


def test_the_page_names_no_signal_that_is_not_there() -> None:
    """A signal that was renamed must be renamed here."""
    table = PAGE.partition("## Signals")[2].partition("## ")[0]
    named = re.findall(
        r"`([^`]+)`", "".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `"))
    )
    assert set(named) == set(SIGNALS)


def test_the_example_of_the_page_is_a_sound_pack() -> None:
    """Newcomers copy it."""
    sample = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)[0]
    book = Rulebook.parse([PackSource("sample.toml", sample)])
    assert lint(book) == []
    assert all(verdict.holds for verdict in try_examples(book, book.rules))
