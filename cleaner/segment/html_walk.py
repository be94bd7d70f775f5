"""One walk over the tree, in reading order: pieces of text and clues. No recursion, no second look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presscut.cleaner.model import BlockKind
from presscut.cleaner.segment.html_buffer import Buffer
from presscut.cleaner.segment.html_clues import is_aside, note_element, note_meta, note_script, note_type
from presscut.cleaner.segment.html_links import Resolver
from presscut.cleaner.segment.html_names import BREAKING, CAPTIONS, CELLS, HEADINGS, ITEMS, LISTS, UNREAD, VERBATIM
from presscut.cleaner.segment.html_pieces import Clues, Element, Piece
from presscut.cleaner.segment.html_rows import Row
from presscut.cleaner.segment.html_sign_ups import MOST, Field, asks_for_mail
from presscut.cleaner.segment.html_tokens import Attributes, Tokens, is_hidden, looks_like_block
from presscut.errors import Problem

if TYPE_CHECKING:
    from presscut.cleaner.segment.html_tree import Node

DEEPEST = 200  # ancestors a block tells of; what lies deeper counts as part of the last one
MOST_NODES = 1_000_000  # elements and texts that are read; the walk takes some 4 µs each
MOST_CHARS = 20_000_000  # characters of text that are read: forty novels

MARKER = 3  # characters of a list item's number in an element of its own

INTERRUPTING = frozenset({"hr", "iframe", "video", "audio", "object", "embed", "select", "textarea"})
"""Elements without text of their own that stand between two blocks of text."""


class Walk:
    """The state of the walk: what is open, what is collected. `pieces`, `clues`, `mail_fields` are its result."""

    def __init__(self, url: str | None) -> None:
        self.pieces: list[Piece] = []
        self.clues = Clues()
        self.mail_fields: list[Field] = []
        self.resolve = Resolver(url)
        self.full: str | None = None
        self._buffer = Buffer()
        self._tokens = Tokens()
        self._nodes = 0
        self._chars = 0
        self._lists = 0
        self._quotes = 0
        self._captions = 0
        self._verbatim = 0
        self._heading = 0
        self._item_begins = False
        self._rows: list[Row] = []

    def over(self, root: Node) -> None:
        """Visit everything below an element, that element included."""
        opened: list[tuple[Node, Element, bool]] = []
        node: Node | None = root
        while node is not None:
            child = self._visit(node, opened)
            if child is not None:
                node = child
                continue
            follower = node.next if opened else None
            while follower is None and opened:
                node, element, breaks = opened.pop()
                self._leave(element, breaks)
                follower = node.next if opened else None
            node = follower
        self._flush()

    def _visit(self, node: Node, opened: list[tuple[Node, Element, bool]]) -> Node | None:
        """Take one node in. Returns its first child when the walk goes down into it."""
        self._nodes += 1
        if self._nodes > MOST_NODES or self.full:
            self.full = self.full or "elements"
            return None
        tag = node.tag or ""
        if tag == "-text":
            if opened:
                self._text(node.text_content or "", opened[-1][1])
            return None
        if tag[:1] in "-!":
            return None
        attributes = node.attributes
        if tag in UNREAD or tag in INTERRUPTING:
            if tag == "input" and opened and len(self.mail_fields) < MOST and asks_for_mail(attributes):
                self.mail_fields.append(Field(opened[-1][1], len(self.pieces)))
            self._unread(tag, attributes, node)
            return None
        if tag == "br":
            self._break(opened[-1][1] if opened else None)
            return None
        child = node.first_child
        element = self._element(tag, attributes, node, opened[-1][1] if opened else None)
        breaks = self._enter(tag, attributes)
        if child is None:
            self._leave(element, breaks, tag)
            return None
        opened.append((node, element, breaks))
        return child

    def _element(self, tag: str, attributes: Attributes, node: Node, parent: Element | None) -> Element:
        tokens = self._tokens(attributes) if attributes else ()
        aside = (parent is not None and parent.aside) or is_aside(tag, tokens)
        if attributes or tag in ("h1", "time"):
            note_element(self.clues, tag, attributes, tokens, node, aside=aside)
            if "itemtype" in attributes and not aside:
                note_type(self.clues, attributes)
        if tag == "html" and parent is None:
            self.clues.language = attributes.get("lang") or attributes.get("xml:lang")
        if parent is not None and parent.depth >= DEEPEST:
            return parent
        hidden = bool(attributes) and is_hidden(tag, attributes)
        return Element(parent, tag, tokens, hidden=hidden, aside=aside, number=self._nodes)

    def _text(self, text: str, element: Element) -> None:
        room = MOST_CHARS - self._chars
        if len(text) > room:
            self.full, text = "characters", text[:room]
        self._chars += len(text)
        if self._verbatim:
            self._buffer.add_verbatim(text, element)
        else:
            self._buffer.add(text, element)

    def _break(self, element: Element | None) -> None:
        if self._verbatim and element is not None:
            self._buffer.add_verbatim("\n", element)
        elif self._buffer.line_break() and not self._heading:
            self._flush()

    def _unread(self, tag: str, attributes: Attributes, node: Node) -> None:
        if tag in INTERRUPTING:
            self._flush()
        elif tag in ("meta", "link"):
            note_meta(self.clues, tag, attributes)
            if "itemprop" in attributes:
                note_element(self.clues, tag, attributes, (), node)
        elif tag == "script":
            note_script(self.clues, attributes, node)
        elif tag == "title":
            note_element(self.clues, tag, attributes, (), node)
        elif tag == "base" and attributes.get("href"):
            self.resolve.rebase(attributes["href"] or "")

    def _enter(self, tag: str, attributes: Attributes) -> bool:
        """Whether the element stands on a line of its own: then what was under way has ended."""
        if tag == "a":
            href = attributes.get("href")
            if href:
                self._buffer.open_link(self.resolve(href))
            self._buffer.inline_begins()
            return False
        breaks = tag in BREAKING or (
            ("-" in tag and not self._buffer.length) or ("style" in attributes and looks_like_block(attributes))
        )
        if breaks:
            self._flush()
            self._enter_block(tag)
        else:
            self._buffer.inline_begins()
        return breaks

    def _enter_block(self, tag: str) -> None:
        if tag in HEADINGS:
            self._heading = HEADINGS[tag]
        elif tag in ITEMS:
            self._item_begins = True
        elif tag in LISTS:
            self._lists += 1
        elif tag == "blockquote":
            self._quotes += 1
        elif tag in CAPTIONS:
            self._captions += 1
        elif tag in VERBATIM:
            self._verbatim += 1
        elif tag == "tr":
            self._rows.append(Row(len(self.pieces)))
        elif tag in CELLS and self._rows:
            self._rows[-1].begin_cell(len(self.pieces))
        elif tag == "table" and self._rows:
            self._rows[-1].nested = True

    def _leave(self, element: Element, breaks: bool, tag: str | None = None) -> None:
        tag = tag or element.tag
        if tag == "a":
            self._buffer.close_link()
        if not breaks:
            self._buffer.inline_ends()
            return
        self._flush()
        if tag in HEADINGS:
            self._heading = 0
        elif tag in ITEMS:
            self._item_begins = False
        elif tag in LISTS:
            self._lists = max(0, self._lists - 1)
        elif tag == "blockquote":
            self._quotes = max(0, self._quotes - 1)
        elif tag in CAPTIONS:
            self._captions = max(0, self._captions - 1)
        elif tag in VERBATIM:
            self._verbatim = max(0, self._verbatim - 1)
        elif tag == "tr" and self._rows:
            self._rows.pop().close(self.pieces, element)

    def _flush(self) -> None:
        """End the block under way."""
        kind, level = self._kind()
        piece = self._buffer.take(kind, level, verbatim=self._verbatim > 0)
        if piece is not None:
            self.pieces.append(piece)
            self._item_begins = self._item_begins and len(piece.text) <= MARKER

    def _kind(self) -> tuple[BlockKind, int]:
        if self._verbatim:
            return "code", 0
        if self._heading:
            return "heading", self._heading
        if self._captions:
            return "caption", 0
        if self._item_begins:
            return "item", max(1, self._lists)
        return ("quote", 0) if self._quotes else ("paragraph", 0)

    def problems(self, where: str) -> tuple[Problem, ...]:
        """What was left out, if anything."""
        if self.full is None:
            return ()
        most = MOST_NODES if self.full == "elements" else MOST_CHARS
        return (Problem(self.full, where, f"only the first {most:,} {self.full} of the page were read"),)
