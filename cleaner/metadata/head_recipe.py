"""The ingredients and steps that a page's linked data names, of a recipe or of other directions."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from typing import Any

from presscut.cleaner.metadata.head_jsonld import ELSEWHERE, Thing, types_of
from presscut.cleaner.patterns import lazy

# https://schema.org/Recipe, https://schema.org/HowTo; `ingredients` is what the first was called before.
LISTS = ("recipeIngredient", "ingredients", "recipeInstructions", "supply", "step")
STEPS = frozenset({"howtostep", "howtodirection", "howtotip"})
SAYS = ("text", "name")  # of a step
MOST = 500  # texts of a page
MOST_CHARS = 100_000  # of all texts together
TAG = lazy(r"<[^<>]*>")


def read_recipe(things: Iterable[Thing]) -> tuple[str, ...]:
    """What the page itself says its recipe consists of: a text for each ingredient and each step, without markup."""
    found: list[str] = []
    room = MOST_CHARS
    for text in _texts(things):
        if len(found) == MOST or room <= 0:
            break
        found.append(html.unescape(TAG.sub(" ", html.unescape(text[:room]))))
        room -= len(text)
    return tuple(found)


def _texts(things: Iterable[Thing]) -> Iterator[str]:
    for thing in things:
        if types_of(thing) & STEPS:
            names: tuple[str, ...] = SAYS
        elif thing.get("_in") not in ELSEWHERE:
            names = LISTS
        else:
            continue
        for name in names:
            yield from _strings(thing.get(name))


def _strings(value: Any) -> Iterator[str]:
    for entry in value if isinstance(value, list) else (value,):
        if isinstance(entry, str):
            yield entry
