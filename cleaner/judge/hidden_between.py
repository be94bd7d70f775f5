"""What the markup hides in the middle of an article that it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from presscut.cleaner.model import Block, Draft, Mark

WEIGHT = 5.0  # 3 of 3 such blocks of the development pages are none of the article, of all kinds of pages
WORDS = 10  # of a paragraph of prose
MOST_BLOCKS = 3
MOST = 0.2  # of the words of prose that is shown: a page that hides more hides its article


def hidden_between(draft: Draft) -> Iterable[Mark]:
    """Is this a hidden paragraph or two, with paragraphs before and behind it that are shown, in one element?

    Words for machines stand so, notes for browsers without scripts, words of a button. What is hidden at the end stays:
    gates hide the rest of an article, and accordions their answers, below a heading. Wrong for an article whose
    last paragraph is shown below the part that a button unfolds.
    """
    if draft.media_type != "html" or not any(block.hints.hidden for block in draft.blocks):
        return
    blocks = draft.blocks
    shown = sum([block.shape.words for block in blocks if _is_prose(block)])
    for first, end in _hidden_runs(blocks):
        parent = blocks[first - 1].hints.containers[:-1]
        inside = all(block.hints.containers[: len(parent)] == parent for block in blocks[first : end + 1])
        words = sum([block.shape.words for block in blocks[first:end]])
        if inside and blocks[end].hints.containers[:-1] == parent and words <= MOST * shown:
            for i in range(first, end):
                yield Mark(i, "boilerplate", WEIGHT, "page/hidden", "hidden between paragraphs that are shown")


def _hidden_runs(blocks: tuple[Block, ...]) -> Iterator[tuple[int, int]]:
    """First and end of the short runs of hidden blocks between two paragraphs of prose."""
    first = 0
    while first < len(blocks):
        end = first
        while end < len(blocks) and blocks[end].hints.hidden:
            end += 1
        short = 0 < end - first <= MOST_BLOCKS
        if short and first and end < len(blocks) and _is_prose(blocks[first - 1]) and _is_prose(blocks[end]):
            yield first, end
        first = end + 1


def _is_prose(block: Block) -> bool:
    shape = block.shape
    return not block.hints.hidden and block.kind == "paragraph" and shape.words >= WORDS and shape.ending == "stop"
