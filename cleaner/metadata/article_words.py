"""What an article is about, in words: the line that says the same is likely to be its title.

Of the titles of general pages as inscriptis prints them .78 are nearly found with it, .67 without; of those of bs4 .83
and .80 (cross-validated, docs/benchmarks.md, Fields of scraped text).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

from presscut.cleaner.metadata.page_title import folded
from presscut.cleaner.model import Draft
from presscut.cleaner.patterns import lazy
from presscut.cleaner.plain_words import LONG_WORD
from presscut.cleaner.shape import UNSPACED

ARTICLE_LOOK = -1.5  # log-odds of the block model from which a block looks like the article
BLOCKS = 40  # first ones that do
SHARED, MOST = 1.0, 6  # for words of a line in the article, in full from so many on
OFTEN = 4.0  # for the share of the article's blocks that a word of the line is in: its root, on average
CLOSEST = SHARED + OFTEN  # what the closest tie comes to
UNSPACED_RUN = lazy(f"[{UNSPACED}]{{2,}}")


class ArticleWords(NamedTuple):
    """The words of an article.

    Attributes:
        times: in how many of its first blocks each word is.
        counted: how many blocks these are.
        blocks: all blocks that look like the article, by their numbers.
    """

    times: Mapping[str, int]
    counted: int
    blocks: frozenset[int]

    def tie(self, index: int, text: str) -> float:
        """What speaks for a line, by its folded text, that says what the article says: 0 to `CLOSEST`.

        A block of the article says so of itself, and has none.
        """
        if index in self.blocks:
            return 0.0
        words = _telling(text)
        times = [known for word in words if (known := self.times.get(word, 0))]
        if not times:
            return 0.0
        share = sum(times) / (len(words) * self.counted)
        return SHARED * min(len(times), MOST) / MOST + OFTEN * math.sqrt(share)


def article_words(draft: Draft) -> ArticleWords | None:
    """The words of what looks like the article of a text; null of HTML, where titles have elements of their own."""
    looks = [m.block for m in draft.marks if m.rule == "model/blocks" and m.weight < ARTICLE_LOOK]
    if draft.media_type == "html" or not looks:
        return None
    first = looks[:BLOCKS]
    times = Counter(chain.from_iterable([_telling(folded(draft.blocks[i].text)) for i in first]))
    return ArticleWords(times, len(first), frozenset(looks))


def _telling(text: str) -> set[str]:
    """The words of a folded text that tell what it is about; of scripts without spaces each pair of characters."""
    words = {word for word in text.split() if len(word) >= LONG_WORD}
    if not text.isascii():
        words |= {run[k : k + 2] for run in UNSPACED_RUN.findall(text) for k in range(len(run) - 1)}
    return words
