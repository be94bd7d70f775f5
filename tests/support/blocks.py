"""Pages laid out by hand: tests of the judge need no HTML and no segmenter."""

from __future__ import annotations

from collections.abc import Iterable

from presscut.cleaner.model import Block, BlockKind, Draft, Hints, Link, Mark, Page
from presscut.cleaner.shape import measure

PROSE = (
    "The ferry to Larkholm had been late for eleven days in a row when the harbour master, "
    "a patient woman called Odile Brandvik, wrote her first letter to the council."
)


def block(text: str, kind: BlockKind = "paragraph", *, at: int = 0, link: str | None = None, level: int = 0) -> Block:
    """A block whose text is its source; `link` makes all of it a link to that address."""
    links = (Link(text, link, 0, len(text)),) if link else ()
    return Block(at, at + len(text), kind, text, measure(text, links), level=level, links=links, hints=Hints(gap=1))


def draft(*lines: str | Block, marks: Iterable[Mark] = ()) -> Draft:
    """A draft of the lines in order, one block each, with a blank line between."""
    blocks: list[Block] = []
    at = 0
    for line in lines:
        made = line if isinstance(line, Block) else block(line)
        placed = Block(
            at, at + len(made.text), made.kind, made.text, made.shape, made.level, made.links, (), made.hints
        )
        blocks.append(placed)
        at = placed.end + 2
    source = "\n\n".join(b.text for b in blocks)
    return Draft(Page(source.encode()), "text", source, tuple(blocks), tuple(marks))
