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
PARAGRAPH = 20.0  # words from which a block below the opening is its first paragraph
TAIL = 180  # characters at the end of a block in which a credit is looked for
HEAD_ZONE = 4  # blocks between the opening's last line and a caption

SIGNED_WORDS = 8  # words of "© NAME"
AGENCY_WORDS = 12  # words of "NAME, AGENCY"
CUE_CHARS = 26  # before a colon, in which "Photo credit" stands

_CREDITED = "|".join(re.escape(w) for w in sorted(CREDITED, key=lambda w: (-len(w), w)))
_AGENCY = "|".join(re.escape(w) for w in sorted(AGENCIES, key=lambda w: (-len(w), w)))
CUE = re.compile(rf"(?:{_CREDITED})\s*(?:[:：/©]|\b(?<=by)\s|\b(?<=of)\s|\b(?<=von)\s|\b(?<=de)\s)\s*", re.IGNORECASE)
AGENCY = re.compile(rf"(?<!\w)(?:{_AGENCY})(?!\w)", re.IGNORECASE)
AGENCY_LAST = frozenset(agency.split()[-1] for agency in AGENCIES)
SENTENCE = re.compile(r"[^\W\d_]{4,}[.!?]\s")
LAST_SENTENCE = re.compile(r"[.!?…»”]\s+([^.!?…]{3,100}[^.!?…:])$")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
IN_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]{3,120})[)\]）]\s*\.?\s*$")
CUE_BEFORE = re.compile(rf"(?:^|[\s.!?…»”\"。])(?P<cue>(?:{_CREDITED})\s?)$", re.IGNORECASE)
AFTER_CUE = re.compile(r"[^.!?]{2,100}\.?")
AFTER_BAR = re.compile(r"\s[|]\s+([^|]{3,100})$")
SIGN = re.compile(r"(?:[.!?…»”\"]\s*|\s)(©\s?[^©.]{2,80})$")
SLASH = re.compile(r"[^\W\d_]\s?/\s?[^\W\d_]")


def is_credit(text: str) -> bool:
    """Whether a text is nothing but a picture's credit."""
    if len(text) > TAIL:
        return False
    bare = text.strip(" ()[]*_")
    words = bare.casefold().split()
    if not 1 <= len(words) <= LONGEST_CREDIT or SENTENCE.search(bare):
        return False
    if CUE.match(bare) or (bare.startswith("©") and not YEAR.search(bare) and len(words) <= SIGNED_WORDS):
        return True
    slash = "/" in bare and SLASH.search(bare)
    if not slash and AGENCY_LAST.isdisjoint(words[-1:]):
        return False
    agency = AGENCY.search(bare)
    if bare.isupper():
        return bool(slash or agency)
    return bool(agency and len(words) <= AGENCY_WORDS and bare[-1:] not in ".!?:")


def trailing_credit(text: str) -> tuple[int, int] | None:
    """Where a credit stands at the end of a caption, brackets included."""
    shift = max(0, len(text) - TAIL)
    tail = text[shift:]
    for look in (_in_brackets, _after_cue, _after_sign, _after_bar):
        start = look(tail)
        if start is not None and start + shift > 0:
            return shift + start, len(text)
    return None


def _in_brackets(tail: str) -> int | None:
    """(Photo: NAME), (NAME/AGENCY)"""
    inside = IN_BRACKETS.search(tail) if tail.rstrip(" .")[-1:] in (")", "]", "）") else None
    if inside and (CUE.match(inside[1]) or (SLASH.search(inside[1]) and _is_named(inside[1]))):
        return inside.start()
    return None


def _after_cue(tail: str) -> int | None:
    """… last sentence. Photo: NAME"""
    colon = max(tail.rfind(":"), tail.rfind("："))
    cue = CUE_BEFORE.search(tail[max(0, colon - CUE_CHARS) : colon]) if colon > 0 else None
    if cue and AFTER_CUE.fullmatch(tail, colon + 1) and not YEAR.search(tail, colon):
        return max(0, colon - CUE_CHARS) + cue.start("cue")
    return None


def _after_sign(tail: str) -> int | None:
    """… last sentence. © NAME"""
    sign = SIGN.search(tail) if "©" in tail else None
    return sign.start(1) if sign and not YEAR.search(sign[1]) else None


def _after_bar(tail: str) -> int | None:
    """… last sentence. | NAME/AGENCY"""
    bar = AFTER_BAR.search(tail) if "|" in tail else None
    return bar.start(1) if bar and is_credit(bar[1]) else None


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
        if block.kind == "caption" or _has_class(block, "caption"):
            yield from _marked(i, block)
        elif block.kind in ("paragraph", "item", "heading"):
            yield from _by_credit(frame, opening, i, first)


def _has_class(block: Block, word: str) -> bool:
    """Whether the block's own element has a class word such as "caption"."""
    return any(word in tokens for tokens in block.hints.tokens[-1:])


def _marked(i: int, block: Block) -> Iterator[Mark]:
    """The marks of a block the markup calls a caption: the caption, its credit, or both."""
    reason = "the markup calls it a caption"
    if is_credit(block.text) or _has_class(block, "credit"):
        value = bare_credit(block.text)
        yield whole(i, "caption", "credit-line", reason, weight=SURE, field="captions.credit", value=value)
    else:
        yield from _caption(i, block, reason, _last_sentence(block.text))


def _last_sentence(text: str) -> int | None:
    """Where a credit begins that is set apart only by the full stop before it: "… on Tuesday. NAME/AGENCY"."""
    m = LAST_SENTENCE.search(text[-TAIL:])
    if m and SLASH.search(m[1]) and _is_named(m[1]):
        return max(0, len(text) - TAIL) + m.start(1)
    return None


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
