"""The source of a block with everything marked in its place that was done to it.

Without what stands in `<ins>`, the text of the markup is the source to the letter. A reader's eye finds
the clean text in it: what is not in `<del>`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from presscut.review.escape import attribute, laid_open, text

if TYPE_CHECKING:
    from presscut.cleaner.model import Block, Edit, LedgerEntry
    from presscut.review.fates import Fate

PLAIN_SPACE = " \t\n"  # white space that HTML shows as a space
TAGS = {"heading": "h2", "quote": "blockquote", "code": "pre", "row": "pre"}


def marked(source: str, fate: Fate) -> str:
    """The block as HTML: struck through, divided among its fields, or with its repairs."""
    block = fate.block
    if fate.action == "cut":
        inner = f"<del>{text(source[block.start : block.end])}</del>"
    elif fate.action == "moved":
        pieces = list(_pieces(block, fate.entries))
        inner = "".join(_piece(source, block, *piece, named=len(pieces) > 1) for piece in pieces)
    else:
        inner = "".join(_repaired(source, block.start, block.end, block.edits))
    tag = TAGS.get(block.kind, "p") if fate.action == "keep" else "p"
    return f"<{tag}{_css(block.kind, tag)}>{_first_line(tag)}{inner}</{tag}>"


def _css(kind: str, tag: str) -> str:
    if kind == "item":
        return " class=i"
    return " class=r" if tag == "p" and kind in ("code", "row") else ""


def _first_line(tag: str) -> str:
    """HTML drops a line break right after `<pre>` (HTML standard, 13.2.6.4.7); this one is for dropping."""
    return "\n" if tag == "pre" else ""


def _pieces(block: Block, entries: Sequence[LedgerEntry]) -> Iterator[tuple[int, int, str]]:
    """Start, end and field of each piece; the white space between two goes with the first."""
    starts = [block.start, *(entry.src_start for entry in entries[1:]), block.end]
    for entry, start, end in zip(entries, starts, starts[1:], strict=False):
        yield start, end, entry.field or ""


def _piece(source: str, block: Block, start: int, end: int, field: str, *, named: bool) -> str:
    """A piece that went to a field. Where the whole block did, the note beside it says so."""
    inner = "".join(_repaired(source, start, end, block.edits))
    return f'<mark data-f="{attribute(field)}">{inner}</mark>' if named else f"<mark>{inner}</mark>"


def _repaired(source: str, start: int, end: int, edits: Sequence[Edit]) -> Iterator[str]:
    """The stretch with its repairs. One that reaches over its end shows its new text in the next stretch."""
    at = start
    for edit in edits:
        if edit.end <= start or edit.start >= end:
            continue
        first, last = max(edit.start, start), min(edit.end, end)
        yield text(source[at:first])
        yield _repair(source[first:last], edit.to if edit.end <= end else "", edit.kind)
        at = last
    yield text(source[at:end])


def _repair(was: str, to: str, kind: str) -> str:
    if to == " " and not was.replace("\r\n", "\n").strip(PLAIN_SPACE):
        return f"<s>{was}</s>" if "\n" in was else was
    ins = f"<ins>{laid_open(to)}</ins>" if to else ""
    return f"<del title={kind}>{laid_open(was)}</del>{ins}"
