"""The bar over a page and the map down its side: plain SVG shapes, whose sizes need no style."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from presscut.review.families import Family

if TYPE_CHECKING:
    from presscut.review.fates import Fate

WIDE, HIGH = 1000, 20  # units of the bar
MAP_WIDE, MAP_HIGH = 20, 1000  # units of the map
LEAST = 3  # units of the map's height that the shortest block gets, to be seen and hit


class Share(NamedTuple):
    """A part of the bar."""

    family: Family
    label: str
    chars: int


def bar(shares: Iterable[Share], total: int, css: str = "bar") -> str:
    """The shares of a page's characters from left to right; what remains is white space between blocks."""
    paths, at = [], 0.0
    for share in shares:
        width = WIDE * share.chars / max(total, 1)
        paths.append(_bar_path(share, at, width))
        at += width
    return (
        f'<svg class={css} viewBox="0 0 {WIDE} {HIGH}" preserveAspectRatio=none aria-hidden=true>{"".join(paths)}</svg>'
    )


def _bar_path(share: Share, at: float, width: float) -> str:
    height = HIGH * share.family.reach
    thin = max(width - 2, width / 2)  # a gap parts two shares of one colour
    shape = f"M{at:.0f},{HIGH - height:g}h{thin:.1f}v{height:g}h-{thin:.1f}"
    return f"<path class={share.family.css} d={shape}><title>{share.label}</title></path>"


def minimap(fates: Sequence[Fate], prefix: str) -> str:
    """The page from top to bottom, a shape a block, as high as it is long; each leads to its block.

    It is for the eye and the pointer: who goes by key or by ear has the same places in the gutter.
    """
    heights = _heights([fate.chars for fate in fates])
    parts, at = [], 0.0
    for index, (fate, height) in enumerate(zip(fates, heights, strict=True)):
        width = MAP_WIDE * fate.family.reach
        shape = f"M0,{at:.0f}h{width:g}v{max(height - 1, 1):.0f}H0"
        parts.append(f"<a href=#{prefix}b{index} tabindex=-1><path class={fate.family.css} d={shape} /></a>")
        at += height
    return (
        f'<svg class=map viewBox="0 0 {MAP_WIDE} {max(round(at), 1)}" preserveAspectRatio=none aria-hidden=true>'
        f"{''.join(parts)}</svg>"
    )


def _heights(chars: Sequence[int]) -> list[float]:
    total = sum(chars) or 1
    return [max(LEAST, MAP_HIGH * n / total) for n in chars]
