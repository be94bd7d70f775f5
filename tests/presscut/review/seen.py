"""What a review shows, read back out of its HTML by a parser of the HTML standard."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

SIGN = re.compile(r"⟨U\+([0-9A-F]{4,6})⟩")


def texts(html: str) -> Iterator[LexborNode]:
    """The text of each block, in reading order: the last thing in its entry of the list."""
    for entry in LexborHTMLParser(html).css("ol.s > li"):
        yield list(entry.iter())[-1]


def source_of(node: LexborNode) -> str:
    """What the source says: all but what repairs put in."""
    return "".join(_pieces(node, without="ins"))


def clean_of(node: LexborNode) -> str:
    """What the clean text says: all but what was taken out."""
    return "".join(_pieces(node, without="del"))


def _pieces(node: LexborNode, without: str) -> Iterator[str]:
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield child.text_content or ""
        elif child.tag == "b":
            (sign,) = SIGN.findall(child.text())
            yield chr(int(sign, 16))
        elif child.tag != without:
            yield from _pieces(child, without)
