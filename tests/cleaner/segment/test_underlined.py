"""Headings of several lines above one line of signs."""

from __future__ import annotations

import pytest

from presscut.cleaner.segment.markdown import segment_markdown

PROSE = "The ferry runs again on all days of the week, and the winter timetable begins on Monday.\n"
TITLE = "The Night Ferry to Hallow Isle\nRuns Again From Monday"


def found(source: str) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in segment_markdown(source) if block.text]


@pytest.mark.parametrize(
    ("underline", "level"), [("=====", 1), ("=" * 53, 1), ("-" * 30, 2), ("-" * 53, 2), ("=" * 22, 1)]
)
def test_a_heading_of_two_lines_is_one(underline: str, level: int) -> None:
    """Its first line was a paragraph of the article and the title but half of itself."""
    assert found(f"{TITLE}\n{underline}\n\n{PROSE}")[0] == ("heading", level, TITLE.replace("\n", " "))


def test_a_line_break_inside_counts_as_a_space() -> None:
    """markdownify draws the line as long as all of the heading."""
    assert found(f"{PROSE}\nThe Night Ferry  \nto Hallow Isle\n{'-' * 32}\n\n{PROSE}")[1] == (
        "heading", 2, "The Night Ferry to Hallow Isle"
    )  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        f"They sang the song that all of them knew\nand went home before the rain came.\n---\n\n{PROSE}",
        f"So long as the tide allows\nwe go on to the isle\n---\n\n{PROSE}",
        f"{PROSE}The Night Ferry\n=====\n\n{PROSE}",
    ],
)
def test_a_rule_below_a_paragraph_makes_no_heading_of_it(source: str) -> None:
    """Converters print a rule right below the text; the lines above a title may be those of a paragraph."""
    kind, _, text = found(source)[0]
    assert (kind, "\n---" in text) == ("paragraph", False)
