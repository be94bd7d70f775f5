"""Edits of a span, and the clean text they give.

A `Fix` is an edit as a pass proposes it, a plain tuple; `render` brings the proposals of all passes
together: in order, none overlapping, and no white space left over where something was taken out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from presscut.cleaner.model import Edit
from presscut.cleaner.patterns import lazy

Fix = tuple[int, int, str, str]
"""Start, end, what stands there instead, kind (a key of `REASONS`)."""

REASONS: dict[str, str] = {
    "attributes": "attributes of an element removed",
    "code": "marks of code removed",
    "control": "a control character removed",
    "doubled-link": "an address printed after its link removed, the link kept",
    "doubled-words": "the words of a link printed once more behind it removed",
    "drop-cap": "a drop cap joined to its word",
    "edit-link": "the link to change a section removed",
    "emphasis": "marks of emphasis removed",
    "element": "a line that only holds elements together removed",
    "entity": "an HTML entity replaced by its character",
    "escape": "the backslash of an escape removed",
    "front-matter": "what the file says of itself kept as data",
    "heading-mark": "the mark of a heading removed",
    "html-tag": "an HTML tag removed",
    "hyphenation": "a word divided at the end of a line joined",
    "image": "an image removed from the text",
    "invisible": "a character without width removed",
    "ligature": "a ligature of print replaced by its letters",
    "line-break": "the mark of a line break removed, the line kept",
    "line-number": "the number printed before a line removed",
    "link": "the marks of a link removed, the address kept as data",
    "link-definition": "the address of a link kept as data",
    "list-mark": "the mark of a list item removed",
    "note-mark": "the mark of a reference removed",
    "page-break": "the end of a page, and what is printed there, taken out of a paragraph",
    "quote-mark": "the mark of a quotation removed",
    "reflow": "a line broken in mid-paragraph joined",
    "script": "a script, a style sheet or data of the page removed",
    "subscript": "a number below the line set apart from what stands before it",
    "superscript": "a number above the line set apart from what stands before it",
    "soft-hyphen": "a soft hyphen removed",
    "table-mark": "the rules of a table row replaced",
    "tracking": "tracking parameters removed from an address",
    "white-space": "white space collapsed",
}
RULES = {kind: (kind, f"inline/{kind}", reason) for kind, reason in REASONS.items()}
"""What an edit says of itself: its kind, its rule id and its reason."""
MARKS = frozenset({"emphasis", "link", "html-tag", "doubled-link", "doubled-words", "drop-cap"})
LOOSE_MARK = lazy(r"\s++(?=(?:[*_]{1,3}|</?[a-z]{1,6}>)?[,.](?:[\s*_<]|$)|['’]s\b)")
"""White space before a mark that a converter put between the end of emphasis and what followed it."""


class Places:
    """The way from offsets in the source to offsets in the clean text that `edits` give."""

    def __init__(self, start: int, end: int, edits: Sequence[Edit]) -> None:
        self._starts: list[int] = []
        self._pieces: list[tuple[int, int, bool]] = []
        at, out = start, 0
        for edit in edits:
            if edit.start > at:
                out = self._add(at, out, edit.start - at, edited=False)
            out = self._add(edit.start, out, len(edit.to), edited=True)
            at = edit.end
        if at < end:
            self._add(at, out, end - at, edited=False)

    def _add(self, start: int, out: int, length: int, *, edited: bool) -> int:
        self._starts.append(start)
        self._pieces.append((out, length, edited))
        return out + length

    def first(self, place: int) -> int:
        """Where the text begins that stands at or after a place of the source."""
        index = max(bisect_right(self._starts, place) - 1, 0)
        out, length, edited = self._pieces[index]
        inside = place - self._starts[index]
        if edited:
            return out if inside <= 0 else out + length
        return out + min(max(inside, 0), length)

    def last(self, place: int) -> int:
        """Where the text ends that stands before a place of the source."""
        index = max(bisect_left(self._starts, place) - 1, 0)
        out, length, edited = self._pieces[index]
        if edited:
            whole = index + 1 == len(self._starts) or self._starts[index + 1] <= place
            return out + length if whole else out
        return out + min(max(place - self._starts[index], 0), length)


def edit_of(start: int, end: int, to: str, kind: str) -> Edit:
    """An `Edit` with the rule id and the reason of its kind."""
    return Edit(start, end, to, *RULES[kind])


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


def disjoint(fixes: Sequence[Fix], start: int, end: int) -> list[Fix]:
    """Fixes in order without overlaps: of two that overlap, the one that begins first (the longer
    one, at the same place) swallows the other; what sticks out of it is taken out as well."""
    kept: list[Fix] = []
    for fix in sorted(fixes, key=_longest_first) if len(fixes) > 1 else fixes:
        if fix[0] < start or fix[1] > end or fix[0] >= fix[1]:
            continue
        if not kept or fix[0] >= kept[-1][1]:
            kept.append(fix)
        elif fix[1] > kept[-1][1]:
            swallowing = kept[-1]
            kept[-1] = (swallowing[0], fix[1], swallowing[2], swallowing[3])
    return kept


def _longest_first(fix: Fix) -> tuple[int, int]:
    return fix[0], -fix[1]


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


def _is_bare_lead(source: str, start: int, end: int, fix: Fix) -> bool:
    """Whether a fix takes nothing but the mark before a span's words: that of a heading, of an item in a list."""
    first, last, to, _ = fix
    return first == start < last < end and not to and not source[last].isspace() and not source[end - 1].isspace()


def render(
    source: str, start: int, end: int, fixes: Sequence[Fix], *, keep_lines: bool = False
) -> tuple[str, tuple[Edit, ...]]:
    """The clean text of a span and the edits that give it.

    `keep_lines`: white space is part of the text (code) and stays as it is.
    """
    if len(fixes) == 1 and _is_bare_lead(source, start, end, fixes[0]):
        return source[fixes[0][1] : end], (edit_of(*fixes[0]),)
    ordered = disjoint(fixes, start, end)
    final = ordered if keep_lines else tidy(source, start, end, ordered)
    edits = tuple([edit_of(*fix) for fix in final])
    return apply_edits(source, start, end, edits), edits
