"""Titles of several lines above one underline.

CommonMark 0.31, section 4.3: "The heading content can span more than one line". Scraped Markdown also has rules
right below a paragraph, so that a paragraph of several lines is a heading only where it is short, ends no sentence,
and has the signs under it that a writer or a program of headings puts there.
"""

from __future__ import annotations

from collections.abc import Sequence

from presscut.cleaner.segment.entries import LONGEST_TITLE, Entry
from presscut.cleaner.segment.reflow import ends_sentence

MOST_LINES = 3
ABOUT = 3  # characters by which the underline is longer or shorter than what it is as long as


def wrapped_titles(entries: Sequence[Entry]) -> frozenset[int]:
    """The indices of lines that go on with the title that the line before begins."""
    found: set[int] = set()
    for index, entry in enumerate(entries):
        if entry.kind == "underline":
            first = _first_line(entries, index)
            if _is_a_title(entries[first:index], entry):
                found.update(range(first + 1, index))
    return frozenset(found)


def _first_line(entries: Sequence[Entry], underline: int) -> int:
    """The first line of the paragraph above an underline, or one beyond the most that a title has."""
    first = underline - 1
    while first > 0 and not entries[first].line.gap and entries[first - 1].kind == "plain":
        if underline - first > MOST_LINES:
            break
        first -= 1
    return first


def _is_a_title(lines: Sequence[Entry], underline: Entry) -> bool:
    texts = [entry.line.text for entry in lines]
    whole = len(" ".join(texts))
    if not 2 <= len(texts) <= MOST_LINES or whole > LONGEST_TITLE or any(map(ends_sentence, texts)):
        return False
    if any(entry.body != entry.line.start for entry in lines) or not _stands_alone(lines[0]):
        return False
    length = len(underline.line.text)
    fits = min(abs(length - whole), abs(length - max(map(len, texts)))) <= ABOUT
    return fits or underline.level == 1


def _stands_alone(first: Entry) -> bool:
    """Whether nothing stands right above a line: it begins the page, or a paragraph."""
    return first.place == 0 or first.line.gap > 0
