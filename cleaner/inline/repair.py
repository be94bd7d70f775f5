"""`repair`: one span of the source becomes its clean text, with the edits that make it and its links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from presscut.cleaner.inline.anchors import Anchor, Dangling, Outer
from presscut.cleaner.inline.doubled import Fold, printed_again
from presscut.cleaner.inline.edit_links import edit_link
from presscut.cleaner.inline.edits import Fix, Places, edit_of, render
from presscut.cleaner.inline.emphasis import Pair, fixes_of, pair
from presscut.cleaner.inline.patterns import ONLY_LINK, marks_of
from presscut.cleaner.inline.scan import Scan
from presscut.cleaner.inline.style import Style
from presscut.cleaner.inline.urls import clean_url
from presscut.cleaner.model import Edit, Link

Whole = Literal["", "strong", "em"]

LONGEST_SPAN = 200_000
"""Characters repaired as one; a longer span is no paragraph and stays as it is, to the letter."""


class Inline(NamedTuple):
    """A repaired span.

    Attributes:
        text: the clean text.
        edits: in order, not overlapping, inside the span; applied to it they give `text`.
        links: with offsets into `text`.
        images: pictures that stood in the span.
        whole: whether all of it was emphasised, and how.
        dangling: ends of links that began in an earlier span; their marks are still in the text.
        unclosed: where brackets stand that nothing in the span closes.
        described: all of the text describes a picture.
    """

    text: str
    edits: tuple[Edit, ...] = ()
    links: tuple[Link, ...] = ()
    images: int = 0
    whole: Whole = ""
    dangling: tuple[Dangling, ...] = ()
    unclosed: tuple[int, ...] = ()
    described: bool = False


def repair(
    source: str,
    start: int,
    end: int,
    style: Style,
    *,
    fixed: Sequence[Fix] = (),
    keep_alt: bool = False,
    outer: Sequence[Outer] = (),
) -> Inline:
    """Repair `source[start:end]`, which begins and ends with a character that is not white space.

    Args:
        style: how the document writes.
        fixed: edits decided before, in order: marks of the line, line ends.
        keep_alt: the words that describe a picture are part of the text.
        outer: parts of links that go over several spans.
    """
    if (behind := edit_link(source, start, end)) is not None:
        inner = repair(
            source,
            start,
            behind,
            style,
            fixed=[fix for fix in fixed if fix[1] <= behind],
            keep_alt=keep_alt,
            outer=outer,
        )
        return inner._replace(edits=(*inner.edits, edit_of(behind, end, "", "edit-link")))
    if not outer and (alone := _only_link(source, start, end, style, fixed)):
        return alone
    marks = marks_of(source, start, end, style)
    if end - start > LONGEST_SPAN or not (outer or _marked(marks, source, start, end, fixed)):
        keep_lines = end - start > LONGEST_SPAN
        return Inline(*render(source, start, end, fixed, keep_lines=keep_lines)) if fixed else Inline(source[start:end])
    scan = Scan(source, start, end, marks, style, fixed=fixed, keep_alt=keep_alt)
    first = fixed[0][1] if fixed and fixed[0][0] == start else start
    pairs = _emphasis(scan, first)
    anchors = _folded(scan, first, pairs)
    for part in outer:
        anchors.append(Anchor(part.start, part.end, part.text_start, part.text_end, part.url, "link", False))
        kind = "link" if part.url else "image"
        scan.fixes += ((part.start, part.text_start, "", kind), (part.text_end, part.end, "", kind))
    text, edits = render(source, start, end, scan.fixes)
    return Inline(
        text,
        edits,
        tuple(_links(text, Places(start, end, edits), anchors)) if anchors else (),
        scan.images,
        _whole(first, end, pairs),
        tuple(scan.dangling),
        tuple(scan.unclosed),
        any(not part.url and part.start <= first and part.end >= end for part in outer),
    )


def _only_link(source: str, start: int, end: int, style: Style, fixed: Sequence[Fix]) -> Inline | None:
    """A span that is one plain link, with a mark of its line before it perhaps; null for any other."""
    first = fixed[0][1] if len(fixed) == 1 and fixed[0][0] == start else start
    if source[end - 1] != ")" or not source.startswith("[", first) or len(fixed) > (first > start):
        return None
    found = ONLY_LINK[style.markdown].fullmatch(source, first, end)
    if found is None or "www." in found[1].lower():
        return None
    text, url = found[1], clean_url(found[2])
    fixes = (*fixed, (first, found.start(1), "", "link"), (found.end(1), end, "", "link"))
    links = (Link(text, url, 0, len(text)),) if url else ()
    return Inline(text, tuple([edit_of(*fix) for fix in fixes]), links)


def _marked(marks: re.Pattern[str], source: str, start: int, end: int, fixed: Sequence[Fix]) -> bool:
    """Whether anything outside the fixed edits may need a repair."""
    at = start
    for first, last, _, _ in fixed:
        if marks.search(source, at, first):
            return True
        at = last
    return marks.search(source, at, end) is not None


def _emphasis(scan: Scan, first: int) -> Sequence[Pair]:
    if not scan.marks:
        return ()
    pairs, left = pair(scan.source, first, scan.end, scan.marks)
    scan.fixes += fixes_of(scan.source, first, scan.end, pairs, left)
    return pairs


def _folded(scan: Scan, first: int, pairs: Sequence[Pair]) -> list[Anchor]:
    """The links, with the words and the addresses folded in that were printed after them."""
    scan.fixes += printed_again(scan.source, scan.end, scan.anchors)
    if not any(anchor.printed for anchor in scan.anchors):
        return scan.anchors
    ends = {p.end: p.start for p in pairs}
    fold = Fold(scan.source, first, scan.end, ends, angle_links=scan.style.angle_links)
    fold.run(scan.anchors)
    scan.fixes += fold.fixes
    return fold.kept


def _links(text: str, places: Places, anchors: Sequence[Anchor]) -> Iterator[Link]:
    """Links by their place in the clean text; two halves of one link are one, a link without words is none."""
    last: Link | None = None
    for anchor in sorted(anchors, key=lambda a: (a.text_start, a.text_end)):
        first, end = places.first(anchor.text_start), places.last(anchor.text_end)
        while first < end and text[first].isspace():
            first += 1
        while first < end and text[end - 1].isspace():
            end -= 1
        if first >= end or not anchor.url:
            continue
        if last and first < last.end:
            continue
        link = Link(text[first:end], anchor.url, first, end)
        if last and _halves(last, link) and not text[last.end : first].strip():
            first = min(last.start, first)
            end = max(last.end, end)
            last = Link(text[first:end], last.url, first, end)
            continue
        if last:
            yield last
        last = link
    if last:
        yield last


def _halves(one: Link, other: Link) -> bool:
    """Whether two links side by side are one that a line end or a mark divided; ``#`` leads nowhere."""
    return one.url == other.url and one.url[0] != "#"


def _whole(start: int, end: int, pairs: Sequence[Pair]) -> Whole:
    for p in reversed(pairs):
        if p.start == start and p.end == end:
            return "strong" if p.text_start - p.start >= 2 else "em"
    return ""
