"""Table rows: the cells of a data table make one block, those of a layout table stay apart."""

from __future__ import annotations

from itertools import pairwise

from presscut.cleaner.segment.html_pieces import Element, Piece

LONGEST_CELL = 300  # characters; a longer one holds running text, which stands on its own
BETWEEN = "\t"  # adds no word, and a table can be made of it again


class Row:
    """A table row that is open: where its pieces and its cells begin in the list of pieces."""

    __slots__ = ("cells", "first", "nested")

    def __init__(self, first: int) -> None:
        self.first = first
        self.cells: list[int] = []
        self.nested = False

    def begin_cell(self, first: int) -> None:
        self.cells.append(first)

    def close(self, pieces: list[Piece], element: Element) -> None:
        """Join the row's pieces into one when it is a row of data: short cells of one piece each."""
        inside = pieces[self.first :]
        if not inside or self.nested or len(self.cells) < 2 or not self._one_a_cell(len(pieces)):
            return
        if any(len(piece.text) > LONGEST_CELL or piece.kind == "code" for piece in inside):
            return
        pieces[self.first :] = [_joined(inside, element if len(inside) > 1 else inside[0].element)]

    def _one_a_cell(self, end: int) -> bool:
        bounds = [*self.cells, end]
        return bounds[0] == self.first and all(after - first <= 1 for first, after in pairwise(bounds))


def _joined(pieces: list[Piece], element: Element) -> Piece:
    texts: list[str] = []
    links: list[tuple[int, int, str]] = []
    length = 0
    for piece in pieces:
        text = piece.text.replace("\n", " ")
        links += [(length + start, length + end, href) for start, end, href in piece.links]
        texts.append(text)
        length += len(text) + len(BETWEEN)
    return Piece(BETWEEN.join(texts), "row", 0, element, links)
