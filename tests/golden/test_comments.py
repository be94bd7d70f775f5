"""Pages with what readers wrote: blogs in three markups, forums, questions and answers, in three languages.

Beside each page lies its body as it comes by default (``NAME.txt``) and, where it differs, with `--keep comments`
(``NAME.comments.txt``). To renew them after a change, read what it changes: ``python tests/golden/test_comments.py``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from presscut.cleaner.model import Article
from presscut.one import clean

FOLDER = Path(__file__).resolve().parents[2] / "seeds" / "comments"
PAGES = sorted(FOLDER.glob("*.html"))
BLOGS = [page for page in PAGES if page.name.startswith("blog-")]
THREADS = [page for page in PAGES if page not in BLOGS]
each_page = pytest.mark.parametrize("page", PAGES, ids=[p.stem for p in PAGES])
each_blog = pytest.mark.parametrize("page", BLOGS, ids=[p.stem for p in BLOGS])
each_thread = pytest.mark.parametrize("page", THREADS, ids=[p.stem for p in THREADS])


def article(page: Path, *keep: str) -> Article:
    return clean(page.read_bytes(), media_type="html", engine="own", keep=keep)


def expected(page: Path, *, comments: bool = False) -> str:
    told = page.with_suffix(".comments.txt")
    return (told if comments and told.exists() else page.with_suffix(".txt")).read_text("utf8")


@each_page
def test_the_body_is_as_it_was_read_by_a_person(page: Path) -> None:
    """An article comes without its comments, a thread with its posts."""
    assert article(page).text + "\n" == expected(page)


@each_page
def test_comments_are_kept_on_request(page: Path) -> None:
    """Names, dates and text in reading order behind the article; no form, no button, no footer."""
    assert article(page, "comments").text + "\n" == expected(page, comments=True)


@each_blog
def test_the_ledger_says_that_comments_were_cut(page: Path) -> None:
    """What is gone by default is told by its kind, so that a reader knows what to ask for."""
    kept = article(page, "comments")
    gone = {entry.text: entry.kind for entry in article(page).ledger if entry.action == "cut"}
    won = [p for p in kept.paragraphs if kept.text[p.start : p.end] not in article(page).text]
    assert won
    assert {gone[kept.text[p.start : p.end]] for p in won} == {"comments"}


@each_thread
def test_a_thread_is_told_to_be_one(page: Path) -> None:
    """Whoever wants articles alone can leave it out."""
    assert "page:forum" in article(page).flags


def test_three_markups_and_three_languages() -> None:
    """The promise of these pages: a renamed file must not shrink it unseen."""
    assert {page.stem for page in BLOGS} == {"blog-en", "blog-de", "blog-ja"}
    assert {page.stem for page in THREADS} == {"forum-en", "forum-de", "qa-en", "qa-ja"}


if __name__ == "__main__":
    for sample in PAGES:
        plain, full = article(sample).text, article(sample, "comments").text
        sample.with_suffix(".txt").write_text(plain + "\n", "utf8")
        if full != plain:
            sample.with_suffix(".comments.txt").write_text(full + "\n", "utf8")
