"""The pages of seeds/languages: eight languages, each with the junk that its own sites have."""

from __future__ import annotations

import re
from functools import cache
from statistics import fmean

import languages as bench
import pytest
from cleaners import nothing, shipped
from labels import words
from quality import Score

PAGES = bench.pages()
LANGUAGES = sorted({page.language for page in PAGES})
LEAST_PAGES = 4  # of each language
LEAST_KINDS = 8  # of junk on each page
NOTHING_BELOW = 0.75  # F1 of the text as it came: a page that needs no cleaning proves nothing
F1_FLOOR = 0.93  # mean of a language's pages and text views
HTML_FLOOR = 0.92  # mean of a language's pages as HTML: one German page of nested tables and line breaks holds .70
LEAK_CEILING = 0.18  # share of the junk snippets left, mean of a language's pages and text views: .03 to .16 measured
each_page = pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
each_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def score(name: str, view: str) -> Score:
    (page,) = [page for page in PAGES if page.name == name]
    return page.measure(shipped, view)


def scores(language: str, views: tuple[str, ...]) -> list[Score]:
    return [score(page.name, view) for page in PAGES if page.language == language for view in views]


@each_language
def test_a_language_has_pages_enough(language: str) -> None:
    """The mean of one or two pages says nothing about a language."""
    assert len([page for page in PAGES if page.language == language]) >= LEAST_PAGES


@each_page
def test_a_page_needs_cleaning(page: bench.LanguagePage) -> None:
    """Each text of a page is junk in good part: left as it came it scores low."""
    for view in bench.RENDERINGS:
        assert page.measure(nothing, view).f1 < NOTHING_BELOW, view


@each_page
def test_the_junk_of_a_page_is_there_and_not_in_its_gold(page: bench.LanguagePage) -> None:
    """A snippet that stands in no text, or in the body too, would make the leak look smaller or larger than it is."""
    assert len(page.junk) >= LEAST_KINDS
    gold = " ".join(words(page.gold))
    texts = {view: " ".join(words(page.file(view).read_text("utf-8"))) for view in bench.RENDERINGS}
    for kind, snippets in page.junk.items():
        assert snippets, kind
        for snippet in (" ".join(words(s)) for s in snippets):
            assert snippet not in gold, kind
            assert [view for view, text in texts.items() if snippet not in text] == [], f"{kind}: {snippet}"


@each_page
def test_the_gold_of_a_page_stands_in_every_text(page: bench.LanguagePage) -> None:
    """Gold that drifted from its page would ask for words nobody wrote: its words occur in order."""
    for view in bench.RENDERINGS:
        found = iter(words(re.sub(r"\]\([^)]*\)", "]", page.file(view).read_text("utf-8")).replace("_", "")))
        for word in words(page.gold):
            assert word in found, f"{view}: {word}"


@each_language
def test_the_texts_of_a_language_come_out_clean(language: str) -> None:
    """What was scraped as text reads as the article, in every language alike."""
    found = scores(language, tuple(bench.RENDERINGS))
    assert fmean(s.f1 for s in found) >= F1_FLOOR
    assert fmean(s.leak or 0.0 for s in found) <= LEAK_CEILING


@each_language
def test_the_html_of_a_language_comes_out_clean(language: str) -> None:
    """And so does what was scraped as HTML."""
    assert fmean(s.f1 for s in scores(language, ("html",))) >= HTML_FLOOR


@each_page
def test_the_date_of_a_page_is_read(page: bench.LanguagePage) -> None:
    """A wrong date files the article under a day on which nobody wrote it."""
    article = page.article()
    assert (article.published or "")[:10] == (page.facts["published"] or "")


@each_language
def test_the_titles_of_a_language_are_read(language: str) -> None:
    """A title is what a reader finds an article by; one page a language may be told wrong by its own head."""
    pages = [page for page in PAGES if page.language == language]
    assert sum(page.article().title == page.facts["title"] for page in pages) >= len(pages) - 1
