"""Where the line between kept and cut runs on a page: lower where the judge is sure, higher where it is not.

Of all lines the one that gives the best F1 that can be expected keeps what belongs to the article with at least
half the probability of that F1 (Lipton, Elkan & Naryanaswamy, "Optimal thresholding of classifiers to maximize F1
measure", ECML PKDD 2014). So on a page that is told apart with ease a block stays from a probability of one half,
on one that is told apart badly from a third: a reader can skip what is left over, and cannot mend what is gone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from presscut.cleaner.model import Draft, Level, MediaType
from presscut.cleaner.prose import prose_scores


class Line(NamedTuple):
    """Where the line runs for one kind of source, beside where it would be best for F1.

    Attributes:
        lean: log-odds by which more is kept on every page: F1 is flat there, and fewer pages lose much.
        care: times the line's log-odds, for on a page in doubt the judge is surer than it should be.
    """

    lean: float
    care: float


LINES: Mapping[MediaType, Line] = {"html": Line(0.35, 1.6), "markdown": Line(0.25, 2.4), "text": Line(0.3, 2.4)}
LEVELS: Mapping[Level, float] = {"gentle": 1.0, "normal": 0.0, "strict": -1.0}
"""Log-odds by which a level keeps more."""
CERTAIN = 50.0  # log-odds: more would only run over
LEAST_F1 = 0.5  # of a page where hardly anything is known


def threshold(draft: Draft, scores: Sequence[float], level: Level) -> float:
    """The log-odds for cutting above which a block of the page goes.

    On a page without any prose no article is to be saved, and its line is that of a page that is told apart with ease.

    Args:
        draft: the page.
        scores: log-odds for cutting of its blocks.
        level: gentle keeps more.
    """
    lean, care = LINES[draft.media_type]
    if not any(score > 0 for score in prose_scores(draft)):
        return lean + LEVELS[level]
    half = max(expected_f1(scores, [block.shape.words for block in draft.blocks]), LEAST_F1) / 2
    return lean + LEVELS[level] + care * math.log((1 - half) / half)


def expected_f1(scores: Sequence[float], words: Sequence[float]) -> float:
    """The best F1 over words that keeping the likeliest blocks gives, by the scores' own probabilities.

    0 for a page without words. That of the expectations stands for the expected one: they are close from some ten
    blocks on.
    """
    pairs = sorted([(score, length) for score, length in zip(scores, words, strict=True) if length])
    stays = [length / (1 + math.exp(min(score, CERTAIN))) for score, length in pairs]
    wanted = sum(stays)
    best = kept = right = 0.0
    for (_, length), own in zip(pairs, stays, strict=True):
        kept += length
        right += own
        best = max(best, 2 * right / (kept + wanted))
    return best
