"""One walk over the tree, in reading order: pieces of text and clues. No recursion, no second look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from presscut.cleaner.model import BlockKind
from presscut.cleaner.segment.html_buffer import Buffer
from presscut.cleaner.segment.html_clues import TELLING, is_aside, note_element, note_meta, note_script, own_address
from presscut.cleaner.segment.html_code import is_line
from presscut.cleaner.segment.html_links import Resolver
from presscut.cleaner.segment.html_lists import Lists
from presscut.cleaner.segment.html_names import (
    CAPTIONS,
    CELLS,
    HEADINGS,
    INTERRUPTING,
    ITEMS,
    LISTS,
    ROLES,
    VERBATIM,
    Role,
)
from presscut.cleaner.segment.html_pieces import Clues, Element, Piece
from presscut.cleaner.segment.html_rows import Row
from presscut.cleaner.segment.html_sign_ups import MOST, Field, asks_for_mail
from presscut.cleaner.segment.html_tokens import (
    FOLDED,
    LINE_NUMBER,
    NAMELESS,
    SAYING,
    Named,
    Names,
    is_hidden,
    looks_like_block,
)
from presscut.cleaner.segment.html_tree import is_shadow, shadow_of
from presscut.cleaner.segment.raised import RAISING, TO_NOTE
from presscut.errors import Problem

if TYPE_CHECKING:
    from presscut.cleaner.segment.html_tree import Node

DEEPEST = 200  # ancestors a block tells of; what lies deeper counts as part of the last one
MOST_NODES = 1_000_000  # elements and texts that are read; the walk takes some 2 µs each
MOST_CHARS = 20_000_000  # characters of text that are read: forty novels

MOST_SCRIPTS = 500  # that are looked into, when they are

CREDITS = frozenset({"credit", "credits"})
"""Words of classes, inside of a caption, around who made the picture."""
SPEAKING = TELLING | FOLDED
MARKER = 3  # characters of a list item's number in an element of its own


class Walk:
    """The state of the walk: what is open, what is collected.

    `pieces`, `clues`, `mail_fields`, `scripts`, `without_frames` and `root` are its result. `visited` counts its
    nodes, whose numbers may go on from those of another walk.
    """

    def __init__(self, url: str | None, visited: int = 0) -> None:
        self.pieces: list[Piece] = []
        self.clues = Clues()
        self.mail_fields: list[Field] = []
        self.scripts: list[Node] = []
        self.without_frames: list[Node] = []
        self.root: Element | None = None
        self.visited = visited
        self.resolve = Resolver(url)
        self.full: str | None = None
        self._buffer = Buffer()
        self._names = Names()
        self._chars = 0
        self._lists = Lists()
        self._quotes = 0
        self._captions = 0
        self._verbatim = 0
        self._heading = 0
        self._item_begins = False
        self._rows: list[Row] = []
        self._cells: list[bool] = []  # that are open: whether it is a line of code

    def over(self, root: Node) -> None:  # noqa: PLR0912 a call a node would take as long as the rest
        """Visit everything below an element, that element included.

        Thousands of nodes a page come by: what all of them need stands in this loop, the rest is called.
        """
        buffer = self._buffer
        opened: list[tuple[Node, str, Role, Element]] = []
        around: Element | None = None
        node: Node | None = root
        visited = self.visited
        while node is not None and self.full is None and visited < MOST_NODES:
            visited += 1
            tag = node.tag or "-comment"
            child: Node | None = None
            if tag == "-text":
                text = node.text_content or ""
                if text.isspace() and not self._verbatim:
                    self._chars += len(text)
                    buffer.space = True
                else:
                    self._text(text, around)
            elif (role := ROLES.get(tag) or self._role(tag)) == "unread":
                self._unread(tag, node, around)
            elif role == "line-break":
                self._line_break(around)
            elif role != "skipped" and (role != "template" or is_shadow(node)):
                role, element = self._begin(tag, role, node, around, visited)
                child = node.first_child if tag != "template" else shadow_of(node)
                if child is None:
                    self._end(tag, role, element)
                else:
                    opened.append((node, tag, role, element))
                    around = element
            following = child
            while following is None and opened:
                following = node.next
                if following is None:
                    node, tag, role, element = opened.pop()
                    self._end(tag, role, element)
                    around = opened[-1][3] if opened else None
            node = following
        if node is not None and self.full is None:
            self.full = "elements"
        for _, tag, role, element in reversed(opened):
            self._end(tag, role, element)
        self._flush()
        self.visited = visited

    def _role(self, tag: str) -> Role:
        """The role of an element that is not among the common ones."""
        if tag[0] in "-!":
            return "skipped"
        return "block" if "-" in tag and not self._buffer.length else "inline"

    def _begin(self, tag: str, role: Role, node: Node, parent: Element | None, number: int) -> tuple[Role, Element]:
        """An element opens: what it says of itself is noted; with a line of its own it ends the text under way."""
        attributes = node.attributes
        named = self._names(attributes) if attributes else NAMELESS
        aside, hidden = is_aside(tag, named), False
        if parent is not None:
            aside, hidden = aside or parent.aside, parent.hidden
        if named.byline or tag in SPEAKING or not SAYING.isdisjoint(attributes):
            before = self._buffer.last_words() if tag == "time" else ""
            note_element(self.clues, tag, attributes, named, node, aside=aside, place=number, before=before)
            hidden = hidden or is_hidden(tag, attributes)
            if role == "inline" and looks_like_block(attributes):
                role = "block"
        if tag == "button" or self._captions:
            role = self._fitting(tag, role, node, named)
        buffer = self._buffer
        if (named.mark or tag in RAISING) and role in ("inline", "link") and self._opens_mark(tag, role, named):
            role = "mark"
        if role in ("inline", "mark"):
            buffer.seam = buffer.ended
        elif role == "link":
            buffer.seam = buffer.ended
            if href := attributes.get("href"):
                buffer.open_link(self.resolve(href), to_note="#" in href and TO_NOTE.search(href) is not None)
        else:
            self._flush()
            if role == "counted":
                self._count(tag, node, named.tokens, aside=aside)
        if parent is None:
            self.clues.language = attributes.get("lang") or attributes.get("xml:lang")
        elif parent.depth >= DEEPEST:
            return role, parent
        tokens = (*named.tokens, *self._names.of_element(tag)) if "-" in tag else named.tokens
        element = Element(parent, tag, tokens, number, hidden=hidden, aside=aside)
        self.root = self.root or element
        return role, element

    def _fitting(self, tag: str, role: Role, node: Node, named: Named) -> Role:
        """The role of a button, which may be a symbol among the words, or of who is credited at a caption's end."""
        if tag == "button":
            return role if node.text().strip() else "inline"
        credits = role == "inline" and not CREDITS.isdisjoint(named.tokens)
        return "block" if credits and self._buffer.holds_line() else role

    def _opens_mark(self, tag: str, role: Role, named: Named) -> bool:
        """Whether an inline element is no part of its line, or stands above or below it."""
        if named.mark and named.mark[0] == tag:
            return (self._verbatim > 0 or named.mark[1] != LINE_NUMBER) and self._buffer.open_mark(named.mark[1])
        return role == "inline" and tag in RAISING and self._buffer.open_raised(RAISING[tag])

    def _end(self, tag: str, role: Role, element: Element) -> None:
        """An element closes."""
        buffer = self._buffer
        if role == "inline":
            buffer.ended, buffer.seam = buffer.length > 0, False
        elif role == "link":
            buffer.close_link()
            buffer.ended, buffer.seam = buffer.length > 0, False
        elif role == "mark":
            buffer.close_mark()
            buffer.ended, buffer.seam = buffer.length > 0, False
        else:
            self._flush()
            if role == "counted":
                self._count_off(tag, element)

    def _text(self, text: str, element: Element | None) -> None:
        self._chars += len(text)
        over = self._chars - MOST_CHARS
        if over > 0:
            self.full, text = "characters", text[:-over]
        if element is None:
            return
        if self._verbatim:
            self._buffer.add_verbatim(text, element)
        else:
            self._buffer.add(text, element)

    def _line_break(self, element: Element | None) -> None:
        if self._verbatim and element is not None:
            self._buffer.add_verbatim("\n", element)
        elif self._buffer.line_break() and not self._heading:
            self._flush()

    def _unread(self, tag: str, node: Node, parent: Element | None) -> None:
        if tag in INTERRUPTING:
            self._flush()
            if tag == "noframes" and len(self.without_frames) < MOST_SCRIPTS:
                self.without_frames.append(node)
        elif tag in ("meta", "link"):
            attributes = node.attributes
            note_meta(self.clues, tag, attributes)
            if address := own_address(tag, attributes):
                self.resolve.stand_at(address)
            if "itemprop" in attributes:
                note_element(self.clues, tag, attributes, NAMELESS, node)
        elif tag == "script":
            self._script(node)
        elif tag == "title":
            note_element(self.clues, tag, node.attributes, NAMELESS, node)
        elif tag == "base":
            self.resolve.rebase(node.attributes.get("href") or "")
        elif tag == "input" and parent is not None and len(self.mail_fields) < MOST and asks_for_mail(node.attributes):
            self.mail_fields.append(Field(parent, len(self.pieces)))

    def _script(self, node: Node) -> None:
        """Linked data is a clue; other scripts may hold the text of a page that they render."""
        attributes = node.attributes
        if "ld+json" in (attributes.get("type") or "").lower():
            note_script(self.clues, node)
        elif "src" not in attributes and len(self.scripts) < MOST_SCRIPTS:
            self.scripts.append(node)

    def _count(self, tag: str, node: Node, tokens: Sequence[str], *, aside: bool) -> None:
        """An element begins that says what kind of block its text is."""
        if tag in HEADINGS:
            self._heading = HEADINGS[tag]
        elif tag in ITEMS:
            self._item_begins = True
            self._lists.begin_item(node)
        elif tag in LISTS:
            self._lists.begin(node, tokens, numbered=not aside)
        elif tag == "blockquote":
            self._quotes += 1
        elif tag in CAPTIONS:
            self._captions += 1
        elif tag in VERBATIM:
            self._verbatim += 1
        elif tag == "tr":
            self._rows.append(Row(len(self.pieces)))
        elif tag in CELLS:
            self._cells.append(is_line(tokens))
            self._verbatim += self._cells[-1]
            if self._rows:
                self._rows[-1].begin_cell(len(self.pieces))
        elif tag == "table" and self._rows:
            self._rows[-1].nested = True

    def _count_off(self, tag: str, element: Element) -> None:
        """Such an element ends."""
        if tag in HEADINGS:
            self._heading = 0
        elif tag in ITEMS:
            self._item_begins = False
            self._lists.end_item()
        elif tag in LISTS:
            self._lists.end()
        elif tag == "blockquote":
            self._quotes -= 1
        elif tag in CAPTIONS:
            self._captions -= 1
        elif tag in VERBATIM:
            self._verbatim -= 1
        elif tag in CELLS:
            self._verbatim -= self._cells.pop()
        elif tag == "tr":
            self._rows.pop().close(self.pieces, element)

    def _flush(self) -> None:
        """End the block under way."""
        if not self._buffer.length:
            self._buffer.forget_space()
            return
        kind, level = self._kind()
        piece = self._buffer.take(kind, level, verbatim=self._verbatim > 0)
        if piece is not None:
            if kind in ("item", "heading"):
                piece.number = self._lists.number_of(piece.text)
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
            return "item", max(1, self._lists.depth)
        return ("quote", 0) if self._quotes else ("paragraph", 0)

    def problems(self, where: str) -> tuple[Problem, ...]:
        """What was left out, if anything."""
        if self.full is None:
            return ()
        most = MOST_NODES if self.full == "elements" else MOST_CHARS
        return (Problem(self.full, where, f"only the first {most:,} {self.full} of the page were read"),)
