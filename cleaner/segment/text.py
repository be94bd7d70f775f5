"""Plain text → blocks."""

from __future__ import annotations

from presscut.cleaner.model import Block
from presscut.cleaner.segment.layout import blocks_of


def segment_text(source: str) -> tuple[Block, ...]:
    """The blocks of plain text: paragraphs (wrapped, divided by empty lines, or one a line), items,
    quotations. Links in Markdown style and printed addresses are repaired; emphasis marks stay.

    Spans are in order, do not overlap and hold every character that is not white space.
    """
    return blocks_of(source, markdown=False)
