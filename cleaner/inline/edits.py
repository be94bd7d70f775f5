"""Edits of a span, and the clean text they give.

A `Fix` is an edit as a pass proposes it, a plain tuple; `render` brings the proposals of all passes
together: in order, none overlapping, and no white space left over where something was taken out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from presscut.cleaner.model import Edit

Fix = tuple[int, int, str, str]
"""Start, end, what stands there instead, kind (a key of `REASONS`)."""

REASONS: dict[str, str] = {
    "code": "marks of code removed",
    "control": "a control character removed",
    "doubled-link": "an address printed after its link removed, the link kept",
    "drop-cap": "a drop cap joined to its word",
    "emphasis": "marks of emphasis removed",
    "entity": "an HTML entity replaced by its character",
    "escape": "the backslash of an escape removed",
    "heading-mark": "the mark of a heading removed",
    "html-tag": "an HTML tag removed",
    "hyphenation": "a word divided at the end of a line joined",
    "image": "an image removed from the text",
    "invisible": "a character without width removed",
    "link": "the marks of a link removed, the address kept as data",
    "link-definition": "the address of a link kept as data",
    "list-mark": "the mark of a list item removed",
    "quote-mark": "the mark of a quotation removed",
    "reflow": "a line broken in mid-paragraph joined",
    "soft-hyphen": "a soft hyphen removed",
    "table-mark": "the rules of a table row replaced",
    "tracking": "tracking parameters removed from an address",
    "white-space": "white space collapsed",
}
MARKS = frozenset({"emphasis", "link", "html-tag", "doubled-link", "drop-cap"})
LOOSE_MARK = re.compile(r"\s++(?=(?:[*_]{1,3}|</?[a-z]{1,6}>)?[,.](?:[\s*_<]|$)|['’]s\b)")
"""White space before a mark that a converter put between the end of emphasis and what followed it."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A clean text, the edits that give it, and the way from source offsets to offsets in it."""

    text: str
    edits: tuple[Edit, ...]
    starts: tuple[int, ...]
    pieces: tuple[tuple[int, int, bool], ...]

    def first(self, place: int) -> int:
        """Where the text begins that stands at or after a place of the source."""
        index = max(bisect_right(self.starts, place) - 1, 0)
        out, length, edited = self.pieces[index]
        inside = place - self.starts[index]
        if edited:
            return out if inside <= 0 else out + length
        return out + min(max(inside, 0), length)

    def last(self, place: int) -> int:
        """Where the text ends that stands before a place of the source."""
        index = max(bisect_left(self.starts, place) - 1, 0)
        out, length, edited = self.pieces[index]
        if edited:
            ends = index + 1 < len(self.starts) and self.starts[index + 1] <= place
            return out + length if ends or index + 1 == len(self.starts) else out
        return out + min(max(place - self.starts[index], 0), length)


def edit_of(start: int, end: int, to: str, kind: str) -> Edit:
    """An `Edit` with the rule id and the reason of its kind."""
    return Edit(start, end, to, kind, f"inline/{kind}", REASONS[kind])


def apply_edits(source: str, start: int, end: int, edits: Iterable[Edit]) -> str:
    """The span `source[start:end]` with its edits applied: the clean text.

    Edits are in order, do not overlap and lie inside the span, as those of a `Block` do.
    """
    parts: list[str] = []
    at = start
    for edit in edits:
        parts.append(source[at : edit.start])
        parts.append(edit.to)
        at = edit.end
    parts.append(source[at:end])
    return "".join(parts)


def disjoint(fixes: Iterable[Fix], start: int, end: int) -> list[Fix]:
    """Fixes in order without overlaps: of two that overlap, the one that begins first (the longer
    one, at the same place) swallows the other; what sticks out of it is taken out as well."""
    kept: list[Fix] = []
    for fix in sorted(fixes, key=lambda f: (f[0], -f[1])):
        if fix[0] < start or fix[1] > end or fix[0] >= fix[1]:
            continue
        if not kept or fix[0] >= kept[-1][1]:
            kept.append(fix)
        elif fix[1] > kept[-1][1]:
            swallowing = kept[-1]
            kept[-1] = (swallowing[0], fix[1], swallowing[2], swallowing[3])
    return kept


def tidy(source: str, start: int, end: int, fixes: Sequence[Fix]) -> list[Fix]:
    """Let the fixes swallow the white space that would be doubled, lead or trail after them."""
    done: list[Fix] = []
    at, white = start, True
    for index, (place, last, to, kind) in enumerate(fixes):
        first = _before_loose_mark(source, at, place, last, kind) if white is False and place > at else place
        if first > at:
            white = source[first - 1].isspace()
        replaced = to.lstrip() if white else to
        if replaced:
            white = replaced[-1].isspace()
        limit = fixes[index + 1][0] if index + 1 < len(fixes) else end
        at = _swallow(source, last, limit, kind, white)
        done.append((first, at, replaced, kind))
    _trim_end(source, start, end, done)
    return done


def _before_loose_mark(source: str, floor: int, first: int, last: int, kind: str) -> int:
    """Where a fix begins that is followed by a comma or full stop which white space cut off."""
    if kind not in MARKS or source[last : last + 1] not in {",", "."} or source[last + 1 : last + 2].isalnum():
        return first
    while first > floor and source[first - 1].isspace():
        first -= 1
    return first


def _swallow(source: str, at: int, limit: int, kind: str, white: bool) -> int:
    if at >= limit or not source[at].isspace():
        return at
    if white:
        while at < limit and source[at].isspace():
            at += 1
        return at
    if kind in MARKS and (loose := LOOSE_MARK.match(source, at, limit)):
        return loose.end()
    return at


def _trim_end(source: str, start: int, end: int, fixes: list[Fix]) -> None:
    at = end
    for index in range(len(fixes) - 1, -1, -1):
        first, last, to, kind = fixes[index]
        if last < at:
            return
        bare = to.rstrip()
        begin = first
        if not bare:
            floor = fixes[index - 1][1] if index else start
            while begin > floor and source[begin - 1].isspace():
                begin -= 1
        fixes[index] = (begin, last, bare, kind)
        if bare:
            return
        at = begin


def render(source: str, start: int, end: int, fixes: Iterable[Fix], *, keep_lines: bool = False) -> Rendered:
    """The clean text of a span. `keep_lines`: white space is part of it (code) and stays as it is."""
    ordered = disjoint(fixes, start, end)
    final = ordered if keep_lines else tidy(source, start, end, ordered)
    parts: list[str] = []
    starts: list[int] = []
    pieces: list[tuple[int, int, bool]] = []
    at, out = start, 0
    for first, last, to, _ in final:
        if first > at:
            parts.append(source[at:first])
            starts.append(at)
            pieces.append((out, first - at, False))
            out += first - at
        parts.append(to)
        starts.append(first)
        pieces.append((out, len(to), True))
        out += len(to)
        at = last
    if at < end or not starts:
        parts.append(source[at:end])
        starts.append(at)
        pieces.append((out, end - at, False))
    edits = tuple(edit_of(*fix) for fix in final)
    return Rendered("".join(parts), edits, tuple(starts), tuple(pieces))
