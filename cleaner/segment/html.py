"""HTML to blocks: the page's linear text, every block with its element path and what is around it.

The linear text is the blocks' texts in reading order with blank lines between them (items and rows:
line breaks), items of numbered lists with their numbers. It is the `source` that all offsets of an
HTML page point into.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from presscut.cleaner.characters import LIGATURE, LIGATURES, UNSEEN
from presscut.cleaner.inline.edits import Fix, edit_of
from presscut.cleaner.metadata.head import Markup, read_markup
from presscut.cleaner.model import Block, Edit, Link
from presscut.cleaner.segment.html_code import without_line_numbers
from presscut.cleaner.segment.html_escaped import with_markup_read
from presscut.cleaner.segment.html_fallback import article_in_data, said_without_frames
from presscut.cleaner.segment.html_pieces import Piece
from presscut.cleaner.segment.html_sign_ups import name_sign_ups
from presscut.cleaner.segment.html_tokens import LINE_NUMBER
from presscut.cleaner.segment.html_tree import parse
from presscut.cleaner.segment.html_walk import Walk
from presscut.cleaner.segment.raised import OF_PLACE, reading
from presscut.cleaner.segment.scaffold import holds_no_text
from presscut.cleaner.shape import measure
from presscut.errors import Problem

LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?=$|[-_])")


@dataclass(frozen=True, slots=True)
class Segmented:
    """A page in blocks.

    Attributes:
        source: the linear text.
        markup: what the markup says outside the reading order.
        language: primary tag that the page gives for itself, ``"de"``.
        problems: ``"nesting"``, ``"attributes"``, ``"elements"``, ``"characters"``, ``"markup"``:
            what was left out to keep the work bounded; ``"from-json-ld"``, ``"from-embedded-state"``: the page
            shows no article, its text comes from its data.
    """

    source: str
    blocks: tuple[Block, ...]
    markup: Markup
    language: str | None = None
    problems: tuple[Problem, ...] = ()


def segment_html(markup: str, *, url: str | None) -> Segmented:
    """Lay markup out in blocks. Never raises; any text is markup of some kind."""
    where = url or "-"
    tree = parse(markup, where=where)
    walk = Walk(url)
    if tree.root is not None:
        walk.over(tree.root)
        name_sign_ups(walk.mail_fields, walk.pieces)
    shown = without_line_numbers(_without_doubled_noscript(walk.pieces))
    pieces = [*with_markup_read(shown, walk, url), *said_without_frames(walk, url)]
    source, blocks = _blocks(pieces)
    data = article_in_data(walk, blocks, url, where)
    if data is not None:
        source, blocks = _blocks([*pieces, *data.pieces])
    return Segmented(
        source=source,
        blocks=blocks,
        markup=read_markup(walk.clues, url=url),
        language=_primary(walk.clues.language),
        problems=(*tree.problems, *walk.problems(where), *((data.problem,) if data else ())),
    )


def _primary(language: str | None) -> str | None:
    found = LANGUAGE.match((language or "").strip())
    return found.group().lower() if found else None


def _without_doubled_noscript(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Leave out what `noscript` says again: it repeats for browsers without scripts what stands elsewhere.

    A page that was saved by a browser with scripts has its markup as text there, mostly that of a picture.
    """
    inside = ["noscript" in piece.element.hints.tags for piece in pieces]
    if True not in inside:
        return pieces
    said = {piece.text for piece, doubled in zip(pieces, inside, strict=True) if not doubled}
    return [
        piece
        for piece, doubled in zip(pieces, inside, strict=True)
        if not doubled or not (piece.text in said or holds_no_text(piece.text))
    ]


