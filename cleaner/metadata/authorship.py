"""Whose names count where the markup and the byline differ.

The markup's authors come first: they are split already. But a system may give the login of whoever put the
text online, or the paper's short name, where the byline prints people in full.
"""

from __future__ import annotations

from collections.abc import Sequence

FULL = 2  # words of a full name


def authors_of(marked: Sequence[str], printed: Sequence[str]) -> tuple[str, ...]:
    """The authors of an article, out of the names the markup gives and those in the bylines that count."""
    logins = marked and printed and not any(map(_is_full, marked)) and all(map(_is_full, printed))
    return tuple(printed if logins or not marked else marked)


def _is_full(name: str) -> bool:
    """Whether a name has a given name and a surname, or is in a script that writes them as one word."""
    return len(name.split()) >= FULL or name.lower() == name.upper()
