"""Times in UTC, as the archive and the article row write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

STAMP = re.compile(r"(\d{8})(\d{6})", re.ASCII)  # as replay tools and ARC write a time


def utc(when: datetime) -> datetime:
    """The time in UTC, where one without a zone is. Raises OverflowError when that is outside of the calendar."""
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)


def in_utc(when: datetime) -> str:
    """A time in ISO 8601, to the second or finer. Raises as `utc`."""
    return utc(when).replace(tzinfo=None).isoformat() + "Z"


def parsed_date(given: str | None) -> datetime | None:
    """An ISO 8601 time in UTC, where a time without a zone is; null when nobody gave one that can be read."""
    try:
        return utc(datetime.fromisoformat(given)) if given else None
    except (ValueError, OverflowError):  # the first hours of the year 1 east of Greenwich are no time in UTC
        return None


def warc_date(given: str | None, now: datetime) -> str:
    """A WARC-Date: the given ISO 8601 time in UTC, to the second or finer; `now` when there is none."""
    return in_utc(parsed_date(given) or now)


def fetched_at(said: str | None) -> str | None:
    """When a page was received, as it was said in ISO 8601 or in 14 digits; null when it cannot be read.

    A date alone stays one: nobody said at what time.
    """
    stamp = STAMP.fullmatch(said or "")
    moment = f"{stamp[1]}T{stamp[2]}" if stamp else (said or "").strip()
    try:
        return date.fromisoformat(moment).isoformat()
    except ValueError:
        pass
    when = parsed_date(moment)
    return in_utc(when) if when else None
