"""The author box as the markup names it: `author-card`, `author-bio`, `about-the-author`.

The page's own name for the element is enough: the box need not repeat the byline. Themes also put
`author-ida` and `card` on every teaser, so the two words must stand side by side in this order.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.model import Hints

WHO = frozenset("author authors autor autora auteur autore writer contributor saboxplugin molongui".split())
WHAT = frozenset(
    "box card bio biography wrap wrapper info about profile description desc section block container details".split()
)
WHOLE = frozenset("authorbox authorbio authorcard authorinfo aboutauthor aboutauthors bio biography".split())
ABOUT = frozenset({("about", "author"), ("about", "the", "author"), ("about", "authors"), ("about", "the", "authors")})
OTHERS = frozenset("comment comments related recirc teaser teasers".split())  # boxes of other people

TELLING = WHO | WHOLE | {"about"}  # an element without any of these is no author box

REACH = 80  # blocks before the end of the prose, to which comments may belong
OF_OTHERS = -1  # in place of an element's number: a part of the page that is about other people
LONGEST = 200.0  # words of a box
MOST = 3  # boxes of a page; more are a list of people


def author_boxes(frame: Frame) -> Iterator[tuple[int, ...]]:
    """The blocks of each author box at the foot, in reading order."""
    found: dict[int, list[int]] = {}
    first = max(frame.prose.first + 1, frame.prose.last - REACH)
    before = frozenset(frame.blocks[first - 1].hints.containers) if 0 < first <= len(frame.blocks) else frozenset()
    around: dict[int, int | None] = dict.fromkeys(before)
    for i, block in enumerate(frame.blocks[first : frame.tail.stop], first):
        container = _box_around(block.hints, around)
        if container is not None and container != OF_OTHERS:
            found.setdefault(container, []).append(i)
    if len(found) > MOST:
        return
    for blocks in found.values():
        if sum(frame.blocks[i].shape.words for i in blocks) <= LONGEST:
            yield tuple(blocks)


def _box_around(hints: Hints, around: dict[int, int | None]) -> int | None:
    """The outermost element around a block that is called an author box; not one that began before.

    Args:
        around: what was found for elements already met. Blocks share most of the elements around them,
            so that each is asked for its words once.
    """
    containers = hints.containers
    known = len(containers)
    while known and containers[known - 1] not in around:
        known -= 1
    box = around[containers[known - 1]] if known else None
    for container, words in zip(containers[known:], hints.tokens[known:], strict=False):
        if box != OF_OTHERS:
            if not OTHERS.isdisjoint(words):
                box = OF_OTHERS
            elif box is None and is_author_box(words):
                box = container
        around[container] = box
    return box


def is_author_box(words: tuple[str, ...]) -> bool:
    """Whether the words of an element's attributes call it an author box."""
    if TELLING.isdisjoint(words):
        return False
    if not WHOLE.isdisjoint(words):
        return True
    if any(who in WHO and what in WHAT for who, what in pairwise(words)):
        return True
    return any(words[i : i + len(about)] == about for about in ABOUT for i in range(len(words)))
