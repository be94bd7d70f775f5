"""Line breaks of Markdown: the author's lines stay together, a page's bylines and menus do not."""

from __future__ import annotations

import pytest

from presscut.cleaner.inline import apply_edits
from presscut.cleaner.segment.markdown import segment_markdown

PROSE = "The ferry of Northport has run every winter since the old harbour wall was built by hand.\n\n"
STANZA = (
    "The boat went out at seven  \nand came back home at ten  \nWe heard her in the harbour  \nand never saw her then"
)


def texts(source: str) -> list[str]:
    blocks = segment_markdown(source)
    for block in blocks:
        assert apply_edits(source, block.start, block.end, block.edits) == block.text
    return [block.text for block in blocks]


def bare(text: str) -> str:
    return text.replace("  \n", "\n").replace("\\\n", "\n")


def test_a_stanza_is_one_block_with_its_lines() -> None:
    """A poem whose lines were torn apart, or run together, is no poem."""
    assert texts(PROSE + STANZA) == [PROSE.strip(), bare(STANZA)]


def test_backslashes_break_lines_as_well() -> None:
    """CommonMark 0.31, section 6.7: "a backslash before the line ending may be used instead of two or more spaces"."""
    marked = STANZA.replace("  \n", "\\\n")
    assert texts(PROSE + marked) == [PROSE.strip(), bare(STANZA)]


def test_only_the_marks_of_the_breaks_are_edited() -> None:
    """The ledger says what was taken away: white space, not words."""
    (block,) = segment_markdown(STANZA)
    assert [(edit.kind, edit.to) for edit in block.edits] == [("line-break", "\n")] * 3


def test_short_stanzas_in_a_row_are_a_poem() -> None:
    """Couplets have two lines each."""
    couplets = "One for the gull  \nand one for the hull\n\nTwo for the mast  \nand two for the last"
    assert texts(PROSE + couplets)[1:] == bare(couplets).split("\n\n")


def test_an_address_inside_the_prose_is_one_block() -> None:
    """Two lines are enough where prose stands before and after."""
    address = "Harbour Office  \n12 Wall Street, Northport"
    assert texts(PROSE * 3 + address + "\n\n" + PROSE)[3] == bare(address)


def test_verse_in_a_quotation_keeps_its_lines() -> None:
    """Poems are mostly quoted."""
    quoted = "\n".join(f"> {line}" for line in STANZA.split("\n"))
    assert texts(PROSE + quoted)[1] == bare(STANZA)


@pytest.mark.parametrize("deck", ["", "What one winter without a boat would mean for a town by the sea.\n\n"])
def test_byline_and_date_at_the_head_are_divided(deck: str) -> None:
    """Each of them goes to a field of its own."""
    source = f"# Winter Boats\n\n{deck}By Ada Moor, NORTH LEDGER  \nMarch 4, 2026\n\n{PROSE * 3}"
    assert "By Ada Moor, NORTH LEDGER" in texts(source)


def test_a_long_head_with_dates_is_divided() -> None:
    """Four lines are a stanza, but not before the article begins and with years in them."""
    head = "By Ada Moor  \nNORTH LEDGER  \nMarch 4, 2026  \nHarbours"
    assert texts(f"{head}\n\n{PROSE * 3}")[:4] == head.split("  \n")


def test_a_menu_is_divided() -> None:
    """Each entry of a menu is judged on its own."""
    menu = "  \n".join(f"[Part {i}](/p/{i})" for i in range(6))
    assert len(texts(f"{PROSE * 3}{menu}\n\n{PROSE}")) == 10


def test_long_lines_are_paragraphs() -> None:
    """Old pages divide their paragraphs by line breaks alone."""
    long = PROSE.strip() + " Nobody remembers who paid for it, or why it was never painted."
    assert texts(PROSE * 3 + f"{long}  \n{long}  \n{long}\n\n" + PROSE)[3:6] == [long] * 3
