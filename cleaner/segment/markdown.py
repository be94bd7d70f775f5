"""Markdown → blocks."""

from __future__ import annotations

from presscut.cleaner.model import Block
from presscut.cleaner.segment.layout import blocks_of


def segment_markdown(source: str) -> tuple[Block, ...]:
    """The blocks of Markdown as converters write it: headings, paragraphs, items, quotations, code,
    table rows, images and rules, with their inside repaired.

    A paragraph that is emphasised as a whole has ``"strong"`` or ``"em"`` in `hints.tags`. Spans are
    in order, do not overlap and hold every character that is not white space.
    """
    return blocks_of(source, markdown=True)
