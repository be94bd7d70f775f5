"""Pages that a script renders: where their reading order holds no article, the text comes from their data.

First the `articleBody` of linked data, then the state that the page's scripts start from. The text is laid out
as if it stood in an `article` of its own after all that the page holds, so that it is part of the linear text
and what becomes of it is told as of any other; its path is that of the script.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from presscut.cleaner.metadata.head_jsonld import ELSEWHERE, read_things
from presscut.cleaner.model import Block, Hints
from presscut.cleaner.segment.html_about import linked_data
from presscut.cleaner.segment.html_pieces import Clues, Piece
from presscut.cleaner.segment.html_state import NO_BODY, Body, as_markup, body_of, decoded, prose_words
from presscut.cleaner.segment.html_tree import parse
from presscut.cleaner.segment.html_walk import Walk
from presscut.cleaner.shape import count_words
from presscut.errors import Problem

if TYPE_CHECKING:
    from presscut.cleaner.segment.html_tree import Node

FEW = 150  # words of prose; a page that holds more of it has an article, or is meant to have none
LEAST = 100  # words of prose in the data; with fewer it is a description
MORE = 3.0  # times the page's own prose; below, the data says again what the page shows
LEAST_WORDS = 12  # of a block that counts as prose
LINKED = 0.5  # share of linked characters from which a block is a teaser
PARTED = re.compile(r"\s+[|–—·:-]+\s+|\s*\|\s*")  # between a page's title and its site's name
STEPS = 10_000  # elements before a script that are counted for its path


class Found(NamedTuple):
    """Text of a page's data: its pieces, and the remark that the article's flags get."""

    pieces: list[Piece]
    problem: Problem


def article_in_data(walk: Walk, blocks: Sequence[Block], url: str | None, where: str) -> Found | None:
    """The article that a page holds as data alone. Null when its blocks show one, and when its data holds none."""
    if not (walk.clues.scripts or walk.scripts):
        return None
    own = _shown(blocks)
    if own >= FEW:
        return None
    for body, path, problem in _candidates(walk, where):
        if not body.markup:
            continue
        pieces = _laid_out(body.markup, path, "article", walk, url)
        if _prose(pieces) >= max(LEAST, MORE * own):
            if body.about:
                walk.clues.scripts.append(json.dumps(linked_data(body.about)))
            return Found(pieces, problem)
    return None


def _candidates(walk: Walk, where: str) -> Iterator[tuple[Body, str, Problem]]:
    yield (
        Body(as_markup(_article_body(walk.clues.scripts)), {}),
        "/html/head/script",
        Problem("from-json-ld", where, "the page shows no article; the text is that of its linked data"),
    )
    titles = _titles(walk.clues)
    texts = decoded(script.text() or "" for script in walk.scripts) if titles else ()
    bodies = [(body_of(values, titles), script) for values, script in zip(texts, walk.scripts, strict=False) if values]
    body, script = max(bodies, key=lambda found: len(found[0].markup), default=(NO_BODY, None))
    yield (
        body,
        _path(script) if script is not None else "",
        Problem("from-embedded-state", where, "the page shows no article; the text is that of its scripts' data"),
    )


def _titles(clues: Clues) -> list[str]:
    """What the page is called, each name also without what follows its last dash or bar: the site's name."""
    names = [clue.text for clue in clues.elements if clue.tag in ("title", "h1")]
    names += [
        clue.attributes.get("content") or ""
        for clue in clues.metas
        if (clue.attributes.get("property") or clue.attributes.get("name")) in ("og:title", "twitter:title")
    ]
    return [*names, *(name[: found.start()] for name in names for found in PARTED.finditer(name))]


def _article_body(scripts: Iterable[str]) -> str:
    """The longest body of an article that linked data tells of, by its prose."""
    bodies = [
        body
        for thing in read_things(scripts)
        if thing.get("_in") not in ELSEWHERE and isinstance(body := thing.get("articleBody"), str)
    ]
    return max(bodies, key=len, default="")


def said_without_frames(walk: Walk, url: str | None) -> list[Piece]:
    """What a frameset has for browsers that know no frames: often all of its text, and to the parser no markup."""
    return [
        piece
        for node in walk.without_frames
        for piece in _laid_out(node.text() or "", _path(node), "noframes", walk, url)
    ]


def _laid_out(markup: str, path: str, tag: str, page: Walk, url: str | None) -> list[Piece]:
    """The pieces of some markup, each text once, in an element of its own below the body of the page."""
    root = parse(markup).root
    body = root.last_child if root is not None else None
    if body is None:
        return []
    walk = Walk(url, visited=page.visited)
    walk.resolve = page.resolve
    walk.over(body)
    page.visited, first = walk.visited, page.visited + 1
    if walk.root is not None:
        around = page.pieces[0].element.hints.containers[:1] if page.pieces else ()
        walk.root.stand_at(Hints(path, ("body", tag), ((), ()), (*(around or (0,)), first)))
    return list({piece.text: piece for piece in reversed(walk.pieces)}.values())[::-1]


def _shown(blocks: Sequence[Block]) -> float:
    """Words of the blocks that read as prose and are not links, counted up to as many as an article has."""
    words = 0.0
    for block in blocks:
        shape = block.shape
        if shape.words >= LEAST_WORDS and shape.sentences and shape.link_words < LINKED * shape.words:
            words += shape.words
            if words >= FEW:
                break
    return words


def _prose(pieces: Sequence[Piece]) -> float:
    """The same of pieces that are no blocks yet, all of it."""
    return sum(
        count_words(piece.text)
        for piece in pieces
        if prose_words(piece.text) and sum(end - start for start, end, _ in piece.links) < LINKED * len(piece.text)
    )


def _path(script: Node) -> str:
    """The element path of a script."""
    steps: list[str] = []
    at: Node | None = script
    room = STEPS
    while at is not None and at.tag and at.tag[0] != "-" and room > 0:
        before, after = at.prev, at.next
        nth = 1
        while before is not None and room > 0:
            nth += before.tag == at.tag
            before, room = before.prev, room - 1
        alone = nth == 1
        while alone and after is not None and room > 0:
            alone = after.tag != at.tag
            after, room = after.next, room - 1
        steps.append(at.tag if alone else f"{at.tag}[{nth}]")
        at = at.parent
    return "/" + "/".join(reversed(steps))
