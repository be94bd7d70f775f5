"""Features of what the page's head says of the block: it is the headline, or its description of the article."""

from __future__ import annotations

from collections.abc import Sequence, Set

from presscut.cleaner.model import Draft
from presscut.cleaner.shape import words_of

Column = list[float]

LONGEST = 80  # words of a block that is compared: titles and descriptions are short, and only parts of the rest
FIELDS = {"title": "title", "description": "summary"}
MOST_SAID = 2_000  # characters of a title or description that are read


def head_columns(draft: Draft) -> dict[str, Column]:
    """Share of the block's words that the page's title and description have, and of theirs that the block has."""
    blocks = draft.blocks
    said = {what: _words(draft.head.get(field)) for what, field in FIELDS.items()}
    nothing = frozenset[str]()
    compared = [b.shape.words <= LONGEST for b in blocks] if any(said.values()) else [False] * len(blocks)
    words = [_words(b.text) if is_short else nothing for b, is_short in zip(blocks, compared, strict=True)]
    found: dict[str, Column] = {}
    for what, theirs in said.items():
        common = [len(own & theirs) for own in words]
        found[f"said in the {what}"] = _shares(common, [len(own) if theirs else 0 for own in words])
        found[f"holds the {what}"] = _shares(common, [len(theirs) if own else 0 for own in words])
    return found


def _words(value: str | tuple[str, ...] | None) -> Set[str]:
    return set(words_of(value[:MOST_SAID].casefold())) if isinstance(value, str) else frozenset()


def _shares(parts: Sequence[int], wholes: Sequence[int]) -> Column:
    """Shares of words that are known; -1 where there are none to compare."""
    return [part / whole if whole else -1.0 for part, whole in zip(parts, wholes, strict=True)]
