"""Where blocks stand in the markup: the one thing that the fast parser cannot tell.

Beautiful Soup with Python's html.parser notes where each start tag stood. Its tree follows the markup as written,
the other one the HTML standard, so they differ where tags are left out or misplaced. An element counts as found
when the same steps lead to it in both trees and the block's words stand between its tags; else there is no place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from presscut.cleaner.characters import BLANK
from presscut.cleaner.model import Block

if TYPE_CHECKING:
    from bs4 import Tag

MOST_READ = 20_000_000  # characters of elements inside each other whose text is compared
MOST_CHARS = 5_000_000  # of markup that is looked into; Beautiful Soup takes 5 µs a character
IMPLIED = frozenset({"html", "head", "body", "tbody", "colgroup"})
"""Elements that the standard's tree has though no tag of theirs was written (HTML standard 13.1.2.4)."""

STEP = re.compile(r"([^\[\]/]+)(?:\[(\d+)\])?")
LINE_END = re.compile("\n")
CLOSING = re.compile(r"<!--.*?-->|</([a-zA-Z][^\s/>]*)[^>]*>", re.DOTALL)
RAW = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "textarea", "title")}
"""Elements whose content is no markup: where it ends."""


class Place(NamedTuple):
    """An element in the markup, from its start tag to behind its end tag, in code points of the decoded page."""

    start: int
    end: int


def places_of(markup: str, blocks: Sequence[Block]) -> list[Place | None]:
    """For each block the place of its element; null where it cannot be told for sure."""
    if len(markup) > MOST_CHARS:
        return [None] * len(blocks)
    tree = _Tree(markup)
    return [tree.place(block) for block in blocks]


class _Tree:
    """The elements of some markup as written.

    Attributes:
        steps: of each element what it holds, by name and number; elements are known by their `id`.
        places: of each element that has an end tag.
        unread: of each element that blocks stood in, its text behind the last of them.
    """

    def __init__(self, markup: str) -> None:
        from bs4 import BeautifulSoup, Tag

        self.soup = BeautifulSoup(markup, "html.parser")
        self.steps: dict[int, dict[tuple[str, int], Tag]] = {}
        self.places: dict[int, Place] = {}
        self.unread: dict[int, str] = {}
        self.room = MOST_READ
        tags = [element for element in self.soup.descendants if isinstance(element, Tag)]
        lines = [0, *(found.end() for found in LINE_END.finditer(markup))]
        starts = [lines[(tag.sourceline or 1) - 1] + (tag.sourcepos or 0) for tag in tags]
        begun = dict(zip(map(id, tags), starts, strict=True))
        numbers: dict[tuple[int, str], int] = {}
        for tag, start, following in zip(tags, starts, [*starts, len(markup)][1:], strict=True):
            above = id(tag.parent)
            nth = numbers[above, tag.name] = numbers.get((above, tag.name), 0) + 1
            self.steps.setdefault(above, {})[tag.name, nth] = tag
            self._close(tag, begun, markup, start, following)

    def _close(self, tag: Tag, begun: Mapping[int, int], markup: str, start: int, following: int) -> None:
        """Note the elements that end between this start tag and the next: as in the parser, each end tag ends
        the innermost open element of its name."""
        raw = RAW[tag.name].search(markup, start) if tag.name in RAW else None
        at: Tag | None = tag
        for found in CLOSING.finditer(markup, raw.start() if raw else start, following):
            name = (found.group(1) or "").lower()
            ended = at
            while ended is not None and ended.name != name:
                ended = ended.parent
            if ended is not None and id(ended) in begun:
                self.places[id(ended)] = Place(begun[id(ended)], found.end())
                at = ended.parent

    def place(self, block: Block) -> Place | None:
        """The place of a block's element, if the block's words stand there, behind those of the block before."""
        element = self._at(block.hints.path or "")
        place = self.places.get(id(element))
        if element is None or place is None:
            return None
        if id(element) not in self.unread:
            fits = place.end - place.start <= self.room
            self.room -= place.end - place.start if fits else 0
            self.unread[id(element)] = _squeezed(element.get_text()) if fits else ""
        words = _squeezed(block.text)
        _, found, rest = self.unread[id(element)].partition(words) if words else ("", "", "")
        self.unread[id(element)] = rest
        return place if found else None

    def _at(self, path: str) -> Tag | None:
        """The element that a path leads to. Steps to elements that nobody wrote are passed over."""
        at: Tag = self.soup
        for found in STEP.finditer(path):
            name, nth = found.group(1), int(found.group(2) or 1)
            below = self.steps.get(id(at), {}).get((name, nth))
            if below is None and not (name in IMPLIED and nth == 1):
                return None
            at = at if below is None else below
        return at


def _squeezed(text: str) -> str:
    """A text without white space and characters nobody sees, in which parsers and blocks differ."""
    return BLANK.sub("", text)
