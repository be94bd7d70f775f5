"""The pictures of a night: plain SVG shapes. Shape and words say everything that colour says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from presscut.review.escape import attribute, text

WIDE, HIGH = 900, 160  # units of the chart of nights
GAP = 0.2  # of a column's width that stays free
TRAIL_WIDE, TRAIL_HIGH = 150, 26  # units of the trail of a site
SHORTEST = 2  # units of height of what is there at all


class Band(NamedTuple):
    """A part of a column: the counts that are added up in it."""

    label: str
    counts: tuple[str, ...]
    css: str


def nights(columns: Sequence[tuple[str, Mapping[str, int]]], bands: Sequence[Band]) -> str:
    """A column for each night, the oldest at the left; each column tells itself when it is pointed at."""
    heights = [[sum(counts[name] for name in band.counts) for band in bands] for _, counts in columns]
    most = max((sum(parts) for parts in heights), default=0) or 1
    step = WIDE / max(len(columns), 1)
    shapes = []
    for number, ((day, _), parts) in enumerate(zip(columns, heights, strict=True)):
        said = ", ".join(f"{count:,} {band.label}" for band, count in zip(bands, parts, strict=True) if count)
        left, width = number * step + step * GAP / 2, step * (1 - GAP)
        column = "".join(
            f'<path class={band.css} d="M{left:.1f},{top:.1f}h{width:.1f}v{height:.1f}h-{width:.1f}"/>'
            for band, top, height in _stacked(parts, bands, most)
        )
        shapes.append(f"<g><title>{attribute(day)}: {said or 'nothing'}</title>{column}</g>")
    first, last = (columns[0][0], columns[-1][0]) if columns else ("", "")
    about = f"From {first} to {last}: at most {most:,} pages in a night"
    return (
        f'<svg class=nights viewBox="0 0 {WIDE} {HIGH}" preserveAspectRatio=none role=img'
        f' aria-label="{attribute(about)}">{"".join(shapes)}</svg>'
        f"<p class=axis><span>{text(first)}</span><span>at most {most:,} a night</span><span>{text(last)}</span></p>"
    )


def _stacked(parts: Sequence[int], bands: Sequence[Band], most: int) -> Iterator[tuple[Band, float, float]]:
    """The bands of a column that hold anything, from the bottom up: band, top, height."""
    at = float(HIGH)
    for band, count in zip(bands, parts, strict=True):
        if count:
            height = max(HIGH * count / most, SHORTEST)
            at -= height
            yield band, max(at, 0), height


def bars(amounts: Sequence[tuple[str, int]]) -> str:
    """A bar for each amount, beside its name and its number."""
    most = max((amount for _, amount in amounts), default=0) or 1
    rows = "".join(
        f"<tr><th scope=row>{text(name)}<td>{amount:,}<td><svg class=bar viewBox='0 0 100 10' preserveAspectRatio=none"
        f" aria-hidden=true><path d='M0,0h{100 * amount / most:.1f}v10H0'/></svg>\n"
        for name, amount in amounts
    )
    return f"<table class=bars><tbody>\n{rows}</tbody></table>"


def trail(seen: Sequence[Mapping[str, Any] | None]) -> str:
    """The kept share of a site, night by night: a dot each, a triangle where the site had changed."""
    step = TRAIL_WIDE / max(len(seen), 1)
    shapes = []
    for number, night in enumerate(seen):
        if night is None:
            continue
        x, y = (number + 0.5) * step, 2 + (TRAIL_HIGH - 4) * (1 - min(night["kept"], 1))
        if night["drift"]:
            shapes.append(f'<path class=f d="M{x:.1f},{y - 4:.1f}l4,7h-8z"/>')
        else:
            shapes.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r=1.8 />')
    return f'<svg class=trail viewBox="0 0 {TRAIL_WIDE} {TRAIL_HIGH}" aria-hidden=true>{"".join(shapes)}</svg>'
