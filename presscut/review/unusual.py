"""How unusual a page is among the pages of a review: where a person should look first.

A page's number is the sum of four doubts, each 1 where a person should look for it alone:

1. flags: 3 without an article, 2 for the guard, 1 for every other flag but low confidence;
2. confidence: how far it is below certainty, 1 where an article is flagged for it;
3. share kept: how far it lies from the median of the set, 1 at three times the usual distance;
4. near the line: the share of the page's words in blocks that little would have turned, 1 at a fifth.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from presscut.cleaner.compose import LOW_CONFIDENCE
from presscut.review.summary import Line

FLAGS = {"no-article": 3.0, "guard": 2.0, "low-confidence": 0.0}  # what else there is counts 1
USUAL_DISTANCES = 3.0  # from the median, where a robust outlier begins by custom
LEAST_DISTANCE = 0.05  # of the share kept: sets of pages all alike have a usual distance of nothing
MOST_DISTANCE = 3.0  # what the share kept can add: half an article lost is bad, all of it is told by flags
NEAR_SHARE = 0.2  # of the words
SAYS = 0.5  # what a doubt must weigh to be named


class Facts(NamedTuple):
    """What the index knows of a page.

    Attributes:
        number: its place among the inputs, from 1.
        name: the input as shown.
        near_words: share of its words in blocks near the line.
        near: how many such blocks.
    """

    number: int
    name: str
    title: str | None
    language: str | None
    words: int
    source_chars: int
    lines: tuple[Line, ...]
    confidence: float
    flags: tuple[str, ...]
    near: int
    near_words: float

    @property
    def kept_share(self) -> float:
        """Share of the source's characters that was kept."""
        return sum(line.chars for line in self.lines if line.family.css == "k") / max(self.source_chars, 1)


class Doubt(NamedTuple):
    """One reason to look at a page, and how much it weighs."""

    weight: float
    says: str


class Usual(NamedTuple):
    """What is usual in a set: the median of the share kept, and the median distance from it."""

    share: float
    distance: float

    @classmethod
    def of(cls, pages: Sequence[Facts]) -> Usual:
        """Of a set of pages; one page is its own measure."""
        shares = [page.kept_share for page in pages] or [0.0]
        middle = median(shares)
        return cls(middle, max(median(abs(share - middle) for share in shares), LEAST_DISTANCE))


def doubts(page: Facts, usual: Usual) -> list[Doubt]:
    """Every reason to look at a page, the heaviest first."""
    return sorted(_doubts(page, usual), key=lambda doubt: -doubt.weight)


def score(page: Facts, usual: Usual) -> float:
    """How unusual a page is; its doubts added up."""
    return sum(doubt.weight for doubt in _doubts(page, usual))


def reasons(page: Facts, usual: Usual) -> list[str]:
    """The doubts that weigh enough to be named."""
    return [doubt.says for doubt in doubts(page, usual) if doubt.weight >= SAYS]


def _doubts(page: Facts, usual: Usual) -> Iterator[Doubt]:
    for flag in page.flags:
        yield Doubt(FLAGS.get(flag, 1.0), flag)
    yield Doubt((1 - page.confidence) / (1 - LOW_CONFIDENCE), f"confidence {page.confidence:.2f}")
    distance = abs(page.kept_share - usual.share) / (USUAL_DISTANCES * usual.distance)
    direction = "less" if page.kept_share < usual.share else "more"
    says = f"{page.kept_share:.0%} kept, {direction} than the usual {usual.share:.0%}"
    yield Doubt(min(distance, MOST_DISTANCE), says)
    yield Doubt(page.near_words / NEAR_SHARE, f"{page.near} block{'s' if page.near > 1 else ''} near the line")
