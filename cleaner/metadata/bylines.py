"""The bylines that count: authors, dates, site and dateline around the title.

A line counts when a clear "By" or a date stands in it and it lies between the title and the first
paragraphs. A line that is only a name counts beside a date line. Of all dates the first one that is
not a change is the day of publication. Wrong on pages that list other articles, each with a byline,
between their title and their text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from presscut.cleaner.metadata.byline import Reading, read_byline
from presscut.cleaner.metadata.cuewords import bare_cue, by_end
from presscut.cleaner.metadata.east_signed import name_at_end
from presscut.cleaner.metadata.frame import END, Frame
from presscut.cleaner.metadata.name_line import Signed, read_name_line
from presscut.cleaner.metadata.names import Name, find_names, holds_house, holds_job, is_common, untitled
from presscut.cleaner.metadata.places import LIKELY, SURE, Piece, noted, pieces_marks
from presscut.cleaner.metadata.printed import printed
from presscut.cleaner.metadata.title import Title
from presscut.cleaner.model import Mark
from presscut.cleaner.patterns import lazy
from presscut.cleaner.shape import words_of

ABOVE = 4  # blocks above the title in which a byline may stand
BELOW = 16  # blocks below it
BESIDE = 2  # blocks between a name that stands alone and a date
UNDER = 6  # blocks below the title in which a name that stands alone is the author's
BODY_WORDS = 40.0  # words in sentences from which the body has begun
MOST_AUTHORS = 12
OPENING_WORDS = 90.0  # the same below the title, where a deck and a summary may stand: dates further down are others',
# and so are names that are only told by their links
LEDE = 20.0  # words from which a block below the title is a paragraph
JOINED = lazy(r"[a-z][A-Z]\w*[a-z][A-Z]")  # "DecorOfficeIdeas"; no name has so many capitals inside
DEGREE = 6  # letters of the longest degree
INITIAL = 2  # characters of an initial with its stop
PART = lazy(r"(?:[IVX]+|[A-Z0-9])[.)]\s")  # the number of a part of the text
FORM_FEED = "\x0c"  # the end of a printed page
SIGNED_WITHIN = 5  # blocks below the prose
SIGNED_WORDS = 14.0
LONGEST_HOUSE = 110  # characters of a line that says where somebody works
CLOSING = lazy(
    r"(?:yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?|(?:kind|best|warm) regards|respectfully"
    r"|mit freundlichen grüßen|hochachtungsvoll|cordialement|atentamente|cordiali saluti|met vriendelijke groet)[,.]?",
    re.IGNORECASE,
)
"""What stands above the name of who signs a letter."""
SIGNED_INSIDE = "signed-inside"


def counted_bylines(frame: Frame, title: Title | None) -> dict[int, Reading]:
    """The bylines of this article among those of the page's head."""
    chosen: dict[int, Reading] = {}
    cued = False
    for i, reading in _candidates(frame, title):
        pieces = [p for p in reading.pieces if p.field != "authors" or reading.cued or _is_dated(reading)]
        if cued and (not reading.cued or _below_prose(frame, min(chosen), i)):
            pieces = [p for p in pieces if p.field != "authors"]
        if title and title.index < i and _below_prose(frame, title.index, i, words=OPENING_WORDS):
            of_others = ("published", "modified", "authors") if reading.by_link else ("published", "modified")
            pieces = [p for p in pieces if p.field not in of_others]
        known = {p.field for other in chosen.values() for p in other.pieces}
        pieces = [p for p in pieces if p.field not in ("published", "modified", "site") or p.field not in known]
        if pieces:
            chosen[i] = Reading(pieces, reading.unknown, reading.cued)
            cued = cued or (reading.cued and reading.has("authors"))
    return chosen


def _candidates(frame: Frame, title: Title | None) -> Iterator[tuple[int, Reading]]:
    """Readings near the title, those below it first; without a title, those near the prose."""
    if title is None:
        near = [i for i in frame.bylines if -6 <= i - frame.prose.first <= 3]
    else:
        below = [i for i in frame.bylines if title.index < i <= title.index + BELOW]
        near = below + [i for i in frame.bylines if title.index - ABOVE <= i < title.index]
    for i in near:
        yield i, frame.bylines[i]


