"""The block model: is this block part of the article, by its shape, its place and its neighbours?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from presscut.cleaner.judge.features import columns
from presscut.cleaner.judge.forest import Forest
from presscut.cleaner.model import Draft, Mark

REASON_TERMS = 3  # terms named in a mark's reason
STRONGEST = 6.0  # log-odds of one block are clipped here: no model outvotes the user or a chain of rules


@dataclass(frozen=True, slots=True)
class BlockModel:
    """Does this look like an article's block?

    Wrong when an article does not look like running prose (a list of links, a table of results)
    and when something that is not the article does (a long comment, the text of a related page).
    """

    forest: Forest

    def __call__(self, draft: Draft) -> Iterable[Mark]:
        reached = self.forest.leaves(columns(draft), len(draft.blocks))
        for i, (block, leaves) in enumerate(zip(draft.blocks, reached, strict=True)):
            if block.text:
                total = max(-STRONGEST, min(STRONGEST, self.forest.score(leaves)))
                reason = self._reason(self.forest.terms(leaves), total)
                yield Mark(i, "boilerplate" if total > 0 else "prose", total, "model/blocks", reason)

    def _reason(self, terms: Sequence[float], total: float) -> str:
        """The largest terms on the side that won."""
        order = [-term for term in terms] if total > 0 else terms
        largest = sorted(range(len(terms)), key=order.__getitem__)[:REASON_TERMS]
        return ", ".join(f"{self.forest.families[k]} {terms[k]:+.1f}" for k in largest)
