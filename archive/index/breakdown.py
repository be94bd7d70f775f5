"""What the articles of an archive are made up of: by site, language, flag and year, the largest groups first."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

MOST = 12  # groups of a kind that are named: what fits a screen with the counts
GROUPS: Mapping[str, str] = {
    "sites": "SELECT coalesce(nullif(host, ''), site) AS name, count(*) FROM articles GROUP BY name",
    "languages": "SELECT language AS name, count(*) FROM articles GROUP BY name",
    "flags": "SELECT value AS name, count(*) FROM articles, json_each(flags) GROUP BY name",
    "years": "SELECT substr(published, 1, 4) AS name, count(*) FROM articles GROUP BY name",
}
"""By what, and how they are counted. A site is the host, or the name of one without address."""


class Group(NamedTuple):
    """Articles that have something in common; `name` is null for those that do not say it."""

    name: str | None
    articles: int


class Groups(NamedTuple):
    """The largest groups of a kind, of `number` that there are."""

    number: int
    largest: tuple[Group, ...]


def breakdown(db: sqlite3.Connection, most: int = MOST) -> dict[str, Groups]:
    """The groups of each kind of `GROUPS`, at most so many; equally large ones by their names."""
    return {kind: _groups(db, query, most) for kind, query in GROUPS.items()}


def _groups(db: sqlite3.Connection, query: str, most: int) -> Groups:
    found = [Group(*row) for row in db.execute(f"{query} ORDER BY count(*) DESC, name")]
    return Groups(len(found), tuple(found[:most]))
