"""Reading one line that says who wrote the article, when, and for whom.

The line is cut at its dates and its separators; each part is a cue, names, a site, a town, a time or
unknown. What is unknown is counted: a line with much of it is a sentence, not a byline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from presscut.cleaner.cues import words_in
from presscut.cleaner.dates import Found, find_dates
from presscut.cleaner.metadata.author_links import linked_authors
from presscut.cleaner.metadata.cuewords import WEEKDAY, bare_cue, by_end, dated_cue
from presscut.cleaner.metadata.east_signed import reporters
from presscut.cleaner.metadata.names import (
    Name,
    find_east_names,
    find_names,
    holds_job,
    is_common,
    is_desk,
    is_person,
    untitled,
    usual_case,
)
from presscut.cleaner.metadata.picture_credit import bare_credit, is_credit
from presscut.cleaner.metadata.places import Piece
from presscut.cleaner.metadata.words import GROUPS, MODIFIED
from presscut.cleaner.model import Block, Link
from presscut.cleaner.patterns import lazy
from presscut.cleaner.shape import SIGNS, STOPS, letters

LONGEST = 300  # characters of a byline; a longer block is not one
UNKNOWN_WORDS = 8  # words of no known use that a byline may hold
MOST_BEFORE = 3  # of them between the last separator and a date; after more, it is one that a sentence tells,
SMALL = 2  # if so many of them are small: the name of an issue may be long. In a sentence that ends here one is enough


def _cue(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in words)


BY_INSIDE = lazy(
    r"\b(?:written|posted|published|updated|authored|contributed|submitted|story|article|words|text|post|comments?|read)"
    r"\s+by\b\s*:?\s*(?-i:(?=[A-ZÀ-Ý]))|(?<=\s)(?:作者|记者|記者|撰文)\s*[:：/／]\s*(?=[\u3400-\u9fff])",
    re.IGNORECASE,
)
DATED_AFTER = lazy(rf"[\s:)\d時分h]{{0,10}}(?:{_cue(MODIFIED['ja'] + MODIFIED['zh'])})")
SEPARATOR = lazy(r"\s*[|·•∙⋅►▪●／]\s*|\s[–—/-]\s|\s*[—–]\s*|\s{2,}|;\s|\n|\s\\-\s")
DASH = lazy(r"^\s*[—–-]\s*$")
ZONE = "A?[CE][SD]T|AWST|AK[SD]T|[AHMNP][SD]T|NZ[SD]T|CES?T|EES?T|[BIJK]ST|[HP]KT|SGT|MSK|UTC|GMT|ET|PT"
KNOWN = lazy(
    rf"\b\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?\b|\b\d{{1,2}}\s?[ap]\.?m\b\.?|\b(?-i:{ZONE}|Uhr|AM|PM)\b"
    r"|\b\d+\s?[-–]?\s?min(?:ute)?s?\b\.?(?:\s+read(?:ing)?(?:\s+time)?)?|\b\d+\s+Minuten\b(?:\s+Lesezeit)?"
    r"|\bread(?:ing)? time\b|\b\w+\s+(?:hours?|days?|weeks?|months?|years?)\s+ago\b|\b\d+\s+comments?\b",
    re.IGNORECASE,
)
FILLER = lazy(rf"\b(?:at|on|the|in|of|for|um|am|à|a las)\b|\b(?:{WEEKDAY})\b", re.IGNORECASE)
WORD = lazy(letters(r"[^\W_]", SIGNS + "\u200c\u200d"))
CLOCK_BEFORE = lazy(r"\s*\d{1,2}(?:[:時时시]\s?\d{1,2}[分분]?|([./-])\d{1,2}\1\d{2,4})\s*")  # or "03/04/2031"


@dataclass(slots=True)
class Reading:
    """What a line was found to say.

    Attributes:
        unknown: words of no known use.
        cued: a clear "By" stood in it or in the line before, or a name leads to its author's page.
        by_link: nothing but such an address tells that it is a byline.
    """

    pieces: list[Piece] = field(default_factory=list)
    unknown: int = 0
    cued: bool = False
    by_link: bool = False

    def has(self, name: str) -> bool:
        """Whether it says anything of a field."""
        return any(piece.field == name for piece in self.pieces)

    def dates_before(self, day: str) -> bool:
        """Whether it names a day before another, as ISO 8601 has them."""
        return any(piece.field in ("published", "modified") and piece.value < day for piece in self.pieces)


def read_byline(block: Block, language: str | None, sites: frozenset[str], before: str | None = None) -> Reading:
    """What a short block says of authors, dates, site and town.

    Args:
        block: the line.
        language: of the page, for numeric dates.
        sites: names of the page's own site, case-folded.
        before: the cue that stood alone in the block before.
    """
    reading = Reading()
    text = block.text
    if len(text) > LONGEST:
        return reading
    dates = list(find_dates(text, language))
    _read(text, 0, len(text), dates, reading, sites, before)
    if reading.unknown > UNKNOWN_WORDS and "\n" in text and block.shape.ending == "none":
        reading = _read_lines(text, dates, sites)
    return _with_links(block, reading)


def _read(
    text: str, start: int, end: int, dates: Sequence[Found], reading: Reading, sites: frozenset[str], before: str | None
) -> None:
    for first, last, date in _stretches(start, end, dates):
        _read_stretch(text, first, last, reading, sites, cued=before == "by" and not reading.pieces, dated=bool(dates))
        if date:
            _read_date(text, first, date, reading, before)


def _stretches(start: int, end: int, dates: Sequence[Found]) -> Iterator[tuple[int, int, Found | None]]:
    at = start
    for date in dates:
        yield at, date.start, date
        at = date.end
    yield at, end, None


def _read_lines(text: str, dates: Sequence[Found], sites: frozenset[str]) -> Reading:
    """A deck, a byline and buttons with nothing but line breaks between them: the lines that can be bylines."""
    found = Reading()
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        inside = [date for date in dates if start <= date.start and date.end <= end]
        reading = Reading()
        if inside or by_end(line) is not None:
            _read(text, start, end, inside, reading, sites, None)
        if reading.pieces and reading.unknown <= UNKNOWN_WORDS:
            found.pieces += [piece for piece in reading.pieces if not found.has(piece.field)]
            found.cued = found.cued or reading.cued
        start = end + 1
    return found


def _read_reporters(text: str, start: int, end: int, reading: Reading) -> bool:
    """Reporters as Korean and Chinese papers name them, with their job."""
    names = reporters(text[start:end])
    reading.pieces += [Piece("authors", name.value, start + name.start, start + name.end) for name in names]
    reading.cued = reading.cued or bool(names)
    return bool(names)


def _read_date(text: str, start: int, date: Found, reading: Reading, before: str | None) -> None:
    """A date is the day of publication unless a word says that it is that of a change; only the first counts.

    Args:
        start: where the stretch begins that ends with the date.
    """
    cue = dated_cue(text[: date.start])
    if (cue[0] if cue else before if not reading.pieces else None) == "else":
        return
    if not reading.has("authors"):
        said = SEPARATOR.split(text[start : max(start, cue[1]) if cue else date.start])[-1]
        small = sum(map(str.islower, WORD.findall(FILLER.sub(" ", said))))
        if (_unknown(said) > MOST_BEFORE and small >= SMALL) or (small and text.rstrip()[-1:] in STOPS):
            return
    kind = cue[0] if cue else (before if before in ("published", "modified") and not reading.pieces else None)
    if DATED_AFTER.match(text, date.end):
        kind = "modified"
    name = "modified" if kind == "modified" else "published"
    if not reading.has(name):
        reading.pieces.append(Piece(name, date.value, date.start, date.end))


def _read_stretch(
    text: str, start: int, end: int, reading: Reading, sites: frozenset[str], *, cued: bool, dated: bool
) -> None:
    """The part of a line between two dates, taken apart at its separators."""
    if _read_reporters(text, start, end, reading):
        return
    at, dashed = start, False
    while at <= end:
        cut = SEPARATOR.search(text, at, end)
        stop = cut.start() if cut else end
        cued = _read_part(text, at, stop, reading, sites, cued=cued, dated=dated, dashed=dashed) or cued
        if cut is None:
            return
        dashed = bool(DASH.match(cut[0]))
        at = max(cut.end(), at + 1)


def _read_part(
    text: str, start: int, end: int, reading: Reading, sites: frozenset[str], *, cued: bool, dated: bool, dashed: bool
) -> bool:
    """One part between two separators; true when it was nothing but a "By", for the part after it."""
    before = CLOCK_BEFORE.match(text, start, end)
    start = before.end() if before else start
    part = text[start:end]
    if not WORD.search(part):
        return False
    if (reading.cued or cued) and _is_photo_credit(part):
        _read_photo_credit(text, start, end, reading)
        return False
    if bare_cue(part):
        return bare_cue(part) == "by"
    if _read_reporters(text, start, end, reading):
        return False
    names_at = by_end(part)
    if names_at is None:
        inside = BY_INSIDE.search(part)
        names_at = inside.end() if inside else None
    if names_at is not None:
        _read_names(text, start + names_at, end, reading, sites, cued=True)
    elif is_site(part, sites):
        reading.pieces.append(_site(text, start, end))
    elif dashed and reading.cued and _is_town(part):
        bare = part.strip(" ,.:*")
        reading.pieces.append(Piece("dateline", bare, text.index(bare, start), end))
    elif cued or dated or reading.cued:
        _read_names(text, start, end, reading, sites, cued=cued)
    else:
        reading.unknown += _unknown(part)
    return False


def _read_names(text: str, start: int, end: int, reading: Reading, sites: frozenset[str], *, cued: bool) -> None:
    """Names with what may follow them after a comma: a job, a desk, the site."""
    part = text[start:end]
    if cued and is_desk(part):
        bare = part.strip(" ,.:*")
        reading.pieces.append(Piece("authors", bare, start + part.index(bare), end))
        reading.cued = True
        return
    known = KNOWN.sub(lambda m: " " * len(m[0]), part)
    tail = dated_cue(known)
    if tail:
        known = known[: tail[1]]
    names: list[Name] = find_east_names(known) if cued else []
    rest = ""
    if not names:
        names, rest = find_names(known, cued=cued)
    reading.cued = reading.cued or (cued and bool(names))
    for name in names:
        place = start + name.start, start + name.end
        if is_site(name.value, sites) and (reading.has("authors") or not cued):
            reading.pieces.append(_site(text, *place))
        elif cued or is_common(name.value):
            reading.pieces.append(Piece("authors", untitled(name.value), *place))
    _site_after(text, start, end, reading, sites)
    if not holds_job(rest):
        reading.unknown += _unknown(rest)


def _site_after(text: str, start: int, end: int, reading: Reading, sites: frozenset[str]) -> None:
    """The name of a site as the last part of "By Somebody, SITE"."""
    comma = text.rfind(",", start, end)
    tail = text[comma + 1 : end].strip(" ,.:*")
    if comma < 0 or not reading.has("authors") or reading.has("site") or not tail:
        return
    names = text[start:comma]
    shouted = tail.isupper() and len(tail) > 3 and not names.isupper() and _unknown(tail) > 0
    named = bool({w.casefold() for w in WORD.findall(tail)} & GROUPS) and tail[0].isupper() and not holds_job(tail)
    if is_site(tail, sites) or (shouted and not holds_job(tail)) or (named and len(tail) < 40):
        place = text.index(tail, comma)
        reading.pieces = [p for p in reading.pieces if p.start < comma]
        reading.pieces.append(_site(text, place, end))


def is_site(text: str, sites: frozenset[str]) -> bool:
    """Whether a text is one of the names of the page's own site, however it is set."""
    bare = text.strip(" ,.:*")
    return bare.casefold() in sites or " ".join(words_in(bare)) in sites


