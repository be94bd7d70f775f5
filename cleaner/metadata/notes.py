"""What is noted and stays in the body: corrections, editor's notes, the town the story was filed from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.metadata.opening import Opening
from presscut.cleaner.metadata.places import noted
from presscut.cleaner.metadata.words import NOTES
from presscut.cleaner.model import Mark
from presscut.cleaner.patterns import lazy
from presscut.cleaner.shape import has_colon

LONGEST = 150.0  # words of a note
HEAD_CHARS = 90  # in which the town of a first paragraph stands
SHORTEST_TOWN = 3

_NOTES = "|".join(re.escape(w) for w in sorted(NOTES, key=lambda w: (-len(w), w)))
LABELLED = lazy(rf"[\W_]{{0,3}}(?:{_NOTES})[^:：.\n]{{0,40}}[:：]", re.IGNORECASE)
WORDED = lazy(
    r"[\W_]{0,3}(?:this (?:article|story) (?:was|has been) (?:corrected|amended|updated|edited|clarified)"
    r"|(?:an earlier|a previous) version of this|in einer früheren version)\b",
    re.IGNORECASE,
)
DASHES = ("—", "–", "-", "|")  # one of them stands behind every town
TOWN = lazy(
    r"(?P<town>[^\W\d_a-z][^\W\d_]*(?:[ .'’-]{1,2}[^\W\d_]+){0,3})"
    r"(?:, [^()—–:]{2,30}?)?"
    r"(?:\s?(?P<agency>\([^()]{2,40}\)|/[A-Z]{2,12}/?))?"
    r"\s?(?:—|–|--|-(?=\s)|\|)\s"
)


def read_notes(frame: Frame, opening: Opening) -> Iterator[Mark]:
    """Corrections and editor's notes anywhere near or in the prose, and the first paragraph's town."""
    first = opening.title.index + 1 if opening.title else frame.prose.first
    for i in range(first, min(len(frame.blocks), frame.prose.last + 6)):
        block = frame.blocks[i]
        if 4 <= block.shape.words <= LONGEST and block.kind in ("paragraph", "quote", "item") and _is_note(block.text):
            yield noted(i, "correction", "correction", "begins as a note does", "corrections", block.text)
    yield from _town(frame, opening, first)


def _is_note(text: str) -> bool:
    return bool((has_colon(text) and LABELLED.match(text)) or WORDED.match(text))


def _town(frame: Frame, opening: Opening, first: int) -> Iterator[Mark]:
    """ "BERLIN, 3 May (AFP) – …" at the start of the first paragraph: capitals, or an agency beside it."""
    for i in range(first, min(first + 20, frame.prose.last)):
        block = frame.blocks[i]
        if opening.is_taken(i) or block.shape.words < 12 or block.shape.ending != "stop":
            continue
        head = block.text[:HEAD_CHARS]
        m = TOWN.match(head) if any(dash in head for dash in DASHES) else None
        if m and len(m["town"]) >= SHORTEST_TOWN and (m["town"].isupper() or m["agency"]):
            yield noted(i, "byline", "dateline", "the first paragraph begins with it", "dateline", m["town"])
            return
