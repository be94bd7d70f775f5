"""Offsets of the clean text back in the source."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner.metadata.places import Piece, pieces_marks, source_place
from presscut.cleaner.model import Block, Edit
from presscut.cleaner.shape import measure


def block_of(parts: list[tuple[str, str | None]]) -> tuple[str, Block]:
    """A source and its block from parts: kept as they are, or replaced by the second string."""
    source, text, edits = "", "", []
    for old, new in parts:
        if new is not None:
            edits.append(Edit(len(source), len(source) + len(old), new, "test", "test/edit", "a test"))
        source += old
        text += old if new is None else new
    return source, Block(0, len(source), "paragraph", text, measure(text), edits=tuple(edits))


PARTS = st.lists(
    st.tuples(st.text(min_size=1, max_size=5), st.one_of(st.none(), st.text(max_size=3))), min_size=1, max_size=8
)


@given(PARTS, st.data())
def test_places_hold_the_text(parts: list[tuple[str, str | None]], data: st.DataObject) -> None:
    """The place of a piece of text holds every character of it that the source kept."""
    source, block = block_of(parts)
    start = data.draw(st.integers(0, len(block.text)))
    end = data.draw(st.integers(start, len(block.text)))
    left, right = source_place(block, start, end)
    assert 0 <= left <= right <= len(source) or start == end
    if not block.edits:
        assert source[left:right] == block.text[start:end]


def test_pieces_cover_the_block() -> None:
    """Every character of a byline goes to one of its fields: nothing disappears without an account."""
    source, block = block_of([("**", ""), ("By Ida Mott", None), ("**", ""), (", LEDGER", None)])
    pieces = [Piece("authors", "Ida Mott", 3, 11), Piece("site", "Ledger", 13, 19)]
    marks = list(pieces_marks(0, block, "byline", "byline", "a test", pieces))
    assert [(m.start, m.end) for m in marks] == [(0, 17), (17, len(source))]
    assert source[17:] == "LEDGER"


def test_one_piece_takes_the_whole_block() -> None:
    """A line that is only a date needs no spans."""
    _, block = block_of([("May 3, 2024", None)])
    (mark,) = pieces_marks(0, block, "date", "byline", "a test", [Piece("published", "2024-05-03", 0, 11)])
    assert mark.start is None
    assert mark.value == "2024-05-03"
