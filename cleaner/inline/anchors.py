"""A link as the source writes it, before it is known which of its parts stay."""

from __future__ import annotations

from typing import Literal, NamedTuple

AnchorKind = Literal["link", "angle", "bare", "tag"]


class Anchor(NamedTuple):
    """A link in the source.

    Attributes:
        start, end: everything that makes the link.
        text_start, text_end: what a reader sees of it.
        url: its address, clean.
        kind: ``[text](url)``, ``<url>``, an address on its own, or an HTML tag.
        printed: what the reader sees is itself an address.
    """

    start: int
    end: int
    text_start: int
    text_end: int
    url: str
    kind: AnchorKind
    printed: bool


class Dangling(NamedTuple):
    """The end of a link whose beginning stands in an earlier block: ``…](url)``."""

    start: int
    end: int
    url: str


class Outer(NamedTuple):
    """The part that one block has in a link, or in the description of a picture, over several blocks.

    Attributes:
        start, end: the part, with the mark that begins or ends the link, if it stands in this block.
        text_start, text_end: the part without the marks.
        url: the address; empty for a picture.
    """

    start: int
    end: int
    text_start: int
    text_end: int
    url: str
