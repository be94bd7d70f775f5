"""Features of the page a block stands on, the same for all its blocks: how much prose there is, how long it is."""

from __future__ import annotations

from presscut.cleaner.judge.page_features import page_features
from presscut.cleaner.model import Draft

Column = list[float]

LOOKED_AT = (
    "words", "blocks", "prose share", "link share", "prose blocks", "median prose", "longest prose",
    "run share", "run's links", "run's dates", "dates", "short blocks", "sentences", "cut off", "headings", "items",
    "depth", "last words", "last digits", "labels that repeat", "gives published", "gives authors",
    "says article", "says news",
)  # fmt: skip
"""Of the features that tell kinds of pages apart those that change what its blocks are held to be."""


def page_columns(draft: Draft) -> dict[str, Column]:
    """What `page_features` tells of the page, by name."""
    found, n = page_features(draft), len(draft.blocks)
    return {f"the page's {name}": [found[name]] * n for name in LOOKED_AT}
