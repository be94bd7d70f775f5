"""The same block twice: mobile and desktop copies of a body, a pull quote, a header on every page of a PDF."""

from __future__ import annotations

from collections.abc import Iterable

from presscut.cleaner.model import Draft, Mark

LONG_ENOUGH = 8  # words; a shorter line may well come twice in one article
WEIGHT = 4.0
SHORT_LINE_TIMES = 3  # a short line that comes this often is furniture
SHORT_WEIGHT = 1.0


def repeated_blocks(draft: Draft) -> Iterable[Mark]:
    """Did this very text stand further up already?

    Wrong for a refrain; so short lines are weak evidence, and headings and labels ("Pros:"), which come
    again in every section of a review, are none.
    """
    seen: dict[str, int] = {}
    for i, block in enumerate(draft.blocks):
        key = block.text.casefold()
        if not key or block.kind in ("code", "heading"):  # above a heading its text was an entry of the contents
            continue
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1 and block.shape.words >= LONG_ENOUGH:
            yield Mark(i, "duplicate", WEIGHT, "shape/repeated-block", "the same text stands further up")
        elif seen[key] >= SHORT_LINE_TIMES and block.kind == "paragraph" and block.shape.ending == "none":
            yield Mark(i, "duplicate", SHORT_WEIGHT, "shape/repeated-line", f"this line has come {seen[key]} times")
