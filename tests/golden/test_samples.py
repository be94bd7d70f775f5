"""Every sample page of seeds/ comes out exact: source, expected body, expected metadata, found by glob."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import check_samples as checker
import pytest

LEAST_SAMPLES = 14  # the number the project promised itself
PAGES: list[Path] = checker.samples()
each_page = pytest.mark.parametrize("page", PAGES, ids=[p.name for p in PAGES])


@each_page
def test_the_sample_comes_out_exact(page: Path) -> None:
    """A reader sees the article and nothing else, and every character of the page is accounted for."""
    assert checker.faults(page) == []


@each_page
def test_the_gold_stands_in_its_page(page: Path) -> None:
    """Gold that drifts from its page would ask for words nobody wrote: each paragraph's words occur in order."""
    words = iter(words_of_page(page))
    for paragraph in json.loads(checker.gold_of(page).read_text("utf-8"))["body"]:
        for word in re.findall(r"\w+", paragraph):
            assert word in words, f"{word!r} of {paragraph[:60]!r} is not in the page at its place"


def test_every_gold_has_its_page() -> None:
    """A gold without a page is checked by nobody, and a page without gold would fail for a poor reason."""
    assert {p.stem for p in PAGES} == {p.stem for p in checker.GOLD.glob("*.json")}
    assert len({p.stem for p in PAGES}) == len(PAGES) >= LEAST_SAMPLES


def words_of_page(page: Path) -> list[str]:
    """The words of a page's source without its marks, lines that were broken inside a word joined again."""
    content = page.read_bytes()
    text = content.decode("iso-8859-1" if b"charset=iso-8859-1" in content else "utf-8")
    if page.suffix == ".html":
        text = html.unescape(re.sub(r"<[^>]*>", "", text))
    return re.findall(r"\w+", re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text.replace("*", "").replace("\u00ad", "")))
