"""Entries → pieces: lines that belong together, with the edits at their marks and line ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from presscut.cleaner.inline.edits import Fix
from presscut.cleaner.model import CELL_END, BlockKind
from presscut.cleaner.segment.entries import Entry
from presscut.cleaner.segment.linemarks import BULLET, HEADING, pipes
from presscut.cleaner.segment.lines import Line
from presscut.cleaner.segment.pages import ONE_PAGE, Furniture, Pages
from presscut.cleaner.segment.reflow import Breaks, compounds_of, is_full, joins, joins_overleaf, line_end
from presscut.cleaner.segment.signed import is_dateline
from presscut.cleaner.segment.underlined import wrapped_titles

RUNNING = frozenset({"plain", "item", "quote"})
MARK_OF = {"quote": "quote-mark", "plain": "line-number"}
GONE = {"definition": "link-definition", "scaffold": "element", "script": "script"}
BETWEEN_LINES = frozenset({"underline", "furniture", "divider"})


class Piece(NamedTuple):
    """A block before its inside is repaired: span, kind, and the edits known so far.

    Attributes:
        verbatim: white space is part of the text: code.
        level: as of a `Block`.
        furniture: what of a printed page it is, if it is.
    """

    start: int
    end: int
    kind: BlockKind
    fixes: tuple[Fix, ...]
    gap: int
    indent: int
    level: int = 0
    verbatim: bool = False
    furniture: Furniture | None = None


class Grouper:
    """Puts the entries of one document together.

    Args:
        verse: lines whose line break stays.
        signed: bylines.
        headlines: lines that go on with the headline of the line before.
    """

    def __init__(
        self,
        source: str,
        lines: Sequence[Line],
        entries: Sequence[Entry],
        breaks: Breaks,
        verse: frozenset[int] = frozenset(),
        pages: Pages = ONE_PAGE,
        signed: frozenset[int] = frozenset(),
        headlines: frozenset[int] = frozenset(),
    ) -> None:
        self.source, self.lines, self.entries, self.breaks = source, lines, entries, breaks
        self.verse, self.pages, self.signed, self.headlines = verse, pages, signed, headlines
        self.titles = wrapped_titles(entries)
        self._paged = bool(pages.furniture or pages.tops or pages.rules)
        self._over_gaps = breaks.width > 0 or breaks.fragments
        self._compounds: frozenset[str] | None = None
        self._columns: list[int] = []

    def pieces(self) -> Iterator[Piece]:
        """The pieces in order; between them they hold every line."""
        index = 0
        while index < len(self.entries):
            last = self._last(index)
            yield self._piece(self.entries[index : last + 1])
            index = last + 1

    def _last(self, index: int) -> int:
        """The index of the last entry of the piece that begins at `index`."""
        entry = self.entries[index]
        if entry.kind == "indented":
            return self._while(index, "indented")
        if entry.kind not in RUNNING:
            return index
        last = index
        while (following := self._following(last, inside=last > index, kind=entry.kind)) is not None:
            last = following
        underlined = last + 1 < len(self.entries) and self.entries[last + 1].kind == "underline"
        return last + 1 if underlined and (last == index or last in self.titles) else last

    def _while(self, index: int, kind: str) -> int:
        while index + 1 < len(self.entries) and self.entries[index + 1].kind == kind:
            index += 1
        return index

    def _following(self, index: int, *, inside: bool, kind: str) -> int | None:
        """The index of the entry with which the piece goes on, overleaf perhaps; null: it ends here."""
        over = index + 1
        if not self._paged:
            return over if over < len(self.entries) and self._goes_on(index, inside=inside, kind=kind) else None
        while over < len(self.entries) and self._ends_page(self.entries[over]):
            over += 1
        if over == len(self.entries):
            return None
        if over > index + 1 or self.entries[over].place in self.pages.tops:
            return over if self._goes_on_overleaf(index, over) else None
        return over if self._goes_on(index, inside=inside, kind=kind) else None

    def _ends_page(self, entry: Entry) -> bool:
        return entry.kind == "furniture" or entry.place in self.pages.rules

    def _goes_on_overleaf(self, index: int, over: int) -> bool:
        a, b = self.entries[index], self.entries[over]
        if a.kind not in ("plain", "item") or b.kind != "plain" or a.body >= a.line.end or b.body >= b.line.end:
            return False
        after = self.entries[over + 1] if over + 1 < len(self.entries) else None
        alone = after is None or after.kind != "plain" or after.line.gap > 0
        return joins_overleaf(a.bare.text, b.bare.text, self.breaks, alone=alone)

    def _goes_on(self, index: int, *, inside: bool, kind: str) -> bool:
        a, b = self.entries[index], self.entries[index + 1]
        if self.headlines and (a.place in self.headlines or b.place in self.headlines):
            return b.place in self.headlines and a.kind == b.kind == "plain"
        if b.line.gap and (b.line.gap > 1 or (a.kind != "item" and not self._over_gaps)):
            return False
        if a.place in self.verse:
            return True
        after = self.entries[index + 2] if index + 2 < len(self.entries) else None
        if kind == "quote" and b.kind == "quote":
            return self._quote_goes_on(a, b, after, inside=inside)
        if b.kind != "plain" or (self.signed and self._divides(a, b, inside=inside)):
            return False
        if index + 1 in self.titles:
            return True
        if after is not None and after.kind == "underline":
            return False
        if a.kind == "item" and a.body >= a.line.end:
            return b.line.gap <= 1
        if a.body >= a.line.end or b.body >= b.line.end or (b.line.gap and kind != "plain"):
            return False
        following = after.bare if after is not None and after.kind == "plain" and after.body < after.line.end else None
        return joins(a.bare, b.bare, following, self.breaks, inside=inside)

    def _divides(self, a: Entry, b: Entry, *, inside: bool) -> bool:
        """Whether a byline ends or begins here, and not a sentence that goes on with a "by"; or a dateline begins."""
        if b.place in self.signed:
            if is_dateline(b.line.text):
                return True
            return not (self.breaks.width and is_full(a.line, b.line, self.breaks))
        return a.place in self.signed and not inside and not is_dateline(a.line.text)

    def _quote_goes_on(self, a: Entry, b: Entry, after: Entry | None, *, inside: bool) -> bool:
        if b.line.gap or b.level != a.level:
            return False
        if b.body >= b.line.end:
            return True
        first, second = a.bare, b.bare
        if not first.text or BULLET.match(second.text) or HEADING.match(second.text) or HEADING.match(first.text):
            return False
        following = after.bare if after is not None and after.kind == "quote" and after.body < after.line.end else None
        return joins(first, second, following, self.breaks, inside=inside)

    def _piece(self, entries: Sequence[Entry]) -> Piece:
        first = entries[0]
        if first.kind != "item" and (first.line.gap > 1 or first.kind in ("heading", "divider")):
            self._columns.clear()
        if first.kind == "plain" and len(entries) == 1 and first.body == first.line.start:
            return self._made(entries, "paragraph", (), 0)
        maker = MAKERS.get(first.kind, Grouper._running)
        return maker(self, entries)

    def _running(self, entries: Sequence[Entry]) -> Piece:
        """Paragraphs, items, quotations, and headings that are underlined."""
        first, last = entries[0], entries[-1]
        fixes = [*self._mark(first)]
        words = [entry for entry in entries if entry.kind not in BETWEEN_LINES]
        for position, (a, b) in enumerate(pairwise(words)):
            over = b.place > a.place + 1 or b.place in self.pages.tops
            fixes.append(self._page_end(a, b) if over else self._line_end(a, b, first=position == 0))
        if last.kind == "underline":
            fixes.append((words[-1].line.end, last.line.end, "", "heading-mark"))
            return self._made(entries, "heading", fixes, last.level)
        if first.kind == "item":
            return self._made(entries, "item", fixes, self._depth(first))
        return self._made(entries, "quote" if first.kind == "quote" else "paragraph", fixes, 0)

    def _mark(self, entry: Entry) -> Iterator[Fix]:
        if entry.body == entry.line.start:
            return
        kind = MARK_OF.get(entry.kind, "list-mark")
        body = entry.body
        if entry.kind == "quote" and body < entry.line.end:
            inner = entry.line.text[body - entry.line.start :]
            if mark := BULLET.match(inner) or HEADING.match(inner):
                body += mark.end()
        yield (entry.line.start, min(body, entry.line.end), "", kind)

    def _line_end(self, a: Entry, b: Entry, *, first: bool) -> Fix:
        if b.body >= b.line.end:
            return (a.line.end, b.line.end, "", "quote-mark")
        if a.kind == "item" and a.body >= a.line.end:
            return (a.line.end, b.body, "", "list-mark")
        end = a.line.end - 1 if a.line.text[-1] == "\\" and a.line.breaks else a.line.end
        if a.place in self.verse:
            return (end, b.body, "\n", "line-break")
        wrapped = self.breaks.width > 0
        return line_end(self.source, end, b.body, self._compounds_at(end), wrapped=wrapped, first=first)

    def _page_end(self, a: Entry, b: Entry) -> Fix:
        """The end of a page inside a paragraph: what is printed there goes."""
        end = a.line.end
        start, last, to, _ = line_end(self.source, end, b.body, self._compounds_at(end), wrapped=True, first=False)
        return (start, last, to, "page-break")

    def _compounds_at(self, end: int) -> frozenset[str]:
        """The document's compounds, if the line that ends here may have divided a word."""
        if self.source[end - 1] not in "-\u2010":
            return frozenset()
        if self._compounds is None:
            self._compounds = compounds_of(self.source)
        return self._compounds

    def _depth(self, entry: Entry) -> int:
        """How deep a list item lies, from 1, by the columns of the marks before it."""
        while self._columns and entry.level < self._columns[-1]:
            self._columns.pop()
        if not self._columns or entry.level > self._columns[-1]:
            self._columns.append(entry.level)
        return len(self._columns)

    def _heading(self, entries: Sequence[Entry]) -> Piece:
        entry = entries[0]
        fixes: list[Fix] = [(entry.line.start, entry.body, "", "heading-mark")]
        inner = self.source[entry.body : entry.line.end]
        bare = inner.rstrip("#")
        if bare and len(bare) < len(inner) and bare[-1].isspace():
            fixes.append((entry.body + len(bare.rstrip()), entry.line.end, "", "heading-mark"))
        return self._made(entries, "heading", fixes, entry.level)

    def _furniture(self, entries: Sequence[Entry]) -> Piece:
        entry = entries[0]
        mark = HEADING.match(entry.line.text)
        fixes: list[Fix] = [(entry.line.start, entry.line.start + mark.end(), "", "heading-mark")] if mark else []
        return self._made(entries, "paragraph", fixes, 0)._replace(furniture=self.pages.furniture.get(entry.place))

    def _divider(self, entries: Sequence[Entry]) -> Piece:
        line = entries[0].line
        kind = GONE.get(entries[0].kind, "white-space")
        return self._made(entries, "divider", [(line.start, line.end, "", kind)], 0)

    def _row(self, entries: Sequence[Entry]) -> Piece:
        """A table row: its cells stay, each pipe between them becomes a tab; at its ends nothing is left.

        GFM 0.29, section 4.10: "It is possible to include a pipe in a cell's content by escaping it, including inside
        other inline spans". So the backslash goes in code as well.
        """
        line = entries[0].line
        dividing, escaped = pipes(line.text)
        bounds = [-1, *dividing, len(line.text)]
        cells = [(number, a + 1, b) for number, (a, b) in enumerate(pairwise(bounds)) if line.text[a + 1 : b].strip()]
        fixes: list[Fix] = []
        at = before = 0
        for number, a, b in cells:
            cell = line.text[a:b]
            begin = a + len(cell) - len(cell.lstrip())
            if begin > at:
                tabs = CELL_END * (number - before) if at else ""
                fixes.append((line.start + at, line.start + begin, tabs, "table-mark"))
            at, before = a + len(cell.rstrip()), number
        if at < len(line.text):
            fixes.append((line.start + at, line.end, "", "table-mark"))
        fixes += [(line.start + place, line.start + place + 1, "", "escape") for place in escaped]
        return self._made(entries, "row" if cells else "divider", sorted(fixes), 0)

    def _fenced(self, entries: Sequence[Entry]) -> Piece:
        """Code between fences: its lines and their indentation are its text."""
        entry = entries[0]
        close = self.lines[entry.close]
        empty = entry.close == entry.place + 1
        begin = close.start if empty else self.lines[entry.place + 1].begin
        last = close.start if empty else self.lines[entry.close - 1].end
        fixes = [(entry.line.start, begin, "", "code"), (last, close.end, "", "code")]
        return self._verbatim(entry, entry.line.start, close.end, fixes, begin, last)

    def _indented(self, entries: Sequence[Entry]) -> Piece:
        """Code by its indentation: what the lines have in common goes."""
        first, last = entries[0].line, entries[-1].line
        common = min(entry.line.start - entry.line.begin for entry in entries)
        fixes = [(entry.line.begin, entry.line.begin + common, "", "code") for entry in entries]
        return self._verbatim(entries[0], first.begin, last.end, fixes, first.begin, last.end)

    def _verbatim(self, entry: Entry, start: int, end: int, fixes: list[Fix], first: int, last: int) -> Piece:
        at = self.source.find("\r\n", first, last)
        while at >= 0:
            fixes.append((at, at + 1, "", "white-space"))
            at = self.source.find("\r\n", at + 2, last)
        return Piece(start, end, "code", tuple(sorted(fixes)), entry.line.gap, entry.line.indent, 0, True)

    def _made(self, entries: Sequence[Entry], kind: BlockKind, fixes: Sequence[Fix], level: int) -> Piece:
        first, last = entries[0].line, entries[-1].line
        real = tuple([fix for fix in fixes if fix[0] < fix[1]]) if fixes else ()
        return Piece(first.start, last.end, kind, real, first.gap, first.indent, level)


MAKERS = {
    "heading": Grouper._heading,
    "underline": Grouper._divider,
    "divider": Grouper._divider,
    "definition": Grouper._divider,
    "row": Grouper._row,
    "scaffold": Grouper._divider,
    "script": Grouper._divider,
    "fenced": Grouper._fenced,
    "furniture": Grouper._furniture,
    "indented": Grouper._indented,
}
