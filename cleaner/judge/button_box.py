"""From a heading down to a button: the box at the article's end in which the site asks for something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from presscut.cleaner.cues import words_in
from presscut.cleaner.judge.mass import mass_of
from presscut.cleaner.model import Block, Draft, Mark
from presscut.cleaner.prose import prose_of
from presscut.cleaner.shape import is_symbol
from presscut.cleaner.site import site_of

ASKING = frozenset({"donate", "newsletter", "paywall", "app"})
BUTTON_WORDS = 6
SURE_BUTTON = 2.0  # log-odds of the rule that knows the button
BLOCKS = 5  # between heading and button
BOX_WORDS = 160
BEFORE = 0.6  # share of the page's prose that stands above the box
WEIGHT = 3.0


def button_boxes(draft: Draft) -> Iterable[Mark]:
    """Does this stand between a heading and a button that asks for money or mail, after the prose?

    One of the paragraphs must name the site: that is what tells "who funds us" from the last section
    of an article that happens to stand above a button. In HTML they must share a small element.
    """
    blocks = draft.blocks
    before = [0.0, *accumulate(mass_of(draft))]
    site = site_of(draft, prose_of(draft))
    boxed = -1  # the last block of a box: the first button below a heading closes its box
    for button, kind in _buttons(draft):
        heading = _heading_above(blocks, button)
        if heading is None or heading <= boxed or before[heading] < BEFORE * before[-1]:
            continue
        between = range(heading + 1, button)
        if _one_element(blocks, heading, button) and any(site.named_in(words_in(blocks[i].text)) for i in between):
            reason = f"between a heading and the button “{blocks[button].text[:40]}”, and it names the site"
            boxed = button
            for i in (heading, *between):
                yield Mark(i, kind, WEIGHT, "shape/button-box", reason, section=heading)


def _buttons(draft: Draft) -> Iterable[tuple[int, str]]:
    """Short blocks that begin with a symbol or that a rule holds to be a button, with the kind it says."""
    known = {m.block: m.kind for m in draft.marks if m.kind in ASKING and m.weight >= SURE_BUTTON and m.field is None}
    for i, block in enumerate(draft.blocks):
        short = 0 < block.shape.words <= BUTTON_WORDS and block.shape.ending == "none" and block.kind != "item"
        if short and (i in known or is_symbol(block.text[0])):
            yield i, known.get(i, "cta")


def _one_element(blocks: Sequence[Block], heading: int, button: int) -> bool:
    """Whether the innermost element around both holds little more than the box. Text has no elements."""
    top, bottom = blocks[heading].hints.containers, blocks[button].hints.containers
    shared = [a for a, b in zip(top, bottom, strict=False) if a == b]
    if not shared:
        return True
    near = blocks[max(0, heading - 3) : button + 4]
    return sum(b.shape.words for b in near if shared[-1] in b.hints.containers) <= BOX_WORDS


def _heading_above(blocks: Sequence[Block], button: int) -> int | None:
    words = 0.0
    for i in range(button - 1, max(button - BLOCKS - 2, -1), -1):
        if blocks[i].kind == "heading":
            return i
        words += blocks[i].shape.words
        if words > BOX_WORDS:
            return None
    return None
