"""The text of the block under way: white space collapsed, link places kept."""

from __future__ import annotations

from presscut.cleaner.characters import BLANK
from presscut.cleaner.model import BlockKind
from presscut.cleaner.segment.html_pieces import Element, Piece
from presscut.cleaner.segment.html_tokens import LINE_NUMBER
from presscut.cleaner.segment.raised import OF_NOTE, RAISED

LAST_PARTS, LAST_CHARS = 4, 60  # that last words are made of
SHORTEST_LINE = 20  # characters
LABELS = (":", "：", "(", "[", "/", "©")
JOINERS = "\u200c\u200d"  # between letters; alone they are an editor's empty line

Span = tuple[int, int, str]
"""Where something begins and ends in a text, and what: an address, a kind of edit."""


class Buffer:
    """Collects text nodes until a block ends. White space follows CSS (Text 3, 4.1.1): a run is one space."""

    __slots__ = (
        "_href", "_link_start", "_mark", "_mark_start", "_to_note", "ended", "length", "line_broken", "link_just_ended",
        "links", "marks", "owner", "parts", "seam", "space",
    )  # fmt: skip

    def __init__(self) -> None:
        self._href: str | None = None
        self._mark = ""
        self._to_note = False
        self.links: list[tuple[int, int, str]] = []
        self.marks: list[tuple[int, int, str]] = []
        self._clear()

    def _clear(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.links = []
        self.marks = []
        self.owner: Element | None = None
        self.space = self.ended = self.seam = False
        self.line_broken = False
        self.link_just_ended = False
        self._link_start: int | None = None
        self._mark_start: int | None = None

    def add(self, text: str, element: Element) -> None:
        """Text as the markup has it: runs of white space, line breaks too, read as one space."""
        words = " ".join(text.split())
        if not words:
            self.space = self.space or bool(text)
            return
        if not self.length:
            self.owner = element
        else:
            if self.line_broken:
                self._put("\n")
            elif self.space or text[0].isspace() or (self.seam and self._two_words(words)):
                self._put(" ")
            if self.owner is not element:
                self._own(element)
        self._put_words(words)
        self.space = text[-1].isspace()

    def add_verbatim(self, text: str, element: Element) -> None:
        """Text whose white space counts (`pre`)."""
        if text:
            self._own(element)
            self._put_words(text)
            self.space = False

    def line_break(self) -> bool:
        """A `br`. Whether it is the second in a row, which ends a paragraph."""
        if not self.length:
            return False
        second = self.line_broken
        self.line_broken = True
        return second

    def _two_words(self, words: str) -> bool:
        """Whether the texts on both sides of a seam are words of their own: "Video" and "Show", not "i" and "Phone"."""
        before = self.parts[-1]
        return len(before) > 1 and (before[-1].islower() or before[-1].isdigit()) and words[0].isupper()

    def last_words(self) -> str:
        """The end of what stands here so far."""
        return "".join(self.parts[-LAST_PARTS:])[-LAST_CHARS:]

    def holds_line(self) -> bool:
        """Whether what stands here so far may stand alone, and is no label of what follows ("Photo:")."""
        return self.length >= SHORTEST_LINE and self.parts[-1][-1:] not in LABELS

    def forget_space(self) -> None:
        """Nothing was written: the white space before does not count either."""
        self.space = self.link_just_ended = False

    def open_link(self, href: str, *, to_note: bool = False) -> None:
        """The words that follow are the link's. Two links without a space between are two words."""
        self.space = self.space or self.link_just_ended
        self._to_note = to_note
        if to_note and self._mark == RAISED:
            self._mark = OF_NOTE
        self._href, self._link_start = href, None

    def close_link(self) -> None:
        """The words that follow are no link's."""
        self._end_link()
        self._href, self._to_note = None, False
        self.link_just_ended = True

    def open_raised(self, kind: str) -> bool:
        """What follows stands above or below the line. Whether it is no part of another mark."""
        return self.open_mark(OF_NOTE if self._to_note and kind == RAISED else kind)

    def open_mark(self, kind: str) -> bool:
        """What follows is no part of the line. Whether it was part of it so far."""
        if self._mark:
            return False
        self._mark, self._mark_start = kind, None
        return True

    def close_mark(self) -> None:
        """What follows is part of the line again."""
        self._end_mark()
        self._mark = ""

    def take(self, kind: BlockKind, level: int, *, verbatim: bool) -> Piece | None:
        """The block's text so far as a piece, and an empty buffer. Null when there is nothing to read."""
        self._end_link()
        self._end_mark()
        text, links, marks, owner = "".join(self.parts), self.links, self.marks, self.owner
        self._clear()
        if verbatim:
            text, links, marks = _trim_lines(text, links, [mark for mark in marks if mark[2] == LINE_NUMBER])
        if owner is None or not text.strip(JOINERS) or BLANK.fullmatch(text):
            return None
        return Piece(text, kind, level, owner, links, marks=marks)

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _put_words(self, words: str) -> None:
        if self._href is not None and self._link_start is None:
            self._link_start = self.length
        if self._mark and self._mark_start is None:
            self._mark_start = self.length
        self.parts.append(words)
        self.length += len(words)
        self.line_broken = self.link_just_ended = self.ended = self.seam = False

    def _own(self, element: Element) -> None:
        """The owner is the innermost element that holds all of the text."""
        owner = self.owner
        if owner is not element:
            self.owner = element if owner is None else common(owner, element)

    def _end_link(self) -> None:
        if self._href is not None and self._link_start is not None:
            self.links.append((self._link_start, self.length, self._href))
        self._link_start = None

    def _end_mark(self) -> None:
        if self._mark_start is not None:
            self.marks.append((self._mark_start, self.length, self._mark))
        self._mark_start = None


def common(one: Element, other: Element) -> Element:
    """The innermost element around both. Depth is bounded by the walk."""
    while one is not other:
        if one.depth < other.depth:
            one, other = other, one
        if one.parent is None:
            return one
        one = one.parent
    return one


def _trim_lines(text: str, *spans: list[Span]) -> tuple[str, list[Span], list[Span]]:
    """Verbatim text without blank lines around it and white space at its end; the spans in it, and those beside."""
    text = text.rstrip()
    lead = len(text) - len(text.lstrip())
    lead = text.rfind("\n", 0, lead) + 1
    text = text[lead:]
    moved = ([(max(0, start - lead), min(len(text), end - lead), of) for start, end, of in kind] for kind in spans)
    links, marks = ([span for span in kind if span[0] < span[1]] for kind in moved)
    return text, links, marks
