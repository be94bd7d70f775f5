"""`presscut why`: the account of one piece of a page."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.presscut.conftest import ARTICLE, NEWSLETTER, Presscut


def test_cut_text_names_rule_score_and_remedy(presscut: Presscut, article: Path) -> None:
    """Whoever misses a sentence wants to know who took it and how to get it back."""
    ran = presscut("why", article, NEWSLETTER)
    assert ran.code == 0
    assert ": cut as newsletter" in ran.out
    assert "rule    en/newsletter/" in ran.out
    assert "less would have kept it; --keep newsletter keeps it" in ran.out


def test_kept_text_says_what_was_missing(presscut: Presscut, article: Path) -> None:
    """A rule's author wants to know how far a block was from being cut."""
    ran = presscut("why", article, "The first boat leaves at six")
    assert ": kept" in ran.out
    assert "was missing for that" in ran.out


def test_moved_text_names_the_field(presscut: Presscut, article: Path) -> None:
    """What is neither body nor gone is metadata."""
    assert ": moved to title" in presscut("why", article, "The ferry comes back").out


def test_offset_means_the_block_around_it(presscut: Presscut, article: Path) -> None:
    """The ledger speaks in offsets."""
    at = ARTICLE.index(NEWSLETTER) + 5
    assert presscut("why", article, f"@{at}").out == presscut("why", article, NEWSLETTER).out


def test_white_space_and_line_breaks_do_not_matter(presscut: Presscut, article: Path) -> None:
    """The text was copied from a screen, where it was broken elsewhere."""
    ran = presscut("why", article, "best stories of the Lowmere Courier  in your inbox every\tmorning.")
    assert ": cut as newsletter" in ran.out


def test_text_over_two_blocks_finds_both(presscut: Presscut, article: Path) -> None:
    """A selection with the mouse does not stop at the end of a paragraph."""
    ran = presscut("why", article, "when the weather is kind. The first boat leaves")
    assert ran.out.count("block ") == 2


def test_without_text_every_block_gets_a_line(presscut: Presscut, article: Path) -> None:
    """The whole page at a glance."""
    ran = presscut("why", article)
    assert len(ran.out.splitlines()) == len(ARTICLE.strip().split("\n\n"))
    assert sum("  cut " in line for line in ran.out.splitlines()) == 2


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ("no such words here", "article.md does not hold 'no such words here'"),
        ("@999999", "offset 999999 of article.md is beyond the end"),
        (f"@{ARTICLE.index('By Ines') - 1}", "is between two blocks"),
        ("  ", "the text to look for is empty"),
    ],
)
def test_nothing_found_is_exit_2(presscut: Presscut, article: Path, wanted: str, says: str) -> None:
    """Silence would look like an answer."""
    ran = presscut("why", article, wanted)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_many_pages_are_refused(presscut: Presscut, article: Path) -> None:
    """A place in the source means nothing over several sources."""
    Path("two").mkdir()
    for name in ("a.md", "b.md"):
        (Path("two") / name).write_text(ARTICLE)
    assert presscut("why", "two").code == 2
    assert article.exists()


def test_level_changes_what_is_needed(presscut: Presscut, article: Path) -> None:
    """`why` judges as `clean` would with the same options."""
    normal = presscut("why", article, NEWSLETTER).out
    assert presscut("why", article, NEWSLETTER, "--level", "gentle").out != normal


def test_what_holds_no_words_was_not_kept(presscut: Presscut, tmp_path: Path) -> None:
    """The ledger says that it went, and so does the account: nobody judged it."""
    page = tmp_path / "page.md"
    page.write_text(f"{ARTICLE}\n\n<div>\n\nThe last boat leaves at ten.\n\n[1]: /timetable\n", encoding="utf-8")
    ran = presscut("why", page, "[1]: /timetable")
    assert "divider, source" in ran.out
    assert ": cut, for it holds no words\n" in ran.out
    assert "inline/link-definition" in ran.out
    assert "score" not in ran.out
    (line,) = [line for line in presscut("why", page).out.splitlines() if line.endswith("<div>")]
    assert line.split()[1:] == ["cut", "divider", "<div>"]


def test_the_terms_add_up_to_the_score(presscut: Presscut, article: Path) -> None:
    """What the neighbours have to say is one of them."""
    for wanted in (NEWSLETTER, "The first boat leaves at six"):
        lines = presscut("why", article, wanted).out.splitlines()
        score = next(float(line.split()[1].rstrip(",")) for line in lines if line.startswith("  score "))
        terms = [float(line.split()[0]) for line in lines if line.startswith("    ")]
        assert sum(terms) == pytest.approx(score, abs=0.01 * len(terms))


@pytest.mark.parametrize("command", ["clean", "review", "archive add"])
def test_a_page_without_article_names_a_command_that_is_there(presscut: Presscut, command: str) -> None:
    """Not every command has --explain; the one that is named takes the page as it is named."""
    for page in ("nothing here.html", "other.html"):
        Path(page).write_text("<title>Log in</title><body><p><a href=/>Home</a></p></body>", encoding="utf-8")
    out = ["-o", "review.html"] if command == "review" else ["--to", "text"] if command == "clean" else []
    said = presscut(*command.split(), "nothing here.html", "other.html", *out).err
    (named,) = {line.split("`")[1] for line in said.splitlines() if "nothing here.html: no article" in line}
    ran = presscut(*shlex.split(named)[1:])
    assert (ran.code, ran.err) == (0, "")
    assert "Home" in ran.out


def test_a_record_without_article_is_looked_at_by_clean(presscut: Presscut) -> None:
    """`why` looks at a file that is one page."""
    Path("pages.jsonl").write_text('{"text": "Home"}\n{"text": "Menu"}\n', encoding="utf-8")
    assert "`presscut clean --explain` says what went" in presscut("archive", "add", "pages.jsonl").err
