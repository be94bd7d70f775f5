"""Features of a block's words: what it shares with the prose, what comes again, what speaks of the site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from presscut.cleaner.cues import words_in
from presscut.cleaner.judge.mass import mass_of
from presscut.cleaner.judge.windows import window
from presscut.cleaner.model import Block, Draft
from presscut.cleaner.once import once
from presscut.cleaner.prose import prose_of
from presscut.cleaner.shape import stretches, words_of
from presscut.cleaner.site import Site, site_of
from presscut.cleaner.words import shares

Column = list[float]
Columns = dict[str, Column]

LONGEST_READ = 4_000  # characters; a longer block is no call
CLOSE = 4  # blocks above a thread that are of it
LABEL = 6  # words of a label
OFTEN = 3  # times a label must stand on the page to be a button
TALK = 8  # words between two buttons that make them part of a thread
SHARED_WORDS = (
    "words of the prose", "rare words of the prose", "words of the prose before", "words of the prose after"
)  # fmt: skip
THREADED = 0.6  # of the places between two like buttons must hold such talk


def repeat_columns(draft: Draft) -> Columns:
    """What comes again: the same text elsewhere on the page, buttons of a thread ("Reply") with talk between them."""
    folded, times = _folded(draft)
    buttons, before = _threads(draft, folded, _labels(draft))
    return {
        "times on the page": [float(min(times[text], 5)) if text else 0.0 for text in folded],
        "buttons of the thread": buttons,
        "prose before the thread": before,
    }


def label_columns(draft: Draft) -> Columns:
    """Short texts that stand on the page over and over: buttons."""
    return {"repeated labels within 12": window(_labels(draft), -12, 13)}


@once
def _folded(draft: Draft) -> tuple[list[str], Counter[str]]:
    """Every block's text in one case, and how often each stands on the page."""
    folded = [b.text.casefold() for b in draft.blocks]
    return folded, Counter(folded)


@once
def _labels(draft: Draft) -> list[float]:
    """1 for a few words that come again and again."""
    folded, times = _folded(draft)
    return [float(0 < b.shape.words <= LABEL and times[f] >= OFTEN) for b, f in zip(draft.blocks, folded, strict=True)]


def _threads(draft: Draft, folded: Sequence[str], repeated: Sequence[float]) -> tuple[Column, Column]:
    """For every block between two like buttons how often the button stands there, and the prose above the first."""
    n, mass = len(folded), mass_of(draft)
    total = sum(mass) or 1.0
    talk = [b.shape.words >= TALK for b in draft.blocks]
    places: dict[str, list[int]] = {}
    for i in range(n):
        if repeated[i]:
            places.setdefault(folded[i], []).append(i)
    buttons, before = [0.0] * n, [-1.0] * n
    for at in places.values():
        if sum(any(talk[a + 1 : b]) for a, b in pairwise(at)) < THREADED * (len(at) - 1):
            continue
        first, end = max(0, at[0] - CLOSE), at[-1] + 1
        above, number = sum(mass[:first]) / total, float(min(len(at), 20))
        buttons[first:end] = [max(n, number) for n in buttons[first:end]]
        before[first:end] = [max(b, above) for b in before[first:end]]
    return buttons, before


def vocabulary_columns(draft: Draft) -> Columns:
    """The longer words it shares with the main run of prose, and with the prose right before and after it."""
    span = prose_of(draft)
    found = shares(_folded(draft)[0], mass_of(draft), span.first, span.last, _words)
    return dict(zip(SHARED_WORDS, found, strict=True))


def _words(text: str) -> set[str]:
    return {word for piece in stretches(text) for word in words_of(piece)}


def site_columns(draft: Draft) -> Columns:
    """What speaks of the page's own site: its name, links to it."""
    site = site_of(draft, prose_of(draft))
    return {
        "names the site": [float(_names(site, b.text)) for b in draft.blocks],
        "links to the site": [_own_links(b, site) for b in draft.blocks],
    }


def _names(site: Site, text: str) -> bool:
    if not site.names or len(text) > LONGEST_READ:
        return False
    if text.isascii():  # its words are in it as they are, but for capitals: most blocks need not be cut into words
        small = text.lower()
        if not [name for name in site.names if name[0] in small]:
            return False
    return site.named_in(words_in(text))


def _own_links(block: Block, site: Site) -> float:
    """0 without links, 1 when all lead elsewhere, 2 when one leads to the site itself."""
    if not block.links:
        return 0.0
    return 2.0 if any(site.owns(link.url) for link in block.links) else 1.0
