"""Text and Markdown → blocks: lines, entries, pieces, and the repair of each piece's inside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from presscut.cleaner.inline import Inline, repair
from presscut.cleaner.inline.anchors import Outer
from presscut.cleaner.inline.edits import render
from presscut.cleaner.model import Block, BlockKind, Hints
from presscut.cleaner.patterns import lazy
from presscut.cleaner.segment.cards import links_over_blocks
from presscut.cleaner.segment.entries import Classifier, Entry
from presscut.cleaner.segment.lines import Line, read_lines
from presscut.cleaner.segment.pages import pages_of
from presscut.cleaner.segment.pieces import Grouper, Piece
from presscut.cleaner.segment.reflow import breaks_of
from presscut.cleaner.segment.verse import verse_of
from presscut.cleaner.shape import measure

PRINTED_ANGLE = lazy(r"[\w”’\"')][*_]{0,3}\s{1,3}<https?://", re.IGNORECASE)
ANGLE_SHARE = 2  # links in Markdown style for each printed address, from which ``<url>`` is the author's own
FEWEST_ANGLES = 2  # a single ``see <url>`` is the author's own
DOUBLED_SHARE = 0.2  # of the links; pages that print addresses do so for most, others for one in a hundred


def prints_angles(source: str, printed: int) -> bool:
    """Whether ``word <url>`` is how a document prints its links, by the number of such places alone."""
    return printed >= FEWEST_ANGLES and _links_in(source) < printed * ANGLE_SHARE


def prints_links(source: str, inlines: Sequence[Inline]) -> bool:
    """Whether a document prints the addresses of its links, in any style, by those that were folded."""
    doubled = sum(edit.kind == "doubled-link" for inline in inlines for edit in inline.edits)
    return doubled > 0 and doubled >= DOUBLED_SHARE * _links_in(source)


def _links_in(source: str) -> int:
    """Links in Markdown style, pictures left out."""
    return source.count("](") - source.count("![")


def _printed_angles(source: str) -> int:
    return len(PRINTED_ANGLE.findall(source)) if "<http" in source or "<HTTP" in source else 0


def blocks_of(source: str, *, markdown: bool) -> tuple[Block, ...]:
    """The blocks of a text, in order; they hold every character that is not white space."""
    lines = read_lines(source)
    pages = pages_of(source, lines)
    entries = Classifier(lines, markdown=markdown, furniture=pages.furniture).entries()
    breaks = breaks_of([_bare(entry) for entry in entries if entry.kind in ("plain", "item", "quote")])
    printed = _printed_angles(source)
    mend = partial(_mended, source, markdown=markdown, angle_links=prints_angles(source, printed))
    verse = verse_of(entries) if markdown else frozenset()
    pieces = list(Grouper(source, lines, entries, breaks, verse, pages).pieces())
    inlines = [mend(piece) for piece in pieces]
    if printed and prints_links(source, inlines):
        mend = partial(_mended, source, markdown=markdown, angle_links=True)
        inlines = [mend(piece) for piece in pieces]
    for index, outer in links_over_blocks(source, pieces, inlines).items():
        inlines[index] = mend(pieces[index], outer=tuple(outer))
    return tuple(map(_block, pieces, inlines))


def _bare(entry: Entry) -> Line:
    """A line as its layout shows it: what is marked is a new paragraph, whatever stands before."""
    return entry.line if entry.kind == "plain" else entry.line._replace(gap=max(entry.line.gap, 1))


def _mended(source: str, piece: Piece, *, markdown: bool, angle_links: bool, outer: Sequence[Outer] = ()) -> Inline:
    if piece.verbatim:
        return Inline(*render(source, piece.start, piece.end, piece.fixes, keep_lines=True))
    mend = partial(
        repair,
        source,
        piece.start,
        piece.end,
        markdown=markdown,
        fixed=piece.fixes,
        angle_links=angle_links,
        outer=outer,
    )
    inline = mend(keep_alt=any(not part.url for part in outer))
    if inline.images and not inline.text.strip("[]"):
        return mend(keep_alt=True)._replace(described=True)
    return inline


def _block(piece: Piece, inline: Inline) -> Block:
    kind: BlockKind = "image" if inline.described else piece.kind if inline.text else "divider"
    return Block(
        start=piece.start,
        end=piece.end,
        kind=kind,
        text=inline.text,
        shape=measure(inline.text, inline.links),
        level=piece.level if kind == piece.kind else 0,
        links=inline.links,
        edits=inline.edits,
        hints=Hints(tags=tuple(filter(None, (inline.whole, piece.furniture))), gap=piece.gap, indent=piece.indent),
    )
