"""Days of Iran's calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from presscut.cleaner.jalali import FIRST_YEAR, LAST_YEAR, gregorian


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ((1357, 11, 22), date(1979, 2, 11)),
        ((1375, 1, 1), date(1996, 3, 20)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1400, 1, 1), date(2021, 3, 21)),
        ((1402, 11, 8), date(2024, 1, 28)),
        ((1404, 1, 1), date(2025, 3, 21)),
    ],
)
def test_known_days(day: tuple[int, int, int], expected: date) -> None:
    """New years and days that both calendars name in books of history."""
    assert gregorian(*day) == expected


def test_no_day_is_left_out_or_there_twice() -> None:
    """Day after day in both calendars."""
    expected = gregorian(FIRST_YEAR, 1, 1)
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for month in range(1, 13):
            for day in range(1, 32):
                try:
                    found = gregorian(year, month, day)
                except ValueError:
                    continue
                assert found == expected
                expected += timedelta(days=1)


@pytest.mark.parametrize("day", [(1402, 12, 30), (1402, 7, 31), (1402, 13, 1), (1402, 1, 0), (1200, 1, 1)])
def test_days_that_are_none(day: tuple[int, int, int]) -> None:
    """A guess is worse than none."""
    with pytest.raises(ValueError, match="no day"):
        gregorian(*day)
