"""Table rows: the cells of a data table make one block, those of a layout table stay apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from presscut.cleaner.model import CELL_END
from presscut.cleaner.segment.html_pieces import Element, Piece

LONGEST_CELL = 300  # characters; a longer one holds running text, which stands on its own


class Row:
    """A table row that is open: where its pieces and its cells begin in the list of pieces."""

    __slots__ = ("cells", "first", "nested")

    def __init__(self, first: int) -> None:
        self.first = first
        self.cells: list[int] = []
        self.nested = False

    def begin_cell(self, first: int) -> None:
        """A cell opens; its pieces begin at that place in the list."""
        self.cells.append(first)

    def close(self, pieces: list[Piece], element: Element) -> None:
        """Join the row's pieces into one when it is a row of data: short cells of one piece each."""
        inside = pieces[self.first :]
        if not inside or self.nested or len(self.cells) < 2 or not self._one_a_cell(len(pieces)):
            return
        if any(len(piece.text) > LONGEST_CELL or piece.kind == "code" for piece in inside):
            return
        ends = [*self.cells[1:], len(pieces)]
        cells = [pieces[first] if first < end else None for first, end in zip(self.cells, ends, strict=True)]
        pieces[self.first :] = [_joined(cells, element if len(inside) > 1 else inside[0].element)]

    def _one_a_cell(self, end: int) -> bool:
        bounds = [*self.cells, end]
        return bounds[0] == self.first and all(after - first <= 1 for first, after in pairwise(bounds))


def _joined(cells: Sequence[Piece | None], element: Element) -> Piece:
    """One piece of the cells of a row. Empty ones count between others, at the ends they leave nothing."""
    texts: list[str] = []
    links: list[tuple[int, int, str]] = []
    marks: list[tuple[int, int, str]] = []
    length = 0
    for cell in cells:
        if cell is None and not texts:
            continue
        text = cell.text.replace("\n", " ") if cell else ""
        links += [(length + start, length + end, href) for start, end, href in cell.links] if cell else []
        marks += [(length + start, length + end, kind) for start, end, kind in cell.marks] if cell else []
        texts.append(text)
        length += len(text) + len(CELL_END)
    return Piece(CELL_END.join(texts).rstrip(CELL_END), "row", 0, element, links, marks=marks)
