"""JSON that a page's scripts read and that stands in the page as text."""

from __future__ import annotations

from collections.abc import Iterable

from presscut.cleaner.model import Block, Draft, Mark
from presscut.cleaner.patterns import lazy

WEIGHT = 6.0  # on development pages every such block is none of the article
SHORTEST = 60  # characters
FEWEST = 3  # names and values
OPENING = lazy(r"[\[{]+\"")
FOR_PEOPLE = lazy(r"\"\s*:\s|\",\s|[{\[]\s")
"""Spaces as JSON has them where it is shown to be read."""


def json_text(draft: Draft) -> Iterable[Mark]:
    """Is this JSON without a space for people: the settings of a slider, the answers of a survey?

    It is asked after the block model, which takes a mark for a sign that what stands beside it goes as well. Wrong
    for an answer of a server that an article shows so in its text; in a block of code it stays.
    """
    for i, block in enumerate(draft.blocks):
        if block.text[:1] in ("{", "[") and block.kind != "code" and _is_for_scripts(block):
            yield Mark(i, "boilerplate", WEIGHT, "shape/json", "JSON for a script")


def _is_for_scripts(block: Block) -> bool:
    text = block.text
    return (
        len(text) >= SHORTEST
        and text[-1] in ("}", "]")
        and OPENING.match(text) is not None
        and text.count('":') + text.count('",') >= FEWEST
        and FOR_PEOPLE.search(text) is None
    )
