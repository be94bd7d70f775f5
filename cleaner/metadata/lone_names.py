"""Lines that are nothing but names, and still say who wrote: beside a line with a date or right under the title.

A known given name tells that it is a person; in print, where somebody works does, or the text right below. Wrong
where the name of a section in title case reads as a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from presscut.cleaner.metadata.byline import Reading
from presscut.cleaner.metadata.bylines import MOST_AUTHORS, OPENING_WORDS, below_prose
from presscut.cleaner.metadata.cuewords import bare_cue
from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.metadata.name_line import Signed, read_name_line
from presscut.cleaner.metadata.names import Name, find_names, holds_house, holds_job, is_common, untitled
from presscut.cleaner.metadata.places import LIKELY, Piece, pieces_marks
from presscut.cleaner.metadata.title import Title
from presscut.cleaner.model import Mark
from presscut.cleaner.patterns import lazy
from presscut.cleaner.shape import words_of

BESIDE = 2  # blocks between a name that stands alone and a date
UNDER = 6  # blocks below the title in which a name that stands alone is the author's
NAME_WORDS = 14.0  # words of a line that is a name with a job
LEDE = 20.0  # words from which a block below the title is a paragraph
JOINED = lazy(r"[a-z][A-Z]\w*[a-z][A-Z]")  # "DecorOfficeIdeas"; no name has so many capitals inside
DEGREE = 6  # letters of the longest degree
INITIAL = 2  # characters of an initial with its stop
PART = lazy(r"(?:[IVX]+|[A-Z0-9])[.)]\s")  # the number of a part of the text
FORM_FEED = "\x0c"  # the end of a printed page
LONGEST_HOUSE = 110  # characters of a line that says where somebody works


def lone_names(frame: Frame, title: Title | None, chosen: Mapping[int, Reading]) -> Iterator[Mark]:
    """Lines that are nothing but names, right beside a line with a date or right under the title."""
    for i in frame.top:
        block = frame.blocks[i]
        if i in chosen or not 2 <= block.shape.words <= 12 or block.kind not in ("paragraph", "item", "heading"):
            continue
        under = title is not None and 0 < i - title.index <= UNDER
        if title and title.index < i and below_prose(frame, title.index, i, words=OPENING_WORDS):
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
        if block.shape.words > NAME_WORDS or block.kind == "divider":
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
