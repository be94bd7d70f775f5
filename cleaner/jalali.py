"""Days of the Solar Hijri (Jalali) calendar of Iran, in the Gregorian one.

Leap years come in cycles of 33 years with eight of them, as K. M. Borkowski found from the equinoxes ("The Persian
calendar for 3000 years", Earth, Moon, and Planets 74, 1996) for the years 1210 to 1634 of this calendar; of these
the ones are read in which web pages can be dated.
"""

from __future__ import annotations

from datetime import date, timedelta

MONTHS: tuple[str, ...] = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد امرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1310, 1468
LONG_MONTHS = 6  # of 31 days; the others have 30, the last one 29 or 30
LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
"""Years of a cycle of 33 that have a day more."""
CYCLE = 33
START = date(1931, 3, 22)  # the first day of FIRST_YEAR


def gregorian(year: int, month: int, day: int) -> date:
    """The Gregorian day.

    Raises:
        ValueError: the calendar has no such day, or the year is outside of those that are known.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= len(MONTHS) or not 1 <= day <= _length(year, month):
        raise ValueError(f"no day of the Jalali calendar: {year}-{month}-{day}")
    years = 365 * (year - FIRST_YEAR) + sum(_is_leap(before) for before in range(FIRST_YEAR, year))
    months = 31 * min(month - 1, LONG_MONTHS) + 30 * max(0, month - 1 - LONG_MONTHS)
    return START + timedelta(days=years + months + day - 1)


def _length(year: int, month: int) -> int:
    if month <= LONG_MONTHS:
        return 31
    return 29 if month == len(MONTHS) and not _is_leap(year) else 30


def _is_leap(year: int) -> bool:
    return year % CYCLE in LEAP