def _below_prose(frame: Frame, first: int, i: int, words: float = BODY_WORDS) -> bool:
    """Whether paragraphs of the body stand between the first byline, or the title, and a block."""
    between = frame.blocks[first + 1 : i]
    return sum(b.shape.words for b in between if b.shape.ending == "stop") >= words


def _is_dated(reading: Reading) -> bool:
    """Names without a "By" count when a date stands in the same line."""
    return reading.has("published") or reading.has("modified")


def byline_marks(frame: Frame, bylines: Mapping[int, Reading]) -> Iterator[Mark]:
    """The marks of the bylines that count."""
    authors = 0
    for i in sorted(bylines):
        reading = bylines[i]
        pieces = [_cased(frame, p) for p in reading.pieces]
        authors += sum(p.field == "authors" for p in pieces)
        if authors > MOST_AUTHORS:
            return
        kind = "byline" if reading.has("authors") or reading.cued else "date"
        weight = SURE if reading.cued or reading.has("published") else LIKELY
        yield from pieces_marks(i, frame.blocks[i], kind, "byline", _reason(pieces), pieces, weight)


def _cased(frame: Frame, piece: Piece) -> Piece:
    if piece.field != "site":
        return piece
    return Piece("site", printed(frame, piece.value), piece.start, piece.end)


def _reason(pieces: list[Piece]) -> str:
    return "; ".join(f"{p.field}: {p.value}" for p in pieces)[:200]


def lone_names(frame: Frame, title: Title | None, chosen: Mapping[int, Reading]) -> Iterator[Mark]:
    """Lines that are nothing but names, right beside a line with a date or right under the title."""
    for i in frame.top:
        block = frame.blocks[i]
        if i in chosen or not 2 <= block.shape.words <= 12 or block.kind not in ("paragraph", "item", "heading"):
            continue
        under = title is not None and 0 < i - title.index <= UNDER
        if title and title.index < i and _below_prose(frame, title.index, i, words=OPENING_WORDS):
            return
        if i == (title and title.index) or not (under or any(abs(i - j) <= BESIDE for j in chosen)):
            continue
        signed = read_name_line(block.text, frozenset(frame.sites)) if under or i - 1 in chosen else None
        names, rest = find_names(block.text, cued=False)
        if signed and _is_beside(frame, title, chosen, i, signed):
            yield from pieces_marks(i, block, "byline", "name-line", "names with who they write for", signed.pieces)
            yield from _signed_next(frame, i)
            return
        if names and _is_title_of(rest) and _may_sign(frame, i, names, chosen, under=under):
            pieces = [Piece("authors", untitled(n.value), n.start, n.end) for n in names]
            yield from pieces_marks(i, block, "byline", "name-line", "a name beside the date line", pieces, LIKELY)
            if holds_house(frame.blocks[i + 1].text if i + 1 < len(frame.blocks) else ""):
                yield from _signed_next(frame, i + 1)
            return


def _signed_next(frame: Frame, i: int) -> Iterator[Mark]:
    """The other authors of a printed text, each with a job or a house in the same line or the next one."""
    for after in range(i + 1, min(i + MOST_AUTHORS, len(frame.blocks))):
        block = frame.blocks[after]
        if block.shape.words > SIGNED_WORDS or block.kind == "divider":
            return
        names, rest = find_names(block.text, cued=False)
        below = frame.blocks[after + 1].text if after + 1 < len(frame.blocks) else ""
        housed = not rest and len(below) <= LONGEST_HOUSE and (holds_job(below) or holds_house(below))
        if len(names) == 1 and not holds_house(names[0].value) and (holds_job(rest) or holds_house(rest) or housed):
            pieces = [Piece("authors", untitled(names[0].value), names[0].start, names[0].end)]
            yield from pieces_marks(
                after, block, "byline", "name-line", "a name below another author's", pieces, LIKELY
            )
        elif not holds_job(block.text) and not holds_house(block.text):
            return


def _may_sign(frame: Frame, i: int, names: Sequence[Name], chosen: Mapping[int, Reading], *, under: bool) -> bool:
    """Whether names by themselves are authors: one is known, or they stand above a date and are no words."""
    known = any(is_common(name.value) for name in names)
    placed = _is_above_date(frame, i, chosen) or _is_above_text(frame, i) or _is_above_house(frame, i)
    return known or (under and placed and _are_no_words(frame, names))


