"""The two sample inputs: every field of their gold comes out as it stands there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from presscut.cleaner.fields import collect_fields
from presscut.cleaner.language import detect_language
from presscut.cleaner.metadata import FIELDS
from presscut.cleaner.model import Decision, Draft, Page
from presscut.cleaner.segment.markdown import segment_markdown

MOVED_FROM = 1.5  # weight from which the judge moves a block
SAME = (
    "title",
    "authors",
    "deck",
    "summary",
    "dateline",
    "credits",
    "contributors",
    "author_bio",
    "author_urls",
    "copyright",
)


def fields_of(source: str) -> dict[str, Any]:
    """The fields of a page when every confident mark is followed."""
    blocks = segment_markdown(source)
    draft = Draft(Page(source.encode()), "markdown", source, blocks, language=detect_language(source))
    marks = tuple(mark for fields in FIELDS for mark in fields(draft))
    draft = Draft(draft.page, "markdown", source, blocks, marks, language=draft.language)
    moves = [tuple(m for m in marks if m.block == i and m.field and m.weight >= MOVED_FROM) for i in range(len(blocks))]
    decisions = [Decision(i, "moved", "", "", "", 0.0, 0.0, moves=m) for i, m in enumerate(moves)]
    return collect_fields(draft, decisions) | {"language": draft.language}


def plain(value: object) -> object:
    """Empty values as null, tuples as lists."""
    return (list(value) if isinstance(value, tuple) else value) or None


@pytest.mark.parametrize("number", [0, 1])
def test_every_field(shared: Path, number: int) -> None:
    """The gold's fields and no others."""
    gold = json.loads((shared / "seeds/gold.json").read_text("utf8"))
    name = [key for key in gold if key.endswith(".txt")][number]
    wanted = gold[name]
    found = fields_of((shared / "seeds" / name).read_text("utf8"))
    assert {key: plain(found[key]) for key in SAME} == {key: plain(wanted.get(key)) for key in SAME}
    assert found["published"] == wanted["date"]
    assert found["language"] == wanted["language"]
    assert (found["site"] or "").casefold() == (wanted["site"] or "").casefold()
    assert [s.casefold() for s in found["section"]] == [s.casefold() for s in wanted.get("section", [])]
    captions = [(c.text, (c.credit or "").casefold()) for c in found["captions"]]
    assert captions == (
        [(wanted["caption"]["text"], wanted["caption"]["credit"].casefold())] if "caption" in wanted else []
    )
    licence = found["license"]
    assert ({"name": licence.name, "url": licence.url} if licence else None) == wanted.get("license")
    assert found["corrections"] == ()
