"""The ingredients and steps of a recipe, where the page's own data names them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal

from presscut.cleaner.judge.duplicates import unsaid
from presscut.cleaner.model import Block, Draft, Mark
from presscut.cleaner.shape import words_of

WEIGHT = -6.0  # as much as the block model can say against a list that looks like a menu
GRAM = 4  # words in a row that a longer block must share with a text of the data …
SHARED = 0.8  # … this share of them: pages and their data differ in a word
SHORT_LINE = 20  # words of a text whose parts may stand in blocks of their own: an amount, what it is of
ROW = 3  # blocks of a few words that stand together before they count

Likeness = Literal["", "number", "part", "text"]


def recipe_parts(draft: Draft) -> Iterable[Mark]:
    """Is this an ingredient or a step, word for word, that the page's linked data gives for its recipe?

    A list of a few words an entry looks like a menu, and stands above all prose. Amounts are not compared: the page
    prints "½ cup" where the data has "0.5 cup". Wrong for a second recipe that the data does not name, which is left
    to the other filters.
    """
    if not draft.recipe:
        return
    known = _Known(draft.recipe)
    said = [known.likeness(block) for block in draft.blocks]
    seen: set[str] = set()
    for among, numbers in groupby(range(len(said)), key=lambda i: bool(said[i])):
        row = _bounded([*numbers], said) if among else ()
        if sum(said[i] != "number" for i in row) < ROW and not any(said[i] == "text" for i in row):
            continue
        marks = [Mark(i, "prose", WEIGHT, "page/recipe", "the page's data names it in its recipe") for i in row]
        yield from unsaid(draft, marks, seen)


def _bounded(row: Sequence[int], said: Sequence[Likeness]) -> Sequence[int]:
    """A row without the bare numbers at its ends, but for the amount of what comes first."""
    words = [place for place, i in enumerate(row) if said[i] != "number"]
    return row[max(0, words[0] - 1) : words[-1] + 1] if words else ()


class _Known:
    """The texts of the data, ready to be compared with."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._grams: set[tuple[str, ...]] = set()
        self._parts: set[tuple[str, ...]] = set()
        for text in texts:
            words = _words(text)
            self._grams.update(_runs(words, GRAM))
            if len(words) <= SHORT_LINE:
                for length in range(1, GRAM):
                    self._parts.update(_runs(words, length))

    def likeness(self, block: Block) -> Likeness:
        """What a block is of the texts; empty for nothing."""
        words = _words(block.text)
        if not words:
            return "number" if block.text.strip() else ""
        if len(words) < GRAM:
            return "part" if tuple(words) in self._parts else ""
        runs = _runs(words, GRAM)
        return "text" if sum(run in self._grams for run in runs) >= SHARED * len(runs) else ""


def _words(text: str) -> list[str]:
    """The words of a text in one case, without its numbers."""
    return [word for word in words_of(text.casefold()) if not word[0].isnumeric()]


def _runs(words: Sequence[str], length: int) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + length]) for i in range(len(words) - length + 1)]
