"""Which rules the classes and ids of a page's elements mean. Each element is asked once, not each block in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import chain

from presscut.cleaner.model import Block
from presscut.cleaner.rulebook_types import ClassOrId, TokenMatch
from presscut.cleaner.signals import Context

MOST_OF_PAGE = 0.35  # share of a page's words up to which an element's class speaks for a block; .1–.5 tried

Asked = Sequence[tuple[int, ClassOrId]]  # rules by number, each with what it asks of an element
Meant = Mapping[int, Sequence[tuple[int, str]]]  # elements, each with the rules it means and the word that says so


def elements_meant(page: Context, asked: Asked) -> Meant:
    """The elements that mean any of the rules.

    An element that holds much of the page is no part of it, whatever its class says: themes put
    ``has-newsletter`` on the body.
    """
    if not asked:
        return {}
    named: dict[int, tuple[str, ...]] = {}
    for block in page.blocks:
        named.update(zip(block.hints.containers, block.hints.tokens, strict=False))
    meant = _meant_by(set(named.values()), asked)
    limit, inside = MOST_OF_PAGE * page.all_words, page.container_words
    return {element: meant[words] for element, words in named.items() if words in meant and inside[element] <= limit}


def rules_around(block: Block, meant: Meant) -> dict[int, str]:
    """The rules meant by the elements around a block, each with the word, the innermost first."""
    around = block.hints.containers
    if meant.keys().isdisjoint(around):
        return {}
    named: dict[int, str] = {}
    for element in reversed(around):
        for number, word in meant.get(element, ()):
            named.setdefault(number, word)
    return named


def _meant_by(names: Collection[tuple[str, ...]], asked: Asked) -> dict[tuple[str, ...], list[tuple[int, str]]]:
    """The rules each element's words lead to; elements that lead to none are left out."""
    telling = _telling(set(chain.from_iterable(names)), [condition for _, condition in asked])
    return {
        words: [(number, word) for number, condition in asked if (word := condition.fits(words)) is not None]
        for words in names
        if not telling.isdisjoint(words)
    }


def _telling(words: set[str], conditions: Sequence[ClassOrId]) -> set[str]:
    """Those of many words that any condition can mean: nearly all elements have none of them."""

    def wanted(match: TokenMatch) -> list[str]:
        return [token for condition in conditions if condition.match == match for token in condition.tokens]

    parts, beginnings = wanted("substring"), tuple(wanted("prefix"))
    found = words.intersection(wanted("token"))
    found.update([word for word in words if word.startswith(beginnings)])
    found.update([word for word in words if any(part in word for part in parts)] if parts else ())
    return found
