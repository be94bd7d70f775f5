"""The bar over a page and the map down its side: plain SVG shapes, whose sizes need no style."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from presscut.review.families import Family

if TYPE_CHECKING:
    from presscut.review.fates import Fate

WIDE, HIGH = 1000, 20  # units of the bar
MAP_WIDE, MAP_HIGH = 20, 1000  # units of the map
MOST_SHAPES = 500  # of the map; more cannot be told apart on a screen
LEAST = 3  # units of the map's height that the shortest block gets, to be seen and hit


class Share(NamedTuple):
    """A part of the bar."""

    family: Family
    label: str
    chars: int


def bar(shares: Iterable[Share], total: int, edited: Share | None = None) -> str:
    """The shares of a page's characters from left to right; what remains is white space between blocks.

    Args:
        edited: what was edited in place lies over the others, from the left.
    """
    paths, at = [], 0.0
    for share in shares:
        width = WIDE * share.chars / max(total, 1)
        paths.append(_bar_path(share, at, width))
        at += width
    if edited:
        paths.append(_bar_path(edited, 0, WIDE * edited.chars / max(total, 1)))
    return (
        f'<svg class=bar viewBox="0 0 {WIDE} {HIGH}" preserveAspectRatio=none aria-hidden=true>{"".join(paths)}</svg>'
    )


def _bar_path(share: Share, at: float, width: float) -> str:
    height = HIGH * share.family.reach
    thin = max(width - 2, width / 2)  # a gap parts two shares of one colour
    shape = f"M{at:.0f},{HIGH - height:g}h{thin:.1f}v{height:g}h-{thin:.1f}"
    return f"<path class={share.family.css} d={shape}><title>{share.label}</title></path>"


def minimap(fates: Sequence[Fate], prefix: str) -> str:
    """The page from top to bottom, a shape a block, as high as it is long; each leads to its block.

    On a very long page a shape is several blocks, drawn as what most of their text is. The map is for the
    eye and the pointer: who goes by key or by ear has the same places in the gutter.
    """
    step = -(-len(fates) // MOST_SHAPES) or 1
    groups = [fates[first : first + step] for first in range(0, len(fates), step)]
    total = sum(fate.chars for fate in fates) or 1
    parts, at = [], 0.0
    for number, group in enumerate(groups):
        height = max(LEAST, MAP_HIGH * sum(fate.chars for fate in group) / total)
        family = _prevailing(group)
        shape = f"M0,{at:.0f}h{MAP_WIDE * family.reach:g}v{max(height - 1, 1):.0f}H0"
        parts.append(f"<a href=#{prefix}b{number * step} tabindex=-1><path class={family.css} d={shape} /></a>")
        at += height
    return (
        f'<svg class=map viewBox="0 0 {MAP_WIDE} {max(round(at), 1)}" preserveAspectRatio=none aria-hidden=true>'
        f"{''.join(parts)}</svg>"
    )


def _prevailing(group: Sequence[Fate]) -> Family:
    chars: dict[Family, int] = {}
    for fate in group:
        chars[fate.family] = chars.get(fate.family, 0) + fate.chars
    return max(chars, key=lambda family: chars[family])
