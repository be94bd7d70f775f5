"""Which elements may say something about the page, gathered while walking by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from presscut.cleaner.characters import one_line
from presscut.cleaner.segment.html_names import BREAKING
from presscut.cleaner.segment.html_pieces import Clue, Clues
from presscut.cleaner.segment.html_tokens import Attributes, Named

if TYPE_CHECKING:
    from presscut.cleaner.segment.html_tree import Node

MOST_CLUES = 2_000  # of one kind; a page of comments has a time element each
TEXT = 300  # characters of an element's text, of the names of its types
SCRIPT = 2_000_000  # characters of a JSON-LD script that are read
STEPS = 200  # nodes looked at for an element's text

OF_ARTICLE = re.compile(r"author|\btag\b")
"""What a link's `rel` says of where it leads: to an author, to what else has a tag (microformats.org/wiki/rel-tag)."""

TELLING = frozenset({"title", "h1", "time"})
"""Elements that speak of the article by their name alone."""

WHOLE = frozenset({"html", "body", "main", "article", "h1"})
"""Elements that hold the text: their classes tell what else the page has ("comments-open")."""


def note_meta(clues: Clues, tag: str, attributes: Attributes) -> None:
    """A `meta` or `link` element."""
    if len(clues.metas) < MOST_CLUES and ("rel" in attributes if tag == "link" else "content" in attributes):
        clues.metas.append(Clue(tag, attributes))


def own_address(tag: str, attributes: Attributes) -> str | None:
    """The address that a `meta` or `link` element gives the page."""
    if tag == "link":
        return attributes.get("href") if "canonical" in (attributes.get("rel") or "").lower().split() else None
    return attributes.get("content") if attributes.get("property") == "og:url" else None


def note_script(clues: Clues, node: Node) -> None:
    """A `script` that holds linked data."""
    if len(clues.scripts) < MOST_CLUES:
        clues.scripts.append((node.text() or "")[:SCRIPT])


def note_type(clues: Clues, attributes: Attributes) -> None:
    """What an element with `itemtype` says it holds, when it is the page or a thing by itself.

    A thing with an `itemprop` is a property of another one: an author, an offer (HTML standard 5.2.3).
    """
    part = (attributes.get("itemprop") or "").lower()
    if len(clues.types) < MOST_CLUES and (not part or part.startswith("mainentity")):
        clues.types += (attributes["itemtype"] or "")[:TEXT].split()


def is_aside(tag: str, named: Named) -> bool:
    """Whether an element holds other texts than the page's own, by its name and its class."""
    return tag == "nav" or (named.aside and tag not in WHOLE)


def note_element(
    clues: Clues,
    tag: str,
    attributes: Attributes,
    named: Named,
    node: Node,
    *,
    aside: bool = False,
    place: int = 0,
    before: str = "",
) -> None:
    """Any other element that may tell of the article: by its name, its class, a property, an author's link."""
    if "itemtype" in attributes and not aside:
        note_type(clues, attributes)
    if len(clues.elements) < MOST_CLUES and (
        named.byline
        or tag in TELLING
        or "itemprop" in attributes
        or (tag == "a" and OF_ARTICLE.search(attributes.get("rel") or ""))
    ):
        text = short_text(node)
        lines = tuple(filter(None, map(one_line, text.split("\n")))) if "\n" in text else ()
        clues.elements.append(Clue(tag, attributes, named.tokens, one_line(text), aside, lines, place, before))


def short_text(node: Node) -> str:
    """The beginning of an element's text, in a bounded number of steps; line breaks are those that a reader sees."""
    parts: list[str] = []
    room, steps = TEXT, STEPS
    ahead: list[Node | str] = [node]  # what stands behind an element comes as a text
    while ahead and room > 0 and steps > 0:
        steps -= 1
        here = ahead.pop()
        if isinstance(here, str):
            parts.append(here)
            continue
        if here is not node and here.next is not None:
            ahead.append(here.next)
        if here.is_text_node:
            text = (here.text_content or "")[:room]
            parts.append(text.replace("\n", " "))
            room -= len(text)
        elif here.tag not in ("script", "style", "svg", "noscript") and here.first_child is not None:
            if here is not node and here.tag not in INLINE:
                parts.append("\n" if here.tag in BREAKING or (here.tag == "a" and _ends_in_link(parts)) else " ")
            if here.tag in BREAKING:
                ahead.append("\n")
            elif here.tag == "a":
                ahead.append(LINK_END)
            ahead.append(here.first_child)
        elif here.tag == "br":
            parts.append("\n")
    return "".join(parts).strip()


def _ends_in_link(parts: Sequence[str]) -> bool:
    """Whether nothing but space stands behind a link: the next one beside it is a thing of its own."""
    return next((part for part in reversed(parts) if not part.isspace()), "") == LINK_END


LINK_END = "\u200b "
INLINE = frozenset("b strong i em u mark small sub sup wbr font".split())
