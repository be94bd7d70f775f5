"""Text that stands upright beside the page."""

from __future__ import annotations

import pytest

from presscut.cleaner.segment.lines import read_lines
from presscut.cleaner.segment.upright import upright
from tests.support.blocks import PROSE

STAMP = "\n".join("].LG [ 1v7010.1302:viXra")


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (f"{PROSE}\n{STAMP}\n{PROSE}", True),
        (f"{PROSE}\n\n" + "\n\n".join("laitnedifnoc") + f"\n\n{PROSE}", True),
        ("\n".join("abc") + f"\n{PROSE}", False),
        ("\n".join("x=y+1-2*3/4=5"), False),
        ("\n".join("港町の古い灯台守の話"), False),
        ("\n".join("12345678901234"), False),
    ],
    ids=["stamp", "spaced", "few", "sums", "eastern", "digits"],
)
def test_letters_that_stand_one_a_line(source: str, found: bool) -> None:
    """Many in a row, enough of them letters, in a script that is not written downwards."""
    lines = read_lines(source)
    assert {lines[i].text for i in upright(lines)} <= set(STAMP + "laitnedifnoc")
    assert bool(upright(lines)) is found
