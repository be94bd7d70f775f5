"""Who signs at the end: a byline or a letter's name below the text, a name in brackets in its last line, a label.

For pages that name nobody above their text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscut.cleaner.metadata.byline import read_byline
from presscut.cleaner.metadata.cuewords import by_end
from presscut.cleaner.metadata.east_signed import name_at_end
from presscut.cleaner.metadata.frame import END, Frame
from presscut.cleaner.metadata.names import find_names, is_person, untitled
from presscut.cleaner.metadata.places import LIKELY, noted, pieces_marks
from presscut.cleaner.metadata.words import ABOUT_AUTHOR
from presscut.cleaner.model import Mark
from presscut.cleaner.patterns import lazy

SIGNED_WITHIN = 5  # blocks below the prose
SIGNED_WORDS = 14.0
BELOW_LABEL = 3  # blocks from a label to the name: a picture may stand between
CLOSING = lazy(
    r"(?:yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?|(?:kind|best|warm) regards|respectfully"
    r"|mit freundlichen grüßen|hochachtungsvoll|cordialement|atentamente|cordiali saluti|met vriendelijke groet)[,.]?",
    re.IGNORECASE,
)
"""What stands above the name of who signs a letter."""


def signed_below(frame: Frame) -> Iterator[Mark]:
    """A byline right below the last paragraph, for pages that print none above the first."""
    sites = frozenset(frame.sites)
    for i in range(max(0, frame.prose.last - 2), min(len(frame.blocks), frame.prose.last + SIGNED_WITHIN)):
        block = frame.blocks[i]
        if not 2 <= block.shape.words <= SIGNED_WORDS or by_end(block.text) is None:
            continue
        reading = read_byline(block, frame.draft.language, sites)
        pieces = [p for p in reading.pieces if p.field == "authors"]
        if pieces and reading.unknown <= 2:
            yield from pieces_marks(
                i, block, "byline", "signed-below", "a byline below the last paragraph", pieces, LIKELY
            )
            return


def signed_letter(frame: Frame) -> Iterator[Mark]:
    """Who signs a letter, right below its closing."""
    for i in range(max(0, frame.prose.last - END), min(len(frame.blocks) - 1, frame.prose.last + SIGNED_WITHIN)):
        if CLOSING.fullmatch(frame.blocks[i].text):
            names, rest = find_names(frame.blocks[i + 1].text, cued=False)
            if len(names) == 1 and not rest:
                yield noted(i + 1, "byline", "signed-letter", "the name below the closing of a letter", "authors",
                            untitled(names[0].value))  # fmt: skip
            return


def signed_inside(frame: Frame) -> Iterator[Mark]:
    """The name in brackets with which the last paragraph ends; it is noted and stays where it is."""
    prose = frame.prose
    for i in range(prose.last - 1, max(prose.first, prose.last - END) - 1, -1):
        name = name_at_end(frame.blocks[i].text) if frame.ends_here(i) else None
        if name:
            yield noted(i, "byline", "signed-inside", "a name in brackets at the end of the text", "authors", name)
            return


def signed_by_label(frame: Frame) -> Iterator[Mark]:
    """The name below "About the author", wherever that stands at the foot; it is noted and stays where it is."""
    blocks = frame.blocks
    for i in frame.tail:
        if blocks[i].text.strip(" :*_").casefold() not in ABOUT_AUTHOR:
            continue
        named = next(
            (j for j in range(i + 1, min(i + 3, len(blocks))) if blocks[j].text and blocks[j].kind != "image"), i
        )
        name = untitled(blocks[named].text.strip())
        if is_person(name):
            yield noted(named, "byline", "signed-label", "the name below a label for the author", "authors", name)
            return
