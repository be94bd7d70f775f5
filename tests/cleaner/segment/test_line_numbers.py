"""The numbers that records of hearings print before each line of a page."""

from __future__ import annotations

import pytest

from presscut import Article, clean
from presscut.cleaner.inline import apply_edits
from presscut.cleaner.segment.text import segment_text
from tests.support.timing import seconds

SAID = (
    "THE CHAIR: Good morning to the boats.",
    "MR. VESK: I kept the lamp for the boats, and alone,",
    "for thirty winters, and the boats asked me in all that",
    "time what it was for.",
    "THE CHAIR: And what was it for?",
    "MR. VESK: For the boats, madam, both for those that",
    "came in late and for those that did not come in, of",
    "which I kept count in the same book.",
    "THE CHAIR: Would you show us the book?",
    "MR. VESK: It went to the museum in May, along with",
    "the lamp and a chair of mine.",
    "",
)


def record(pages: int, *, foot: str = "Larkholm Reporters 555-0107") -> str:
    """Pages of numbered lines, each with a header that counts and a footer."""
    towns = ("Larkholm", "Aldport", "Benhelm", "Corwick")
    said = [[f"{n} {line.replace('boats', f'boats of {t}')}".rstrip() for n, line in enumerate(SAID, 1)] for t in towns]
    return "\n\n".join("\n".join([f"Vesk - Direct {200 + page}", *said[page % 4], foot]) for page in range(pages))


def test_lines_lose_their_numbers_and_pages_what_they_carry() -> None:
    """Paragraphs are whole, each number is an edit of its own at the beginning of one, and nothing else is lost."""
    source = record(3)
    blocks = segment_text(source)
    assert all(apply_edits(source, b.start, b.end, b.edits) == b.text for b in blocks)
    said = [b for b in blocks if b.text.startswith("MR. VESK: I kept")]
    assert said[0].text == " ".join(SAID[1:4]).replace("boats", "boats of Larkholm")
    assert [e.kind for e in said[0].edits] == ["line-number", "reflow", "reflow"]
    article = clean(source)
    assert isinstance(article, Article)
    assert "Larkholm Reporters" not in article.text
    assert "Direct 20" not in article.text
    assert not any(c.isdigit() for c in article.text)


@pytest.mark.parametrize(
    "lines",
    [
        [f"{n} Song of the {town} Boats" for n, town in enumerate(["Larkholm", "Aldport", "Benhelm"] * 10, 1)],
        [f"{n}. and then the boats of Larkholm came in late," for n in range(1, 30)],
        [f"{2000 + n} boats were counted in the harbour, and nobody" for n in range(30)],
        ["1 boat came in,", "2 boats came in,", "3 boats came in", *(["but nobody counted them."] * 30)],
    ],
    ids=["ranks", "items", "years", "few"],
)
def test_numbers_that_are_the_authors_stay(lines: list[str]) -> None:
    """Ranks stand before names, items have a stop, and three lines are no page."""
    source = "\n".join(lines)
    assert not [e for b in segment_text(source) for e in b.edits if e.kind == "line-number"]


def test_many_pages_take_time_in_proportion() -> None:
    """Ten times the pages take no more than thirty times as long."""
    assert seconds(lambda: segment_text(record(200))) < 30 * max(seconds(lambda: segment_text(record(20))), 0.01)
