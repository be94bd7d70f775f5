"""Links to the text before this one: "← Fog on the quay"."""

from __future__ import annotations

from collections.abc import Iterable

from presscut.cleaner.model import Draft, Mark

BACK = "←«‹◀◄⟵⇐"
LINKED = 0.8  # share of link words
LONGEST = 40  # words of two long titles
WEIGHT = 3.0


def links_back(draft: Draft) -> Iterable[Mark]:
    """Does this block begin with an arrow to the left, and is it nothing but links?

    The arrow to the right tells less: "Read the whole report →" stands in articles. Of 64 such blocks on the
    development pages one is in the gold.
    """
    for i, block in enumerate(draft.blocks):
        if block.links and block.text.lstrip()[:1] in BACK:
            shape = block.shape
            if 0 < shape.words <= LONGEST and shape.link_words >= LINKED * shape.words:
                yield Mark(i, "nav", WEIGHT, "shape/link-back", "a link with an arrow back")
