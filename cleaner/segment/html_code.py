"""Listings with numbered lines: the numbers are the page's, whoever copies the code wants none.

Highlighters print them in a column of their own (Pygments, Rouge, Hexo, Hugo), in an element before each line, or
make each line a row of a table (GitHub, highlight.js). A column is known by its numbers: they count up, and there
are as many as the code beside them has lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from presscut.cleaner.segment.html_buffer import common
from presscut.cleaner.segment.html_pieces import Element, Piece
from presscut.cleaner.segment.html_tokens import LINE_NUMBER

LINES = frozenset({"blob-code", "js-file-line", "hljs-ln-code"})
"""Names of cells that hold one line of code each: GitHub's, and those of highlight.js with its plugin."""
COLUMNS = frozenset(
    "gutter gl linenos linenodiv lineno lineno-container linenumbers linenumber line-numbers lntd lnt".split()
)
"""Names of elements around the numbers of lines."""
MORE = 2  # numbers than lines: empty ones at the ends of the code, which are not read
MOST_COUNTED = 6  # digits of the number of a line


def without_line_numbers(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces with each listing in one, its numbers marked as no part of it."""
    if not any(piece.kind == "code" for piece in pieces):
        return pieces
    return list(_beside_numbers(_whole(pieces)))


def is_line(tokens: Iterable[str]) -> bool:
    """Whether a table's cell of these names is a line of code."""
    return not LINES.isdisjoint(tokens)


def _whole(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Lines that have a cell or an item each as one piece."""
    for listing, lines in groupby(pieces, _listing):
        if listing is None:
            yield from lines
        else:
            yield _joined(list(lines))


def _listing(piece: Piece) -> Element | None:
    """The table or the list whose cell or item a piece of code is; null for any other."""
    line = _around(piece.element, "td", "li") if piece.kind == "code" else None
    if line is None or (line.tag == "td" and not is_line(line.tokens)):
        return None
    listing = _around(line, "table", "ol")
    return listing if line.tag == "td" or (listing and _around(listing, "pre")) else None


def _around(element: Element, *tags: str) -> Element | None:
    """The innermost element of these names around another, or that itself."""
    at: Element | None = element
    while at is not None and at.tag not in tags:
        at = at.parent
    return at


def _joined(lines: Sequence[Piece]) -> Piece:
    first = lines[0]
    links: list[tuple[int, int, str]] = []
    element, length = first.element, 0
    for line in lines:
        links += [(start + length, end + length, url) for start, end, url in line.links]
        length += len(line.text) + 1
        element = common(element, line.element)
    return replace(first, text="\n".join(line.text for line in lines), links=links, element=element, marks=())


def _beside_numbers(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Code in one piece with the column of numbers before it, which is marked."""
    column: list[Piece] = []
    for piece in pieces:
        if _are_numbers(piece):
            column.append(piece)
            continue
        for first in range(len(column)):
            if _counts_lines_of(piece, column[first:]):
                yield from column[:first]
                yield _numbered(piece, "\n".join(number.text for number in column[first:]))
                break
        else:
            yield from (*column, piece)
        column.clear()
    yield from column


def _are_numbers(piece: Piece) -> bool:
    """Whether a piece is nothing but numbers, in code or in an element that is called after them."""
    if not piece.text[:MOST_COUNTED].strip()[:1].isdecimal():
        return False
    if not all(word.isdecimal() and len(word) <= MOST_COUNTED for word in piece.text.split()):
        return False
    return piece.kind == "code" or _is_column(piece)


def _is_column(piece: Piece) -> bool:
    at: Element | None = piece.element
    while at is not None and at.tag not in ("table", "body"):
        if not COLUMNS.isdisjoint(at.tokens):
            return True
        at = at.parent
    return False


def _counts_lines_of(code: Piece, column: Sequence[Piece]) -> bool:
    """Whether numbers count the lines of the code behind them; a single one by its element's name as well."""
    if code.kind != "code":
        return False
    numbers = [int(word) for piece in column for word in piece.text.split()]
    if any(after != before + 1 for before, after in pairwise(numbers)):
        return False
    lines = code.text.count("\n") + 1
    return lines <= len(numbers) <= lines + MORE and (len(numbers) > 1 or _is_column(column[0]))


def _numbered(code: Piece, numbers: str) -> Piece:
    """A piece of code behind its numbers, as the page shows them, and the mark that they are no part of it."""
    shift = len(numbers) + 1
    return replace(
        code,
        text=f"{numbers}\n{code.text}",
        links=[(start + shift, end + shift, url) for start, end, url in code.links],
        marks=[(0, shift, LINE_NUMBER), *((start + shift, end + shift, kind) for start, end, kind in code.marks)],
    )
