"""The line between kept and cut: where F1 is best, and higher where little is known."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner.judge.threshold import LINES, expected_f1, threshold
from presscut.cleaner.model import Level
from tests.support.blocks import PROSE, draft

SCORES = st.lists(st.floats(-8, 8), min_size=1, max_size=9)


def test_the_expected_f1_by_hand() -> None:
    """One block that surely stays, one that may, one that surely goes: best is to keep the second as well."""
    kept = 2 * (90 + 10) / (90 + 20 + 90 + 10)
    assert expected_f1([-50.0, 0.0, 50.0], [90.0, 20.0, 300.0]) == pytest.approx(kept)
    assert expected_f1([-50.0, 3.0], [90.0, 20.0]) == pytest.approx(2 * 90 / (90 + 90 + 20 / (1 + math.exp(3.0))))


def test_nothing_can_be_expected_of_a_page_without_words() -> None:
    """Nor does a score beyond all numbers stop it."""
    assert expected_f1([], []) == 0.0
    assert expected_f1([1.0], [0.0]) == 0.0
    assert expected_f1([5_000.0, -5_000.0], [1.0, 1.0]) == pytest.approx(1.0)


@given(scores=SCORES)
def test_no_other_choice_of_blocks_would_do_better(scores: list[float]) -> None:
    """Of equally long blocks those above half of the best F1 are the best to keep, as the paper proves."""
    words = [1.0] * len(scores)
    best = expected_f1(scores, words)
    stays = [1 / (1 + math.exp(score)) for score in scores]
    above = [p for p in stays if p >= best / 2 - 1e-12]
    assert best == pytest.approx(2 * sum(above) / (len(above) + sum(stays)))


def line(scores: list[float], level: Level = "normal") -> float:
    """The threshold of a page of as many paragraphs."""
    return threshold(draft(*[PROSE] * len(scores)), scores, level)


def test_more_stays_where_less_is_sure() -> None:
    """A page told apart with ease is cut near the middle, one in doubt later; a level moves the line by one."""
    sure, doubtful = [-6.0, 6.0] * 9, [-0.8, 0.6] * 9
    half = expected_f1(doubtful, [1.0] * 18) / 2
    assert line(sure) == pytest.approx(LINES["text"].lean, abs=0.05)
    assert line(doubtful) == pytest.approx(LINES["text"].lean + LINES["text"].care * math.log((1 - half) / half))
    assert line(doubtful) > line(sure) + 0.5
    assert line(sure, "gentle") - line(sure) == pytest.approx(1.0)
    assert line(sure, "strict") - line(sure) == pytest.approx(-1.0)


def test_a_page_without_prose_has_nothing_to_be_careful_about() -> None:
    """A sign-in page: that nothing can be expected of it is no reason to keep its labels."""
    page = draft("Card number", "PIN or password", "Keep me signed in")
    assert threshold(page, [2.0, 1.0, 2.0], "normal") == LINES["text"].lean
