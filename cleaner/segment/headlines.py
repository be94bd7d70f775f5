"""Headlines over several lines: set larger than the text, they break where nothing else of the page does.

At the head of a wrapped text, lines that follow each other and are broken at a width of their own are one headline:
each ends where the first word of the next would have made it longer than the longest of them. What stands in such
lines as well are labels, names, jobs and addresses one below the other; so the lines must read as a phrase: the one
leaves it open, or small words stand inside them. Wrong where the deck below is set as large as the headline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from presscut.cleaner.metadata.names import HOUSES, find_names, holds_job, is_common
from presscut.cleaner.metadata.words import GROUPS
from presscut.cleaner.patterns import lazy
from presscut.cleaner.segment.lines import Line
from presscut.cleaner.segment.reflow import FULL, ends_sentence, leaves_phrase_open

HEAD = 60  # lines in which headlines are looked for
AGAIN_WITHIN = 2_000  # lines in which one is looked for that holds all of a headline
SHORTEST, LONGEST = 4, 110  # characters of a line
MOST = 5  # lines of a headline
FEWEST_WORDS = 5  # of a headline
PROSE = 45  # columns; two lines so long, the second going on with the first, are prose
WIDER = 1.1  # times the width of the text; lines between it and full ones are paragraphs
NUMBERS = 3  # words of digits; a line of figures is no headline
SLACK = 0.94  # of the longest line: letters of print are not all of one width
OPENING = frozenset("“‘«„\"'£$€¿¡")  # what a headline begins with that is no letter
JOINTS = frozenset(
    "a an the of in on at to and or for by as with from der die das und oder von vom im am zu zur zum für mit le la "
    "les de du des et ou en au aux un une el los las y del al con por para il lo gli di da della e o os as do dos na "
    "no een het van".split()
)
"""Small words that no headline ends with."""
CAPITALS = 0.7  # share of capitals from which a line is set in them
SMALL = lazy(r"(?<=\s)[^\W\d_A-ZÀ-Þ][^\W\d_]*(?=\s)")
FOLIO = lazy(
    r"@|\bwww\.|https?:|\.{4}|\s{3}|[|•·©]|\b(?:vol|no|nr|issue|pp?|isbn|issn|tel|page|ref)\b[.:]?\s*\d|\d{1,2}[:.]\d\d\b"
    r"|\b\d{1,2}\.?\s\w+\s\d{4}\b|\b\w+\s\d{1,2},\s\d{4}\b|^\d[\d./-]+$",
    re.IGNORECASE,
)
"""What stands above or below a headline: addresses, numbers of issues and pages, days and times."""
PUBLISHERS = GROUPS | HOUSES | {"office", "council", "committee"}
"""Words of who publishes or employs."""


def headline_lines(lines: Sequence[Line], width: int, apart: Set[int]) -> frozenset[int]:
    """The indices of the lines that go on with the headline of the line before.

    Args:
        width: columns the text is wrapped at.
        apart: indices of lines that are known to be something else.
    """
    found: set[int] = set()
    start, begun = 0, False
    while start < min(len(lines) - 1, HEAD):
        begun = begun or _is_prose(lines[start], lines[start + 1], width)
        last = _last(lines, start, width, apart, begun=begun)
        found.update(range(start + 1, last + 1))
        start = last + 1
    return frozenset(found)


def _last(lines: Sequence[Line], start: int, width: int, apart: Set[int], *, begun: bool) -> int:
    """The index of the last line of the headline that begins here; `start` where none does.

    Args:
        begun: prose stands above. Then empty lines must set the headline off.
    """
    if lines[start].text[0].islower() or (begun and not lines[start].gap):
        return start
    for last in range(min(start + MOST, len(lines)) - 1, start, -1):
        below = lines[last + 1] if last + 1 < len(lines) else None
        ends = below is None or below.gap > 0 or not (begun or below.text[0].islower())
        if ends and apart.isdisjoint(range(start, last + 1)):
            run = lines[start : last + 1]
            if _is_set_apart(run, width) and (_is_open(run) or (not begun and _is_phrase(lines, run))):
                return last
    return start


def _is_set_apart(run: Sequence[Line], width: int) -> bool:
    """Whether lines are broken at a width of their own, and each may be a part of a headline."""
    longest = max(len(line.text) for line in run)
    if width * FULL < longest < width * WIDER or sum(len(line.text.split()) for line in run) < FEWEST_WORDS:
        return False
    if not all(_may_hold(line.text) for line in run) or not _ends_as_headline(run[-1].text):
        return False
    return all(_is_broken(a, b, longest) for a, b in pairwise(run))


def _is_broken(a: Line, b: Line, longest: int) -> bool:
    """Whether the first word of a line would not have fitted on the line before, and both are set alike."""
    fits = len(a.text) + 1 + len(b.text.split(None, 1)[0]) <= longest * SLACK
    return b.gap <= 1 and not fits and _is_set_in_capitals(a.text) == _is_set_in_capitals(b.text)


def _is_open(run: Sequence[Line]) -> bool:
    """Whether each line leaves the phrase open; over an empty line, so that nothing else could follow."""
    return all(
        leaves_phrase_open(a.text, b.text) and (not b.gap or _needs_more(a.text, b.text)) for a, b in pairwise(run)
    )


def _needs_more(a: str, b: str) -> bool:
    return b[0].islower() or a[-1] in ",–—-&" or a.rpartition(" ")[2] in JOINTS


def _is_phrase(lines: Sequence[Line], run: Sequence[Line]) -> bool:
    """Whether lines right below each other read as one phrase, or are said again in one line."""
    if any(b.gap or (":" in a.text and ":" in b.text) or a.text.endswith((".", ";")) for a, b in pairwise(run)):
        return False
    small = [SMALL.search(line.text) is not None for line in run]
    opens = [leaves_phrase_open(a.text, b.text) for a, b in pairwise(run)]
    reads = all(told or a or b for told, (a, b) in zip(opens, pairwise(small), strict=True))
    return (reads and (small[-1] or opens[-1])) or _is_said_again(lines, run)


def _is_said_again(lines: Sequence[Line], run: Sequence[Line]) -> bool:
    """Whether these lines stand in one further on, or above: in what each page carries, or how to cite the text."""
    words = " ".join(line.text for line in run)
    return any(words in line.text for line in lines[:AGAIN_WITHIN] if len(line.text) >= len(words))


def _ends_as_headline(text: str) -> bool:
    """Whether a line ends with no full stop; a headline may ask or call."""
    return not ends_sentence(text) or text.rstrip("”’»\"')")[-1:] in "?!"


def _may_hold(text: str) -> bool:
    """Whether a line may be a part of a headline."""
    if not SHORTEST <= len(text) <= LONGEST or not (text[0].isalnum() or text[0] in OPENING) or FOLIO.search(text):
        return False
    words = text.casefold().split()
    if sum(any(map(str.isdigit, word)) for word in words) >= NUMBERS:
        return False
    if text[-1] == "." or not PUBLISHERS.isdisjoint(words):
        return False
    names, rest = find_names(text, cued=False)
    return not (names and (is_common(names[0].value) or (rest and holds_job(rest))))


def _is_set_in_capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return sum(map(str.isupper, letters)) > CAPITALS * len(letters)


def _is_prose(a: Line, b: Line, width: int) -> bool:
    """Whether the text has begun: a full line with which the next one goes on."""
    return not b.gap and len(a.text) > max(width * FULL, PROSE) and b.text[0].islower() and not ends_sentence(a.text)
