"""docs/nightly.md says the numbers that the code goes by."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from presscut.nightly import desk, job, settling, verdict, words
from presscut.nightly.report import MOST_PROBLEMS
from presscut.settings import load

SAID = {
    "shrunk": f"less than half of the words of the article that stands for its address, if that has at least "
    f"{verdict.LONG_ENOUGH}",
    "known": f"differ from the last {settling.BASELINE} stored ones, eight at least",
    "kept-share": f"moved by more than {verdict.KEPT_MOVES * 100:.0f} points and three times its usual spread",
    "rule-hits": f"moved by more than {verdict.CUTS_MOVE:.0f} and three times its usual spread",
    "missing": f"on at least {verdict.USUAL:.0%} of the pages before, on at most {verdict.RARE:.0%} tonight",
    "spread": f"median distance from the median, times {verdict.SCALE}",
    "patience": f"after {', '.join(map(str, desk.PATIENCE))} nights in a row that failed",
    "gone": f"after {desk.PATIENCE[-1]} for what is gone",
    "letter": f"at most {words.MOST_LINES} plain lines",
    "page": f"the last {job.NIGHTS} nights",
    "report": f"the first {MOST_PROBLEMS} failures and {job.MOST_DAMAGE} damaged records",
}


@pytest.mark.parametrize("what", SAID)
def test_the_manual_has_the_numbers_of_the_code(root: Path, what: str) -> None:
    """Somebody decides by it whether a held article is a false alarm."""
    manual = " ".join((root / "docs" / "nightly.md").read_text(encoding="utf-8").replace("*", "").split())
    assert SAID[what] in manual


def test_the_words_for_numbers_are_right_too() -> None:
    """Half, three, eight, a seventh: written out in the manual."""
    assert (verdict.LEFT, verdict.SPREADS, verdict.TONIGHT, verdict.KNOWN) == (0.5, 3.0, 3, 8)
    assert load(environ={}, folder=Path()).night.verify_part == 7


def test_every_alarm_has_its_line(root: Path) -> None:
    """The code in a mail must be found in the manual."""
    manual = (root / "docs" / "nightly.md").read_text(encoding="utf-8")
    sight = verdict.Sight(words=100, kept=0.5, cuts=1, title=True, byline=True)
    other = verdict.Sight(words=0, kept=0.1, cuts=50, title=False, byline=False)
    found = verdict.drifted([sight] * verdict.KNOWN, [other] * verdict.TONIGHT)
    assert set(re.findall(r"`((?:kept|rule|no)-[a-z]+)`", manual)) == {finding.code for finding in found}
