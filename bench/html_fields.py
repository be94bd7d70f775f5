"""Whether title, authors and date of a page were found, and whether one was invented."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple

from labels import words

JOINING = frozenset({"and", "by"})


class Found(NamedTuple):
    """One page's fields against the gold's; null where the gold does not say.

    Attributes:
        title, authors: exactly the gold's words, in any order.
        title_near, authors_near: one holds all words of the other, and at least half as many.
        authors_invented: the gold names nobody, and somebody is named.
        date: the same day.
        date_invented: the gold has none, and one is given.
    """

    title: bool | None
    title_near: bool | None
    authors: bool | None
    authors_near: bool | None
    authors_invented: bool | None
    date: bool | None
    date_invented: bool | None


def found(extract: Any, gold: Mapping[str, Any]) -> Found:
    """What an article, or anything with `title`, `authors` and `published`, has of the gold's fields."""
    title = _same(gold["title"], extract.title)
    authors = _same(gold["author"], extract.authors)
    day, wanted = str(extract.published or "")[:10], gold["date"]
    return Found(
        *title,
        *authors,
        bool(extract.authors) if authors[0] is None else None,
        day.startswith(wanted[:10]) if wanted else None,
        None if wanted else bool(day),
    )


def _same(wanted: Any, given: Any) -> tuple[bool | None, bool | None]:
    """Exactly and nearly; null when the gold has no words."""
    gold, mine = _words(wanted), _words(given)
    if not gold:
        return None, None
    near = (gold <= mine or mine <= gold) and 2 * min(len(gold), len(mine)) >= max(len(gold), len(mine))
    return gold == mine, near


def _words(value: Any) -> frozenset[str]:
    joined = " ".join(value) if isinstance(value, list | tuple) else value or ""
    return frozenset(words(unicodedata.normalize("NFKC", joined))) - JOINING
