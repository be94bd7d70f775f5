"""The bylines that count: authors, dates, site and dateline around the title.

A line counts when a clear "By" or a date stands in it and it lies between the title and the first
paragraphs. A line that is only a name counts beside a date line. Of all dates the first one that is
not a change is the day of publication. Wrong on pages that list other articles, each with a byline,
between their title and their text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from presscut.cleaner.metadata.byline import Reading
from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.metadata.places import LIKELY, SURE, Piece, pieces_marks
from presscut.cleaner.metadata.printed import printed
from presscut.cleaner.metadata.title import Title
from presscut.cleaner.model import Mark

ABOVE = 4  # blocks above the title in which a byline may stand
BELOW = 16  # blocks below it
BODY_WORDS = 40.0  # words in sentences from which the body has begun
MOST_AUTHORS = 12
OPENING_WORDS = 90.0  # the same below the title, where a deck and a summary may stand: dates further down are others',
# and so are names that are only told by their links


def counted_bylines(frame: Frame, title: Title | None) -> dict[int, Reading]:
    """The bylines of this article among those of the page's head."""
    chosen: dict[int, Reading] = {}
    cued = False
    for i, reading in _candidates(frame, title):
        pieces = [p for p in reading.pieces if p.field != "authors" or reading.cued or _is_dated(reading)]
        if cued and (not reading.cued or below_prose(frame, min(chosen), i)):
            pieces = [p for p in pieces if p.field != "authors"]
        if title and title.index < i and below_prose(frame, title.index, i, words=OPENING_WORDS):
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


def below_prose(frame: Frame, first: int, i: int, words: float = BODY_WORDS) -> bool:
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
