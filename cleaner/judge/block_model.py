"""The block model: is this block part of the article, by its shape, its place and its neighbours?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from presscut.cleaner.judge.features import columns
from presscut.cleaner.judge.forest import PER_POINT, Forest, Opinion
from presscut.cleaner.judge.page_furniture import without_furniture
from presscut.cleaner.judge.page_kind import is_article
from presscut.cleaner.model import Draft, Mark

REASON_TERMS = 3  # terms named in a mark's reason
STRONGEST = 6.0  # log-odds of one block are clipped here: no model outvotes the user or a chain of rules


class BlockModel:
    """Does this look like an article's block?

    Wrong when an article does not look like running prose (a list of links, a table of results)
    and when something that is not the article does (a long comment, the text of a related page).
    """

    def __init__(self, forest: Forest, others: Forest | None = None) -> None:
        self._forest = forest
        self._others = others

    def __call__(self, draft: Draft) -> Iterable[Mark]:
        forest = self._forest_for(draft)
        seen, places = without_furniture(draft)
        opinions = forest.opinions(columns(seen, forest.families), len(seen.blocks), REASON_TERMS)
        for i, block, opinion in zip(places, seen.blocks, opinions, strict=True):
            if block.text:
                total = max(-STRONGEST, min(STRONGEST, opinion.score))
                kind = "boilerplate" if total > 0 else "prose"
                yield Mark(i, kind, total, "model/blocks", _reason(forest.families, opinion))

    def _forest_for(self, draft: Draft) -> Forest:
        """A forum, a listing, a manual is judged by what was learnt from all kinds of pages, an article by articles."""
        return self._forest if self._others is None or is_article(draft) else self._others


def _reason(families: Sequence[str], opinion: Opinion) -> str:
    """The largest terms on the side that won."""
    return ", ".join([f"{families[family]} {term / PER_POINT:+.1f}" for family, term in opinion.terms])
