"""Text and Markdown → blocks: lines, entries, pieces, and the repair of each piece's inside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial

from presscut.cleaner.inline.anchors import Outer
from presscut.cleaner.inline.edits import render
from presscut.cleaner.inline.patterns import label_of
from presscut.cleaner.inline.repair import Inline, repair
from presscut.cleaner.inline.style import Style
from presscut.cleaner.inline.urls import clean_url
from presscut.cleaner.model import Block, BlockKind, Hints
from presscut.cleaner.patterns import lazy
from presscut.cleaner.segment.bracketed import addresses_alone, brackets_of, with_addresses, without_addresses
from presscut.cleaner.segment.cards import links_over_blocks
from presscut.cleaner.segment.entries import Classifier, Entry, EntryKind
from presscut.cleaner.segment.headlines import headline_lines
from presscut.cleaner.segment.line_numbers import line_numbers
from presscut.cleaner.segment.linemarks import DEFINITION
from presscut.cleaner.segment.lines import Line, read_lines
from presscut.cleaner.segment.numbered import numbered_links
from presscut.cleaner.segment.pages import pages_of
from presscut.cleaner.segment.pieces import Grouper, Piece
from presscut.cleaner.segment.reflow import breaks_of
from presscut.cleaner.segment.scripts import with_whole_scripts
from presscut.cleaner.segment.signed import signed_lines
from presscut.cleaner.segment.unbroken import divided
from presscut.cleaner.segment.verse import verse_of
from presscut.cleaner.segment.whole import whole_lines
from presscut.cleaner.shape import measure

ANGLE = lazy(r"<https?://", re.IGNORECASE)
BEFORE_ANGLE = lazy(r"[\w”’\"')][*_]{0,3}\s{1,3}\Z")
MOST_BEFORE = 7  # characters of it
ANGLE_SHARE = 4  # links in Markdown style for each printed address, from which ``<url>`` is the author's own
FEWEST_ANGLES = 2  # a single ``see <url>`` is the author's own
EMPTY: frozenset[int] = frozenset()
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
    """How many addresses in angle brackets stand right after a word."""
    places = [found.start() for found in ANGLE.finditer(source)]
    return sum(BEFORE_ANGLE.search(source, max(at - MOST_BEFORE, 0), at) is not None for at in places)


def blocks_of(source: str, *, markdown: bool) -> tuple[Block, ...]:
    """The blocks of a text, in order; they hold every character that is not white space."""
    lines, scripts = with_whole_scripts(source, read_lines(source), markdown=markdown)
    lines, going_on = divided(source, lines, scripts)
    if going_on:  # text and scripts stood in one line
        lines, others = with_whole_scripts(source, lines, markdown=markdown)
        scripts |= others
    if markdown:
        lines = whole_lines(source, lines)
    brackets = brackets_of(source)
    if brackets:
        lines = with_addresses(source, lines, brackets)
    numbered = numbered_links(source, lines)
    listed = numbered.listed if numbered else frozenset(addresses_alone(lines, brackets) if brackets else ())
    numbers = line_numbers(lines)
    pages = pages_of(source, lines, numbers.firsts)
    known: dict[int, EntryKind] = {
        **dict.fromkeys(listed, "definition"),
        **dict.fromkeys(pages.furniture, "furniture"),
        **{index: "script" for index, line in enumerate(lines) if line.start in scripts},
    }
    entries = Classifier(lines, markdown=markdown, known=known, numbers=numbers.lengths).entries()
    running = [_shown(entry) for entry in entries if entry.kind in ("plain", "item", "quote")]
    paragraphs = [_worded(entry) for entry in entries if entry.kind in ("plain", "quote")]
    breaks = breaks_of(without_addresses(running, brackets) if brackets else running, paragraphs)
    verse = verse_of(entries) if markdown else frozenset()
    signed = signed_lines(lines)
    headlines = headline_lines(lines, breaks.width, signed.union(known)) if breaks.width and not markdown else EMPTY
    pieces = list(Grouper(source, lines, entries, breaks, verse, pages, signed, headlines).pieces())
    angles = _printed_angles(source)
    style = Style(
        markdown,
        angle_links=prints_angles(source, angles),
        brackets=brackets,
        defined=_defined(entries),
        numbered=numbered.addresses if numbered else None,
    )
    made = zip(pieces, _mended(source, pieces, style, angles), strict=True)
    return tuple([_block(piece, inline, goes_on=piece.start in going_on) for piece, inline in made])


def _shown(entry: Entry) -> Line:
    """A line as its layout shows it: what is marked is a new paragraph, whatever stands before."""
    return _worded(entry) if entry.kind == "plain" else entry.line._replace(gap=max(entry.line.gap, 1))


def _worded(entry: Entry) -> Line:
    """A line without the number before it, if there are words behind it."""
    return entry.bare if entry.kind == "plain" and entry.body < entry.line.end else entry.line


def _defined(entries: Sequence[Entry]) -> Mapping[str, str]:
    """The addresses that the document defines by name; of two definitions of a name the first counts."""
    found = (DEFINITION.fullmatch(entry.line.text) for entry in reversed(entries) if entry.kind == "definition")
    told = ([group for group in match.groups() if group] for match in found if match)
    return {label_of(name): clean_url(url) for name, url in (groups for groups in told if len(groups) == 2)}


def _mended(source: str, pieces: Sequence[Piece], style: Style, angles: int) -> list[Inline]:
    """The inside of each piece; what the first look shows of links over many pieces makes a second one."""
    inlines = [_repaired(source, piece, style) for piece in pieces]
    if angles and not style.angle_links and prints_links(source, inlines):
        style = style._replace(angle_links=True)
        inlines = [_repaired(source, piece, style) for piece in pieces]
    for index, outer in links_over_blocks(source, pieces, inlines).items():
        inlines[index] = _repaired(source, pieces[index], style, tuple(outer))
    return inlines


def _repaired(source: str, piece: Piece, style: Style, outer: Sequence[Outer] = ()) -> Inline:
    if piece.verbatim:
        return Inline(*render(source, piece.start, piece.end, piece.fixes, keep_lines=True))
    asked = partial(repair, source, piece.start, piece.end, style, fixed=piece.fixes, outer=outer)
    inline = asked(keep_alt=bool(outer) and not all(part.url for part in outer))
    if not inline.images or inline.text.strip("[]"):
        return inline
    return asked(keep_alt=True)._replace(described=True)


def _block(piece: Piece, inline: Inline, *, goes_on: bool) -> Block:
    text, links = inline.text, inline.links
    kind: BlockKind = "image" if inline.described else piece.kind if text else "divider"
    tags = tuple(filter(None, (inline.whole, piece.furniture))) if inline.whole or piece.furniture else ()
    return Block(
        piece.start,
        piece.end,
        kind,
        text,
        measure(text, links),
        piece.level if kind == piece.kind else 0,
        links,
        inline.edits,
        Hints(None, tags, (), (), False, piece.gap, piece.indent, goes_on),
    )
