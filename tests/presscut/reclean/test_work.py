"""One stored page cleaned anew, without an archive around it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from presscut.cleaner.model import Article, Page
from presscut.errors import Problem
from presscut.options import Options
from presscut.pipeline import Cleaner
from presscut.reclean import work
from presscut.reclean.work import Stored, Wanted, recleaner, recleaner_died
from tests.presscut.conftest import ARTICLE

GENERAL = {"": Options()}
PAGE = Page(ARTICLE.encode(), url="https://courier.example/ferry?q=ü", media_type="markdown")


@pytest.fixture(scope="module")
def made() -> Article:
    """The article that today's rules make of the page, and an older presscut's name on it."""
    article = Cleaner(Options()).clean(PAGE)
    assert isinstance(article, Article)
    return replace(article, producer=article.producer._replace(version="0.0.9"))


def test_capture_without_the_address_to_the_letter_gives_the_same_article(made: Article) -> None:
    """A WARC target is a URI; the article's address, id and date are what they were."""
    captured = replace(
        PAGE, url="https://courier.example/ferry?q=%C3%BC", media_type=None, fetched="2026-11-22T00:00:00Z"
    )
    assert recleaner(GENERAL, Wanted())(Stored(made.id, captured, made)).status == "same"


def test_new_article_keeps_id_and_source(made: Article) -> None:
    """Rules say nothing of where a page came from."""
    source = made.source._replace(file="ferry.md", fetched="2026-01-02T03:04:05Z")
    old = replace(made, id="an id of another program", source=source, title="Another title")
    new = recleaner(GENERAL, Wanted(apply=True))(Stored(old.id, PAGE, old)).article
    assert new is not None
    assert (new.id, new.source, new.title) == (old.id, source, "The ferry comes back to Lowmere")


def test_what_the_page_asks_for_stays_asked_for(made: Article) -> None:
    """The night wrote it down; rules of today made an article of which nobody knew that it must not be mined."""
    for flags in (("noai", "tdm-reserved"), ()):
        old = replace(made, flags=(*flags, "low-confidence"), title="Another title")
        new = recleaner(GENERAL, Wanted(apply=True))(Stored(old.id, PAGE, old)).article
        assert new is not None
        assert new.flags == (*made.flags, *flags)


def test_language_that_the_source_told_is_told_again() -> None:
    """Neither markup nor words say it: without it the rules of the language would not be asked."""
    page = Page(b"12 34\n\n56 78\n", url="https://courier.example/tides", media_type="text", language="de")
    made = Cleaner(Options()).clean(page)
    assert isinstance(made, Article)
    assert made.language == "de"
    captured = replace(page, language=None)
    assert recleaner(GENERAL, Wanted())(Stored(made.id, captured, made)).status == "same"


def test_unexpected_failure_costs_only_its_article(made: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    """A million articles do not wait for one."""

    def fail(_old: Article, _new: Article) -> None:
        raise ValueError("no such luck")

    monkeypatch.setattr(work, "compare", fail)
    result = recleaner(GENERAL, Wanted())(Stored(made.id, PAGE, made))
    assert (result.status, result.problem and result.problem.code) == ("failed", "unexpected")


def test_page_that_cannot_be_read_is_a_problem(made: Article) -> None:
    """The bytes of the archive may be those of a picture by now, for all we know."""
    result = recleaner(GENERAL, Wanted())(Stored(made.id, replace(PAGE, content=b"\x89PNG\0\0\0"), made))
    assert (result.status, result.problem and result.problem.where) == ("failed", made.id)


def test_killed_worker_names_the_article() -> None:
    """So that it can be looked at alone."""
    result = recleaner_died(Stored("3f2a91c0"))
    assert result.problem is not None
    assert (result.id, result.status, result.problem.code) == ("3f2a91c0", "failed", "worker-died")
    assert recleaner_died(Problem("damaged", "3f2a91c0", "gone")).problem == Problem("damaged", "3f2a91c0", "gone")
