"""`repair`: one span of the source becomes its clean text, with the edits that make it and its links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from presscut.cleaner.inline.anchors import Anchor
from presscut.cleaner.inline.doubled import Fold
from presscut.cleaner.inline.edits import Fix, Rendered, render
from presscut.cleaner.inline.emphasis import Pair, fixes_of, pair
from presscut.cleaner.inline.scan import Scan, marks_of
from presscut.cleaner.model import Edit, Link

Whole = Literal["", "strong", "em"]

LONGEST_SPAN = 200_000
"""Characters repaired as one; a longer span is no paragraph and stays as it is, to the letter."""


@dataclass(frozen=True, slots=True)
class Inline:
    """A repaired span.

    Attributes:
        text: the clean text.
        edits: in order, not overlapping, inside the span; applied to it they give `text`.
        links: with offsets into `text`.
        images: pictures that stood in the span.
        whole: whether all of it was emphasised, and how.
    """

    text: str
    edits: tuple[Edit, ...] = ()
    links: tuple[Link, ...] = ()
    images: int = 0
    whole: Whole = ""


def repair(
    source: str,
    start: int,
    end: int,
    *,
    markdown: bool,
    fixed: Sequence[Fix] = (),
    angle_links: bool = False,
    keep_alt: bool = False,
) -> Inline:
    """Repair `source[start:end]`, which begins and ends with a character that is not white space.

    Args:
        markdown: whether emphasis, escapes, code and HTML tags are marks. Links are, in any case.
        fixed: edits decided before, in order: marks of the line, line ends.
        angle_links: ``word <url>`` is how this document prints the links of its words.
        keep_alt: the words that describe a picture are part of the text.
    """
    if not fixed and marks_of(source, start, end, markdown=markdown).search(source, start, end) is None:
        return Inline(source[start:end])
    if end - start > LONGEST_SPAN:
        return _rendered(render(source, start, end, fixed, keep_lines=True), ())
    scan = Scan(source, start, end, markdown=markdown, fixed=fixed, keep_alt=keep_alt)
    first = fixed[0][1] if fixed and fixed[0][0] == start else start
    fixes = scan.fixes
    pairs: list[Pair] = []
    if scan.marks:
        pairs, left = pair(source, first, end, scan.marks)
        fixes += fixes_of(source, first, end, pairs, left)
    anchors: Sequence[Anchor] = scan.anchors
    if any(anchor.printed for anchor in anchors):
        fold = Fold(source, first, end, {p.end: p.start for p in pairs}, angle_links=angle_links)
        fold.run(anchors)
        fixes += fold.fixes
        anchors = fold.kept
    made = render(source, start, end, fixes)
    return _rendered(made, tuple(_links(made, anchors)), scan.images, _whole(first, end, pairs))


def _rendered(made: Rendered, links: tuple[Link, ...], images: int = 0, whole: Whole = "") -> Inline:
    return Inline(made.text, made.edits, links, images, whole)


def _links(made: Rendered, anchors: Sequence[Anchor]) -> Iterator[Link]:
    """Links by their place in the clean text; two halves of one link are one, a link without words is none."""
    last: Link | None = None
    for anchor in sorted(anchors, key=lambda a: (a.text_start, a.text_end)):
        first, end = made.first(anchor.text_start), made.last(anchor.text_end)
        while first < end and made.text[first].isspace():
            first += 1
        while first < end and made.text[end - 1].isspace():
            end -= 1
        if first >= end or not anchor.url:
            continue
        link = Link(made.text[first:end], anchor.url, first, end)
        if last and _halves(last, link) and not made.text[last.end : first].strip():
            first = min(last.start, first)
            end = max(last.end, end)
            last = Link(made.text[first:end], last.url, first, end)
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
