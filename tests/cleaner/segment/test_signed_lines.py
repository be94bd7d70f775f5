"""Bylines among lines that no empty line divides, as a PDF gives them."""

from __future__ import annotations

import pytest

from presscut.cleaner.segment.signed import is_signed
from presscut.cleaner.segment.text import segment_text

WRAPPED = """\
Six Bells and a
Wardrobe
by Odalys Wrenfield, Tower Captain
If you have walked past the tower on a Tuesday
evening and heard nothing, that is because there
was nothing to hear. The last full peal was rung
by Bruno Tarnowitz and the ringers of Larkholm in
September, for a wedding, and the treble was then
found to have a crack in her."""


def test_a_byline_stands_alone() -> None:
    """Nothing is joined to it, and a sentence that goes on with "by" goes on; a small word ends no title."""
    texts = [block.text for block in segment_text(WRAPPED)]
    assert texts[:2] == ["Six Bells and a Wardrobe", "by Odalys Wrenfield, Tower Captain"]
    assert len(texts) == 3
    assert "rung by Bruno Tarnowitz and" in texts[2]


@pytest.mark.parametrize(
    ("line", "signed"),
    [
        ("BY ODALYS WRENFIELD | PHOTOGRAPHY BY BRUNO TARNOWITZ", True),
        ("Researched and written by Odalys Wrenfield and Bruno Tarnowitz", True),
        ("Author(s): Odalys Wrenfield", True),
        ("Von Odalys Wrenfield und Bruno Tarnowitz", True),
        ("by the time the boats came in", False),
        ("By Odalys", False),
        ("By Odalys Wrenfield, who had counted the boats of the harbour for thirty years", False),
        ("By Odalys Wrenfield and", True),
        ("Odalys Wrenfield", False),
    ],
)
def test_what_is_a_byline(line: str, signed: bool) -> None:
    """A "By", the full name of a person, and little else."""
    assert is_signed(line) is signed


def test_a_line_wider_than_the_columns_below_goes_on_with_none() -> None:
    """Above narrow columns stand lines as wide as the page: where they end, no word would have fitted anyway."""
    head = "The Gull Review of Larkholm, No. 7, with all that the harbour said of itself in May 2031, and more"
    columns = "\n".join(line[:44].rsplit(" ", 1)[0] + " of" for line in WRAPPED.split("\n")[3:] * 3)
    assert segment_text(f"{head}\nFerries\n{columns}")[0].text == head
