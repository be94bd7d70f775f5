"""Dates as machines write them, in ISO 8601; what else stands where a date should goes to the printed forms."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from presscut.cleaner.dates import offset, parse_date
from presscut.cleaner.patterns import lazy

EARLIEST, LATEST = 1800, 2100  # years an article can have; year 1 and 9999 are a database's null
EPOCH = "1970-01-01"  # what a missing date is printed as
ISO = lazy(
    r"\s*(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:(?:[T ]|\s+at\s+)\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?(?!\d)",
    re.IGNORECASE | re.ASCII,
)
LOOSE = lazy(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", re.ASCII)
COMPACT = lazy(r"(\d{8})(\d\d)(\d\d)(\d\d)", re.ASCII)
UNIX = lazy(r"(1\d{9})(?:\d{3})?(?:\.\d+)?", re.ASCII)
"""Seconds or milliseconds since 1970, of September 2001 to May 2033: no day in digits looks so."""


def machine_date(value: str, language: str | None = None) -> str | None:
    """A date, with its time and zone where they are given; null for anything else.

    A midnight without a zone is a date that was printed as a time: the date alone.
    """
    text = value.strip()[:100]
    if unix := UNIX.fullmatch(text):
        return datetime.fromtimestamp(int(unix[1]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = ISO.match(COMPACT.sub(r"\1 \2:\3:\4", text) if COMPACT.fullmatch(text) else text)
    if found is None:
        loose = LOOSE.match(text)
        return _day(*loose.groups()) if loose else _printed(text, language)
    day = _day(*found.group(1, 2, 3))
    hour, minute, second, zone = found.group(4, 5, 6, 7)
    if day is None or hour is None or int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return day
    if not zone and (hour.lstrip("0"), minute, second or "00") == ("", "00", "00"):
        return day
    return f"{day}T{int(hour):02}:{minute}:{second or '00'}{_zone(zone)}"


def _printed(text: str, language: str | None) -> str | None:
    found = parse_date(text, language)
    return found if found and EARLIEST <= int(found[:4]) <= LATEST else None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    text = found.isoformat()
    return text if EARLIEST <= found.year <= LATEST and text != EPOCH else None


def _zone(zone: str | None) -> str:
    """The zone as ISO 8601 has it; none of one that is farther from UTC than any."""
    return "Z" if zone and zone[0] not in "+-" else offset(zone or "")
