"""The author box as the markup names it: `author-card`, `author-bio`, `about-the-author`.

The page's own name for the element is enough: the box need not repeat the byline. Themes also put
`author-ida` and `card` on every teaser, so the two words must stand side by side in this order.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.model import Block

WHO = frozenset("author authors autor autora auteur autore writer contributor saboxplugin molongui".split())
WHAT = frozenset(
    "box card bio biography wrap wrapper info about profile description desc section block container details".split()
)
WHOLE = frozenset("authorbox authorbio authorcard authorinfo aboutauthor aboutauthors bio biography".split())
ABOUT = frozenset({("about", "author"), ("about", "the", "author"), ("about", "authors"), ("about", "the", "authors")})
OTHERS = frozenset("comment comments related recirc teaser teasers".split())  # boxes of other people

REACH = 80  # blocks before the end of the prose, to which comments may belong
LONGEST = 200.0  # words of a box
MOST = 3  # boxes of a page; more are a list of people


def author_boxes(frame: Frame) -> Iterator[tuple[int, ...]]:
    """The blocks of each author box at the foot, in reading order."""
    found: dict[int, list[int]] = {}
    first = max(frame.prose.first + 1, frame.prose.last - REACH)
    before = frozenset(frame.blocks[first - 1].hints.containers) if 0 < first <= len(frame.blocks) else frozenset()
    for i in range(first, frame.tail.stop):
        container = _box_around(frame.blocks[i], before)
        if container is not None:
            found.setdefault(container, []).append(i)
    if len(found) > MOST:
        return
    for blocks in found.values():
        if sum(frame.blocks[i].shape.words for i in blocks) <= LONGEST:
            yield tuple(blocks)


def _box_around(block: Block, before: frozenset[int]) -> int | None:
    """The outermost element around a block that is called an author box; not one that began before."""
    hints = block.hints
    if not hints.tokens:
        return None
    own = [(c, words) for c, words in zip(hints.containers, hints.tokens, strict=False) if c not in before]
    if any(not OTHERS.isdisjoint(words) for _, words in own):
        return None
    return next((container for container, words in own if is_author_box(words)), None)


def is_author_box(words: tuple[str, ...]) -> bool:
    """Whether the words of an element's attributes call it an author box."""
    if not WHOLE.isdisjoint(words):
        return True
    if any(who in WHO and what in WHAT for who, what in pairwise(words)):
        return True
    return any(words[i : i + len(about)] == about for about in ABOUT for i in range(len(words)))
