"""Judging: filters give marks, the marks decide.

A filter is a callable `Draft -> Iterable[Mark]`. It looks at one thing and gives opinions; it sees
the marks given before it and never changes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from presscut.cleaner.model import Draft, Mark

Filter = Callable[[Draft], Iterable[Mark]]


def judge(draft: Draft, filters: Sequence[Filter]) -> Draft:
    """The draft with the marks of each filter added, in the order of the list."""
    for look in filters:
        draft = draft.marked(look(draft))
    return draft
