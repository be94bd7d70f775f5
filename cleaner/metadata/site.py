"""The name of the site, only where it is printed as such.

It is taken from a byline (`people`) or, noted, from a masthead whose name the page confirms (`masthead`).
"""

from __future__ import annotations

from collections.abc import Iterator

from presscut.cleaner.metadata.byline import is_site
from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.metadata.opening import Opening
from presscut.cleaner.metadata.places import noted
from presscut.cleaner.metadata.printed import printed
from presscut.cleaner.model import Mark

MASTHEAD = 6  # blocks from the start of the page in which a masthead stands


def read_site(frame: Frame, _opening: Opening) -> Iterator[Mark]:
    """A masthead that is one of the page's names for itself."""
    for i in range(min(MASTHEAD, frame.prose.first, len(frame.blocks))):
        block = frame.blocks[i]
        bare = " ".join(block.text.split()).strip(" .|")
        if 0 < block.shape.words <= 5 and is_site(bare, frozenset(frame.sites)):
            yield noted(i, "nav", "masthead", "the site's name at the top of the page", "site", printed(frame, bare))
            return
