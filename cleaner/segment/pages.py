"""The pages of a printed text: where they end, and the lines that were printed on each of them anew.

Text taken from a PDF has form feeds or rules between its pages, or at least their numbers. What stands right
at those places again and again, with other digits perhaps, is the running header or footer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import chain, islice, pairwise, takewhile
from typing import Literal, NamedTuple, get_args

from presscut.cleaner.model import Block
from presscut.cleaner.patterns import lazy
from presscut.cleaner.segment.lines import Line
from presscut.cleaner.segment.page_numbers import page_numbers
from presscut.cleaner.segment.upright import upright

Furniture = Literal["page-number", "running-header", "upright-text"]
FURNITURE = frozenset(get_args(Furniture))

EDGE = 3  # lines at the top and at the bottom of a page that may be furniture
MOST = 2 * EDGE  # lines of furniture between two pages on either side of a break
AGAIN = 2  # page breaks at which a running header stands, at the least
EDGE_SHARE = 0.6  # of all places where its words stand alone on a line
LONGEST_HEADER = 160  # characters
SHORTEST_PAGE = 120  # characters between two page breaks, on average
DIGITS = lazy(r"\d+")
FORM_FEED = "\x0c"
RULE = "-----"
MARKS = "*_#> "


class Pages(NamedTuple):
    """The pages of a text.

    Attributes:
        furniture: lines by their indices that were printed on each page anew.
        tops: indices of the first lines of pages, furniture or not, as far as form feeds or rules tell.
        rules: indices of the lines that a converter drew between two pages.
    """

    furniture: Mapping[int, Furniture]
    tops: frozenset[int]
    rules: frozenset[int]


def is_furniture(block: Block) -> bool:
    """Whether a block was printed on each page anew, or upright beside it: its tags tell."""
    return not FURNITURE.isdisjoint(block.hints.tags)


ONE_PAGE = Pages({}, frozenset(), frozenset())


def pages_of(source: str, lines: Sequence[Line], numbered: frozenset[int] = frozenset()) -> Pages:
    """Find the pages of a text, and their furniture.

    Args:
        numbered: indices of the lines with which the numbers of lines begin anew.
    """
    rules = _rules(source, lines)
    fed = _fed(source, lines)
    tops = frozenset((*(fed or numbered), *(rule + 1 for rule in rules)))
    ends = frozenset((*range(EDGE), *range(len(lines) - EDGE, len(lines))))
    edges = ends.union(*(range(top - MOST, top + EDGE) for top in tops)) if tops else frozenset()
    numbers = page_numbers(lines, edges)
    breaks = _breaks(tops, numbers)
    standing = upright(lines)
    found: dict[int, Furniture] = dict.fromkeys(standing, "upright-text")
    if not breaks or sum(len(line.text) for line in lines) < SHORTEST_PAGE * (len(breaks) + 1):
        return Pages(found, tops, rules)
    found |= dict.fromkeys(numbers, "page-number")
    headers = _headers(lines, breaks, ends, standing)
    for index in _reached(lines, breaks, headers | found.keys() | rules):
        if index not in rules:
            found.setdefault(index, "running-header")
    return Pages(found, tops, rules)


def _rules(source: str, lines: Sequence[Line]) -> frozenset[int]:
    """The lines between two pages that pymupdf4llm draws; a single one may be the author's."""
    if RULE not in source:
        return frozenset()
    rules = [i for i, (a, b) in enumerate(pairwise(lines)) if a.text == RULE and a.gap and b.gap and i]
    return frozenset(rules) if len(rules) >= AGAIN else frozenset()


def _fed(source: str, lines: Sequence[Line]) -> list[int]:
    """The first lines of the pages that a form feed stands before."""
    if FORM_FEED not in source:
        return []
    return [i for i, (a, b) in enumerate(pairwise(lines), 1) if source.find(FORM_FEED, a.end, b.start) >= 0]


def _breaks(tops: Set[int], numbers: Sequence[int]) -> list[int]:
    """The lines before which a page may end: the first ones of pages, or those after a number."""
    breaks: list[int] = []
    for place in sorted({*tops, *(number + 1 for number in numbers)}):
        if not breaks or place - breaks[-1] > EDGE:
            breaks.append(place)
        elif place in tops:
            breaks[-1] = place
    return breaks


def _headers(lines: Sequence[Line], breaks: Sequence[int], ends: Set[int], standing: Set[int]) -> Set[int]:
    """The lines that stand at page breaks, and hardly anywhere else, again and again."""
    at_breaks: Counter[str] = Counter()
    for place in breaks:
        above = islice((i for i in range(place - 1, -1, -1) if i not in standing), EDGE)
        below = islice((i for i in range(place, len(lines)) if i not in standing), EDGE)
        near = chain(above, below)
        at_breaks.update({key for i in near if (key := _key(lines[i].text))})
    at_ends = Counter(_key(lines[i].text) for i in ends if 0 <= i < len(lines))
    again = {key for key, n in at_breaks.items() if n >= AGAIN or (len(breaks) == 1 and n + at_ends[key] >= AGAIN)}
    if not again:
        return frozenset()
    places: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if (key := _key(line.text)) in again:
            places.setdefault(key, []).append(i)
    return {
        i for key, found in places.items() if at_breaks[key] + at_ends[key] >= EDGE_SHARE * len(found) for i in found
    }


def _key(text: str) -> str:
    """What a header is from page to page: without its digits, marks and capitals; empty for what is none."""
    if len(text) > LONGEST_HEADER or not any(map(str.isalpha, text)):
        return ""
    return " ".join(DIGITS.sub("#", text.casefold().strip(MARKS)).split())


def _reached(lines: Sequence[Line], breaks: Sequence[int], furniture: Set[int]) -> Iterator[int]:
    """The furniture that stands at a page's edge with nothing else between."""
    for top, end in pairwise((0, *breaks, len(lines))):
        yield from takewhile(furniture.__contains__, range(top, end))
        yield from takewhile(furniture.__contains__, range(end - 1, top - 1, -1))
