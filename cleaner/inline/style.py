"""How a document writes what is inside its lines, as far as one span does not show it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

NOTHING: Mapping[str, str] = MappingProxyType({})


class Style(NamedTuple):
    """How a document is written.

    Attributes:
        markdown: emphasis, escapes, code and HTML tags are marks. Links are, in any case.
        angle_links: ``word <url>`` is how it prints the links of its words.
        brackets: ``[`` or ``(`` when ``words [url]`` is, with addresses of all kinds; else empty.
        defined: the addresses it defines, by `label_of` their names: ``[words][name]``.
        numbered: the addresses of its links by their numbers, ``[7]words``; null: numbers are no links.
    """

    markdown: bool
    angle_links: bool = False
    brackets: str = ""
    defined: Mapping[str, str] = NOTHING
    numbered: Mapping[str, str] | None = None
