"""A link as the source writes it, before it is known which of its parts stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

AnchorKind = Literal["link", "angle", "bare", "tag"]


@dataclass(frozen=True, slots=True)
class Anchor:
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
