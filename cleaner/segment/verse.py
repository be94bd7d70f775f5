"""Which lines that Markdown ends with a line break are lines of one block: a stanza, an address.

CommonMark 0.31, section 6.7: "A line ending (not in a code span or HTML tag) that is preceded by two
or more spaces … is parsed as a hard line break". Converters write the same for the byline and the
date at the head of a page, and between the entries of a menu: those are blocks of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from presscut.cleaner.segment.entries import Entry
from presscut.cleaner.segment.reflow import columns, ends_sentence

STANZA = 4  # lines; bylines at the head of a page have two or three
LONGEST_VERSE = 100  # columns; longer lines are paragraphs that a converter divided so
PROSE = 60  # columns; a line as long that ends a sentence is prose
SUMMARY = 2  # lines of prose, from which a group stands inside it: one may be the page's summary
HEAD = 3  # lines of prose, from which a date in the group is no byline's: two may be a summary and a note
LINKED_SHARE = 0.5  # of the lines; from there the group is a menu
DATED = 200  # characters of a line that are looked through for digits

Group = tuple[int, int]
"""The indices of the first and the last entry of lines between which every line end is a line break."""


def verse_of(entries: Sequence[Entry]) -> frozenset[int]:
    """The indices of the lines whose line break is the author's: the next line belongs to the same block."""
    groups = _groups(entries)
    if not groups:
        return frozenset()
    prose = [i for i, entry in enumerate(entries) if _is_prose(entry)]
    begun, head = (prose[count - 1] if len(prose) >= count else len(entries) for count in (SUMMARY, HEAD))
    tail = prose[-1] if prose else -1
    runs = _runs(groups)
    return frozenset(
        entries[index].place
        for group in groups
        if _is_verse(entries, group, runs[group], inside=begun < group[0] < tail, early=group[0] < head)
        for index in range(*group)
    )


def _groups(entries: Sequence[Entry]) -> list[Group]:
    groups: list[Group] = []
    for index, (a, b) in enumerate(pairwise(entries)):
        if not _breaks(a, b):
            continue
        if groups and groups[-1][1] == index:
            groups[-1] = (groups[-1][0], index + 1)
        else:
            groups.append((index, index + 1))
    return groups


def _breaks(a: Entry, b: Entry) -> bool:
    """Whether a line break stands between two lines that hold words."""
    if not a.line.breaks or b.line.gap or a.kind != b.kind or a.level != b.level:
        return False
    return a.kind in ("plain", "quote") and a.body < a.line.end and b.body < b.line.end


def _runs(groups: Sequence[Group]) -> dict[Group, int]:
    """For each group the lines of all groups that follow each other with nothing but empty lines between."""
    chains: list[list[Group]] = []
    for group in groups:
        if chains and chains[-1][-1][1] + 1 == group[0]:
            chains[-1].append(group)
        else:
            chains.append([group])
    return {group: sum(last - first + 1 for first, last in chain) for chain in chains for group in chain}


def _is_verse(entries: Sequence[Entry], group: Group, lines: int, *, inside: bool, early: bool) -> bool:
    """Whether a group is one block.

    Args:
        lines: of the group and those right before and after it.
        inside: prose stands before and after it.
        early: it stands at the head of the page, where dates and bylines are.
    """
    texts = [entry.line.text for entry in entries[group[0] : group[1] + 1]]
    if any(columns(text) > LONGEST_VERSE for text in texts):
        return False
    if sum("](" in text for text in texts) > LINKED_SHARE * len(texts):
        return False
    if early and any(char.isdigit() for text in texts for char in text[:DATED]):
        return False
    return inside or lines >= STANZA


def _is_prose(entry: Entry) -> bool:
    text = entry.line.text
    return entry.kind == "plain" and len(text) >= PROSE and ends_sentence(text)
