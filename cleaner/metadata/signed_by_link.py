"""The one person of a page whose name leads to their author's page, where no line signs the article.

Sites show who wrote in a card beside the article or below it. Where several names do, they are those of other
articles as well, and none counts. Wrong where the page is about the person.
"""

from __future__ import annotations

from collections.abc import Iterator

from presscut.cleaner.metadata.author_links import linked_authors
from presscut.cleaner.metadata.frame import AFTER, BEFORE, Frame
from presscut.cleaner.metadata.names import is_common, is_person
from presscut.cleaner.metadata.places import noted
from presscut.cleaner.model import Mark

LONGEST = 40.0  # words of a block that begins with the name: a short life
SHORT = 14.0  # of one that holds it elsewhere: more is a sentence about somebody


def signed_by_link(frame: Frame) -> Iterator[Mark]:
    """The name, which is noted and stays where it is."""
    found = dict(_linked(frame))
    if len(found) == 1:
        for name, i in found.items():
            reason = "the only person on the page whose name leads to an author's page"
            yield noted(i, "byline", "linked-name", reason, "authors", name)


def _linked(frame: Frame) -> Iterator[tuple[str, int]]:
    """People and the blocks that name them, the first block of each last."""
    first, last = max(0, frame.prose.first - BEFORE), min(len(frame.blocks), frame.prose.last + AFTER)
    for i in reversed(range(first, last)):
        block = frame.blocks[i]
        for name in linked_authors(block) if block.links and block.shape.words <= LONGEST else ():
            if (name.start == 0 or block.shape.words <= SHORT) and _is_known(name.value):
                yield name.value, i


def _is_known(name: str) -> bool:
    """Whether a name is a person's for certain: pages of accounts are also those of firms ("Tide Tables")."""
    return is_person(name) and is_common(name)
