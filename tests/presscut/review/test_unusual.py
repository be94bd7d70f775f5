"""What is unusual, and the order of the index."""

from __future__ import annotations

from presscut.errors import Problem
from presscut.review.families import FRAME, KEPT
from presscut.review.index import index, most_unusual_first
from presscut.review.summary import Line
from presscut.review.unusual import Facts, Usual, reasons


def page(
    number: int, *, kept: int = 70, confidence: float = 0.95, flags: tuple[str, ...] = (), near: float = 0.0
) -> Facts:
    lines = (Line(KEPT, "kept", 3, kept, 0), Line(FRAME, "boilerplate", 2, 100 - kept, 1))
    return Facts(number, f"{number}.md", f"Page {number}", "en", 300, 100, lines, confidence, flags, 2, near)


USUAL = [page(number, kept=70 + number % 3) for number in range(1, 6)]


def first(odd: Facts) -> int:
    return most_unusual_first([*USUAL, odd])[0].number


def test_pages_alike_stay_in_the_order_of_the_inputs() -> None:
    """Two reviews of the same pages have the same index."""
    alike = [page(number) for number in range(1, 6)]
    assert [facts.number for facts in most_unusual_first(alike)] == [1, 2, 3, 4, 5]


def test_each_doubt_alone_brings_a_page_to_the_top() -> None:
    """A flag, little confidence, another share kept in either direction, much that was nearly otherwise."""
    assert first(page(9, flags=("guard",))) == 9
    assert first(page(9, confidence=0.6)) == 9
    assert first(page(9, kept=20)) == 9
    assert first(page(9, kept=100)) == 9
    assert first(page(9, near=0.3)) == 9


def test_a_page_without_an_article_comes_before_a_guarded_one() -> None:
    """Nothing at all is worse than too little."""
    pages = [*USUAL, page(8, flags=("guard",)), page(9, kept=0, flags=("no-article",))]
    assert [facts.number for facts in most_unusual_first(pages)[:2]] == [9, 8]


def test_reasons_are_said_heaviest_first() -> None:
    """Whoever reads the row knows what to look for."""
    usual = Usual.of(USUAL)
    assert reasons(page(9, kept=20, flags=("guard",)), usual) == [
        "20% kept, less than the usual 71%",
        "guard",
    ]
    assert reasons(page(9), usual) == []


def test_problems_are_rows_and_what_is_left_out_has_no_link() -> None:
    """The index accounts for every input, whatever the file holds."""
    html = index(USUAL, [(6, "gone.md", Problem("not-found", "gone.md", "there is no such file"))], shown=2)
    assert html.index("gone.md") < html.index("1.md")
    assert html.count("<tr") == 1 + 1 + len(USUAL)
    assert html.count("<a href=") == 2
    assert "Only the first 2 are in this file" in html
