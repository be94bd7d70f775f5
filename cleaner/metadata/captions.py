"""Captions of pictures and who made them.

Three shapes: a block the markup calls a caption; a line that is nothing but a credit ("Photo: …",
"NAME / AGENCY", "© Name"), with its caption above it; a sentence that ends in a credit. A caption that
is a full sentence is known by the credit alone. A bare agency in brackets at the end of a paragraph
is the source of the news, not a credit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.metadata.opening import Opening
from presscut.cleaner.metadata.places import SURE, Piece, pieces_marks, whole
from presscut.cleaner.metadata.words import AGENCIES, CREDITED
from presscut.cleaner.model import Block, Mark

LONGEST_CREDIT = 20.0  # words
LONGEST_CAPTION = 90.0  # words
TAIL = 180  # characters at the end of a block in which a credit is looked for
HEAD_ZONE = 4  # blocks between the opening's last line and a caption

_CREDITED = "|".join(re.escape(w) for w in sorted(CREDITED, key=lambda w: (-len(w), w)))
_AGENCY = "|".join(re.escape(w) for w in sorted(AGENCIES, key=lambda w: (-len(w), w)))
CUE = re.compile(rf"(?:{_CREDITED})\s*(?:[:：/©]|\b(?<=by)\s|\b(?<=of)\s|\b(?<=von)\s|\b(?<=de)\s)\s*", re.IGNORECASE)
AGENCY = re.compile(rf"(?<!\w)(?:{_AGENCY})(?!\w)", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
IN_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]{3,120})[)\]）]\s*\.?\s*$")
AFTER_STOP = re.compile(
    rf"(?:[.!?…»”\"。]\s*|\s[|–—-]\s+|\n|\s)((?:{_CREDITED})\s?[:：]\s?[^.!?]{{2,100}}\.?)$", re.IGNORECASE
)
AFTER_BAR = re.compile(r"\s[|]\s+([^|]{3,100})$")
SIGN = re.compile(r"(?:[.!?…»”\"]\s*|\s)(©\s?[^©.]{2,80})$")
SLASH = re.compile(r"[^\W\d_]\s?/\s?[^\W\d_]")


def is_credit(text: str) -> bool:
    """Whether a text is nothing but a picture's credit."""
    bare = text.strip(" ()[]*_")
    words = len(bare.split())
    if not 1 <= words <= LONGEST_CREDIT or len(bare) > TAIL:
        return False
    if CUE.match(bare) or (bare.startswith("©") and not YEAR.search(bare) and words <= 8):
        return True
    if bare.isupper() and (SLASH.search(bare) or AGENCY.search(bare)):
        return True
    agency = AGENCY.search(bare)
    return bool(
        agency and words <= 12 and bare[-1:] not in ".!?:" and (SLASH.search(bare) or agency.end() == len(bare))
    )


def trailing_credit(text: str) -> tuple[int, int] | None:
    """Where a credit stands at the end of a caption, brackets included."""
    shift = max(0, len(text) - TAIL)
    tail = text[shift:]
    inside = IN_BRACKETS.search(tail)
    if inside and (CUE.match(inside[1]) or (SLASH.search(inside[1]) and _is_named(inside[1]))):
        return shift + inside.start(), len(text)
    for pattern in (AFTER_STOP, SIGN):
        m = pattern.search(tail)
        if m and m.start() + shift > 0 and not YEAR.search(m[1]):
            return shift + m.start(1), len(text)
    bar = AFTER_BAR.search(tail)
    return (shift + bar.start(1), len(text)) if bar and is_credit(bar[1]) else None


def _is_named(text: str) -> bool:
    """Whether each side of the slashes begins with a capital, as names and agencies do."""
    return len(text.split()) <= 12 and all(part.strip()[:1].isupper() for part in text.split("/") if part.strip())


def bare_credit(text: str) -> str:
    """A credit without brackets and without the word for a picture before it."""
    bare = text.strip(" ()[]（）*_.|\n")
    cue = CUE.match(bare)
    return (bare[cue.end() :] if cue else bare).lstrip("©: ").strip() or bare


def read_captions(frame: Frame, opening: Opening) -> Iterator[Mark]:
    """Captions from the title to a little after the prose."""
    first = opening.title.index + 1 if opening.title else max(0, frame.prose.first - 10)
    last = min(len(frame.blocks), frame.prose.last + 3)
    for i in range(first, last):
        block = frame.blocks[i]
        if opening.is_taken(i) or not block.text or block.shape.words > LONGEST_CAPTION:
            continue
        if block.kind == "caption":
            yield from _caption(i, block, "the markup calls it a caption")
        elif block.kind in ("paragraph", "item", "heading"):
            yield from _by_credit(frame, opening, i, first)


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


def _is_shouted_credit(frame: Frame, opening: Opening, i: int) -> bool:
    """A line in capitals right below a sentence in capitals and small letters, at the head of the article."""
    block, before = frame.blocks[i], frame.blocks[i - 1] if i else None
    return bool(
        before is not None
        and block.shape.all_caps
        and block.kind == "paragraph"
        and 2 <= block.shape.words <= 14
        and block.shape.ending == "none"
        and before.shape.ending == "stop"
        and not opening.is_taken(i - 1)
        and _in_head_zone(opening, i - 1)
    )


def _is_caption_above(frame: Frame, opening: Opening, i: int) -> bool:
    """Whether the block above a credit is its caption: at the head of the article, or below a picture."""
    block = frame.blocks[i]
    if not 2 <= block.shape.words <= LONGEST_CAPTION or block.kind not in ("paragraph", "caption"):
        return False
    picture = i > 0 and frame.blocks[i - 1].kind == "image"
    return picture or _in_head_zone(opening, i)


def _in_head_zone(opening: Opening, i: int) -> bool:
    """Whether a block stands right below the opening's last line."""
    lines = [*opening.bylines, *(m.block for m in opening.names), *([opening.title.index] if opening.title else [])]
    above = [line for line in lines if line < i]
    return bool(above) and i - max(above) <= HEAD_ZONE


def _caption(i: int, block: Block, reason: str) -> Iterator[Mark]:
    """The marks of a caption with the credit inside it, if there is one."""
    place = trailing_credit(block.text)
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
