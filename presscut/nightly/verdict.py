"""What speaks against storing an article as the word on its address: it shrank, or its site has changed.

A finding holds the article: it is stored, and not shown in place of the one before until a person frees it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

# An article of fewer words may shrink to anything: a brief that was extended and cut again.
LONG_ENOUGH = 50
# Below this share of its words an article counts as broken: corrections take sentences, a paywall or a template
# that changed takes nearly all.
LEFT = 0.5
# Articles that must be known, and that must have come tonight, before a site can be said to have changed.
KNOWN, TONIGHT = 8, 3
# How far a median may move: three times the usual spread (median absolute deviation, made comparable to a
# standard deviation by 1.4826), and at least these amounts, since some sites hardly vary at all.
SPREADS, SCALE = 3.0, 1.4826
KEPT_MOVES, CUTS_MOVE = 0.25, 12.0
# A title or byline that nearly every article had, and hardly any has now.
USUAL, RARE = 0.8, 0.3


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen of an article from outside.

    Attributes:
        words: of its text.
        kept: the share of the source's characters that its text keeps.
        cuts: entries of the ledger that are cuts: how often rules hit.
    """

    words: int
    kept: float
    cuts: int
    title: bool
    byline: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A reason to hold: a stable word, and one line for a person."""

    code: str
    message: str


def worse(before: int, after: int) -> Finding | None:
    """Whether an article lost too much against the one stored for its address. Both are numbers of words."""
    if before < LONG_ENOUGH or after >= before * LEFT:
        return None
    if after == 0:
        return Finding("vanished", f"no article was found; the one before has {before} words")
    return Finding("shrunk", f"{after} words; the article before has {before}")


def drifted(known: Sequence[Sight], tonight: Sequence[Sight]) -> tuple[Finding, ...]:
    """How a site's articles differ from those before: its template has changed, or ours misses it."""
    if len(known) < KNOWN or len(tonight) < TONIGHT:
        return ()
    found = (
        _moved("kept-share", "kept {1:.0%} of a page, {0:.0%} before", known, tonight, lambda s: s.kept, KEPT_MOVES),
        _moved("rule-hits", "{1:.0f} cuts a page, {0:.0f} before", known, tonight, lambda s: float(s.cuts), CUTS_MOVE),
        _missing("title", known, tonight, lambda s: s.title),
        _missing("byline", known, tonight, lambda s: s.byline),
        _missing("article", known, tonight, lambda s: s.words > 0),
    )
    return tuple(finding for finding in found if finding is not None)


def _moved(
    code: str,
    message: str,
    known: Sequence[Sight],
    tonight: Sequence[Sight],
    of: Callable[[Sight], float],
    least: float,
) -> Finding | None:
    before, now = median(map(of, known)), median(map(of, tonight))
    spread = SCALE * median(abs(of(sight) - before) for sight in known)
    if abs(now - before) <= max(SPREADS * spread, least):
        return None
    return Finding(code, message.format(before, now))


def _missing(
    what: str, known: Sequence[Sight], tonight: Sequence[Sight], has: Callable[[Sight], bool]
) -> Finding | None:
    before, now = _share(known, has), _share(tonight, has)
    if before < USUAL or now > RARE:
        return None
    return Finding(f"no-{what}", f"{what} found on {now:.0%} of the pages, {before:.0%} before")


def _share(sights: Sequence[Sight], has: Callable[[Sight], bool]) -> float:
    return sum(map(has, sights)) / len(sights)
