"""Facts about a page that several filters ask for: each is worked out once a draft and kept with it.

A fact depends on the page, its head and its blocks, which no stage changes, never on the marks. So it is
the same whoever asks first, and `Draft.marked` hands it on.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from presscut.cleaner.model import Draft

Given = ParamSpec("Given")
Fact = TypeVar("Fact")


def once(
    fact: Callable[Concatenate[Draft, Given], Fact],
) -> Callable[Concatenate[Draft, Given], Fact]:
    """The function, but for one draft and what else it is given it is called once."""

    @wraps(fact)
    def known(draft: Draft, /, *args: Given.args, **kwargs: Given.kwargs) -> Fact:
        key = (fact, args, *kwargs.items())
        if key not in draft.facts:
            draft.facts[key] = fact(draft, *args, **kwargs)
        return cast("Fact", draft.facts[key])

    return known
