"""Captions of pictures and who made them.

Three shapes: a block the markup calls a caption; a line that is nothing but a credit ("Photo: …",
"NAME / AGENCY", "© Name"), with its caption above it; a sentence that ends in a credit. A caption that
is a full sentence is known by the credit alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.metadata.licence import is_licence_line
from presscut.cleaner.metadata.opening import Opening
from presscut.cleaner.metadata.picture_credit import (
    bare_credit,
    is_credit,
    last_sentence,
    may_hold_credit,
    shouted_credit,
    trailing_credit,
)
from presscut.cleaner.metadata.places import SURE, Piece, pieces_marks, whole
from presscut.cleaner.model import Block, Mark

LONGEST_CAPTION = 90.0  # words
PARAGRAPH = 20.0  # words from which a block below the opening is its first paragraph
CREDITED_KINDS = frozenset({"paragraph", "item", "heading"})
CAPTION_NAMES = ("caption", "thumbcaption")  # words of classes; the second is a wiki's
INLINE = frozenset("a b em i span strong".split())
CREDIT_NAMES = ("credit", "credits")
HEAD_ZONE = 4  # blocks between the opening's last line and a caption


def read_captions(frame: Frame, opening: Opening) -> Iterator[Mark]:
    """Captions from the title to a little after the prose."""
    first = opening.title.index + 1 if opening.title else max(0, frame.prose.first - 10)
    blocks = frame.blocks
    last = min(len(blocks), frame.prose.last + 3)
    for i in range(first, last):
        block = blocks[i]
        if not block.text or block.shape.words > LONGEST_CAPTION:
            continue
        marks: Iterator[Mark]
        if block.kind == "caption" or _has_class(block, *CAPTION_NAMES):
            marks = _marked(i, block)
        elif block.kind in CREDITED_KINDS and may_hold_credit(block.text):
            marks = _by_credit(frame, opening, i, first)
        else:
            continue
        for mark in marks:
            if opening.is_taken(i) or is_licence_line(block):
                break
            yield mark


def _has_class(block: Block, *words: str) -> bool:
    """Whether the block's own element has a class word such as "caption"; a bare one in a line counts as its parent."""
    tags, tokens = block.hints.tags, block.hints.tokens
    own = -2 if len(tokens) > 1 and not tokens[-1] and tags[-1] in INLINE else -1
    return bool(tokens) and any(word in tokens[own] for word in words)


def _marked(i: int, block: Block) -> Iterator[Mark]:
    """The marks of a block the markup calls a caption: the caption, its credit, or both."""
    reason = "the markup calls it a caption"
    if is_credit(block.text) or _has_class(block, *CREDIT_NAMES):
        value = bare_credit(block.text)
        yield whole(i, "caption", "credit-line", reason, weight=SURE, field="captions.credit", value=value)
    else:
        yield from _caption(i, block, reason, _set_apart(block.text))


def _by_credit(frame: Frame, opening: Opening, i: int, first: int) -> Iterator[Mark]:
    block = frame.blocks[i]
    before = frame.blocks[i - 1] if i > first else None
    if is_credit(block.text) or _is_shouted_credit(frame, opening, i):
        if before is not None and not opening.is_taken(i - 1) and _is_caption_above(frame, opening, i - 1):
            reason = "a sentence with a credit below it"
            yield whole(i - 1, "caption", "caption-above-credit", reason, weight=SURE, field="captions.text")
        reason = "nothing but a credit"
        value = bare_credit(block.text)
        yield whole(i, "caption", "credit-line", reason, weight=SURE, field="captions.credit", value=value)
    elif trailing_credit(block.text):
        yield from _caption(i, block, "ends in a credit")
    elif shouted_credit(block.text) is not None and _is_caption_above(frame, opening, i):
        yield from _caption(i, block, "ends in a name in capitals", shouted_credit(block.text))


def _set_apart(text: str) -> int | None:
    """Where a credit begins that has no label: after the last full stop, with a slash or in capitals."""
    slashed = last_sentence(text)
    return shouted_credit(text) if slashed is None else slashed


def _is_shouted_credit(frame: Frame, opening: Opening, i: int) -> bool:
    """A line in capitals right below a sentence in capitals and small letters, at the head of the article."""
    block, before = frame.blocks[i], frame.blocks[i - 1] if i else None
    return bool(
        block.shape.all_caps
        and before is not None
        and block.kind == "paragraph"
        and 2 <= block.shape.words <= 14
        and block.shape.ending == "none"
        and before.shape.ending == "stop"
        and not opening.is_taken(i - 1)
        and _in_head_zone(frame, opening, i - 1)
    )


def _is_caption_above(frame: Frame, opening: Opening, i: int) -> bool:
    """Whether the block above a credit is its caption: at the head of the article, or below a picture."""
    block = frame.blocks[i]
    if not 2 <= block.shape.words <= LONGEST_CAPTION or block.kind not in ("paragraph", "caption"):
        return False
    picture = i > 0 and frame.blocks[i - 1].kind == "image"
    return picture or _in_head_zone(frame, opening, i)


def _in_head_zone(frame: Frame, opening: Opening, i: int) -> bool:
    """Whether a block stands right below the opening's last line, with no paragraph between them."""
    lines = [*opening.bylines, *(m.block for m in opening.names), *([opening.title.index] if opening.title else [])]
    above = max((line for line in lines if line < i), default=None)
    if above is None or i - above > HEAD_ZONE:
        return False
    return all(frame.blocks[j].shape.words < PARAGRAPH or opening.is_taken(j) for j in range(above + 1, i))


def _caption(i: int, block: Block, reason: str, credit_at: int | None = None) -> Iterator[Mark]:
    """The marks of a caption with the credit inside it, if there is one."""
    place = trailing_credit(block.text) or (credit_at is not None and (credit_at, len(block.text))) or None
    if place is None or not block.text[: place[0]].strip(" |–—-"):
        yield whole(i, "caption", "caption", reason, weight=SURE, field="captions.text")
        return
    start, end = place
    text = block.text[:start].strip().rstrip("|–—-").strip()
    pieces = [
        Piece("captions.text", text, 0, start),
        Piece("captions.credit", bare_credit(block.text[start:end]), start, end),
    ]
    yield from pieces_marks(i, block, "caption", "caption-with-credit", reason, pieces)
