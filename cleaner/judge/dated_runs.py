"""Comments and lists of news: a run of full dates, or of times ago, each with some text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from presscut.cleaner.dates import AGO, NAMES
from presscut.cleaner.judge.mass import mass_of
from presscut.cleaner.model import Block, Draft, Mark

WITH_A_CLOCK = 2.0  # few but visitors and agencies give the minute
WITHOUT = 1.0  # lists of events and of references have dates as well
SURE = 3.5  # many minutes, or each with another name: on the development pages .01 of their words were an article's
MANY = 10  # dates
MOST = 0.8  # of the lines of a run
FAR_LONGER = 2.0  # times
DATES = 4  # in a row; three may stand in any table
LONGEST = 90  # characters of a line that is a date and little else
MOST_WORDS = 12
MOST_AGO = 8  # words of a line that says how long ago
TEXT = 6  # words between two dates that make them a list of dated texts
APART = 600  # words between two dates of one list at most: a long comment
PROSE_BEFORE = 120  # words; a page whose dates begin earlier is a live report, a diary, a chronicle
YEARS = range(1990, 2100)
NUMBERS = re.compile(r"\d+")
WORD = re.compile(r"[^\W\d_]{2,}")
CLOCK = re.compile(r"(?<!\d)\d?\d[:h.]\d\d(?:[:.]\d\d)?(?!\d)")


def dated_runs(draft: Draft) -> Iterable[Mark]:
    """Is this in a run of four or more full dates with text between them, after the prose?

    Nothing but the numbers of a date is looked at, and whether each line says something of its own, so it needs no
    language but for `3 hours ago`. In HTML the names of the elements say more than those, and more than many dates.
    Wrong for an article that turns into a chronicle of full dates half way.
    """
    blocks, mass = draft.blocks, mass_of(draft)
    in_text = draft.media_type != "html"
    dated = [i for i, block in enumerate(blocks) if _is_dated(block) or (in_text and _says_ago(block))]
    for found in _runs(blocks, dated):
        run = _without_own(blocks, found) if in_text else found
        first = max(0, run[0] - 1)
        if sum(mass[:first]) < PROSE_BEFORE:
            continue
        timed = 2 * sum(_is_timed(blocks[i].text) for i in run) > len(run)
        kind, weight = ("comments", WITH_A_CLOCK) if timed else ("related", WITHOUT)
        if timed and in_text and (len(run) >= MANY or _are_signed([blocks[i].text for i in run])):
            weight = SURE
        reason = f"one of {len(run)} texts in a row that each have their {'minute' if timed else 'date'}"
        for i in range(first, _end(blocks, run)):
            if blocks[i].text:
                yield Mark(i, kind, weight, "shape/dated-run", reason)


def _is_timed(line: str) -> bool:
    return CLOCK.search(line) is not None or AGO.search(line) is not None


def _is_dated(block: Block) -> bool:
    """A line with a day and a year, or a year and a clock time, and little else."""
    shape = block.shape
    if not shape.digits or shape.words > MOST_WORDS or shape.chars > LONGEST:
        return False
    numbers = NUMBERS.findall(block.text)
    years = [n for n in numbers if len(n) == 4 and int(n) in YEARS]
    days = [n for n in numbers if len(n) <= 2 and 1 <= int(n) <= 31]
    return bool(years) and (bool(days) or CLOCK.search(block.text) is not None)


def _are_signed(lines: Sequence[str]) -> bool:
    """Whether nearly each line holds words of its own beside those of its date: another name in each."""
    words = [frozenset(WORD.findall(line.casefold())).difference(NAMES) for line in lines]
    often = Counter(word for line in words for word in line)
    named = {line for line in words if any(often[word] < MOST * len(lines) for word in line)}
    return len(named) >= MOST * len(lines)


def _says_ago(block: Block) -> bool:
    """A line that says how long ago something was, and little else."""
    shape = block.shape
    short = shape.digits > 0 and shape.words <= MOST_AGO and shape.chars <= LONGEST
    return short and AGO.search(block.text) is not None


def _runs(blocks: Sequence[Block], dated: Sequence[int]) -> Iterable[list[int]]:
    """Chains of dates, each with some text before the next and not too much of it."""
    run = [*dated[:1]]
    for before, i in pairwise(dated):
        words = sum(block.shape.words for block in blocks[before + 1 : i])
        if TEXT <= words <= APART:
            run.append(i)
            continue
        if len(run) >= DATES:
            yield run
        run = [i]
    if len(run) >= DATES:
        yield run


def _without_own(blocks: Sequence[Block], run: list[int]) -> list[int]:
    """The run without its first date where that is the article's own: what stands below it is far longer."""
    first, *others = [sum(block.shape.words for block in blocks[a + 1 : b]) for a, b in pairwise(run)]
    return run[1:] if len(run) > DATES and first > FAR_LONGER * max(others) else run


def _end(blocks: Sequence[Block], run: Sequence[int]) -> int:
    """Where the text of the last date ends at the latest: it is no longer than the others, in blocks and in words."""
    gaps = [blocks[a + 1 : b] for a, b in pairwise(run)]
    words = max(sum(block.shape.words for block in gap) for gap in gaps)
    end = run[-1] + 1
    for block in blocks[end : end + min(map(len, gaps))]:
        words -= block.shape.words
        if words < 0:
            break
        end += 1
    return end
