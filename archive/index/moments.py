"""Dates as people and replay tools write them, to be compared with the dates of records as text."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from presscut.errors import UsageError

# A day or a time, written as far as one likes; and without signs between, as in the addresses of replay tools.
ISO = r"(\d{4}(?:-\d\d(?:-\d\d(?:[T ]\d\d(?::\d\d(?::\d\d(?:\.\d{1,6})?)?)?)?)?)?)(Z|[+-]\d\d:\d\d)?"
WHEN = re.compile(ISO, re.ASCII)
DIGITS = re.compile(r"(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?", re.ASCII)
OF_PUBLISHING = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)
BETWEEN = ("-", "-", "T", ":", ":")
DAY = len("2031-05-06")
BEGINNING = "0001-01-01T00:00:00"
END = "9999-12-31T23:59:59.999999"


def last_moment(given: str) -> str:
    """The last moment of a year, month, day, hour, minute or second, in UTC; a time without a zone is in UTC.

    ``2031-05``, ``203105``, ``2031-05-06T07:08:09+02:00`` and ``20310506070809`` can be given.

    Raises:
        UsageError: it is no date.
    """
    digits = DIGITS.fullmatch(given)
    found = WHEN.fullmatch(_spelt_out(digits) if digits else given)
    if found is None or (found[2] and len(found[1]) <= DAY):
        raise UsageError(f"{given} is no date; write 2031-05-06, 2031-05-06T07:08:09 or 20310506070809")
    said, zone = found[1].replace(" ", "T"), found[2] or "Z"
    try:
        begins = datetime.fromisoformat(said + BEGINNING[len(said) :] + zone).astimezone(UTC)
    except (ValueError, OverflowError):
        raise UsageError(f"{given}: there is no such date") from None
    return begins.isoformat(timespec="microseconds")[: len(said)] + END[len(said) :]


def _spelt_out(digits: re.Match[str]) -> str:
    first, *rest = [part for part in digits.groups() if part]
    return first + "".join(map(str.__add__, BETWEEN, rest))


def checked_day(given: str | None, asked: str) -> str | None:
    """A day of publishing, a month or a year, as `Filters` take it; null when nothing is given.

    Args:
        asked: what the day was given for, as it is called where it was given: ``"--since"``.

    Raises:
        UsageError: it is no day.
    """
    if given is None:
        return None
    found = OF_PUBLISHING.fullmatch(given)
    if found is None:
        raise UsageError(f"{asked} {given}: a day looks like 2031-05-06, 2031-05 or 2031")
    try:
        date(*map(int, found.groups("1")))
    except ValueError:
        raise UsageError(f"{asked} {given}: there is no such day") from None
    return given


def comparable(moment: str) -> str:
    """A WARC-Date as text that sorts with others and with moments, whatever fraction of a second it has."""
    return moment.removesuffix("Z")
