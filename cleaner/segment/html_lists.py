"""The lists around the walk: how deep it is in them, and the numbers that browsers put before their items.

The numbers are those of the HTML standard, 4.4.5 (``ol``) and 4.4.8 (``li``).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from presscut.cleaner.patterns import lazy

if TYPE_CHECKING:
    from presscut.cleaner.segment.html_tree import Node

UNMARKED = frozenset({"list-unstyled", "unstyled", "list-none", "list-style-none", "no-bullets", "nobullets"})
UNSTYLED = lazy(r"list-style(?:-type)?\s*:[^;]*\bnone\b")
OWN_NUMBER = lazy(r"\W*(?:\d+(?:[.):](?!\d)|\W*$)|(?:[^\W\d]+\W{0,2}|(?<=[#(]))(\d+)\b)")
"""The number that a text begins with: "2. Stir", "2", "Step 2: stir", "#2 Stir"; of an amount ("2 eggs") it is none."""
INTEGER = lazy(r"\s*([+-]?\d{1,9})")
LARGEST = 3_999  # in letters and Roman numerals; beyond it browsers show digits
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class Numbering:
    """How an ``ol`` counts, by ``start``, ``reversed`` and ``type``."""

    def __init__(self, node: Node) -> None:
        attributes = node.attributes
        self._step = -1 if "reversed" in attributes else 1
        self._type = attributes.get("type") or "1"
        start = _integer(attributes.get("start"))
        self._next = start if start is not None else _items(node) if self._step < 0 else 1

    def item(self, value: str | None) -> int:
        """The number of the next item; `value` is the attribute that sets it."""
        given = _integer(value)
        number = self._next if given is None else given
        self._next = number + self._step
        return number

    def shown(self, number: int) -> str:
        """A number as it is shown before the item."""
        small = self._type.lower()
        if small not in ("a", "i") or not 1 <= number <= LARGEST:
            return f"{number}. "
        told = _letters(number) if small == "a" else _roman(number)
        return f"{told.upper() if self._type.isupper() else told}. "


class Lists:
    """The lists that are open, the innermost last."""

    def __init__(self) -> None:
        self._open: list[Numbering | None] = []
        self._waiting: tuple[Numbering, int] | None = None

    @property
    def depth(self) -> int:
        """How many lists are open."""
        return len(self._open)

    def begin(self, node: Node, tokens: Iterable[str], *, numbered: bool) -> None:
        """A list opens. `tokens` are the words of its names; where it is not `numbered` none is."""
        counts = numbered and node.tag == "ol" and UNMARKED.isdisjoint(tokens)
        plain = not counts or UNSTYLED.search(node.attributes.get("style") or "")
        self._open.append(None if plain else Numbering(node))

    def end(self) -> None:
        """A list closes."""
        self._open.pop()

    def begin_item(self, node: Node) -> None:
        """An item of the innermost list opens."""
        numbering = self._open[-1] if self._open and node.tag == "li" else None
        self._waiting = (numbering, numbering.item(node.attributes.get("value"))) if numbering else None

    def end_item(self) -> None:
        """An item closes: what follows has no number, also when nothing in the item could show it."""
        self._waiting = None

    def number_of(self, text: str) -> str:
        """What a browser shows before the text that an item begins with; empty where the text has its own number."""
        if self._waiting is None:
            return ""
        (numbering, number), self._waiting = self._waiting, None
        own = OWN_NUMBER.match(text)
        return "" if own and own[1] in (None, str(number)) else numbering.shown(number)


def _integer(value: str | None) -> int | None:
    found = INTEGER.match(value or "")
    return int(found[1]) if found else None


def _items(node: Node) -> int:
    count, child = 0, node.first_child
    while child is not None:
        count += child.tag == "li"
        child = child.next
    return count


def _letters(number: int) -> str:
    """1 is a, 26 z, 27 aa."""
    told = ""
    while number:
        number, letter = divmod(number - 1, 26)
        told = chr(ord("a") + letter) + told
    return told


def _roman(number: int) -> str:
    told = ""
    for value, digits in ROMAN:
        count, number = divmod(number, value)
        told += digits * count
    return told
