"""Which blocks of a page are the article, told from the gold body.

A block of five words or more is aligned by its word trigrams: the share of them that the gold has,
and where. Blocks whose place in the gold does not fit the order of the others (a teaser that quotes
the article) lose their claim by a longest increasing subsequence over the places, weighted by words.
Shorter blocks count when their words stand in the gold between their neighbours' places.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

ONE_BY_ONE = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
WORD = re.compile(f"[{ONE_BY_ONE}]|[^\\W{ONE_BY_ONE}]+")
LONG = 5  # words from which a block is aligned by trigrams
ENOUGH = 0.5  # share of a block's trigrams that must stand in the gold
REACH = 60  # words of gold around the expected place in which a short block is looked for


def words(text: str) -> list[str]:
    """Words as the scorer counts them."""
    return WORD.findall(text.lower())


def label(texts: Sequence[str], gold: str) -> list[float]:
    """For each block the share of its words that the gold holds at that place, 0 to 1."""
    target = words(gold)
    blocks = [words(t) for t in texts]
    index: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(target) - 2):
        index.setdefault(tuple(target[i : i + 3]), []).append(i)
    shares, places = [0.0] * len(blocks), [-1] * len(blocks)
    for b, block in enumerate(blocks):
        if len(block) >= LONG:
            shares[b], places[b] = _align(block, index)
    keep = _increasing([(b, places[b], len(blocks[b])) for b in range(len(blocks)) if shares[b] >= ENOUGH])
    found = [shares[b] if b in keep else 0.0 for b in range(len(blocks))]
    taken = bytearray(len(target) + 1)
    for b in keep:
        taken[places[b] : places[b] + len(blocks[b])] = b"\x01" * min(len(blocks[b]), len(target) - places[b])
    _short_blocks(blocks, target, keep, places, found, taken)
    return found


def _align(block: Sequence[str], index: dict[tuple[str, ...], list[int]]) -> tuple[float, int]:
    """Share of trigrams found, and the start in the gold most of them agree on."""
    votes: dict[int, int] = {}
    hits = 0
    for i in range(len(block) - 2):
        at = index.get(tuple(block[i : i + 3]), ())
        hits += bool(at)
        for place in at[:20]:
            start = (place - i) // 8  # tolerate a few inserted words
            votes[start] = votes.get(start, 0) + 1
    if not votes:
        return 0.0, -1
    best = max(votes, key=lambda s: (votes[s], -s))
    return hits / max(len(block) - 2, 1), max(best * 8, 0)


def _increasing(items: Sequence[tuple[int, int, int]]) -> set[int]:
    """The heaviest chain of (block, place, words) with places that do not fall back."""
    best: list[tuple[float, int]] = []
    for j, (_, place, weight) in enumerate(items):
        score, previous = 0.0, -1
        for i in range(j - 1, max(-1, j - 400), -1):
            if items[i][1] <= place and best[i][0] > score and items[i][1] + items[i][2] // 2 <= place + weight:
                score, previous = best[i][0], i
        best.append((score + weight, previous))
    chain: set[int] = set()
    j = max(range(len(best)), key=lambda k: best[k][0], default=-1)
    while j >= 0:
        chain.add(items[j][0])
        j = best[j][1]
    return chain


def _short_blocks(
    blocks: Sequence[Sequence[str]],
    target: Sequence[str],
    keep: set[int],
    places: Sequence[int],
    found: list[float],
    taken: bytearray,
) -> None:
    """Label blocks too short for trigrams: their exact words, at the expected place, not taken before."""
    anchors = sorted(keep)
    for b, block in enumerate(blocks):
        if not block or len(block) >= LONG or b in keep:
            continue
        k = bisect_right(anchors, b)
        low = places[anchors[k - 1]] if k else 0
        low_end = low + len(blocks[anchors[k - 1]]) if k else 0
        high = places[anchors[k]] + 1 if k < len(anchors) else low_end + REACH
        for at in range(max(low - 8, 0), min(high, len(target) - len(block) + 1)):
            if list(target[at : at + len(block)]) == list(block) and not any(taken[at : at + len(block)]):
                taken[at : at + len(block)] = b"\x01" * len(block)
                found[b] = 1.0
                break
