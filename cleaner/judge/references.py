"""The works an article cites, listed at its end."""

from __future__ import annotations

from collections.abc import Iterable

from presscut.cleaner.model import Draft, Mark
from presscut.cleaner.patterns import lazy
from presscut.cleaner.prose import prose_of

WORK = lazy(r"(?:\[\d{1,3}\]|\d{1,3}\.)?\s*[^\W\d_][^()]{2,120}\((?:1[5-9]|20)\d\d[a-z]?\)[.,:]?\s")
# A journal's year and volume: "2019;44(1):7", "2023 Feb 28;56:33".
VOLUME = lazy(r"(?<!\d)(?:1[89]|20)\d\d(?: [^\W\d_]{3,9}\.?(?: \d{1,2})?)? ?; ?\d{1,4}(?!\d)")
# Pages of a volume and the year: "31, 204–217 (2023)."
PAGES = lazy(r"\d,\s*[A-Za-z]?\d+(?:\s?[–-]\s?[A-Za-z]?\d+)?\s*\((?:1[5-9]|20)\d\d\)\.?$")
LONGEST = 1_000  # characters of a work
AT_LEAST = 2  # works make a list
HEADING_WORDS = 4
WEIGHT = -4.0
HEADING_WEIGHT = -5.0  # a heading of one word looks like a label of the page


def references(draft: Draft) -> Iterable[Mark]:
    """Is this one of two or more works in a row, each with names before a year in brackets, or their heading?

    Needs no language: "Brandvik, O. (2019)." is written so everywhere, and so are a journal's year, volume
    and issue, or its volume, pages and year. Wrong for a list of the site's own articles that prints their years so.
    """
    blocks = draft.blocks
    begin = prose_of(draft).first
    works = [i for i, b in enumerate(blocks) if i >= begin and _is_work(b.text)]
    if len(works) < AT_LEAST or works[-1] - works[0] >= 2 * len(works):
        return
    for i in works:
        yield Mark(i, "prose", WEIGHT, "shape/references", f"one of {len(works)} works with names and a year")
    above = works[0] - 1
    if (
        above >= 0
        and 0 < blocks[above].shape.words <= HEADING_WORDS
        and blocks[above].shape.ending in ("none", "colon")
    ):
        yield Mark(above, "prose", HEADING_WEIGHT, "shape/references-heading", f"the heading of {len(works)} works")


def _is_work(text: str) -> bool:
    """Names before a year in brackets, a year with the volume of a journal, or a volume with its year."""
    if "(" in text and (WORK.match(text[:200]) or (len(text) <= LONGEST and PAGES.search(text))):
        return True
    return ";" in text and len(text) <= LONGEST and VOLUME.search(text) is not None
