"""Which pages go: by address, by age, by site.

A page is an address with its bytes. It goes or stays with all its captures: as long as one of them stays,
the bytes stay too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from itertools import groupby

from presscut.archive.formats.words import encodable
from presscut.archive.index.sites import of_site
from presscut.archive.lookup import begun
from presscut.archive.state import State
from presscut.archive.state.rows import CAPTURES, Entry, RecordRow, entry_from
from presscut.archive.warc.dates import parsed_date, warc_date
from presscut.archive.warc.headers import clean_uri

RECORD_COLUMNS = ", ".join(RecordRow._fields)
ENTRY_COLUMNS = ", ".join(field.name for field in fields(Entry))
IS_CAPTURE = f"type IN ({', '.join(repr(kind) for kind in CAPTURES)})"
AGE = re.compile(r"(?P<count>\d{1,4})(?P<unit>[dwmy])")
MONTHS = {"m": 1, "y": 12}
DAYS = {"d": 1, "w": 7}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which pages go; a page goes when all that is said is true of it.

    Attributes:
        keys: addresses of pages, or ids of articles or their beginnings; a page of any of them.
        before: a WARC-Date; pages whose last capture is older.
        site: pages of this site, as `of_site` understands it.
        keep_last: not the last page of an address.
    """

    keys: tuple[str, ...] = ()
    before: str | None = None
    site: str | None = None
    keep_last: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A page of the archive: an address, its bytes by their digest, and all captures of both, the oldest first."""

    target: str
    digest: str | None
    captures: tuple[RecordRow, ...]
    entries: tuple[Entry, ...]


def before(age: str, now: datetime) -> str | None:
    """The WARC-Date before which something is older than an age (``5y``, ``18m``, ``12w``, ``90d``) or a day.

    Null when it is neither.
    """
    found = AGE.fullmatch(age)
    try:
        if found is None:
            return warc_date(age, now) if parsed_date(age) else None
        count, unit = int(found["count"]), found["unit"]
        then = _months_ago(now, count * MONTHS[unit]) if unit in MONTHS else now - timedelta(days=count * DAYS[unit])
    except (ValueError, OverflowError):
        return None
    return warc_date(then.isoformat(), now)


def _months_ago(now: datetime, months: int) -> datetime:
    """The same day of an earlier month, or its last day when it has no such day."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    for day in range(now.day, now.day - 4, -1):
        try:
            return now.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    raise ValueError("before the calendar")


def chosen(state: State, choice: Choice) -> Iterator[Kept]:
    """The pages that go, in the order of their addresses."""
    for pages in _by_target(state, None if not choice.keys else sorted(targets(state, choice.keys))):
        last = max(pages, key=lambda page: _age(page.captures[-1]))
        for page in pages:
            if not (choice.keep_last and page is last) and _fits(page, choice):
                yield page


def targets(state: State, keys: Iterable[str]) -> set[str]:
    """The addresses under which a page, or the article of an id or of its beginning, was captured.

    Raises:
        UsageError: more than one id begins so, or too little of one is given.
    """
    found: set[str] = set()
    for key in map(encodable, keys):
        named = _targets(state, key)
        entry = None if named else begun(state, key)
        found |= _targets(state, entry.id) if entry else named
    return found


def _targets(state: State, key: str) -> set[str]:
    query = (
        "SELECT r.target FROM articles a JOIN records r ON r.id = a.capture"
        " WHERE a.id = ?1 OR a.url = ?1 OR a.canonical_url = ?1"
        f" UNION SELECT target FROM records WHERE target = ?2 AND {IS_CAPTURE}"
    )
    return {target for (target,) in state.db.execute(query, (key, clean_uri(key)))}


def _by_target(state: State, wanted: list[str] | None) -> Iterator[list[Kept]]:
    if wanted is None:
        query = f"SELECT DISTINCT target FROM records WHERE {IS_CAPTURE} AND target IS NOT NULL ORDER BY target"
        wanted = [target for (target,) in state.db.execute(query)]
    for target in wanted:
        yield pages_at(state, target)


def pages_at(state: State, target: str) -> list[Kept]:
    """The pages of an address."""
    query = f"SELECT {RECORD_COLUMNS} FROM records WHERE target = ? AND {IS_CAPTURE} ORDER BY date, segment, offset"
    captures = [(_digest(state, row), row) for row in (RecordRow(*row) for row in state.db.execute(query, (target,)))]
    captures.sort(key=lambda pair: pair[0])
    return [
        _page(state, target, digest, tuple(row for _, row in group))
        for digest, group in groupby(captures, lambda pair: pair[0])
    ]


def _digest(state: State, row: RecordRow) -> str:
    """The bytes a capture stands for; a server's word that nothing changed has those of what it points at."""
    pointed = state.record(row.refers_to) if row.digest is None and row.refers_to else None
    return row.digest or (pointed and pointed.digest) or ""


def _page(state: State, target: str, digest: str, captures: tuple[RecordRow, ...]) -> Kept:
    query = f"SELECT {ENTRY_COLUMNS} FROM articles WHERE capture = ? ORDER BY seq"
    entries = (entry_from(columns) for row in captures for columns in state.db.execute(query, (row.id,)))
    return Kept(target, digest or None, captures, tuple(entries))


def _age(row: RecordRow) -> tuple[str, str, int]:
    return row.date.removesuffix("Z"), row.segment, row.offset


def _fits(page: Kept, choice: Choice) -> bool:
    old = choice.before is None or page.captures[-1].date.removesuffix("Z") < choice.before.removesuffix("Z")
    named = [(entry.site, entry.url, entry.canonical_url) for entry in page.entries]
    site = choice.site
    here = site is None or any(of_site(site, *names) for names in ((None, page.target), *named))
    return old and here
