"""The date below the text, on pages that give none above it: "Posted on 3 May 2024", "Last updated: …".

A line counts when it begins with a word that goes before dates, or when it is nothing but a date and
stands right below the author's name. It is noted and stays where it is. Wrong where the first comment is
dated in a line of its own and nothing in the markup says that it is one.
"""

from __future__ import annotations

from collections.abc import Iterator

from presscut.cleaner.dates import find_dates
from presscut.cleaner.metadata.byline import UNKNOWN_WORDS, Reading, read_byline
from presscut.cleaner.metadata.cuewords import dated_cue
from presscut.cleaner.metadata.frame import DIGITS, Frame
from presscut.cleaner.metadata.opening import Opening
from presscut.cleaner.metadata.page_title import folded
from presscut.cleaner.metadata.places import noted
from presscut.cleaner.model import Block, Mark

LONGEST = 16.0  # words of the line
MARKS = " \t\n|·•*_–—-("  # what may stand before the cue
OTHERS = frozenset("comment comments related recirc teaser teasers card cards recommended".split())
DATES = ("published", "modified")


def read_foot_date(frame: Frame, opening: Opening) -> Iterator[Mark]:
    """The first line at the foot that dates the article, when neither its head nor the markup does."""
    if (
        frame.head("published")
        or frame.head("published.shown")
        or any(r.has(name) for r in opening.bylines.values() for name in DATES)
    ):
        return
    for i in frame.tail:
        block = frame.blocks[i]
        if not 0 < block.shape.words <= LONGEST or not block.shape.digits or not DIGITS.search(block.text):
            continue
        if _is_of_others(block) or opening.is_taken(i) or not frame.ends_here(i):
            continue
        if _has_cue(block, frame.draft.language) or _is_below_author(frame, opening, i):
            reading = read_byline(block, frame.draft.language, frozenset(frame.sites))
            yield from _noted(i, reading)
            return


def _is_of_others(block: Block) -> bool:
    """Whether an element around the block is called comments, or one of other articles."""
    return not all(OTHERS.isdisjoint(words) for words in block.hints.tokens)


def _has_cue(block: Block, language: str | None) -> bool:
    """Whether the line begins with a cue and its date follows."""
    found = next(find_dates(block.text, language), None)
    cue = dated_cue(block.text[: found.start]) if found else None
    return cue is not None and not block.text[: cue[1]].strip(MARKS)


def _is_below_author(frame: Frame, opening: Opening, i: int) -> bool:
    """Whether the line is a date alone, right below a line that names an author."""
    block = frame.blocks[i]
    found = next(find_dates(block.text, frame.draft.language), None)
    if found is None or block.text[: found.start].strip(MARKS) or block.text[found.end :].strip(MARKS + ".)"):
        return False
    above = folded(frame.blocks[i - 1].text[:200]) if i else ""
    return any(name and name in above for name in opening.folded_authors)


def _noted(i: int, reading: Reading) -> Iterator[Mark]:
    if reading.unknown > UNKNOWN_WORDS:
        return
    for piece in reading.pieces:
        if piece.field in DATES:
            yield noted(i, "date", "foot-date", "a date below the text", piece.field, piece.value)
