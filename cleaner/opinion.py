"""trafilatura's opinion of a page, and which of our blocks agree with it.

trafilatura is the best single extractor for articles. Its answer is text without places, so the
blocks are aligned with it: the lines of the answer and the blocks are two orders of the same words,
and the heaviest chain of matching pairs that rises in both says which copy of a doubled block it took.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from presscut.cleaner.model import Block
from presscut.cleaner.shape import words_of

LARGEST = 20_000_000  # characters of markup that trafilatura is asked about
MOST_TAGS = 40_000  # of markup that trafilatura is asked about: 50,000 in one paragraph cost it 22 s
SHINGLE = 4  # words in a row that tell two texts to be the same
ENOUGH = 0.5  # share of the words left of a block or line that must meet for another look
MANY = 16  # places of one shingle that are looked at: a phrase on every line says nothing

Pairs = dict[tuple[int, int], int]


def second_opinion(markup: str, *, url: str | None) -> str:
    """The text trafilatura takes for the article, one line a block; "" when it has none or fails.

    The same answer for the same page at any time: its memory of earlier pages (`deduplicate`) and its
    clock stay off, and no metadata is asked for, which is two thirds of its time.
    """
    if len(markup) > LARGEST or markup.count("<") > MOST_TAGS:
        return ""
    from trafilatura import extract

    try:
        found = extract(
            markup,
            url=url,
            include_comments=False,
            include_tables=True,
            include_formatting=False,
            with_metadata=False,
            deduplicate=False,
        )
    except Exception:  # whatever a foreign parser throws at hostile markup: it has no opinion then
        return ""
    return found or ""


def agreement(opinion: str, blocks: Sequence[Block]) -> tuple[float, ...]:
    """For every block the share of its words that the opinion holds at that place, 0 to 1.

    Of a block that stands on the page twice, the copy between its neighbours agrees and the other
    does not. Blocks without words get 0.
    """
    lines = [words for line in opinion.splitlines() if (words := _words(line))]
    texts = [_words(block.text) for block in blocks]
    pairs = _pairs(lines, texts)
    chain = _settled(_chain(pairs), pairs)
    return _covered(chain, pairs, lines, texts)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in words_of(text)]


def _shingles(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Runs of `SHINGLE` words; a shorter text is one run."""
    if len(words) <= SHINGLE:
        yield tuple(words)
    for start in range(len(words) - SHINGLE + 1 if len(words) > SHINGLE else 0):
        yield tuple(words[start : start + SHINGLE])


def _pairs(lines: Sequence[Sequence[str]], texts: Sequence[Sequence[str]]) -> Pairs:
    """Line and block that share shingles, with the number shared (at least 1)."""
    places: dict[tuple[str, ...], list[int]] = {}
    for j, words in enumerate(texts):
        if not words:
            continue
        for shingle in dict.fromkeys(_shingles(words)):
            places.setdefault(shingle, []).append(j)
    pairs: Pairs = {}
    for i, words in enumerate(lines):
        for shingle in dict.fromkeys(_shingles(words)):
            for j in places.get(shingle, ())[:MANY]:
                pairs[i, j] = pairs.get((i, j), 0) + 1
    return pairs


def _chain(pairs: Pairs) -> list[tuple[int, int]]:
    """The heaviest sequence of pairs that takes every line once and never steps back in the blocks. n log n."""
    order = sorted(pairs)
    tree = _BestPrefix(max((j for _, j in order), default=0) + 1)
    before: list[int] = []
    totals: list[float] = []
    waiting: list[int] = []
    for k, (i, j) in enumerate(order):
        if waiting and order[waiting[0]][0] != i:
            for w in waiting:
                tree.put(order[w][1], totals[w], w)
            waiting = []
        total, previous = tree.best(j)
        totals.append(total + pairs[i, j])
        before.append(previous)
        waiting.append(k)
    chain: list[tuple[int, int]] = []
    k = max(range(len(order)), key=totals.__getitem__, default=-1)
    while k >= 0:
        chain.append(order[k])
        k = before[k]
    return chain[::-1]


def _settled(chain: list[tuple[int, int]], pairs: Pairs) -> list[tuple[int, int]]:
    """The chain with every line at the copy that stands nearest to its neighbours' blocks."""
    copies: dict[int, list[int]] = {}
    for i, j in pairs:
        copies.setdefault(i, []).append(j)
    settled = list(chain)
    for k in range(len(chain) - 1, -1, -1):
        i, j = chain[k]
        low = settled[k - 1][1] if k else -1
        high = settled[k + 1][1] if k + 1 < len(chain) else -1
        near = [c for c in copies[i] if pairs[i, c] >= pairs[i, j] and low <= c and (c <= high or high < 0)]
        settled[k] = (i, min(near, key=lambda c: (_distance(c, low, high), -c)))
    return settled


def _distance(block: int, low: int, high: int) -> int:
    """Steps to the nearer of two neighbours; there may be none (-1)."""
    steps = [abs(block - other) for other in (low, high) if other >= 0]
    return min(steps, default=0)


class _BestPrefix:
    """The best value put at any place up to a given one, and who put it there."""

    def __init__(self, size: int) -> None:
        self._best: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)

    def put(self, place: int, value: float, who: int) -> None:
        """Put a value at a place; it counts for that place and all behind it."""
        place += 1
        while place < len(self._best):
            if value > self._best[place][0]:
                self._best[place] = (value, who)
            place += place & -place

    def best(self, place: int) -> tuple[float, int]:
        """The best value up to a place and who put it there; (0, −1) when there is none above 0."""
        found = (0.0, -1)
        place += 1
        while place > 0:
            found = max(found, self._best[place], key=lambda entry: entry[0])
            place -= place & -place
        return found


def _covered(
    chain: Sequence[tuple[int, int]], pairs: Pairs, lines: Sequence[Sequence[str]], texts: Sequence[Sequence[str]]
) -> tuple[float, ...]:
    """How much of each block is spoken for, every word of the opinion used once."""
    left = [Counter(words) for words in lines]
    bare = [Counter(words) for words in texts]

    def use(i: int, j: int) -> None:
        shared = left[i] & bare[j]
        left[i] -= shared
        bare[j] -= shared

    for i, j in chain:
        use(i, j)
    for i, j in _beside(chain, pairs, len(lines)):
        if bare[j] and (bare[j] & left[i]).total() >= ENOUGH * min(bare[j].total(), left[i].total()):
            use(i, j)
    return tuple(1 - bare[j].total() / len(words) if words else 0.0 for j, words in enumerate(texts))


def _beside(chain: Sequence[tuple[int, int]], pairs: Pairs, lines: int) -> Iterator[tuple[int, int]]:
    """Pairs the chain left aside that fit into it: a line over several blocks, a block over several lines."""
    taken = [i for i, _ in chain]
    for i, j in sorted(pairs):
        after = bisect_right(taken, i)
        low = chain[bisect_left(taken, i) - 1][1] if bisect_left(taken, i) else -1
        high = chain[after][1] if after < len(chain) else j
        if low <= j <= high:
            yield i, j
    for (first, j), (second, _) in pairwise((*chain, (lines, -1))):
        for i in range(first + 1, second):
            yield i, j
