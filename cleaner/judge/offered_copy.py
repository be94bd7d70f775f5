"""The copy of an article, in the tags of HTML, that a page offers to other sites."""

from __future__ import annotations

from collections.abc import Iterable

from presscut.cleaner.judge.mass import mass_of
from presscut.cleaner.model import Draft, Mark
from presscut.cleaner.patterns import lazy

WEIGHT = 6.0  # on development pages every such paragraph is none of the article, which stands above
PARAGRAPHS = 3
WORDS = 12  # of a paragraph; what an article shows of HTML is shorter
MOST_BETWEEN = 4  # blocks from one to the next: a picture in its tags, a heading
PROSE_BEFORE = 120  # words; a page that begins so was not cleaned of its tags
TAGGED = lazy(r"<(?:p|h[1-6]|blockquote)(?=[\s>])[^<>]{0,300}>")


def offered_copy(draft: Draft) -> Iterable[Mark]:
    """Is this one of three or more paragraphs that print their tags, below the prose?

    Newsrooms that let others print their articles offer the copy in a box, which is text to a scraper. Wrong for
    a text that comes to speak of HTML and shows long paragraphs of it outside of blocks of code.
    """
    if draft.media_type == "html" or "</p>" not in draft.source:
        return
    blocks, mass = draft.blocks, mass_of(draft)
    tagged = [i for i, block in enumerate(blocks) if block.kind != "code" and TAGGED.match(block.text)]
    if not tagged or sum(mass[: tagged[0]]) < PROSE_BEFORE:
        return
    first = last = tagged[0]
    for i in tagged:
        if i - last > MOST_BETWEEN:
            break
        last = i
    if sum(blocks[i].shape.words >= WORDS for i in tagged if i <= last) >= PARAGRAPHS:
        for i in range(first, last + 1):
            if blocks[i].text:
                yield Mark(i, "duplicate", WEIGHT, "shape/offered-copy", "a copy in tags, for other sites")
