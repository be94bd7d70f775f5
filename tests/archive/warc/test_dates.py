"""Times as others write them, in UTC."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.formats.rows import row_schema
from presscut.archive.warc.dates import fetched_at

TIMES = [
    ("2031-05-06T07:08:09Z", "2031-05-06T07:08:09Z"),
    ("2031-05-06T07:08:09", "2031-05-06T07:08:09Z"),
    ("2031-05-06 09:08:09.5+02:00", "2031-05-06T07:08:09.500000Z"),
    ("2031-05-06T23:08:09-02:00", "2031-05-07T01:08:09Z"),
    ("20310506070809", "2031-05-06T07:08:09Z"),
    ("20310506T070809Z", "2031-05-06T07:08:09Z"),
    ("2031-05-06", "2031-05-06"),
    ("20310506", "2031-05-06"),
    ("0431-05-06T07:08:09Z", "0431-05-06T07:08:09Z"),
]
NO_TIMES = [
    None,
    "",
    "yesterday",
    "2031-13-45",
    "20311345070809",
    "2031-02-30T07:08:09Z",
    "0001-01-01T00:00:00+05:00",
    "9999-12-31T23:59:59-05:00",
    "\u0662\u0660\u0663\u0661-05-06",
    "2031-05-06T07:08:09Z\r\nX: y",
]
PATTERN = row_schema()["properties"]["source"]["properties"]["fetched"]["pattern"]


@pytest.mark.parametrize(("said", "known"), TIMES)
def test_a_time_is_written_in_utc(said: str, known: str) -> None:
    """Whoever sorts rows by time compares text."""
    assert fetched_at(said) == known


@pytest.mark.parametrize("said", NO_TIMES)
def test_what_is_no_time_is_null(said: str | None) -> None:
    """Nothing is guessed, and nothing that a stranger wrote is passed on as a time."""
    assert fetched_at(said) is None


@given(st.text() | st.datetimes(timezones=st.timezones()).map(str) | st.integers().map(str))
def test_whatever_was_said_fits_the_schema(said: str) -> None:
    """The published schema says how a time looks."""
    known = fetched_at(said)
    assert known is None or re.search(PATTERN, known)
