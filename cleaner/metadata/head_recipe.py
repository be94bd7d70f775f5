"""The ingredients and steps that a page's linked data names, of a recipe or of other directions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from presscut.cleaner.metadata.head_jsonld import ELSEWHERE, TAG, Thing, texts_of, types_of

# https://schema.org/Recipe, https://schema.org/HowTo; `ingredients` is what the first was called before.
LISTS = ("recipeIngredient", "ingredients", "recipeInstructions", "supply", "step")
STEPS = frozenset({"howtostep", "howtodirection", "howtotip"})
SAYS = ("text", "name")  # of a step
MOST = 500  # texts of a page
MOST_CHARS = 100_000  # of all texts together


def read_recipe(things: Iterable[Thing]) -> tuple[str, ...]:
    """What the page itself says its recipe consists of: a text for each ingredient and each step, without markup."""
    found: list[str] = []
    room = MOST_CHARS
    for text in _texts(things):
        if len(found) == MOST or room <= 0:
            break
        found.append(TAG.sub(" ", text[:room]))
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
            yield from texts_of(thing.get(name))