def _is_photo_credit(part: str) -> bool:
    """ "Photos: NAME" beside the names of the authors."""
    return ":" in part and is_credit(part)


def _read_photo_credit(text: str, start: int, end: int, reading: Reading) -> None:
    """Who took the pictures worked on the article."""
    name = bare_credit(text[start:end])
    if is_person(name):
        reading.pieces.append(Piece("contributors", usual_case(name), start, end))


def _site(text: str, start: int, end: int) -> Piece:
    return Piece("site", text[start:end].strip(" ,.:*"), start, end)


def _is_town(part: str) -> bool:
    bare = part.strip(" ,.:*")
    return bare.isupper() and 1 <= len(bare.split()) <= 4 and len(bare) >= 3 and not holds_job(bare)


def _unknown(part: str) -> int:
    if not WORD.search(part):
        return 0
    return len(WORD.findall(FILLER.sub(" ", KNOWN.sub(" ", part))))


def _with_links(block: Block, reading: Reading) -> Reading:
    """The same, with the names whose links lead to their author's page. A name that begins a link ends with it."""
    linked = list(linked_authors(block))
    if not linked:
        return replace(reading, pieces=[_within_link(piece, block.links) for piece in reading.pieces])
    people = any(is_person(name.value) for name in linked)
    printed = [p for p in reading.pieces if p.field == "authors" and _stands_beside(p, block.links, known=people)]
    pieces = [p for p in reading.pieces if p.field != "authors"] + printed
    if people or not printed:  # the account of a house signs where no person does
        pieces += [Piece("authors", name.value, name.start, name.end) for name in linked]
    unknown = max(0, reading.unknown - sum(len(name.value.split()) for name in linked))
    return Reading(pieces, unknown, cued=True, by_link=not reading.cued)


def _within_link(piece: Piece, links: Sequence[Link]) -> Piece:
    """A name without what a scraper ran into it behind its link: "[Ida Mott](/ida)Kestrel Staff"."""
    for link in links if piece.field == "authors" else ():
        if link.start == piece.start and link.end < piece.end and is_person(link.text):
            return Piece("authors", usual_case(link.text), link.start, link.end)
    return piece


def _stands_beside(piece: Piece, links: Sequence[Link], *, known: bool) -> bool:
    """Whether a printed name is no link's. Beside linked people it must be `known` for a name: a job is none."""
    free = not any(link.start < piece.end and piece.start < link.end for link in links)
    return free and (is_common(piece.value) or not known)
