"""Features of what rules and shapes said: about the blocks around, and how far the opening of a section is.

What they say of the block itself is evidence of its own and is added to the model's; that a menu is known
just above, or that a "Related" stands five paragraphs up, is for the model to weigh.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from presscut.cleaner.judge.evidence import by_block, weigh
from presscut.cleaner.judge.features_near import FAR
from presscut.cleaner.judge.mass import mass_of
from presscut.cleaner.judge.windows import window
from presscut.cleaner.model import Draft
from presscut.cleaner.prose import prose_of

Column = list[float]
Columns = dict[str, Column]

MOST = 4.0  # log-odds of one block are clipped here
STRONG = 1.5  # log-odds from which a block is as good as cut
MOST_CUTS = 40.0
MOST_OPENINGS = 12.0
LONGEST_SECTION = 200.0


def rule_columns(draft: Draft) -> Columns:
    """The evidence given so far: on the block, around it, between it and the middle of the prose."""
    marks, mass = by_block(draft), mass_of(draft)
    own = [[m for m in found if m.section is None or m.weight < 0] for found in marks]
    scores = [max(-MOST, min(MOST, weigh(found).score)) if found else 0.0 for found in own]
    strong = [score > STRONG for score in scores]
    return {
        "evidence": scores,
        "evidence within 6": window(scores, -6, 7),
        "evidence within 15": window(scores, -15, 16),
        "cuts from the middle": _from_middle(draft, strong),
        "since a cut": _since(strong),
        "until a cut": _since(strong[::-1])[::-1],
        "prose since a cut": _prose_since(strong, mass),
    }


def _from_middle(draft: Draft, strong: Sequence[bool]) -> Column:
    """Blocks as good as cut between here and the middle of the main prose; below 0 before it."""
    mass, span = mass_of(draft), prose_of(draft)
    cuts = [0.0, *accumulate(map(float, strong))]
    reached = list(accumulate(mass[span.first : span.last]))
    middle = span.first + next((i for i, m in enumerate(reached) if m >= reached[-1] / 2), 0)
    return [min(MOST_CUTS, abs(cuts[i] - cuts[middle])) * (1 if i >= middle else -1) for i in range(len(strong))]


def _since(strong: Sequence[bool]) -> Column:
    """Blocks since the last one that is as good as cut."""
    found, since = [], FAR
    for is_strong in strong:
        since = min(FAR, since + 1)
        found.append(since)
        if is_strong:
            since = 0.0
    return found


def _prose_since(strong: Sequence[bool], mass: Sequence[float]) -> Column:
    """Share of the page's prose since the last block that is as good as cut."""
    total = sum(mass) or 1.0
    found, since = [], 0.0
    for is_strong, own in zip(strong, mass, strict=True):
        since = 0.0 if is_strong else since
        found.append(since / total)
        since += own
    return found


def opening_columns(draft: Draft) -> Columns:
    """How many sections rules saw opened ("Similar Articles") above the block, and below it."""
    n, ends = len(draft.blocks), _sections(draft)[1]
    openings = [0.0, *accumulate(float(i in ends) for i in range(n))]
    return {
        "openings before": [min(openings[i + 1], MOST_OPENINGS) for i in range(n)],
        "openings after": [min(openings[n] - openings[i + 1], MOST_OPENINGS) for i in range(n)],
    }


def opener_columns(draft: Draft) -> Columns:
    """The innermost section that a rule saw opened: how far its opening is, how long it is."""
    mass = mass_of(draft)
    total = sum(mass) or 1.0
    before = [0.0, *accumulate(mass)]
    opened, ends = _sections(draft)
    return {
        "since the opening": [min(i - first, FAR) if first >= 0 else -1.0 for i, first in enumerate(opened)],
        "prose since the opening": [
            (before[i] - before[first]) / total if first >= 0 else -1.0 for i, first in enumerate(opened)
        ],
        "length of the opened section": [
            min(ends[first] - first, LONGEST_SECTION) if first >= 0 else -1.0 for first in opened
        ],
    }


def _sections(draft: Draft) -> tuple[list[int], dict[int, int]]:
    """For every block the opening of the innermost section it is in, else -1; the last block of every section."""
    opened, ends = [-1] * len(draft.blocks), dict[int, int]()
    for mark in draft.marks:
        if mark.section is not None and mark.field is None:
            opened[mark.block] = max(opened[mark.block], mark.section)
            ends[mark.section] = max(ends.get(mark.section, 0), mark.block)
    return opened, ends
