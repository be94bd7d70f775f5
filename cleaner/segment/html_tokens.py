"""The words of an element's class, id, role and data-component attributes; whether it is hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_A-Za-z]+")
NAMED = frozenset({"class", "id", "role", "data-component", "data-testid", "data-module", "itemprop"})
LONGEST = 2_000  # characters of the attributes that are read; utility classes run to a few hundred
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
HIDING = frozenset({"hidden", "aria-hidden", "style"})
"""Attributes that hide an element, or may."""
FOLDED = frozenset({"noscript", "dialog"})
"""Elements that are hidden as they stand."""

SAYING = HIDING | {"itemprop", "itemtype", "rel"}
"""Attributes that say more of an element than its names do, and where it leads."""
LIKE_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)", re.IGNORECASE)
FLOATING = re.compile(r"float\s*:\s*(?:left|right)", re.IGNORECASE)

BYLINES = frozenset(
    "author authors autor autora autoren autore auteur byline writer contributor firma reporter journalist redakteur "
    "verfasser dateline date datetime datum fecha data published pubdate publication publish posted timestamp time "
    "updated modified created meta entry".split()
)
"""Words of class names around names and dates of publication."""

ASIDES = frozenset("comment comments commentlist related recommended recommendations teaser teasers trending".split())
"""Words of class names around texts that are not the page's own."""

LINE_NUMBER = "line-number"
MARKS = {
    "mw-editsection": ("span", "edit-link"),
    "editsection": ("span", "edit-link"),
    "reference": ("sup", "note-mark"),
    "Inline-Template": ("sup", "note-mark"),
    "footnote-anchor": ("a", "note-mark"),
    **dict.fromkeys(("linenos", "lineno", "linenumber", "line-number", "ln"), ("span", LINE_NUMBER)),
}
"""Whole names of elements whose words are no part of the line they stand in: which element, and the kind of edit.

MediaWiki's, in any language, and Substack's; those of Pygments, Rouge, Chroma and React's highlighter for the
numbers of lines in code. Of the marks of footnotes elsewhere the gold of the development pages
keeps every fifth.
"""

Attributes = Mapping[str, str | None]


class Named(NamedTuple):
    """What the names of an element say.

    Attributes:
        tokens: the words, lower case, in the order of the attributes, then the names that were made of several.
        aside: one of them is for texts that are not the page's own.
        byline: one of them is for names or dates of publication.
        mark: which element of these names is no part of its line, and the kind of edit that takes it out.
    """

    tokens: tuple[str, ...]
    aside: bool
    byline: bool
    mark: tuple[str, str] | None = None


NAMELESS = Named((), aside=False, byline=False)


class Names:
    """Splits attribute strings into names and words, each distinct name once. One a page: no state beyond."""

    def __init__(self) -> None:
        self._known: dict[str, Named] = {"": NAMELESS}
        self._words: dict[str, list[str]] = {}

    def __call__(self, attributes: Attributes) -> Named:
        """``"story-body main"`` is story, body, main, story-body."""
        text = ""
        for name, value in attributes.items():
            if name in NAMED and value:
                text = f"{text} {value}" if text else value
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._read(text[:LONGEST])
        return found

    def of_element(self, tag: str) -> tuple[str, ...]:
        """What a custom element is called, as in a class: ``x-author-card`` is author, card, author-card."""
        _, *words = tag[:LONGEST].lower().split("-")
        return (*words, "-".join(words)) if len(words) > 1 else tuple(words)

    def _read(self, text: str) -> Named:
        words: list[str] = []
        names: list[str] = []
        mark = None
        for name in text.split():
            mark = mark or MARKS.get(name)
            known = self._words.get(name)
            if known is None:
                known = self._words[name] = _words_of(name)
            words += known
            if "-" in name or "_" in name:
                names.append(name.lower())
        tokens = (*words, *names)
        return Named(tokens, not ASIDES.isdisjoint(tokens), not BYLINES.isdisjoint(tokens), mark)


def _words_of(name: str) -> list[str]:
    """The words of a name, up to a "with": ``anchorWithStickyNavbar`` is an anchor, and no menu."""
    words = name.replace("_", "-")
    letters = words.replace("-", "")
    if letters.isascii() and letters.isalpha() and letters.islower():  # as most are; the pattern says the same
        found = [word for word in words.split("-") if word]
    else:
        found = [word.lower() for word in WORDS.findall(name)]
    return found[: found.index("with")] if "with" in found[1:] else found


def is_hidden(tag: str, attributes: Attributes) -> bool:
    """Whether the markup itself hides the element: attribute, inline style, aria-hidden, a closed dialog.

    ``hidden="until-found"`` folds text away that readers are to find (HTML standard 6.1): not hidden.
    """
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    if tag == "noscript" or (tag == "dialog" and "open" not in attributes):
        return True
    if attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return bool(style) and UNSEEN.search(style or "") is not None


def looks_like_block(attributes: Attributes) -> bool:
    """Whether an inline style gives an inline element a line of its own; what floats, as a first letter, has none."""
    style = attributes.get("style")
    return bool(style) and LIKE_BLOCK.search(style or "") is not None and FLOATING.search(style or "") is None
