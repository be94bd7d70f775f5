"""A line that signs the article without a "By": names with an agency, a job or a town beside them.

"Ida Mott, Kestrel Press Agency", "Ida Mott | Staff Writer", "Ida Mott in Sundhaven", "(KPA) — Ida Mott". What
stands beside the names tells that they are names, so that the given name need not be a common one. Wrong
where a deck in title case reads the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from presscut.cleaner.metadata.byline import is_site
from presscut.cleaner.metadata.names import find_names, holds_job, is_common, untitled
from presscut.cleaner.metadata.places import Piece
from presscut.cleaner.metadata.words import GROUPS
from presscut.cleaner.patterns import lazy

LONGEST = 120  # characters
TOWN_WORDS = 4  # of a town before a name, with the dash behind it
BESIDE_WORDS = 6  # words of an agency, a job or a town
SHORTEST_AGENCY, LONGEST_AGENCY = 2, 8  # letters of an agency in capitals

AGENCY_FIRST = lazy(r"\s*[(\[]([^()\[\]\d]{2,40})[)\]]\s*[—–:-]{0,2}\s*")
CUT = lazy(r"\s*[|·•]\s*|\s+[–—/-]\s+|\s+(?P<town>in|aus|à|en|da|uit|fra|i)\s+(?=[^\W\d_a-z])")
WORD = lazy(r"[^\W_]+")


class Signed(NamedTuple):
    """The pieces of the line, and whether a town alone tells that it is one."""

    pieces: tuple[Piece, ...]
    by_town: bool


def read_name_line(text: str, sites: frozenset[str]) -> Signed | None:
    """What a line says that is names and one thing beside them; null for any other line."""
    if len(text) > LONGEST or text.rstrip()[-1:] in ".!?:…":
        return None
    first = AGENCY_FIRST.match(text)
    start = first.end() if first and _is_agency(first[1], sites) else 0
    cut = CUT.search(text, start)
    end = cut.start() if cut else len(text)
    if cut and is_caseless(text) and is_common(text[cut.end() :]):
        return _below_town(text, cut.end())
    names, rest = find_names(text[start:end], cued=False)
    beside = " ".join(part for part in (rest, text[cut.end() :] if cut else "") if part)
    tests: tuple[Callable[[str, frozenset[str]], bool], ...] = (_is_job, _is_agency)
    told = bool(start and not beside) or any(test(beside, sites) for test in tests)
    told = told or bool(cut and cut[0].strip() == "/" and beside.isupper() and len(beside.split()) <= TOWN_WORDS)
    by_town = not told and bool(cut and cut["town"] and not rest and _is_town(beside))
    if not names or not (told or by_town):
        return None
    pieces = [Piece("authors", untitled(n.value), start + n.start, start + n.end) for n in names]
    pieces += _sites(text, start, first, beside, sites)
    return Signed(tuple(pieces), by_town)


def is_caseless(text: str) -> bool:
    """Whether a text is in a script without capitals."""
    return text.lower() == text.upper()


def _below_town(text: str, start: int) -> Signed | None:
    """ "TOWN – NAME", as Arab papers sign: the given name tells which is which."""
    names, rest = find_names(text[start:], cued=False)
    if len(names) != 1 or rest or len(text[:start].split()) > TOWN_WORDS:
        return None
    return Signed((Piece("authors", names[0].value, start, len(text)),), by_town=True)


def _sites(text: str, start: int, first: re.Match[str] | None, beside: str, sites: frozenset[str]) -> Iterator[Piece]:
    """The agency before the names, or the page's own site after them."""
    if start and first:
        yield Piece("site", first[1].strip(), 0, start)
    elif beside and is_site(beside, sites) and beside in text:
        at = text.rindex(beside)
        yield Piece("site", beside.strip(" ,.:*"), at, len(text))


def _is_job(beside: str, _sites: frozenset[str]) -> bool:
    return 0 < len(beside.split()) <= BESIDE_WORDS and holds_job(beside)


def _is_agency(beside: str, sites: frozenset[str]) -> bool:
    """A publisher's name, the page's own site, or a few letters in capitals."""
    words = WORD.findall(beside)
    if not words or len(words) > BESIDE_WORDS or not beside.lstrip(" ,(*")[:1].isupper():
        return False
    short = len(words) == 1 and beside.isupper() and SHORTEST_AGENCY <= len(words[0]) <= LONGEST_AGENCY
    return short or is_site(beside, sites) or any(word.casefold() in GROUPS for word in words)


def _is_town(beside: str) -> bool:
    words = beside.split()
    return 0 < len(words) <= 4 and all(word[0].isupper() or len(word) <= 3 for word in words)
