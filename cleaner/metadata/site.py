"""The name of the site, only where it is printed as such.

It is taken from a byline (`people`) or, noted, from a masthead whose name a copyright line repeats.
"""

from __future__ import annotations

from collections.abc import Iterator

from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.metadata.opening import Opening
from presscut.cleaner.metadata.places import noted
from presscut.cleaner.metadata.printed import printed
from presscut.cleaner.model import Mark

MASTHEAD = 6  # blocks from the start of the page in which a masthead stands


def read_site(frame: Frame, _opening: Opening) -> Iterator[Mark]:
    """A masthead that the page repeats in its copyright line or its markup."""
    for i in range(min(MASTHEAD, frame.prose.first, len(frame.blocks))):
        block = frame.blocks[i]
        bare = " ".join(block.text.split()).strip(" .|")
        if 0 < block.shape.words <= 5 and bare.casefold() in frame.sites:
            yield noted(i, "nav", "masthead", "the site's name at the top of the page", "site", printed(frame, bare))
            return
