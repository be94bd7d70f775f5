"""How far a section reaches: a heading such as "Similar Articles" and what stands under it.

A section ends where its rule says, at the latest after `max_blocks`, and in HTML with the element it
stands in. When too few of its blocks look as they should, only the run right below the opening counts;
when not even the first one does, there is no section: the words were those of an ordinary heading.
"""

from __future__ import annotations

from collections.abc import Sequence

from presscut.cleaner.judge.packs_elements import MOST_OF_PAGE
from presscut.cleaner.judge.packs_fit import Matcher
from presscut.cleaner.model import Block
from presscut.cleaner.prose import LONG_ENOUGH
from presscut.cleaner.rulebook_types import Rule, Until
from presscut.cleaner.signals import Context

ORDINARY_RUN = 2  # ordinary paragraphs in a row that end a section ("prose")
LONG_PROSE = 40  # words of one that ends it alone: teasers are cut at 20 to 30
MOST_LINKED = 0.5
BOX_WORDS = 8  # under the opening, for an element to be the section's box and not only its heading's: "See all"
NEAREST = 8  # elements around the opening that may be its box


def section_below(matcher: Matcher, index: int, number: int) -> range:
    """The blocks of the section that block `index` opens, itself left out; empty when there is none."""
    rule = matcher.ready.rules[number]
    end = _end(matcher.page.blocks, index, rule)
    body = range(index + 1, _end_of_box(matcher.page, index, end))
    if rule.extent.each.asks:
        body = _shrunk(matcher, body, number)
    if rule.extent.holds and not _holding(matcher, body, number):
        return range(0)
    return body


def first_holding(matcher: Matcher, body: range, number: int) -> int | None:
    """The first block of a section that has one of the cues it must hold."""
    return next((i for i in body if (number, "holds") in matcher.finds[i]), None)


def _holding(matcher: Matcher, body: range, number: int) -> bool:
    return first_holding(matcher, body, number) is not None


def _end(blocks: tuple[Block, ...], index: int, rule: Rule) -> int:
    """Where a section ends at the latest, that block not included."""
    last = min(len(blocks), index + 1 + rule.extent.max_blocks)
    for i in range(index + 1, last):
        if any(_stops(blocks, index, i, until) for until in rule.extent.until):
            return i
    return last


def _end_of_box(page: Context, index: int, last: int) -> int:
    """In HTML a section stays in its box: the smallest element that holds the opening and something under it.

    An element with much of the page is no box but the article, or the page itself. Lists of links go on
    from box to box; an author's box below "Related" does not belong to it.
    """
    around = page.blocks[index].hints.containers
    for depth in range(len(around) - 1, max(-1, len(around) - 1 - NEAREST), -1):
        if page.container_words[around[depth]] > MOST_OF_PAGE * page.all_words:
            return last
        end = next((i for i in range(index + 1, last) if not _is_inside(page.blocks[i], around[depth], depth)), last)
        if sum(block.shape.words for block in page.blocks[index + 1 : end]) >= BOX_WORDS:
            return next((i for i in range(end, last) if not _is_linked(page.blocks[i])), last)
    return last


def _is_linked(block: Block) -> bool:
    return block.shape.link_words >= MOST_LINKED * block.shape.words


def _is_inside(block: Block, container: int, depth: int) -> bool:
    containers = block.hints.containers
    return len(containers) > depth and containers[depth] == container


def _stops(blocks: tuple[Block, ...], index: int, i: int, until: Until) -> bool:
    """Whether block `i` is the first one behind the section that `index` opens."""
    block, opening = blocks[i], blocks[index]
    if until == "heading":
        return block.kind == "heading"
    if until == "heading<=same":
        unknown = opening.kind != "heading" or not opening.level or not block.level
        return block.kind == "heading" and (unknown or block.level <= opening.level)
    if until == "divider":
        return block.kind == "divider"
    if until == "prose":
        return _is_ordinary(block) and (block.shape.words >= LONG_PROSE or _goes_on(blocks, i))
    return False


def _goes_on(blocks: tuple[Block, ...], i: int) -> bool:
    run = blocks[i : i + ORDINARY_RUN]
    return len(run) == ORDINARY_RUN and all(_is_ordinary(block) for block in run)


def _is_ordinary(block: Block) -> bool:
    """A paragraph as articles have them: full sentences, few links."""
    shape = block.shape
    sentences = shape.words >= LONG_ENOUGH and shape.ending == "stop" and shape.sentences > 0
    return block.kind in ("paragraph", "item") and sentences and shape.link_words <= MOST_LINKED * shape.words


def _shrunk(matcher: Matcher, body: range, number: int) -> range:
    """All of the section when enough of it looks as it should, else the run right below the opening."""
    rule = matcher.ready.rules[number]
    fitting = [_belongs(matcher, i, number) for i in body]
    if rule.protects:
        return body[: _longest(fitting, rule.extent.min_share)]
    if fitting and sum(fitting) >= rule.extent.min_share * len(fitting):
        return body
    run = fitting.index(False) if False in fitting else len(fitting)
    return body[:run]


def _longest(fitting: Sequence[bool], share: float) -> int:
    """How many blocks from the first one on, the last of them fitting, have this share of fitting ones."""
    found = met = 0
    for number, fits in enumerate(fitting, 1):
        met += fits
        if fits and met >= share * number:
            found = number
    return found


def _belongs(matcher: Matcher, i: int, number: int) -> bool:
    each = matcher.ready.rules[number].extent.each
    block = matcher.page.blocks[i]
    if block.kind in ("divider", "image") and not block.text:
        return True
    if each.max_chars is not None and block.shape.chars > each.max_chars:
        return False
    cued = (number, "each") in matcher.finds[i] or (number, "holds") in matcher.finds[i]
    return not (each.any_of or each.cues) or cued or bool(matcher.page.agreeing(each.any_of, i))
