"""Comments and lists of news, told by their dates alone."""

from __future__ import annotations

import pytest

from presscut.cleaner.judge.dated_runs import DATES, MANY, SURE, WITH_A_CLOCK, WITHOUT, dated_runs
from presscut.cleaner.model import Block
from tests.support.blocks import PROSE, block, draft

ARTICLE = [block(f"{PROSE} It was the {n}th letter she wrote that year, and nobody had answered.") for n in range(8)]
SAID = "I rowed there as a child and the lamp was never lit on a Sunday."


def thread(*dates: str) -> list[Block]:
    """A name, a date and a text for each date."""
    return [block(text) for date in dates for text in ("Odile Marrow", date, SAID)]


@pytest.mark.parametrize(
    "dates",
    [
        [f"December {day}, 2025, 9:4{day} pm" for day in range(1, 6)],
        [f"{day}.12.2025 um 21:4{day} Uhr" for day in range(1, 6)],
        [f"2025年12月{day}日 21:4{day}" for day in range(1, 6)],
        [f"٠{day}/١٢/٢٠٢٥ ٢١:٤{day}" for day in range(1, 6)],
        [f"{day} hours ago" for day in range(2, 7)],
        [f"vor {day} Tagen" for day in range(2, 7)],
        [f"{day} часа назад" for day in range(2, 7)],
        [f"{day}시간 전" for day in range(2, 7)],
        [f"{day} दिन पहले" for day in range(2, 7)],
    ],
)
def test_comments_after_an_article_are_known_by_their_minutes(dates: list[str]) -> None:
    """In any language and any digits; from the first name to the last text."""
    page = draft(*ARTICLE, *thread(*dates))
    marks = list(dated_runs(page))
    assert [m.block for m in marks] == list(range(len(ARTICLE), len(page.blocks)))
    assert {(m.kind, m.weight) for m in marks} == {("comments", WITH_A_CLOCK)}


def test_many_minutes_or_a_name_with_each_say_more() -> None:
    """An article seldom quotes ten letters with their minutes, nor five with the names of who wrote them."""
    many = [f"3 May 2025, 21:{n:02}" for n in range(MANY)]
    assert {m.weight for m in dated_runs(draft(*ARTICLE, *thread(*many)))} == {SURE}
    names = ("Odile", "Jonas", "Mara", "Wim", "Dora")
    signed = [f"Posted by {name}, 3 May 2025 at 21:0{n}" for n, name in enumerate(names)]
    assert {m.weight for m in dated_runs(draft(*ARTICLE, *thread(*signed)))} == {SURE}
    alike = [f"Posted by the editors, 3 May 2025 at 21:0{n}" for n in range(5)]
    assert {m.weight for m in dated_runs(draft(*ARTICLE, *thread(*alike)))} == {WITH_A_CLOCK}


def test_a_thread_ends_with_a_text_like_the_others() -> None:
    """What is much longer than any text between two dates is not the last of them."""
    dates = [f"3 May 2025, 21:0{n}" for n in range(5)]
    page = draft(*ARTICLE, *thread(*dates)[:-1], block(" ".join([PROSE] * 3)), PROSE)
    assert max(m.block for m in dated_runs(page)) == len(page.blocks) - 3


def test_dates_without_a_clock_say_less() -> None:
    """Lists of news have them, and so have lists of events."""
    page = draft(*ARTICLE, *thread(*(f"{day} March 2025" for day in range(1, 6))))
    assert {(m.kind, m.weight) for m in dated_runs(page)} == {("related", WITHOUT)}


def test_a_live_report_is_no_thread() -> None:
    """Its dates begin with the article."""
    page = draft("The night the lamp went out", *thread(*(f"3 May 2025, 21:0{n}" for n in range(9))))
    assert not list(dated_runs(page))


def test_the_articles_own_date_is_not_the_first_of_the_thread() -> None:
    """It stands as near to the comments as they stand to each other, when the article is short."""
    dates = [f"3 May 2025, 21:0{n}" for n in range(DATES)]
    page = draft("2 May 2025, 10:00", *ARTICLE, *thread(*dates))
    assert [m.block for m in dated_runs(page)] == list(range(len(ARTICLE) + 1, len(page.blocks)))


def test_few_dates_are_no_thread() -> None:
    """Three may stand in any table."""
    page = draft(*ARTICLE, *thread(*(f"3 May 2025, 21:0{n}" for n in range(DATES - 1))))
    assert not list(dated_runs(page))


def test_prices_and_years_are_no_dates() -> None:
    """A day and a year, or a year and a clock time: less is a number."""
    page = draft(*ARTICLE, *thread("19.95 in all", "2024 edition", "Rated 4.8", "20.05", "2025", "1,999"))
    assert not list(dated_runs(page))
