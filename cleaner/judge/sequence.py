"""The sequence step: an island needs more evidence than a border.

Two states, kept and cut, over the blocks in reading order; going from one to the other costs. The
score of a block is the difference between the best path through "cut" and the best path through
"kept" at that block (max-marginals of a two-state chain, by one forward and one backward pass), so
its sign is the decision of the best path and its size says how far the block is from changing sides.
"""

from __future__ import annotations

from collections.abc import Sequence


def _forward(scores: Sequence[float], switch: float) -> list[float]:
    """For each block, the lead that "cut" has over "kept" from the blocks before it, itself left out."""
    leads = []
    lead = 0.0
    for score in scores:
        leads.append(lead)
        lead += score
        if lead > switch:
            lead = switch
        elif lead < -switch:
            lead = -switch
    return leads


def smooth(scores: Sequence[float], switch: float) -> list[float]:
    """The scores with the neighbours' say added.

    Args:
        scores: log-odds for cutting, a block each, the threshold already taken off.
        switch: cost of going from kept to cut or back, in log-odds. With 0 the scores stay as they are.

    The lead one side of the chain can hand on is clipped to ±`switch`: that is all a best path ever
    pays to disagree with it.
    """
    before = _forward(scores, switch)
    after = _forward(scores[::-1], switch)[::-1]
    return [score + b + a for score, b, a in zip(scores, before, after, strict=True)]
