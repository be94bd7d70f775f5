"""What the walk collects: elements with their place, pieces of text, clues for the metadata."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from presscut.cleaner.model import BlockKind, Hints


class Element:
    """An element that the walk went into. `depth` is bounded by the walk, so that its hints are as well."""

    __slots__ = ("_counts", "_hints", "aside", "depth", "hidden", "nth", "number", "parent", "tag", "tokens")

    def __init__(
        self, parent: Element | None, tag: str, tokens: tuple[str, ...], number: int, *, hidden: bool, aside: bool
    ) -> None:
        self.parent = parent
        self.tag = tag
        self.tokens = tokens
        self.number = number
        self.hidden = hidden
        self.aside = aside
        self._counts: dict[str, int] = {}
        self._hints: Hints | None = None
        if parent is None:
            self.depth, self.nth = 0, 1
        else:
            self.depth = parent.depth + 1
            self.nth = parent._counts[tag] = parent._counts.get(tag, 0) + 1

    def stand_at(self, hints: Hints) -> None:
        """Take another place in the page than the tree gives. Before hints are asked for."""
        self._hints = hints

    @property
    def hints(self) -> Hints:
        """What a block of this element knows of what is around it. To be asked after the walk."""
        if self._hints is not None:
            return self._hints
        parent = self.parent
        if parent is None:
            self._hints = Hints(f"/{self.tag}", (), (), (), self.hidden)
        else:
            around = parent._hints or parent.hints
            step = self.tag if parent._counts[self.tag] == 1 else f"{self.tag}[{self.nth}]"
            path, tags, tokens, containers, *_ = around
            inside = (*tags, self.tag), (*tokens, self.tokens), (*containers, self.number)
            # A call of the class takes twice as long, and a page has hundreds.
            self._hints = tuple.__new__(Hints, (f"{path}/{step}", *inside, self.hidden, 0, 0, False))
        return self._hints


@dataclass(slots=True)
class Piece:
    """A block in the making: its text is final, its place in the source is not known yet.

    Attributes:
        links: start, end and URL, offsets into the text.
        marks: start, end and kind (of an `Edit`) of what is no word of the text, offsets into it.
        number: what a browser shows before the text, as ``"3. "``.
    """

    text: str
    kind: BlockKind
    level: int
    element: Element
    links: list[tuple[int, int, str]]
    number: str = ""
    marks: Sequence[tuple[int, int, str]] = ()


@dataclass(frozen=True, slots=True)
class Clue:
    """An element that may say something about the page: its name, attributes, and the start of its text.

    Attributes:
        place: its number among the elements and texts of the page.
        before: the last words before it in its line.
        lines: the same text as its line breaks divide it, where they do.
        aside: it stands among comments, related articles or in a side column: it speaks of another text.
    """

    tag: str
    attributes: Mapping[str, str | None]
    tokens: tuple[str, ...] = ()
    text: str = ""
    aside: bool = False
    lines: tuple[str, ...] = ()
    place: int = 0
    before: str = ""


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
