"""Whose names count where the markup and the byline differ.

The markup's authors come first: they are split already. But a system may give whoever put the text online, by login
or by name, or the house, where the byline prints the people who wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from presscut.cleaner.metadata.names import is_common, is_person, untitled
from presscut.cleaner.patterns import lazy

OF_SOMEBODY = lazy(r"['’]s?\s+(?:web)?(?:blog|log|journal|site|website|home ?page|notes)$", re.IGNORECASE)
HELD = lazy(
    r"\W*(?:copyright\b)?\W*(?:\d{4}\W+)*(?:by\s+)?([^\W\d_][\w’'-]*\s[^\W\d_][\w’'-]+)\s*(?:\d{4})?(?:[.,|·—–]|$)",
    re.IGNORECASE,
)
FULL = 2  # words of a full name


def authors_of(
    marked: Sequence[str],
    printed: Sequence[str],
    houses: Sequence[str] = (),
    signed: Sequence[str] = (),
    shown: Callable[[str], bool] = bool,
) -> tuple[str, ...]:
    """The authors of an article.

    Args:
        marked: the names that the markup gives.
        printed: those in the lines around the article.
        houses: organisations that the markup names instead of people.
        signed: of `printed` those in a clear byline: people among them count before a house.
        shown: whether the page shows a name to its readers at all.
    """
    if houses and not marked:
        return tuple(dict.fromkeys(name for name in signed if _is_full(name))) or tuple(houses)
    in_full = bool(printed) and all(map(_is_full, printed))
    of_accounts = not any(map(_is_full, marked)) or not any(map(shown, marked))
    return _each_once(printed if not marked or (in_full and of_accounts) else marked)


def _each_once(names: Sequence[str]) -> tuple[str, ...]:
    """Names without those that another one says with a title or without: "Dr. Ida Mott" and "Ida Mott"."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(untitled(name).casefold(), name)
    return tuple(found.values())


def owner(site: str | None, rights: str | None) -> tuple[str, ...]:
    """Whose site it is, where it is called after a person or a person holds its rights.

    Such a person need not sign each page. A firm may have the name of its founder: a given name that is common, and
    one more, is asked for.

    Args:
        site: what the site is called.
        rights: its copyright line.
    """
    held = HELD.match(rights or "")
    for name in (OF_SOMEBODY.sub("", site or ""), held[1] if held else ""):
        if len(name.split()) == FULL and is_common(name) and is_person(name):
            return (name,)
    return ()


def _is_full(name: str) -> bool:
    """Whether a name has a given name and a surname, or is in a script that writes them as one word."""
    return len(name.split()) >= FULL or name.lower() == name.upper()
