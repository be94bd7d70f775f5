"""Kinds in three families, so that a picture needs few colours: what wants something, what leads away, the rest.

The families only choose a tint, a border and a length in the bar; the kind itself always stands beside it
as a word.
"""

from __future__ import annotations

from typing import NamedTuple


class Family(NamedTuple):
    """How a part of the page is drawn.

    Attributes:
        css: its class in the stylesheet.
        reach: how far it reaches out of the bar, 0 to 1: shape says what colour says.
        about: its line in the legend.
    """

    css: str
    reach: float
    about: str


KEPT = Family("k", 0.4, "kept")
MOVED = Family("m", 0.55, "moved to a field")
EDITED = Family("e", 0.15, "edited in place")
FRAME = Family("o", 0.7, "cut: belongs to the site")
LEADS = Family("l", 0.85, "cut: leads elsewhere")
ASKS = Family("a", 1.0, "cut: wants something")

ASKING = frozenset({"ads", "app", "cta", "donate", "newsletter", "paywall"})
LEADING = frozenset({"nav", "related", "share", "tags", "teaser", "toc"})


def family_of(kind: str) -> Family:
    """The family of a kind that was cut."""
    if kind in ASKING:
        return ASKS
    return LEADS if kind in LEADING else FRAME
