"""Dates as they are printed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner.dates import MONTHS, find_dates, parse_date
from tests.support.timing import seconds

PRINTED = [
    ("December 10, 2025", "en", "2025-12-10"),
    ("Published Sept. 3rd, 2021 by someone", "en", "2021-09-03"),
    ("DEC. 10, 2025", "en", "2025-12-10"),
    ("Tuesday, 3 May 2024", "en", "2024-05-03"),
    ("3. Mai 2024, 15:59 Uhr", "de", "2024-05-03"),
    ("28.04.2023 | 17:52 Uhr", "de", "2023-04-28"),
    ("28.04.23", "de", "2023-04-28"),
    ("12.03.99", "de", "1999-03-12"),
    ("12.03.68", "de", "2068-03-12"),
    ("1er mars 2024", "fr", "2024-03-01"),
    ("10 de mayo de 2024", "es", "2024-05-10"),
    ("7 de março de 2024", "pt", "2024-03-07"),
    ("12 dicembre 2023", "it", "2023-12-12"),
    ("10 Ocak 2024", "tr", "2024-01-10"),
    ("14 мая 2025", "ru", "2025-05-14"),
    ("torsdag 09. mai 2024", "no", "2024-05-09"),
    ("3. toukokuuta 2024", "fi", "2024-05-03"),
    ("3. mája 2024", "sk", "2024-05-03"),
    ("2024. május 3., péntek", "hu", "2024-05-03"),
    ("3 noiembrie 2024", "ro", "2024-11-03"),
    ("3 май 2024 г.", "bg", "2024-05-03"),
    ("3. listopada 2024.", "hr", "2024-10-03"),
    ("3 listopada 2024", "pl", "2024-11-03"),
    ("3 Μαΐου 2024", "el", "2024-05-03"),
    ("3 Agustus 2024", "id", "2024-08-03"),
    ("2025年1月14日 01時28分", "ja", "2025-01-14"),
    ("2025년 6월 4일", "ko", "2025-06-04"),
    ("٣ أيار 2024", "ar", "2024-05-03"),
    ("14 كانون الثاني 2024", "ar", "2024-01-14"),
    ("30 يناير 2026", "ar", "2026-01-30"),
    ("2024-4-3", None, "2024-04-03"),
    ("2023 Jan 7;15(1):e33475", "en", "2023-01-07"),
    ("2024, June 30th", "en", "2024-06-30"),
    ("2024/05/03", None, "2024-05-03"),
    ("13/04/2024", "en", "2024-04-13"),
    ("04/13/2024", "en", "2024-04-13"),
    ("03/04/2024", "fr", "2024-04-03"),
    ("03/04/2024", "fr-FR", "2024-04-03"),
    ("3. listopada 2024.", "hr-HR", "2024-10-03"),
    ("입력 2024. 5. 3. 오전 10:20", "ko", "2024-05-03"),
    ("2024. 05. 13., hétfő", "hu", "2024-05-13"),
    ("14 شباط/فبراير 2024", "ar", "2024-02-14"),
    ("3 كانون الأول/ديسمبر 2023", "ar", "2023-12-03"),
    ("24 अगस्त 2023", "hi", "2023-08-24"),
    ("मई 5, 2024", "hi", "2024-05-05"),
    ("ngày 5 tháng 3 năm 2024", "vi", "2024-03-05"),
    ("2024. 3. 5. 오전 9:12", "ko", "2024-03-05"),
    ("2023. 09. 05. 07:20", "hu", "2023-09-05"),
    ("۲۸ ژانویه ۲۰۲۴", "fa", "2024-01-28"),
    ("۸ بهمن ۱۴۰۲ - ۱۰:۴۵", "fa", "2024-01-28"),
    ("۱۴۰۳/۱۲/۳۰", "fa", "2025-03-20"),
]


@pytest.mark.parametrize(("text", "language", "day"), PRINTED)
def test_reads_what_is_printed(text: str, language: str | None, day: str) -> None:
    """`published`, `modified`: ISO 8601, the date alone when the page gives no time."""
    assert parse_date(text, language) == day


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("03/04/2024", "en"),
        ("03/04/2024", None),
        ("May 2024", "en"),
        ("2024 May 10:30", "en"),
        ("2024", "en"),
        ("© 2024 Harbour Herald", "en"),
        ("February 30, 2024", "en"),
        ("Mayor 3, 2024", "en"),
        ("28.04.23", "en"),
        ("version 1.2.3", "en"),
        ("tel. 030 12 34 5678", "de"),
        ("۱۴۰۲/۱۲/۳۰", "fa"),  # no leap year
        ("1402/11/08", "en"),
        ("", None),
    ],
)
def test_guesses_nothing(text: str, language: str | None) -> None:
    """Nothing guessed: what is not in the page is null."""
    assert parse_date(text, language) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-05-18T10:00:00+0200", "2026-05-18T10:00:00+02:00"),
        ("October 23, 2025 5:50 pm EST", "2025-10-23T17:50-05:00"),
        ("5 December 2024 13:05 UTC", "2024-12-05T13:05Z"),
        ("5 December 2024 12:05 am GMT", "2024-12-05T00:05Z"),
        ("4 March 2026, 16.30 GMT", "2026-03-04T16:30Z"),
        ("16.30 GMT, 4 March 2026", "2026-03-04T16:30Z"),
        ("4:30 PM EST, Wednesday, March 4, 2026", "2026-03-04T16:30-05:00"),
        ("4 mar 2026 – 05:30 CET", "2026-03-04T05:30+01:00"),
        ("4 mars 2026 à 18h42", "2026-03-04"),
        ("March 4, 2026 4:30 PM ET", "2026-03-04"),
        ("4:30 PM ET, March 4, 2026", "2026-03-04"),
        ("5 December 2024 13:05", "2024-12-05"),
        ("5 December 2024 13:05 IST", "2024-12-05"),
        ("5 December 2024 25:05 UTC", "2024-12-05"),
        ("5 December 2024 13:05 +9999", "2024-12-05"),
        ("5 December 2024 13:05 -0000", "2024-12-05T13:05+00:00"),
        ("٥ ديسمبر ٢٠٢٤ ١٣:٠٥ +٠٢:٠٠", "2024-12-05T13:05+02:00"),
    ],
)
def test_keeps_a_time_only_with_a_clear_zone(text: str, value: str) -> None:
    """A time without a zone, or with one that means several, would be an hour nobody printed."""
    assert parse_date(text, "en") == value


def test_finds_all_dates_with_their_places() -> None:
    """A line with two dates is cut at both, so each must know where it stands."""
    text = "08:39, 06 Jan 2026 Updated 08:41, 07 Jan 2026"
    found = list(find_dates(text, "en"))
    assert [f.value for f in found] == ["2026-01-06", "2026-01-07"]
    assert [text[f.start : f.end] for f in found] == ["06 Jan 2026", "07 Jan 2026"]


@given(st.dates(min_value=date(1700, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_comes_back(day: date) -> None:
    """Each day of five centuries, printed with an English month, is read as itself."""
    name = MONTHS["en"][day.month - 1].split()[0].title()
    assert parse_date(f"{name} {day.day}, {day.year}", "en") == day.isoformat()
    assert parse_date(f"{day.day} {name} {day.year}", "en") == day.isoformat()
    assert parse_date(day.isoformat(), None) == day.isoformat()


@given(st.text(max_size=200), st.sampled_from(["en", "de", "ar", None]))
def test_never_raises_and_stays_in_bounds(text: str, language: str | None) -> None:
    """Hostile input is expected everywhere."""
    for found in find_dates(text, language):
        assert 0 <= found.start < found.end <= len(text)


def test_a_long_line_costs_nothing() -> None:
    """A line of a million digits and month names is read as far as a date line can be."""
    line = "1 2 3 mai " * 300_000
    assert parse_date(line, "de") is None
    assert seconds(lambda: parse_date(line, "de")) < 0.5


def test_a_time_between_two_dates_belongs_to_the_first() -> None:
    """A time is read once: the change is not given the hour of the publication."""
    found = [date.value for date in find_dates("4 March 2026 16.30 GMT, 5 March 2026", "en")]
    assert found == ["2026-03-04T16:30Z", "2026-03-05"]
