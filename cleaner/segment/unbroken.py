"""Pages without line breaks: programs that collapse white space print a whole page in one line.

Such a line is divided where its blocks may have been: between sentences, at a stop that the next word is glued to, at
wide gaps, and where a run of labels ends and a sentence begins. Labels are known by their capitals; in scripts that
have none they stay with the sentence that follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import accumulate

from presscut.cleaner.patterns import lazy
from presscut.cleaner.segment.lines import Line
from presscut.cleaner.shape import CLOSERS

LONG = 3_000  # characters; of the paragraphs of development articles one in 3,100 is longer
FEW = 3  # lines: a page in one, perhaps with its title and its address above
LONG_ALONE = 1_000  # characters, where there are so few
SHARE = 0.5  # of the text that stands in such lines, from which the page is unbroken
MARKS = "".join(f"\\{mark}" for mark in CLOSERS)
BOUND = lazy(
    rf"(?<![.!?…۔؟।])[.!?…۔؟।]++[{MARKS}]*+(?P<same> )(?!\s)|[。！？]++[{MARKS}]*+(?P<close>)\s*+"
    rf"|(?<=[^\W\d_A-Z])[.!?][{MARKS}]*+(?=[^\W\d_a-z][^\W\d_A-Z])|\s{{4,}}|[ \xa0]*\t\s*"
)
"""The end of a sentence with a space after it, or none in scripts without; or what divides blocks."""
WORD = lazy(r"\S+")
LABELS = 8  # words before a sentence, of which most begin with a capital or hold no letter
LABEL_SHARE = 0.6
SURELY = 0.8  # the same of a page that is hardly longer than a paragraph
RUNNING = 4  # words after the first of a sentence, of which one at most does
GOES_ON = ",;:&/–—-(["  # what no menu ends with
SHORTEST = 20  # words; shorter pieces are not looked through for labels


def divided(source: str, lines: list[Line], scripts: Set[int] = frozenset()) -> tuple[list[Line], frozenset[int]]:
    """The lines of a page, those of an unbroken one in pieces.

    Args:
        scripts: where lines begin that are no text; they stay whole.

    Returns:
        The lines, and where the pieces begin that stand in one line with the piece before, one space between them.
    """
    lengths = [len(line.text) for line in lines if line.start not in scripts]
    least = LONG if len(lengths) > FEW or not any(map(_begins_with_labels, lines)) else LONG_ALONE
    long = sum(length for length in lengths if length > least)
    if not long or long < SHARE * sum(lengths):
        return lines, frozenset()
    made: list[Line] = []
    going_on: set[int] = set()
    for line in lines:
        is_long = len(line.text) > least and line.start not in scripts
        pieces = list(_pieces(line.text)) if is_long else [(0, len(line.text), False)]
        for first, last, goes_on in pieces:
            start = line.start + first
            made.append(line if len(pieces) == 1 else _piece(source, start, line.start + last, line, first))
            if goes_on:
                going_on.add(start)
    return made, frozenset(going_on)


def _begins_with_labels(line: Line) -> bool:
    """Whether a line begins with a run of labels and a sentence, as pages do, whose menus come first."""
    if not LONG_ALONE < len(line.text) <= LONG:
        return False
    first = BOUND.search(line.text)
    return _after_labels(line.text[: first.start() if first else None], SURELY) > 0


def _piece(source: str, start: int, end: int, line: Line, first: int) -> Line:
    if not first:
        return line._replace(end=end, text=source[start:end], breaks=False)
    return Line(start, start, end, source[start:end], 1, 0, False)


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where the pieces of a line begin and end, and whether each goes on with the one before."""
    at, goes_on = 0, False
    for bound in BOUND.finditer(text):
        same = bound.lastgroup is not None
        if same and text[bound.end() : bound.end() + 1].islower():
            continue
        last = bound.start() + len(bound[0].rstrip())
        if last > at:
            yield from _parted(text, at, last, goes_on)
        at, goes_on = bound.end(), same and bound.end() - last < 2
    if at < len(text):
        yield from _parted(text, at, len(text), goes_on)


def _parted(text: str, first: int, last: int, goes_on: bool) -> Iterator[tuple[int, int, bool]]:
    """A piece, or its labels and its sentence."""
    place = _after_labels(text[first:last])
    if place:
        labels = first + len(text[first : first + place].rstrip())
        yield first, labels, goes_on
        yield first + place, last, first + place - labels < 2
    else:
        yield first, last, goes_on


def _after_labels(text: str, share: float = LABEL_SHARE) -> int:
    """Where the sentence begins that follows a run of labels; 0 when there is none.

    Args:
        share: of the words of a run begin with a capital or hold no letter.
    """
    words = list(WORD.finditer(text))
    if len(words) < SHORTEST:
        return 0
    raised = [not word[0][0].isalpha() or word[0][0].isupper() for word in words]
    sums = [0, *accumulate(raised)]
    for place in range(len(words) - RUNNING - 1, LABELS - 1, -1):
        labels, running = sums[place] - sums[place - LABELS], sums[place + 1 + RUNNING] - sums[place + 1]
        if not words[place][0][0].isupper() or words[place - 1][0][-1] in GOES_ON:
            continue
        if labels >= share * LABELS and running <= 1:
            return words[place].start()
    return 0
