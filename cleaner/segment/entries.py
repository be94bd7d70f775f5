"""Lines → entries: what each line is by its marks, before neighbours are joined."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Literal, NamedTuple

from presscut.cleaner.segment.linemarks import (
    BULLET,
    BULLETS,
    DEFINITION,
    FENCE,
    HEADING,
    LETTER_BULLET,
    LONGEST_ROW,
    NUMBER,
    QUOTE,
    UNDERLINE,
    is_rule,
    is_separator,
)
from presscut.cleaner.segment.lines import Line
from presscut.cleaner.segment.scaffold import SCAFFOLD, holds_no_text

EntryKind = Literal[
    "plain", "heading", "underline", "divider", "quote", "item", "row", "fenced", "indented", "definition", "furniture",
    "scaffold", "script",
]  # fmt: skip

CODE_INDENT = 4
CODE_MARKS = frozenset("{}();=<>[]/\\_#$|&+\"'")
CODE_SHARE = 0.06  # of the characters of a line; prose has about one in a hundred
INDENTED_SHARE = 0.5  # of the lines; above, indentation is how the page was laid out
LONGEST_TITLE = 200  # characters; what is longer above a rule is a paragraph
PLAIN_FIRST = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


class Entry(NamedTuple):
    """A line and what it is.

    Attributes:
        body: where its text begins, after the marks.
        level: rank of a heading, depth of a quotation or, for items, the column of its mark.
        number: of a numbered item; −1: none.
        place: the index of the line.
        close: for fenced code, the index of the line that closes it; else −1.
    """

    kind: EntryKind
    line: Line
    body: int
    place: int
    level: int = 0
    number: int = -1
    close: int = -1

    @property
    def last(self) -> int:
        """The index of the last line of the entry."""
        return max(self.place, self.close)

    @property
    def bare(self) -> Line:
        """The line without its marks."""
        line = self.line
        if self.body == line.start:
            return line
        return line._replace(start=self.body, text=line.text[self.body - line.start :])


def indents_code(lines: Sequence[Line]) -> bool:
    """Whether indentation is how a document of Markdown sets code off, and not how the page was laid out."""
    return sum(line.indent >= CODE_INDENT for line in lines) <= INDENTED_SHARE * len(lines)


class Classifier:
    """Tells what each line is.

    Args:
        markdown: read the marks that plain text does not mean.
        known: what lines are that were told before: printed on every page anew, one of a list of the links' addresses,
            a script.
        numbers: characters that the number before a line takes up, by the index of the line.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        *,
        markdown: bool,
        known: Mapping[int, EntryKind] = MappingProxyType({}),
        numbers: Mapping[int, int] = MappingProxyType({}),
    ) -> None:
        self.lines, self.markdown, self.known, self.numbers = lines, markdown, known, numbers
        self.code_by_indent = markdown and indents_code(lines)
        self._fences: dict[str, list[tuple[int, int]]] = {"`": [], "~": []}
        for index, line in enumerate(lines):
            if line.text[0] in "`~" and line.text == line.text[0] * len(line.text) and len(line.text) > 2:
                self._fences[line.text[0]].append((index, len(line.text)))
        self._closers: dict[str, list[int]] = {}
        self._tests: dict[str, Callable[[int, Line], Entry | None]] = {
            "#": self._heading,
            ">": self._quote,
            "`": self._fence,
            "~": self._fence,
            "[": self._definition,
            "<": self._scaffold,
            ":": self._scaffold,
            "{": self._scaffold,
        }

    def entries(self) -> list[Entry]:
        """The entries of all lines, in order; the lines of code make one entry each, or one a fence."""
        found: list[Entry] = []
        index, table = 0, False
        while index < len(self.lines):
            line = self.lines[index]
            if kind := self.known.get(index):
                found.append(Entry(kind, line, line.start, index))
                index += 1
                continue
            if length := self.numbers.get(index):
                found.append(Entry("plain", line, line.start + length, index))
                index += 1
                continue
            table = self._in_table(index, line, table)
            entry = self._row(index, line) if table else self._entry(index, line, found)
            found.append(entry)
            index = entry.last + 1
        return _renumbered(found, markdown=self.markdown) if any(entry.number >= 0 for entry in found) else found

    def _entry(self, index: int, line: Line, found: Sequence[Entry]) -> Entry:
        first = line.text[0]
        if first == "o" and line.indent >= CODE_INDENT and (mark := LETTER_BULLET.match(line.text)):
            return Entry("item", line, line.start + mark.end(), index, line.indent)
        if first in PLAIN_FIRST and line.indent < CODE_INDENT:
            return Entry("plain", line, line.start, index)
        if self._is_code(line, found):
            return Entry("indented", line, line.start, index)
        if test := self._tests.get(first):
            return test(index, line) or self._listed(index, line, found)
        return self._listed(index, line, found)

    def _listed(self, index: int, line: Line, found: Sequence[Entry]) -> Entry:
        if underline := self._underline(index, line, found):
            return underline
        if is_rule(line.text):
            return Entry("divider", line, line.start, index)
        mark = BULLET.match(line.text)
        if (
            mark
            and self.markdown
            and line.text[mark.end() :][:1] in SCAFFOLD
            and holds_no_text(line.text[mark.end() :])
        ):
            return Entry("scaffold", line, line.start, index)
        if mark and (mark.end() < len(line.text) or self._opens_item(index, line)):
            return self._item(index, line, mark.end())
        if mark := NUMBER.match(line.text):
            return self._item(index, line, mark.end(), int(mark[1]))
        return Entry("plain", line, line.start, index)

    def _item(self, index: int, line: Line, body: int, number: int = -1) -> Entry:
        """An item, or the heading that it begins with: ``1. ### The dough``. One # may stand for "number"."""
        title = HEADING.match(line.text, body) if self.markdown else None
        if title and len(title[1]) > 1 and title.end() < len(line.text):
            return Entry("heading", line, line.start + title.end(), index, len(title[1]))
        return Entry("item", line, line.start + body, index, line.indent, number)

    def _opens_item(self, index: int, line: Line) -> bool:
        """Whether a mark on a line of its own is that of the item below; an asterisk may be a form's."""
        below = self.lines[index + 1] if index + 1 < len(self.lines) else None
        return below is not None and below.gap <= 1 and (line.text in BULLETS or below.indent > line.indent)

    def _underline(self, index: int, line: Line, found: Sequence[Entry]) -> Entry | None:
        """Setext, CommonMark 0.31 section 4.3: a line of = or - right under the words of a heading."""
        if not found or line.gap or found[-1].kind != "plain" or not UNDERLINE.fullmatch(line.text):
            return None
        above = found[-1].line.text
        if len(above) > LONGEST_TITLE or (not self.markdown and abs(len(above) - len(line.text)) > 3):
            return None
        return Entry("underline", line, line.start, index, 1 if line.text[0] == "=" else 2)

    def _heading(self, index: int, line: Line) -> Entry | None:
        mark = HEADING.match(line.text)
        if mark is None or (not self.markdown and len(mark[1]) == 1):
            return None
        if mark.end() == len(line.text):
            return Entry("divider", line, line.start, index)
        return Entry("heading", line, line.start + mark.end(), index, len(mark[1]))

    def _quote(self, index: int, line: Line) -> Entry | None:
        mark = QUOTE.match(line.text)
        return Entry("quote", line, line.start + mark.end(), index, mark[0].count(">")) if mark else None

    def _fence(self, index: int, line: Line) -> Entry | None:
        """A fence that is closed; one that never is must not swallow the page."""
        opened = FENCE.fullmatch(line.text)
        if opened is None:
            return None
        close = self._closer(index, opened[1])
        if close > index:
            return Entry("fenced", line, line.start, index, close=close)
        return Entry("divider", line, line.start, index) if not opened[2] else None

    def _closer(self, index: int, mark: str) -> int:
        """The index of the line that closes a fence, −1 for none.

        CommonMark 0.31, section 4.5: "a closing code fence of the same type as the code block began with … and with
        at least as many backticks or tildes as the opening code fence".
        """
        if mark not in self._closers:
            self._closers[mark] = [place for place, length in self._fences[mark[0]] if length >= len(mark)]
        closers = self._closers[mark]
        following = bisect_right(closers, index)
        return closers[following] if following < len(closers) else -1

    def _definition(self, index: int, line: Line) -> Entry | None:
        if self.markdown and DEFINITION.fullmatch(line.text) and not line.text.startswith("[^"):
            return Entry("definition", line, line.start, index)
        return None

    def _scaffold(self, index: int, line: Line) -> Entry | None:
        if self.markdown and holds_no_text(line.text):
            return Entry("scaffold", line, line.start, index)
        return None

    def _is_code(self, line: Line, found: Sequence[Entry]) -> bool:
        if line.indent < CODE_INDENT or not self.code_by_indent or not found:
            return False
        before = found[-1]
        if before.kind == "indented" and line.gap <= 1:
            return True
        if before.kind in ("item", "row", "scaffold") or not line.gap or before.line.indent:
            return False
        marks = sum(char in CODE_MARKS for char in line.text[:LONGEST_TITLE])
        return marks >= CODE_SHARE * min(len(line.text), LONGEST_TITLE) and BULLET.match(line.text) is None

    def _in_table(self, index: int, line: Line, before: bool) -> bool:
        if "|" not in line.text or len(line.text) > LONGEST_ROW:
            return False
        if before and not line.gap:
            return True
        if line.text[0] == "|" and (self.markdown or line.text[-1] == "|") and len(line.text) > 1:
            return True
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        under = following is not None and not following.gap and is_separator(following.text)
        return self.markdown and (under or is_separator(line.text))

    def _row(self, index: int, line: Line) -> Entry:
        kind: EntryKind = "divider" if is_separator(line.text) else "row"
        return Entry(kind, line, line.start, index)


def _renumbered(found: Sequence[Entry], *, markdown: bool) -> list[Entry]:
    """Numbers are marks of a list only if the next or the last number of the list stands near;
    a number on its own is the author's (``3. October``) and stays in the text.

    In Markdown all items may have the number 1: "The start number of an ordered list is determined by the list number
    of its initial list item. The numbers of subsequent list items are disregarded" (CommonMark 0.31, section 5.3).
    """
    places = [i for i, entry in enumerate(found) if entry.number >= 0]
    listed = set()
    for a, b in pairwise(places):
        follows = found[b].number == found[a].number + 1 or (markdown and found[b].number == found[a].number == 1)
        if follows and b - a <= 2 and found[b].line.gap <= 1:
            listed |= {a, b}
    return [
        entry
        if entry.number < 0 or i in listed
        else entry._replace(kind="plain", body=entry.line.start, number=-1, level=0)
        for i, entry in enumerate(found)
    ]
