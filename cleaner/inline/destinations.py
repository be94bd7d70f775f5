"""Where a link leads: the address behind its words, or the name of one that is defined elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from presscut.cleaner.inline.patterns import (
    BROKEN_TAIL,
    OPEN_TAIL,
    PLAIN_TAIL,
    QUOTED_TAIL,
    REFERENCE,
    SPACED_TAIL,
    TAIL,
    label_of,
)
from presscut.cleaner.inline.urls import clean_url

LONGEST_NAME = 999  # characters (CommonMark 0.31, section 4.7)

Destination = tuple[str, int]
"""An address, and where in the source what gives it ends."""


def destination(source: str, at: int, end: int) -> Destination | None:
    """The address in the round brackets that open at a place, however a converter wrote them."""
    if plain := PLAIN_TAIL.match(source, at, end):
        return clean_url(plain[1]), plain.end()
    if broken := BROKEN_TAIL.match(source, at, end):
        return clean_url("".join(broken[1].split())), broken.end()
    for pattern in (TAIL, OPEN_TAIL, QUOTED_TAIL, SPACED_TAIL):
        if found := pattern.match(source, at, end):
            return clean_url(next(filter(None, found.groups()), "")), found.end()
    return None


def defined_destination(
    source: str, words: int, close: int, end: int, defined: Mapping[str, str]
) -> Destination | None:
    """The address that a name stands for (CommonMark 0.31, section 6.3).

    The name stands in brackets behind the words, or is the words themselves: ``[words][name]``, ``[words][]``,
    ``[words]``. A number alone, in no second bracket, is a note's: its brackets are text.

    Args:
        words: where they begin, behind the bracket; −1 when nothing opens it.
        close: where the bracket closes.
        defined: the addresses by name, see `label_of`.
    """
    own = label_of(source[words:close]) if words >= 0 and close - words <= LONGEST_NAME else ""
    named = REFERENCE.match(source, close + 1, end)
    if named:
        url = defined.get(label_of(named[1]) or own)
        return (url, named.end()) if url is not None else None
    return (defined[own], close + 1) if own in defined and not own.isdigit() else None
