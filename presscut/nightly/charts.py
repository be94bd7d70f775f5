"""The pictures of a night: plain SVG shapes. Shape and words say everything that colour says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from presscut.review.escape import attribute, text

WIDE, HIGH = 900, 160  # units of the chart of nights
FEWEST = 15  # columns that the chart has room for, however few the nights are: one alone would be a wall
GAP = 0.2  # of a column's width that stays free
TRAIL_WIDE, TRAIL_HIGH = 150, 30  # units of the trail of a site
MARGIN = 5  # units around a trail, so that its marks are whole
SHORTEST = 2  # units of height of what is there at all


class Band(NamedTuple):
    """A part of a column: the counts that are added up in it.

    Attributes:
        css: the class that gives it a colour; `wide` is the share of the column it fills, told in the legend.
    """

    label: str
    counts: tuple[str, ...]
    css: str
    wide: float


class Column(NamedTuple):
    """A night: its day, what came of its pages, and its mark with the words for it; empty when all went well."""

    day: str
    counts: Mapping[str, int]
    mark: str
    about: str


def nights(columns: Sequence[Column], bands: Sequence[Band]) -> str:
    """A column for each night, the oldest at the left; each column tells itself when it is pointed at."""
    heights = [[sum(column.counts[name] for name in band.counts) for band in bands] for column in columns]
    most = max((sum(parts) for parts in heights), default=0)
    slots = max(len(columns), FEWEST)
    step = WIDE / slots
    shapes = []
    for number, (column, parts) in enumerate(zip(columns, heights, strict=True)):
        drawn = "".join(
            f'<path class={band.css} d="M{number * step + step * (1 - wide) / 2:.1f},{top:.1f}'
            f'h{step * wide:.1f}v{height:.1f}h-{step * wide:.1f}"/>'
            for band, top, height in _stacked(parts, bands, most)
            for wide in [band.wide * (1 - GAP)]
        )
        shapes.append(f"<g><title>{attribute(_told(column, parts, bands))}</title>{drawn}</g>")
    said = _period(columns)
    about = f"Pages night by night, {said}: at most {most:,} in a night"
    marks = "".join(f"<li>{column.mark}" for column in columns) + "<li>" * (slots - len(columns))
    return (
        f"<p class=scale>{most:,}</p>"
        f'<svg class=nights viewBox="0 0 {WIDE} {HIGH}" preserveAspectRatio=none role=img'
        f' aria-label="{attribute(about)}">{"".join(shapes)}</svg>'
        f"<ol class=marks aria-hidden=true>{marks}</ol>"
        f"<p class=axis>{_axis(columns, slots)}</p>"
    )


def _told(column: Column, parts: Sequence[int], bands: Sequence[Band]) -> str:
    """A night in words."""
    said = ", ".join(f"{count:,} {band.label}" for band, count in zip(bands, parts, strict=True) if count)
    return f"{column.day}: {said or 'nothing'}{f' ({column.about})' if column.about else ''}"


def _period(columns: Sequence[Column]) -> str:
    first, last = columns[0].day, columns[-1].day
    return first if len(columns) == 1 else f"{first} to {last}"


def _axis(columns: Sequence[Column], slots: int) -> str:
    """The days below the chart: at its ends when it is full."""
    if len(columns) < slots:
        return f"<span>{text(_period(columns))}</span>"
    return f"<span>{text(columns[0].day)}</span><span>{text(columns[-1].day)}</span>"


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
    """The kept share of a site, night by night, between lines at nothing and all.

    A dot is a night in which articles were made, a triangle one in which the site had changed.
    """
    step = (TRAIL_WIDE - 2 * MARGIN) / max(len(seen), FEWEST)
    places = [
        (
            MARGIN + (number + 0.5) * step,
            MARGIN + (TRAIL_HIGH - 2 * MARGIN) * (1 - min(night["kept"], 1)),
            bool(night["drift"]),
        )
        for number, night in enumerate(seen)
        if night is not None
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in places)
    marks = "".join(
        f'<path class=f d="M{x:.1f},{y - 5:.1f}l5,9h-10z"/>' if drift else f'<circle cx="{x:.1f}" cy="{y:.1f}" r=2 />'
        for x, y, drift in places
    )
    return (
        f'<svg class=trail viewBox="0 0 {TRAIL_WIDE} {TRAIL_HIGH}" aria-hidden=true>'
        f'<path class=ends d="M0,.5h{TRAIL_WIDE}M0,{TRAIL_HIGH - 0.5}h{TRAIL_WIDE}"/>'
        f'<polyline points="{path}"/>{marks}</svg>'
    )
