"""An article from Python looks as it does from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from presscut import Article, UsageError, as_html, as_json, as_markdown, as_row, clean, from_row
from tests.presscut.conftest import ARTICLE, Presscut


@pytest.fixture
def made() -> Article:
    """An article of the page that the command is given."""
    return clean(ARTICLE, media_type="markdown")


@pytest.mark.parametrize(("to", "render"), [("markdown", as_markdown), ("html", as_html)])
def test_renderings_are_those_of_the_command(
    presscut: Presscut, article: Path, made: Article, to: str, render: Callable[[Article], str]
) -> None:
    """Two doors to the same room, the second time as the first."""
    assert render(made) == render(made) == presscut("clean", article, "--to", to).out


def test_a_row_is_that_of_the_command_but_for_the_file(presscut: Presscut, article: Path, made: Article) -> None:
    """What is in memory has no file."""
    row = json.loads(presscut("clean", article, "--to", "jsonl").out)
    row["source"]["file"] = None
    assert as_row(made) == row
    assert as_json(made) == json.dumps(row, ensure_ascii=False)


def test_a_row_is_an_article_again(made: Article) -> None:
    """Rows can be read back; levels of headings are not in a row."""
    assert as_row(from_row(json.loads(as_json(made)))) == as_row(made)
    with pytest.raises(UsageError, match="article row of schema 2"):
        from_row({"schema": 2})
