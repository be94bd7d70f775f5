"""Columns side by side, as `pdftotext -layout` prints them: each is read to its end, and tables stay what they are."""

from __future__ import annotations

from collections import Counter
from itertools import zip_longest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut import clean, source_text
from presscut.cleaner.segment.columns import in_reading_order
from tests.support.timing import seconds

LEFT = """\
The ferry did not sail on Friday, because
the harbour's only tug was pulling a barge
off the sandbank at Garrow. The captain
told the passengers that he would not take
a loaded boat past the new breakwater with
nobody standing by, and several of them
applauded him. A fruit grower with forty
crates of pears on deck did not.
The breakwater was finished in March. It
was meant to calm the water at the pier,"""
RIGHT = """\
and by all accounts it does, but it has
narrowed the channel by eleven metres.
Since April the rules ask every vessel
above two hundred tons to have a tug in
call when the wind stands in the west.
They do not say who must pay for it.
The county bought the first one and says
that it has done its share. The harbour
board says that it could not buy the
engine of a tug, let alone the rest."""
BOX = """\
Diary dates
Sat 6 April
Litter pick at the pump

Fri 19 April
Quiz night in the hall

Ring Dot about the hall"""
TABLE = """\
Town             Ferries          Tugs a year
Aldport          runs in winter   twenty and one
benhelm          none at all      not a single one
Corwick          two each day     four in summer
dunmoor          runs on Sunday   as many as needed
eastlow          none in winter   some, in a pinch
Farholm          one each week    none that we know"""
OPTIONS = """\
add              puts a file into the archive, or several of them
remove           takes a file out
list             shows what the archive holds, the newest files first
verify           reads every record back
repair           mends what can be mended, after having asked for it
merge            puts two archives together"""


def beside(*columns: str, width: int = 48) -> str:
    """A page on which these texts stand side by side."""
    lines = zip_longest(*(text.split("\n") for text in columns), fillvalue="")
    return "\n".join("".join(part.ljust(width) for part in line).rstrip() for line in lines) + "\n\f"


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip("\f ")]


def test_each_column_is_read_to_its_end() -> None:
    """A paper in two columns would read one line of each by turns, and no sentence of it would be whole."""
    assert lines_of(in_reading_order(beside(LEFT, RIGHT))) == lines_of(f"{LEFT}\n{RIGHT}")


def test_the_sentence_that_goes_on_in_the_next_column_is_whole() -> None:
    """Columns end in mid-sentence more often than not."""
    article = clean(beside(LEFT, RIGHT), media_type="text")
    assert "to calm the water at the pier, and by all accounts it does" in article.text


def test_what_stands_above_and_below_the_columns_stays_there() -> None:
    """The head of the page goes over both columns."""
    head = "Sunday, September 14          Vol. 88\n\nA headline that runs over both of the columns of it\n"
    page = f"{head}{beside(LEFT, RIGHT)[:-1]}\n\n{'17':>46}\n\f"
    assert lines_of(in_reading_order(page)) == [*lines_of(head), *lines_of(LEFT), *lines_of(RIGHT), "17"]


def test_three_columns_are_three() -> None:
    """Newspapers have more than two."""
    page = beside(LEFT, RIGHT, LEFT.replace("ferry", "barge"))
    assert lines_of(in_reading_order(page)) == lines_of(f"{LEFT}\n{RIGHT}\n{LEFT.replace('ferry', 'barge')}")


def test_columns_whose_lines_stand_at_different_heights_lose_no_paragraph() -> None:
    """Where a heading shifts one column, its lines stand between those of the other and look as if set apart."""
    rows = [row for pair in zip(LEFT.split("\n"), RIGHT.split("\n"), strict=True) for row in pair]
    above = beside(LEFT, RIGHT)[:-2]
    page = above + "\n" + "\n".join(row if i % 2 == 0 else " " * 48 + row for i, row in enumerate(rows)) + "\n\f"
    assert LEFT in in_reading_order(page)
    assert RIGHT in in_reading_order(page)


def test_a_box_beside_the_text_does_not_run_through_it() -> None:
    """Newsletters set dates and addresses beside what they tell."""
    found = lines_of(in_reading_order(beside(f"{LEFT}\n{RIGHT}", BOX)))
    assert found == lines_of(f"{LEFT}\n{RIGHT}\n{BOX}")


@pytest.mark.parametrize("text", [TABLE, OPTIONS], ids=["table", "options"])
def test_a_table_stays_a_table(text: str) -> None:
    """Its cells belong to the row: put one below the other they would say nothing."""
    assert in_reading_order(f"{text}\n\f") == f"{text}\n\f"


def test_lines_set_to_one_length_with_double_spaces_are_no_columns() -> None:
    """pdfminer prints the wide spaces of justified lines as two, and they often stand below each other."""
    text = "\n".join(line.replace(" ", "  ") for line in (LEFT + "\n" + RIGHT).split("\n")) + "\n\f"
    assert in_reading_order(text) == text


def test_text_that_was_never_printed_is_left_alone() -> None:
    """Only what comes from a PDF has form feeds: in other texts gaps are mostly somebody's own."""
    page = beside(LEFT, RIGHT)[:-1]
    assert in_reading_order(page) == page


def test_places_point_into_the_text_in_reading_order() -> None:
    """`source_text` gives what every offset of the article counts in."""
    page = beside(LEFT, RIGHT)
    article, source = clean(page, media_type="text"), source_text(page, "text")
    assert source == in_reading_order(page)
    assert all(
        source[p.src_start : p.src_end].split() == article.text[p.start : p.end].split() for p in article.paragraphs
    )


ROWS = st.lists(st.sampled_from(["", "12", *LEFT.split("\n"), *BOX.split("\n"), *TABLE.split("\n")]), max_size=24)


@given(ROWS, ROWS, st.integers(44, 50), st.sampled_from(["\f", "\n\fOverleaf.\n"]))
def test_no_word_is_lost(left: list[str], right: list[str], width: int, end: str) -> None:
    """Nothing disappears: the text in reading order holds every word of the page as often as the page does."""
    page = beside("\n".join(left), "\n".join(right), width=width) + end
    assert Counter(in_reading_order(page).split()) == Counter(page.split())


def test_reading_order_takes_no_time() -> None:
    """A page of many lines full of gaps is no more work than any other."""
    page = "\n".join("   ".join("ab" * (i % 7 + 1) for i in range(60)) for _ in range(290)) + "\n\f"
    assert seconds(lambda: in_reading_order(page * 4)) < 4
