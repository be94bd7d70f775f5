"""Markup that was escaped once too often: a reader sees ``<p>The ferry …</p>``, tags and all.

Templates that escape what an editor's field had stored as HTML do so, and pages made of feeds. Sure is a text that
is markup from its first sign to its last, of elements that hold prose, each closed, and holds a paragraph's worth
of words. Wrong for a lesson on HTML that shows so much prose between tags and not as code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import groupby

from presscut.cleaner.segment.html_names import VERBATIM, VOID
from presscut.cleaner.segment.html_pieces import Element, Piece
from presscut.cleaner.segment.html_tree import parse
from presscut.cleaner.segment.html_walk import Walk
from presscut.cleaner.shape import count_words

LEAST_WORDS = 40  # of prose; a lesson shows a few words in its tags
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?>")
OPENINGS = ("<", "&lt;")
BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 ul ol blockquote div section article figure".split())
"""What the text of an editor's field begins with."""
OF_TEXT = BLOCKS | frozenset(
    "a abbr b br cite del em figcaption hr i iframe img ins li mark q s small span strong sub sup table tbody td th "
    "thead tr u".split()
)
"""What it consists of: a lesson's example has a head, a form, a script."""
CODE = VERBATIM | {"code", "samp", "kbd"}


def with_markup_read(pieces: Sequence[Piece], page: Walk, url: str | None) -> Sequence[Piece]:
    """The pieces, those that hold escaped markup laid out as it says."""
    if not any(piece.text.startswith(OPENINGS) for piece in pieces):
        return pieces
    return list(_read(pieces, page, url))


def _read(pieces: Sequence[Piece], page: Walk, url: str | None) -> Iterator[Piece]:
    for element, group in groupby(pieces, lambda piece: piece.element):
        found = list(group)
        markup = _markup("\n".join(piece.text for piece in found)) if _may_be_text(element, found[0]) else ""
        yield from _laid_out(markup, element, page, url) if markup else found


def _may_be_text(element: Element, first: Piece) -> bool:
    return first.text.startswith(OPENINGS) and not CODE.intersection(element.hints.tags)


def _markup(text: str) -> str:
    """The markup that a text is; empty when it is none, or not surely meant."""
    found = text if text.startswith("<") else unescape(text)
    tags = TAG.findall(found)
    first = TAG.match(found)
    if first is None or first[1] or first[2].lower() not in BLOCKS or not found.rstrip().endswith(">"):
        return ""
    names = {name.lower() for _, name in tags}
    prose = TAG.sub(" ", found)
    sure = names <= OF_TEXT and _are_closed(tags) and "<" not in prose and count_words(prose) >= LEAST_WORDS
    return found if sure else ""


def _are_closed(tags: Sequence[tuple[str, str]]) -> bool:
    """Whether each element that is opened is closed."""
    opened = Counter(name.lower() for closing, name in tags if not closing)
    closed = Counter(name.lower() for closing, name in tags if closing)
    return all(opened[name] == closed[name] for name in (opened.keys() | closed.keys()) - VOID)


def _laid_out(markup: str, element: Element, page: Walk, url: str | None) -> Sequence[Piece]:
    """The pieces of some markup, at the place of the element that shows it."""
    root = parse(markup).root
    body = root.last_child if root is not None else None
    if body is None:
        return ()
    walk = Walk(url, visited=page.visited)
    walk.resolve = page.resolve
    walk.over(body)
    page.visited = walk.visited
    if walk.root is not None:
        walk.root.stand_at(element.hints)
    return walk.pieces
