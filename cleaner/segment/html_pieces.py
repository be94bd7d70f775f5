"""What the walk collects: elements with their place, pieces of text, clues for the metadata."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from presscut.cleaner.model import BlockKind


class Element:
    """An open element. Its `above` are the ancestors a block tells of, from the body inwards, itself last."""

    __slots__ = ("_above", "_counts", "_path", "depth", "hidden", "nth", "number", "parent", "tag", "tokens")

    def __init__(self, parent: Element | None, tag: str, tokens: tuple[str, ...], hidden: bool, number: int) -> None:
        self.parent = parent
        self.tag = tag
        self.tokens = tokens
        self.hidden: bool = hidden or (parent is not None and parent.hidden)
        self.number = number
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.nth = 1 if parent is None else parent.count(tag)
        self._counts: dict[str, int] | None = None
        self._path: str | None = None
        self._above: tuple[Element, ...] | None = None

    def count(self, tag: str) -> int:
        """One more child of that name: its number among them."""
        if self._counts is None:
            self._counts = {}
        self._counts[tag] = nth = self._counts.get(tag, 0) + 1
        return nth

    @property
    def above(self) -> tuple[Element, ...]:
        """The elements from below ``html`` down to this one. Depth is bounded by the walk, so is the work."""
        if self._above is None:
            self._above = () if self.parent is None else (*self.parent.above, self)
        return self._above

    @property
    def path(self) -> str:
        """An XPath to the element, numbered where the name alone is not enough. To be asked after the walk."""
        if self._path is None:
            alone = self.parent is None or (self.parent._counts or {}).get(self.tag) == 1
            step = self.tag if alone else f"{self.tag}[{self.nth}]"
            self._path = f"{self.parent.path if self.parent else ''}/{step}"
        return self._path


@dataclass(slots=True)
class Piece:
    """A block in the making: its text is final, its place in the source is not known yet.

    Attributes:
        links: start, end and URL, offsets into the text.
        row: a number for the table row it stands in and one for the cell; null outside of tables.
        tight: it follows the piece before it by a line break, not a blank line (items, rows).
    """

    text: str
    kind: BlockKind
    level: int
    element: Element
    links: list[tuple[int, int, str]]
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Clue:
    """An element that may say something about the page: its name, attributes, and the start of its text."""

    tag: str
    attributes: Mapping[str, str | None]
    tokens: tuple[str, ...] = ()
    text: str = ""


@dataclass(slots=True)
class Clues:
    """All that the metadata needs of a page, in document order.

    Attributes:
        scripts: contents of the JSON-LD scripts.
        metas: attributes of `meta` and `link` elements.
        elements: title, headings of rank 1, times, elements with itemprop or rel, bylines by their class.
    """

    language: str | None = None
    scripts: list[str] = field(default_factory=list)
    metas: list[Clue] = field(default_factory=list)
    elements: list[Clue] = field(default_factory=list)
