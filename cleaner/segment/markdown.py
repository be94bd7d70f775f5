"""Markdown → blocks."""

from __future__ import annotations

from presscut.cleaner.inline.edits import edit_of
from presscut.cleaner.model import Block
from presscut.cleaner.segment.layout import blocks_of
from presscut.cleaner.shape import measure


def segment_markdown(source: str, *, front: tuple[int, int] | None = None) -> tuple[Block, ...]:
    """The blocks of Markdown as converters write it: headings, paragraphs, items, quotations, code,
    table rows, images and rules, with their inside repaired.

    A paragraph that is emphasised as a whole has ``"strong"`` or ``"em"`` in `hints.tags`. Spans are
    in order, do not overlap and hold every character that is not white space.

    Args:
        front: the span of a front matter, which is a block without text.
    """
    if front is None:
        return blocks_of(source, markdown=True)
    start, end = front
    gone = edit_of(start, end, "", "front-matter")
    rest = blocks_of(" " * end + source[end:], markdown=True)
    return (Block(start, end, "divider", "", measure(""), edits=(gone,)), *rest)
