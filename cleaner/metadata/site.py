"""The name of the site, only where it is printed as such.

It is taken from a byline (`people`) or, noted, from a masthead whose name a copyright line repeats.
"""

from __future__ import annotations

from collections.abc import Iterator

from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.metadata.places import noted
from presscut.cleaner.model import Mark

MASTHEAD = 6  # blocks from the start of the page in which a masthead stands
SHORT = 12.0  # words of a block in which a name is printed as a name


def printed(frame: Frame, name: str) -> str:
    """The name as the page prints it in small letters with capitals, else as it was found."""
    if not name.isupper() and not name.islower():
        return name
    wanted = name.casefold()
    for i in (*frame.tail, *frame.top):
        block = frame.blocks[i]
        at = block.text.casefold().find(wanted) if 0 < block.shape.chars < 400 else -1
        if at >= 0:
            form = block.text[at : at + len(name)]
            if form.casefold() == wanted and not form.isupper() and not form.islower():
                return form
    return name


def read_site(frame: Frame) -> Iterator[Mark]:
    """A masthead that the page repeats in its copyright line or its markup."""
    for i in range(min(MASTHEAD, frame.prose.first, len(frame.blocks))):
        block = frame.blocks[i]
        bare = " ".join(block.text.split()).strip(" .|")
        if 0 < block.shape.words <= 5 and bare.casefold() in frame.sites:
            yield noted(i, "nav", "masthead", "the site's name at the top of the page", "site", printed(frame, bare))
            return
