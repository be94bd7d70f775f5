"""The article row: what other programs read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from presscut.archive.formats.rows import KEYS, RECORD, RECORDS, article_from_row, article_row, row_json, row_schema
from presscut.cleaner.model import Article, Paragraph
from tests.archive.making import article, articles, page

# DESIGN, "Article row": the keys and their order.
ORDER = (
    "schema id url canonical_url media_type title authors contributors author_urls published modified site section "
    "language summary deck dateline captions license copyright credits author_bio corrections tags image text "
    "paragraphs links ledger stats signals confidence flags source producer"
).split()
INSIDE = {
    "captions": "text credit",
    "license": "name url",
    "paragraphs": "start end kind src_start src_end path",
    "links": "text url start end",
    "ledger": "src_start src_end action kind field to rule score reason text",
    "stats": "source_chars kept_chars moved_chars cut_chars edited_chars words",
    "source": "file url media_type sha256 fetched",
    "producer": "version rules_hash settings_hash model_hash snapshot_hash",
}


def without_levels(made: Article) -> Article:
    return replace(made, paragraphs=tuple(p._replace(level=0) for p in made.paragraphs))


def test_the_keys_are_the_published_ones_in_their_order() -> None:
    """Readers of a fixed schema break on one stray or missing key."""
    assert list(article_row(Article())) == ORDER
    assert {key: " ".join(KEYS[kind]) for key, kind in {**RECORDS, **RECORD}.items()} == INSIDE


def test_the_schema_file_has_the_same_keys_in_the_same_order() -> None:
    """The published schema is what others validate with; it must not drift from the code."""
    schema = row_schema()
    assert list(schema["properties"]) == schema["required"] == ORDER
    assert schema["additionalProperties"] is False
    for key, names in INSIDE.items():
        cell = schema["properties"][key]
        inner = cell.get("items", cell)
        assert list(inner["properties"]) == inner["required"] == names.split()
        assert inner["additionalProperties"] is False


@given(articles())
def test_every_article_goes_to_a_row_and_back(made: Article) -> None:
    """A row is the whole article: nothing is lost on the way to a file and back."""
    line = row_json(made)
    assert article_from_row(json.loads(line)) == without_levels(made)
    assert len(line.splitlines()) == 1


@given(articles())
def test_every_row_fits_the_schema(made: Article) -> None:
    """A published schema that our own rows fail would be worth nothing."""
    Draft202012Validator(row_schema()).validate(json.loads(row_json(made)))


def test_a_lone_surrogate_is_written_as_an_escape() -> None:
    """UTF-8 has no lone surrogates; one in a page must not stop the whole output."""
    made = Article(text="a\ud800b", title="\udfff")
    assert row_json(made).encode("utf-8")
    assert article_from_row(json.loads(row_json(made))) == made


def test_a_row_of_another_schema_is_refused() -> None:
    """A reader that guesses at unknown rows gives wrong articles."""
    row = article_row(Article())
    with pytest.raises(ValueError, match="schema 2"):
        article_from_row({**row, "schema": 2})
    del row["title"]
    with pytest.raises(ValueError, match="title"):
        article_from_row(row)


def test_the_page_of_the_row_names_every_key(root: Path) -> None:
    """docs/article-row.md is the reference; a key that it leaves out does not exist for readers."""
    text = (root / "docs" / "article-row.md").read_text("utf-8")
    missing = [key for key in (*ORDER, *" ".join(INSIDE.values()).split()) if f"`{key}`" not in text]
    assert not missing


def test_a_level_is_no_key_of_the_row() -> None:
    """The row's keys are fixed by its schema number; what only formats need stays out."""
    made = replace(article(page()), paragraphs=(Paragraph(0, 5, "heading", 0, 5, None, 3),))
    assert "level" not in article_row(made)["paragraphs"][0]
