"""What the walk collects: elements with their place, pieces of text, clues for the metadata."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from presscut.cleaner.model import BlockKind, Hints


class Element:
    """An element that the walk went into. `depth` is bounded by the walk, so that its hints are as well."""

    __slots__ = ("_counts", "_hints", "aside", "depth", "hidden", "nth", "number", "parent", "tag", "tokens")

    def __init__(
        self, parent: Element | None, tag: str, tokens: tuple[str, ...], *, hidden: bool, aside: bool, number: int
    ) -> None:
        self.parent = parent
        self.tag = tag
        self.tokens = tokens
        self.hidden: bool = hidden or (parent is not None and parent.hidden)
        self.aside = aside
        self.number = number
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.nth = 1 if parent is None else parent.count(tag)
        self._counts: dict[str, int] | None = None
        self._hints: Hints | None = None

    def count(self, tag: str) -> int:
        """One more child of that name: its number among them."""
        if self._counts is None:
            self._counts = {}
        self._counts[tag] = nth = self._counts.get(tag, 0) + 1
        return nth

    @property
    def hints(self) -> Hints:
        """What a block of this element knows of what is around it. To be asked after the walk."""
        if self._hints is None:
            around = self.parent.hints if self.parent else None
            if around is None:
                self._hints = Hints(path=f"/{self.tag}", hidden=self.hidden)
            else:
                self._hints = Hints(
                    path=f"{around.path}/{self._step()}",
                    tags=(*around.tags, self.tag),
                    tokens=(*around.tokens, self.tokens),
                    containers=(*around.containers, self.number),
                    hidden=self.hidden,
                )
        return self._hints

    def _step(self) -> str:
        """The element's step of an XPath, numbered where the name alone is not enough."""
        alone = self.parent is None or (self.parent._counts or {}).get(self.tag) == 1
        return self.tag if alone else f"{self.tag}[{self.nth}]"


@dataclass(slots=True)
class Piece:
    """A block in the making: its text is final, its place in the source is not known yet.

    Attributes:
        links: start, end and URL, offsets into the text.
    """

    text: str
    kind: BlockKind
    level: int
    element: Element
    links: list[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Clue:
    """An element that may say something about the page: its name, attributes, and the start of its text.

    Attributes:
        aside: it stands among comments, related articles or in a side column: it speaks of another text.
    """

    tag: str
    attributes: Mapping[str, str | None]
    tokens: tuple[str, ...] = ()
    text: str = ""
    aside: bool = False


@dataclass(slots=True)
class Clues:
    """All that the metadata needs of a page, in document order.

    Attributes:
        scripts: contents of the JSON-LD scripts.
        metas: attributes of `meta` and `link` elements.
        elements: title, headings of rank 1, times, elements with itemprop or rel, bylines by their class.
        types: itemtype of the elements that are no part of another thing, see `note_type`.
    """

    language: str | None = None
    scripts: list[str] = field(default_factory=list)
    metas: list[Clue] = field(default_factory=list)
    elements: list[Clue] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
