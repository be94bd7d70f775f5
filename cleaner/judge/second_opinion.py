"""What another extractor takes for the article: one more piece of evidence about an HTML page.

Asking takes as long as all else that is done with a page, so it is asked where the judge is in doubt, and
about articles alone: other kinds of pages the other extractor knows less well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from presscut.cleaner.decode import decode_page
from presscut.cleaner.judge.evidence import by_block, weigh
from presscut.cleaner.judge.page_kind import is_article
from presscut.cleaner.judge.scorecard import Scorecard
from presscut.cleaner.judge.threshold import expected_f1
from presscut.cleaner.model import Block, Draft, Engine, Mark
from presscut.cleaner.opinion import agreement, second_opinion

AGREES = 0.5  # share of a block's words the other extractor has
AROUND = 2  # blocks to each side whose agreement counts as well
ASKED_BELOW = 0.88
"""F1 to be expected (`threshold.expected_f1`) below which it is asked: one in twenty development articles, by models
that had not seen their sites."""
LAST_WORD = 12.0  # log-odds with the engine "trafilatura": nothing but the user's protection outvotes it


def opinion_columns(draft: Draft) -> dict[str, list[float]]:
    """How much of every block trafilatura keeps, and of the blocks around it; -1 where it has no answer."""
    page = draft.page
    markup = decode_page(page, "html").text
    opinion = second_opinion(markup, url=page.url)
    shares = list(agreement(opinion, draft.blocks)) if opinion.strip() else [-1.0] * len(draft.blocks)
    return {"second opinion": shares, "second opinion around": _around(draft.blocks, shares)}


def _around(blocks: Sequence[Block], shares: Sequence[float]) -> list[float]:
    """The mean over the neighbours, the block itself left out, weighted by their words."""
    found = []
    for i in range(len(blocks)):
        near = [k for k in range(max(0, i - AROUND), min(len(blocks), i + AROUND + 1)) if k != i]
        weights = [blocks[k].shape.words + 0.1 for k in near]
        agreed = sum([shares[k] * w for k, w in zip(near, weights, strict=True)], 0.0)
        found.append(agreed / sum(weights, 0.0) if near else -1.0)
    return found


def is_unsure(draft: Draft) -> bool:
    """Whether little is to be expected of what the marks given so far make of the page."""
    scores = [weigh(marks).score for marks in by_block(draft)]
    return expected_f1(scores, [block.shape.words for block in draft.blocks]) < ASKED_BELOW


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """Does trafilatura take this block for the article?

    Wrong where trafilatura is: it drops lists, headings and bare text from containers it does not
    know, and keeps teasers and sign-ups that stand inside the container it chose.
    """

    engine: Engine
    card: Scorecard

    def __call__(self, draft: Draft) -> Iterable[Mark]:
        if self.engine == "auto" and not (is_article(draft) and is_unsure(draft)):
            return
        found = opinion_columns(draft)
        table = self.card.points(found, len(draft.blocks))
        for i, (block, share) in enumerate(zip(draft.blocks, found["second opinion"], strict=True)):
            if block.text and share >= 0:
                yield self._mark(i, share, sum(row[i] for row in table))

    def _mark(self, index: int, share: float, points: float) -> Mark:
        if self.engine == "trafilatura":
            points = -LAST_WORD if share >= AGREES else LAST_WORD
        if share >= AGREES:
            return Mark(index, "prose", points, "trafilatura/kept", f"trafilatura keeps {share:.0%} of it")
        return Mark(index, "boilerplate", points, "trafilatura/left-out", "trafilatura leaves it out")
