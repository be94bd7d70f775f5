"""The words of an element's class, id, role and data-component attributes; whether it is hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping

WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_A-Za-z]+")
NAMED = frozenset({"class", "id", "role", "data-component", "data-testid", "data-module", "itemprop"})
LONGEST = 2_000  # characters of the attributes that are read; utility classes run to a few hundred
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
LIKE_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)", re.IGNORECASE)

Attributes = Mapping[str, str | None]


class Tokens:
    """Splits attribute strings into names and words, each distinct string once. One a page: no state beyond."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, ...]] = {}

    def __call__(self, attributes: Attributes) -> tuple[str, ...]:
        """The words, lower case, in the order of the attributes, then the names that were made of several.

        ``"story-body main"`` is story, body, main, story-body.
        """
        values = [value for name, value in attributes.items() if value and name in NAMED]
        if not values:
            return ()
        text = " ".join(values) if len(values) > 1 else values[0]
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = _words_and_names(text[:LONGEST])
        return found


def _words_and_names(text: str) -> tuple[str, ...]:
    names = (name.lower() for name in text.split() if "-" in name or "_" in name)
    return (*(word.lower() for word in WORDS.findall(text)), *names)


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
    """Whether an inline style makes an inline element stand on its own line."""
    style = attributes.get("style")
    return bool(style) and LIKE_BLOCK.search(style or "") is not None
