"""A page in numbers: what the bar, the legend and the index are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from presscut.review.charts import Share
from presscut.review.families import EDITED, KEPT, MOVED, Family

if TYPE_CHECKING:
    from presscut.review.fates import Fate


class Line(NamedTuple):
    """A line of the legend: what was done to some of the blocks.

    Attributes:
        blocks: how many.
        chars: their characters of the source.
        first: the number of the first of them.
    """

    family: Family
    label: str
    blocks: int
    chars: int
    first: int

    @property
    def share(self) -> Share:
        """Its part of the bar."""
        return Share(self.family, f"{self.label} {self.chars:,}", self.chars)


def lines(fates: Sequence[Fate]) -> list[Line]:
    """Kept, moved, then what was cut by kind: the families together, in each the most first."""
    found: dict[tuple[Family, str], list[int]] = {}
    for index, fate in enumerate(fates):
        found.setdefault((fate.family, _label(fate)), []).append(index)
    counted = [
        Line(family, label, len(of), sum(fates[i].chars for i in of), of[0]) for (family, label), of in found.items()
    ]
    return sorted(counted, key=lambda line: (line.family.reach, -line.chars, line.label))


def edited(fates: Sequence[Fate]) -> Line | None:
    """The line of what was repaired, if anything was: a part of what was kept and moved, not beside it."""
    repaired = [index for index, fate in enumerate(fates) if fate.repairs]
    if not repaired:
        return None
    chars = sum(edit.end - edit.start for index in repaired for edit in fates[index].repairs)
    return Line(EDITED, EDITED.about, len(repaired), chars, repaired[0])


def shares(of: Iterable[Line]) -> list[Share]:
    """The parts of the bar."""
    return [line.share for line in of if line.chars]


def _label(fate: Fate) -> str:
    if fate.family in (KEPT, MOVED):
        return fate.family.about
    return fate.kind
