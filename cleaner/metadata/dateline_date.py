"""The day in the dateline of a press release: "TANLEY, 3 April 2031 – Tanley Glass will restart its furnace."

Releases are dated by it and by nothing else. It is noted and stays where it is. Wrong where the first paragraph of a
history begins with a town in capitals, a day and a dash.
"""

from __future__ import annotations

from collections.abc import Iterator

from presscut.cleaner.dates import find_dates
from presscut.cleaner.metadata.frame import DIGITS, FIRST_PAGE, Frame
from presscut.cleaner.metadata.opening import Opening
from presscut.cleaner.metadata.places import noted
from presscut.cleaner.model import Mark
from presscut.cleaner.patterns import lazy

WITHIN = 8  # blocks of the prose in which the first paragraph stands
PARAGRAPH = 12.0  # words
LONGEST = 90  # characters of the dateline
TOWN = lazy(r"\W{0,3}[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ.'’ -]{2,40}(?:, ?[^\W\d_][\w .]{0,30})?[,.]?\s*[(|–—-]?\s*")
AFTER = lazy(r"\)?\s*(?:[–—|-]|\.\s*[–—-])\s*\S")
DATES = ("published", "modified")


def read_dateline_date(frame: Frame, opening: Opening) -> Iterator[Mark]:
    """The day behind the town with which the text begins, when nothing else at the head dates the page."""
    if frame.head("published") or any(r.has(name) for r in opening.bylines.values() for name in DATES):
        return
    for i in range(max(0, frame.prose.first - 1), min(len(frame.blocks), frame.prose.first + WITHIN)):
        block = frame.blocks[i]
        text = block.text[:LONGEST]
        if block.shape.words < PARAGRAPH or not DIGITS.search(text):
            continue
        found = next(find_dates(text, frame.draft.language), None)
        if found and TOWN.fullmatch(text, 0, found.start) and AFTER.match(text, found.end) and found.value > FIRST_PAGE:
            yield noted(i, "date", "dateline-date", "the day behind the town", "published", found.value)
            return
