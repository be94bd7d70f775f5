"""Dates on the command line: what was meant by half a date, and what is none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.index.moments import comparable, last_moment
from presscut.archive.warc.dates import warc_date
from presscut.errors import UsageError


@pytest.mark.parametrize(
    ("given_", "moment"),
    [
        ("2031", "2031-12-31T23:59:59.999999"),
        ("2031-05-06", "2031-05-06T23:59:59.999999"),
        ("20310506", "2031-05-06T23:59:59.999999"),
        ("2031-05-06T07:08", "2031-05-06T07:08:59.999999"),
        ("2031-05-06 07:08:09", "2031-05-06T07:08:09.999999"),
        ("20310506070809", "2031-05-06T07:08:09.999999"),
        ("2031-05-06T07:08:09.25Z", "2031-05-06T07:08:09.259999"),
        ("2031-05-06T01:08:09+02:00", "2031-05-05T23:08:09.999999"),
        ("2031-05-06T23:30-01:00", "2031-05-07T00:30:59.999999"),
    ],
)
def test_half_a_date_means_all_of_it(given_: str, moment: str) -> None:
    """Who asks for a page as of a day means its evening, not its first second; and times of elsewhere are shifted."""
    assert last_moment(given_) == moment


@pytest.mark.parametrize(
    "nonsense", ["", "yesterday", "31", "2031-5-6", "2031-02-30", "2031-05+02:00", "20310506T07", "２０３１"]
)
def test_what_is_no_date_is_said(nonsense: str) -> None:
    """A wrong date must not quietly mean another one."""
    with pytest.raises(UsageError):
        last_moment(nonsense)


TIMES = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))


@given(TIMES, TIMES)
def test_dates_of_records_sort_as_the_times_do(one: datetime, other: datetime) -> None:
    """Whole seconds and fractions are written differently; as text ``09Z`` would come after ``09.5Z``."""
    dates = [comparable(warc_date(time.isoformat(), time)) for time in (one, other)]
    assert (dates[0] < dates[1]) == (one < other)


@given(TIMES, st.integers(min_value=-14, max_value=14))
def test_a_record_is_not_later_than_its_own_date(time: datetime, hours: int) -> None:
    """A date that was copied from the archive, in whatever zone, finds the capture it was copied from."""
    elsewhere = time.astimezone(timezone(timedelta(hours=hours)))
    assert comparable(warc_date(time.isoformat(), time)) <= last_moment(elsewhere.isoformat())