def _is_above_date(frame: Frame, i: int, chosen: Mapping[int, Reading]) -> bool:
    """Whether a line stands right above one with a date, or above a job and then the date."""
    return i + 1 in chosen or (i + 2 in chosen and holds_job(frame.blocks[i + 1].text))


def _is_above_text(frame: Frame, i: int) -> bool:
    """Whether a line of a printed text stands right above its first paragraph. On the web such a line says less.

    Of a text that pages of the web are made to, twice as many pages without an author would get one.
    """
    printed = FORM_FEED in frame.draft.source and frame.draft.media_type != "html"
    if not printed or i + 1 >= len(frame.blocks) or PART.match(frame.blocks[i].text):
        return False
    below = frame.blocks[i + 1]
    return below.shape.words >= LEDE and below.kind == "paragraph"


def _is_above_house(frame: Frame, i: int) -> bool:
    """Whether a line of a printed text stands right above where its author works."""
    below = frame.blocks[i + 1].text if i + 1 < len(frame.blocks) else ""
    return FORM_FEED in frame.draft.source and len(below) <= LONGEST_HOUSE and holds_house(below)


def _are_no_words(frame: Frame, names: Sequence[Name]) -> bool:
    """Whether the page writes no part of these names small: the words of a section's name ("Home Decor") it does.

    Nor may they be a cue that stands alone ("Written By"), or labels that lost the spaces between them.
    """
    if any(bare_cue(name.value) or JOINED.search(name.value) for name in names):
        return False
    small = {part.lower() for name in names for part in name.value.split() if len(part) > INITIAL}
    return not any(small.intersection(words_of(b.text)) for b in frame.blocks if b.shape.words >= LEDE)


def _is_beside(frame: Frame, title: Title | None, chosen: Mapping[int, Reading], i: int, signed: Signed) -> bool:
    """Whether a line stands between the title and the first paragraph; with a town alone, beside a date too."""
    if signed.by_town and not is_common(signed.pieces[0].value):
        return any(abs(i - j) <= 1 for j in chosen)
    between = frame.blocks[title.index + 1 : i] if title and title.index < i else ()
    return all(block.shape.words < LEDE for block in between)


def _is_title_of(rest: str) -> bool:
    """Whether what follows a name is nothing, a degree ("MD, RD") or a job."""
    words = [word for word in rest.split() if any(map(str.isalpha, word))]  # the others are marks of notes
    return all(word.isupper() and len(word) <= DEGREE for word in words) or holds_job(rest)


def signed_below(frame: Frame) -> Iterator[Mark]:
    """A byline right below the last paragraph, for pages that print none above the first."""
    sites = frozenset(frame.sites)
    for i in range(max(0, frame.prose.last - 2), min(len(frame.blocks), frame.prose.last + SIGNED_WITHIN)):
        block = frame.blocks[i]
        if not 2 <= block.shape.words <= SIGNED_WORDS or by_end(block.text) is None:
            continue
        reading = read_byline(block, frame.draft.language, sites)
        pieces = [p for p in reading.pieces if p.field == "authors"]
        if pieces and reading.unknown <= 2:
            yield from pieces_marks(
                i, block, "byline", "signed-below", "a byline below the last paragraph", pieces, LIKELY
            )
            return


def signed_letter(frame: Frame) -> Iterator[Mark]:
    """Who signs a letter, right below its closing."""
    for i in range(max(0, frame.prose.last - END), min(len(frame.blocks) - 1, frame.prose.last + SIGNED_WITHIN)):
        if CLOSING.fullmatch(frame.blocks[i].text):
            names, rest = find_names(frame.blocks[i + 1].text, cued=False)
            if len(names) == 1 and not rest:
                yield noted(i + 1, "byline", "signed-letter", "the name below the closing of a letter", "authors",
                            untitled(names[0].value))  # fmt: skip
            return


def signed_inside(frame: Frame) -> Iterator[Mark]:
    """The name in brackets with which the last paragraph ends; it is noted and stays where it is."""
    prose = frame.prose
    for i in range(prose.last - 1, max(prose.first, prose.last - END) - 1, -1):
        name = name_at_end(frame.blocks[i].text) if frame.ends_here(i) else None
        if name:
            yield noted(i, "byline", SIGNED_INSIDE, "a name in brackets at the end of the text", "authors", name)
            return
