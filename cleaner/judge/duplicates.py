"""The same block twice: mobile and desktop copies of a body, a pull quote, a header on every page of a PDF."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from presscut.cleaner.judge.evidence import by_block, weigh
from presscut.cleaner.model import Decision, Draft, Mark
from presscut.cleaner.prose import prose_words

RULE = "shape/repeated-block"
LONG_ENOUGH = 8  # words; a shorter line may well come twice in one article
WEIGHT = 4.0
CLEARLY = 3.0
"""Log-odds below the line from which a copy is the article's own. Of what stands nearer to it on development pages
nine words in ten are teasers that a page shows twice."""
SHORT_LINE_TIMES = 3  # a short line that comes this often is furniture
SHORT_WEIGHT = 1.0
MOST_COPIES = 2  # of a body, on a page made for phones as well
MADE_OF_COPIES = 0.5  # share of the prose from which more copies than that are what the page is made of,
HARDLY_ANY = 0.1  # where no more of it than this share stands there once: a template's filler is beside an article


def repeated_blocks(draft: Draft) -> Iterable[Mark]:
    """Did this very text stand further up already?

    Wrong for a refrain; so short lines are weak evidence, and headings and labels ("Pros:"), which come
    again in every section of a review, are none. Where the prose is nothing but copies, as in a litany or on a
    page that tries a layout out, copying is how the page is written.
    """
    keys = [block.text.casefold() for block in draft.blocks]
    made_of_copies = _is_made_of_copies(keys, prose_words(draft))
    seen: Counter[str] = Counter()
    for i, (block, key) in enumerate(zip(draft.blocks, keys, strict=True)):
        if not key or block.kind in ("code", "heading"):  # above a heading its text was an entry of the contents
            continue
        seen[key] += 1
        if seen[key] > 1 and block.shape.words >= LONG_ENOUGH and not made_of_copies:
            yield Mark(i, "duplicate", WEIGHT, RULE, "the same text stands further up")
        elif seen[key] >= SHORT_LINE_TIMES and block.kind == "paragraph" and block.shape.ending == "none":
            yield Mark(i, "duplicate", SHORT_WEIGHT, "shape/repeated-line", f"this line has come {seen[key]} times")


def unsaid(draft: Draft, marks: Sequence[Mark], said: set[str]) -> list[Mark]:
    """The marks of a list but for those of blocks that stood in one before: pages print some once more. They are
    added to what was said."""
    keys = [draft.blocks[mark.block].text.casefold() for mark in marks]
    new = [mark for mark, key in zip(marks, keys, strict=True) if key not in said]
    said.update(keys)
    return new


def _is_made_of_copies(keys: Sequence[str], words: Sequence[float]) -> bool:
    """Whether half of the prose stood there twice already, and next to none stands there once.

    Args:
        keys: every block's text.
        words: of prose in each block.
    """
    times: Counter[str] = Counter()
    again = 0.0
    for key, own in zip(keys, words, strict=True):
        times[key] += own > 0
        again += own if times[key] > MOST_COPIES else 0.0
    if not again or again < MADE_OF_COPIES * sum(words):
        return False
    return sum([own for key, own in zip(keys, words, strict=True) if times[key] == 1]) <= HARDLY_ANY * sum(words)


def with_one_copy(draft: Draft, decisions: Sequence[Decision]) -> Draft:
    """The draft without the marks of copies that went as such while no other copy stayed.

    The first copy may stand in a form that sends the page to a friend; then the second is the article's. Of each
    text the copy is taken that the other marks want most, where they clearly do.
    """
    marks = by_block(draft)
    left: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
    for index in {mark.block for mark in draft.marks if mark.rule == RULE}:
        score = weigh([mark for mark in marks[index] if mark.rule != RULE]).score
        if score <= decisions[index].needed - CLEARLY:
            left[draft.blocks[index].text.casefold()].append((score, index))
    for decision in decisions if left else ():
        if decision.action != "cut":
            left.pop(draft.blocks[decision.block].text.casefold(), None)
    spared = {min(copies)[1] for copies in left.values()}
    if not spared:
        return draft
    return replace(draft, marks=tuple(m for m in draft.marks if m.rule != RULE or m.block not in spared))