def _blocks(pieces: Sequence[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The linear text and the blocks in it."""
    parts: list[str] = []
    places: list[int] = []
    place, before = 0, ""
    for piece in pieces:
        if parts:
            parts.append("\n" if piece.kind in ("item", "row") and piece.kind == before else "\n\n")
            place += len(parts[-1])
        places.append(place)
        parts += (piece.number, piece.text)
        place += len(piece.number) + len(piece.text)
        before = piece.kind
    source = "".join(parts)
    block = (
        _repaired
        if UNSEEN.search(source) or LIGATURE.search(source) or any(piece.marks for piece in pieces)
        else _block
    )
    return source, tuple(map(block, pieces, places))


def _block(piece: Piece, place: int) -> Block:
    text = piece.text
    new = tuple.__new__  # of named tuples by the hundred: a call of their class takes twice as long
    links = tuple([new(Link, (text[start:end], url, start, end)) for start, end, url in piece.links])
    begin = place + len(piece.number)
    end, shape = begin + len(text), measure(text, links)
    edits = (edit_of(place, begin, "", "list-mark"),) if piece.number else ()
    return new(Block, (place, end, piece.kind, text, shape, piece.level, links, edits, piece.element.hints))


def _repaired(piece: Piece, place: int) -> Block:
    """The block of a piece without what is no word of it, and with numbers above the line set apart: edits."""
    repairs = _repairs(piece)
    if not repairs:
        return _block(piece, place)
    moved: list[int] = []  # where each place of the text comes to stand
    new: list[str] = []
    edits: list[Edit] = []
    length = last = 0
    begin = place + len(piece.number)
    for start, end, to, kind in repairs:
        moved += range(length, length + start - last)
        length += start - last
        moved += [length + min(i, len(to)) for i in range(end - start)]
        length += len(to)
        new += (piece.text[last:start], to)
        if kind == "invisible":
            edits.append(_edit(piece.text[start:end], begin + start))
        else:
            edits.append(edit_of(begin + start, begin + end, to, kind))
        last = end
    moved += range(length, length + len(piece.text) - last + 1)
    new.append(piece.text[last:])
    links = [(moved[start], moved[end], href) for start, end, href in piece.links]
    text = "".join(new)
    block = _block(replace(piece, text=text, links=[link for link in links if link[0] < link[1]]), place)
    return block._replace(end=begin + len(piece.text), edits=(*block.edits, *edits))


def _repairs(piece: Piece) -> Sequence[Fix]:
    """What is repaired in a piece, in order and apart: unseen characters, marks beside its words, raised numbers."""
    text = piece.text
    unseen = [(found.start(), found.end(), "", "invisible") for found in UNSEEN.finditer(text)]
    if LIGATURE.search(text):
        joined = ((found.start(), found.end(), LIGATURES[found[0]], "ligature") for found in LIGATURE.finditer(text))
        unseen = sorted([*unseen, *joined])
    if piece.marks:
        spans = list(_apart(sorted([*unseen, *_marks(piece)])))
        if sum(end - start for start, end, to, _ in spans if not to) < len(text):
            return spans
    return unseen  # the block is nothing but a mark: it is judged as one


def _marks(piece: Piece) -> Iterator[Fix]:
    for start, end, kind in piece.marks:
        if kind == LINE_NUMBER:
            if "".join(piece.text[start:end].split()).isdecimal():
                yield start, end, "", kind
        elif kind not in OF_PLACE:
            yield (*_with_space(piece.text, start, end), "", kind)
        elif read := reading(piece.text, start, end, kind):
            to, kind_of_edit = read
            yield (start, end, to, kind_of_edit) if to else (*_with_space(piece.text, start, end), to, kind_of_edit)


def _apart(spans: Iterable[Fix]) -> Iterator[Fix]:
    """Spans in order; of two that overlap the second begins where the first ends."""
    last = 0
    for start, end, to, kind in spans:
        if end > last:
            yield max(start, last), end, to, kind
            last = end


def _with_space(text: str, start: int, end: int) -> tuple[int, int]:
    """A mark with the white space beside it that would lead, trail or be doubled."""
    if start == 0:
        return 0, end + text[end : end + 1].isspace()
    return start - (text[start - 1].isspace() and not text[end : end + 1].isalnum()), end


def _edit(unseen: str, place: int) -> Edit:
    reason = "characters nobody sees: " + " ".join(sorted({f"U+{ord(c):04X}" for c in unseen}))
    return Edit(place, place + len(unseen), "", "invisible", "inline/invisible", reason)
