"""The day of publication, out of what the markup says and what the page prints.

The markup's date counts, with its time and zone. Three things speak against it. Many systems write the day of
the last change into both of its dates: then a date that is printed beside the title and is earlier is
the day of publication. Others count in UTC: when the day in the page's address and the printed one are the day
before, they are that of the site. And a page that only prints when it was changed ("Updated May 3, 2024") dates itself
by that. What a machine alone says of a change dates nothing: it is stamped on pages that never had a date.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone

from presscut.cleaner.patterns import lazy

LONGEST_URL = 2000  # characters
DAY = lazy(r"/(\d{4})/(\d{1,2})/(\d{1,2})(?:/|-|$)")
WESTMOST = timezone(-timedelta(hours=12))  # the zone in which a moment has its earliest date


def publication(
    marked: str | None,
    changed: str | None,
    printed: Sequence[str],
    printed_changes: Sequence[str] = (),
    url: str | None = None,
) -> str | None:
    """The value of the field ``published``, or null.

    Args:
        marked, changed: the markup's days of publication and of the last change.
        printed, printed_changes: dates that the page prints of the one and the other.
        url: the page's address.
    """
    first = next(iter(printed), None)
    if marked is None:
        return first or next(iter(printed_changes), None)
    if first is not None and _is_of_a_change(marked, changed) and _is_before(first, marked):
        return first
    if first is not None and _is_in_utc(marked) and first[:10] == _day_of(url) and _day_before(marked) == first[:10]:
        return first
    return marked


def _is_in_utc(marked: str) -> bool:
    return marked.endswith(("Z", "+00:00"))


def _day_of(url: str | None) -> str | None:
    """The day in an address of the form ``/2031/05/04/``."""
    found = DAY.search((url or "")[:LONGEST_URL])
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else None


def _is_of_a_change(marked: str, changed: str | None) -> bool:
    """Whether a day of publication is that of the last change as well, or comes after it."""
    return changed is not None and marked[:10] >= changed[:10]


def _day_before(marked: str) -> str:
    try:
        return (date.fromisoformat(marked[:10]) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return ""


def _is_before(printed: str, marked: str) -> bool:
    """Whether a printed day is before the markup's, and no zone of the world explains it."""
    try:
        moment = datetime.fromisoformat(marked)
        earliest = moment.astimezone(WESTMOST) if moment.tzinfo else moment
        return date.fromisoformat(printed[:10]) < earliest.date()
    except (ValueError, OverflowError):
        return False
