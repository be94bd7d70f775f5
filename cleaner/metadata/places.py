"""From offsets in a block's clean text to offsets in the source, and marks made from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from presscut.cleaner.model import Block, Mark

SURE = 3.0  # log-odds of what is said by a clear sign
LIKELY = 2.0  # log-odds of what two weak signs agree on
NOTED = 0.0  # the value is taken, the text stays in the body


class Piece(NamedTuple):
    """A part of a block's clean text that belongs to one field; an empty field means to none."""

    field: str
    value: str
    start: int
    end: int


def source_place(block: Block, start: int, end: int) -> tuple[int, int]:
    """Where `block.text[start:end]` stands in the source; a part of an edit's new text is the whole edit."""
    return _source_offset(block, start, to_end=False), _source_offset(block, end, to_end=True)


def _source_offset(block: Block, offset: int, *, to_end: bool) -> int:
    shift = block.start  # what to add to a text offset before the next edit
    for edit in block.edits:
        at = edit.start - shift  # text offset at which the edit's new text begins
        if offset < at or (to_end and offset == at):
            break
        if offset < at + len(edit.to):
            return edit.end if to_end else edit.start
        shift += (edit.end - edit.start) - len(edit.to)
    return offset + shift


def whole(index: int, kind: str, rule: str, reason: str, *, weight: float = SURE, field: str | None = None,
          value: str | None = None) -> Mark:  # fmt: skip
    """A mark on all of a block."""
    return Mark(index, kind, weight, f"metadata/{rule}", reason, field, value)


def noted(index: int, kind: str, rule: str, reason: str, field: str, value: str) -> Mark:
    """A value that is taken from a block which stays where it is."""
    return Mark(index, kind, NOTED, f"metadata/{rule}", reason, field, value)


def pieces_marks(
    index: int, block: Block, kind: str, rule: str, reason: str, pieces: Iterable[Piece], weight: float = SURE
) -> Iterator[Mark]:
    """One mark a piece; together they cover the block: each reaches to the start of the next one."""
    ordered = sorted(pieces, key=lambda p: (p.start, p.end))
    if len({(p.start, p.field) for p in ordered}) == 1:
        for piece in ordered:
            yield whole(index, kind, rule, reason, weight=weight, field=piece.field or None, value=piece.value)
        return
    starts = [block.start, *(source_place(block, p.start, p.end)[0] for p in ordered[1:]), block.end]
    for piece, start, end in zip(ordered, starts, starts[1:], strict=False):
        yield Mark(
            index, kind, weight, f"metadata/{rule}", reason, piece.field or None, piece.value, start, max(start, end)
        )
