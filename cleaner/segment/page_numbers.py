"""Lines that hold nothing but the number of a page, told by their counting upwards over the document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from presscut.cleaner.patterns import lazy
from presscut.cleaner.segment.lines import Line
from presscut.cleaner.segment.reflow import ends_sentence

LONGEST = 40  # characters of a line that holds a page number alone
FEWEST = 2  # numbers in a row that say what they are: ``Page 2``, ``- 2 -``
FEWEST_BARE = 3  # numbers in a row without any mark
WIDEST_STEP = 2  # between two numbers in a row; one page may have lost its number
FIRST_OF_MANY = 2  # a count of pages (``2 / 9``) begins here at the latest; ratings begin anywhere
OPEN_SHARE = 1 / 3  # of bare numbers that fall into a sentence; the numbers of chapters never do

PAGE = (
    r"(?:page|pages|seite|página|pagina|pàgina|pág\.|pag\.|pg\.?|p\.|s\.|стр\.|страница|сторінка|стор\.|strona|str\."
    r"|stránka|strana|sida|side|sivu|sayfa|oldal|bladzijde|blz\.|trang|halaman|σελίδα|صفحة|עמוד|페이지|पृष्ठ|第)"
)
OF = r"(?:of|von|de|di|du|sur|van|av|af|aus|z|ze|od|из|із|od|/|\||／)"
FORMS: Mapping[str, re.Pattern[str]] = {
    "word": lazy(rf"{PAGE}\s*(\d{{1,4}})(?:\s*{OF}\s*(\d{{1,4}}))?\s*(?:页|頁|ページ)?", re.IGNORECASE),
    "count": lazy(rf"(\d{{1,4}})\s*{OF}\s*(\d{{1,4}})", re.IGNORECASE),
    "marks": lazy(r"[-–—|·•~\[(]\s*(\d{1,4})()\s*[-–—|·•~\])]"),
    "bare": lazy(r"(\d{1,4})()"),
}
EMPHASIS = "*_# "
DIGIT = lazy(r"\d")


class Number(NamedTuple):
    """A line that may be the number of a page: the line's index, the number, and the number of pages or 0."""

    line: int
    page: int
    pages: int


def page_numbers(lines: Sequence[Line], edges: frozenset[int]) -> list[int]:
    """The indices of the lines that hold a page number alone, in order.

    Args:
        edges: lines at the top or bottom of a page, as far as that is known.
    """
    found: dict[tuple[str, int], list[Number]] = {}
    for index, line in enumerate(lines):
        if len(line.text) <= LONGEST and DIGIT.search(line.text):
            _sort_in(found, index, line.text.strip(EMPHASIS))
    return sorted(
        number.line for (form, _), numbers in found.items() for number in _accepted(lines, form, numbers, edges)
    )


def _sort_in(found: dict[tuple[str, int], list[Number]], index: int, text: str) -> None:
    for form, pattern in FORMS.items():
        if mark := pattern.fullmatch(text):
            page, pages = int(mark[1]), int(mark[2] or 0)
            if not pages or page <= pages:
                found.setdefault((form, pages), []).append(Number(index, page, pages))
            return


def _accepted(lines: Sequence[Line], form: str, numbers: list[Number], edges: frozenset[int]) -> list[Number]:
    if form == "bare":
        at_edges = [number for number in numbers if number.line in edges]
        if _count_up(at_edges, FEWEST):
            return at_edges
        return numbers if _count_up(numbers, FEWEST_BARE) and _inside_sentences(lines, numbers) else []
    if form == "count" and numbers[0].page > FIRST_OF_MANY:
        return []
    return numbers if _count_up(numbers, FEWEST) else []


def _count_up(numbers: Sequence[Number], fewest: int) -> bool:
    """Whether the numbers count upwards; one may stand at the top and the bottom of its page."""
    steps = [b.page - a.page for a, b in pairwise(numbers)]
    return len({number.page for number in numbers}) >= fewest and all(0 <= step <= WIDEST_STEP for step in steps)


def _inside_sentences(lines: Sequence[Line], numbers: Sequence[Number]) -> bool:
    inside = sum(
        0 < i < len(lines) - 1 and lines[i + 1].text[0].islower() and not ends_sentence(lines[i - 1].text)
        for i, _, _ in numbers
    )
    return inside >= OPEN_SHARE * len(numbers)
