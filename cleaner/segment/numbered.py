"""Links that a text browser numbered: ``[7]words`` in the text, and their addresses in a list at its end.

lynx, elinks and w3m dump pages so. The list begins with a heading and may hold labels of its own
("Visible links:"), in the language of the program; it is known by its numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from presscut.cleaner.inline.urls import clean_url
from presscut.cleaner.patterns import lazy
from presscut.cleaner.segment.lines import Line

NUMBER = lazy(r"\[(\d{1,5})\]")
BEFORE_WORDS = lazy(r"(?<![\w.,;:!?)”’\"'])\[\d{1,5}\](?![ \t])")
LISTED = lazy(r"\[?(\d{1,5})[.\])]\s+(\S+)")
ADDRESS = lazy(r"[a-zA-Z][a-zA-Z0-9+.\-]{1,20}:|/|#")
FEWEST = 5  # numbers; an author's notes are fewer, or follow the words they belong to
MOSTLY = 0.6  # so many stand behind no word, and right before one, or alone where a picture is the link
IN_ORDER = 0.8  # so many come one after the other
LABEL_WORDS = 3  # that a heading of the list has at most
MOST_LABELS = 2  # of these in a row


class Numbered(NamedTuple):
    """The links of a document that numbers them.

    Attributes:
        addresses: by number; empty when the list was left out.
        listed: the lines of the list.
    """

    addresses: Mapping[str, str]
    listed: frozenset[int]


def numbered_links(source: str, lines: Sequence[Line]) -> Numbered | None:
    """The links, when numbers are how the document writes them, else null."""
    if "]" not in source or not _numbers_links(source):
        return None
    addresses: dict[str, str] = {}
    listed: list[int] = []
    first = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        text = lines[index].text
        found = LISTED.fullmatch(text)
        if found and ADDRESS.match(found[2]):
            addresses[found[1]] = clean_url(found[2])
            first = index
        elif len(text.split()) > LABEL_WORDS or first - index > MOST_LABELS:
            break
        listed.append(index)
    return Numbered(MappingProxyType(addresses), frozenset(listed) if addresses else frozenset())


def _numbers_links(source: str) -> bool:
    """Whether numbers in brackets stand before words, one after the other, through the whole document."""
    numbers = [int(number) for number in NUMBER.findall(source)]
    if len(numbers) < FEWEST:
        return False
    before_words = len(BEFORE_WORDS.findall(source))
    in_order = sum(b in (a, a + 1) for a, b in pairwise(numbers))
    return before_words >= MOSTLY * len(numbers) and in_order >= IN_ORDER * (len(numbers) - 1)
