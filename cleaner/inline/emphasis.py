"""Pairs of emphasis marks, after CommonMark's rules for delimiter runs, with some rules of caution.

CommonMark 0.31, section 6.2: "A left-flanking delimiter run is a delimiter run that is not followed
by Unicode whitespace", "a right-flanking delimiter run … not preceded by Unicode whitespace". Beyond
it: a single asterisk between two word characters is arithmetic or a wildcard, not emphasis, unless
one end of the pair stands free; a run is paired only with one that can be as long. Of what is left
over, two double marks are a pair whose white space went astray (``**word **next``), and a double
underscore is an icon that a converter had no name for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from presscut.cleaner.inline.edits import Fix

WORDS_OF_ONE_LETTER = frozenset("AIOEYUZKVSWÀÁÉÓÈÊ")
"""Capitals that are words in one language or another: no drop cap when a space follows."""


class Pair(NamedTuple):
    """A pair of marks: both spans, and how many characters each has (2 or more: strong)."""

    start: int
    text_start: int
    text_end: int
    end: int


@dataclass(slots=True)
class Run:
    """A run of marks on the way through the pairing; `start` and `end` shrink as it is used up."""

    char: str
    start: int
    end: int
    opens: bool
    closes: bool
    free: bool

    def __len__(self) -> int:
        return self.end - self.start


def pair(source: str, start: int, end: int, marks: Sequence[tuple[int, int]]) -> tuple[list[Pair], list[Run]]:
    """The pairs among runs of marks, and the runs that were left over or not used up."""
    stacks: dict[tuple[str, int], list[Run]] = {}
    opened: list[Run] = []
    pairs: list[Pair] = []
    left: list[Run] = []
    for first, last in _halved(source, marks):
        run = _run(source, start, end, first, last)
        if run.closes:
            _close(run, opened, stacks, pairs, left)
        if len(run) and run.opens and _usable(run):
            opened.append(run)
            stacks.setdefault((run.char, min(len(run), 3)), []).append(run)
        elif len(run):
            left.append(run)
    return pairs, left + [run for run in opened if len(run)]


def _halved(source: str, marks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs; four asterisks are the end of one strong passage and the beginning of the next."""
    for first, last in marks:
        if last - first == 4 and source[first] == "*":
            yield from ((first, first + 2), (first + 2, last))
        else:
            yield first, last


def _run(source: str, start: int, end: int, first: int, last: int) -> Run:
    char = source[first]
    before = source[first - 1] if first > start else " "
    after = source[last] if last < end else " "
    inner = before.isalnum() and after.isalnum()
    opens, closes = not after.isspace(), not before.isspace()
    if inner and char == "_":
        opens = closes = False
    if opens and closes and not inner:
        opens, closes = not before.isalnum() or after.isalnum(), not after.isalnum() or before.isalnum()
    return Run(char, first, last, opens, closes, not inner)


def _usable(run: Run) -> bool:
    return len(run) == 2 if run.char == "~" else len(run) <= 3


def _close(
    run: Run, opened: list[Run], stacks: dict[tuple[str, int], list[Run]], pairs: list[Pair], left: list[Run]
) -> None:
    while len(run) and _usable(run):
        opener = _opener(run, stacks)
        if opener is None:
            return
        while opened[-1] is not opener:
            dropped = opened.pop()
            _forget(dropped, stacks)
            left.append(dropped)
        _forget(opener, stacks)
        opened.pop()
        used = min(len(opener), len(run))
        pairs.append(Pair(opener.end - used, opener.end, run.start, run.start + used))
        opener.end -= used
        run.start += used
        if len(opener):
            opened.append(opener)
            stacks.setdefault((opener.char, len(opener)), []).append(opener)


def _forget(run: Run, stacks: dict[tuple[str, int], list[Run]]) -> None:
    stacks[run.char, min(len(run), 3)].pop()


def _opener(run: Run, stacks: dict[tuple[str, int], list[Run]]) -> Run | None:
    """The nearest open run that this one can close: as long as it, or one of the two is triple."""
    lengths = (len(run), 3) if len(run) < 3 else (3, 2, 1)
    best: Run | None = None
    for length in lengths:
        stack = stacks.get((run.char, length))
        if stack and (best is None or stack[-1].start > best.start):
            best = stack[-1]
    if best is not None and len(run) == 1 and run.char == "*" and not (run.free or best.free):
        return None
    return best


def fixes_of(source: str, start: int, end: int, pairs: Sequence[Pair], left: Sequence[Run]) -> list[Fix]:
    """The removal of paired marks, and of double marks that can be nothing but leftovers of markup."""
    fixes: list[Fix] = []
    for p in pairs:
        reach, kind = _drop_cap(source, start, end, p)
        fixes += ((p.start, p.text_start, "", kind), (p.text_end, reach, "", kind))
    double = [run for run in left if run.free and (len(run) == 2 or (len(run) == 4 and run.char == "_"))]
    sloppy = {char: sum(run.char == char for run in double) % 2 == 0 for char in "*_"}
    for run in double:
        at_edge = (run.start == start and run.opens) or (run.end == end and run.closes)
        if run.char == "~":
            continue
        if run.char == "_" or at_edge or not (run.opens or run.closes) or sloppy[run.char]:
            fixes.append((run.start, run.end, "", "emphasis"))
    return fixes


def _drop_cap(source: str, start: int, end: int, p: Pair) -> tuple[int, str]:
    """Where the closing mark's removal ends, and its kind: ``**T**he`` and ``**T** he`` begin a paragraph."""
    letter = source[p.text_start : p.text_end]
    if len(letter) != 1 or not letter.isupper() or source[start : p.start].strip("\"'“„«‘¿¡([ "):
        return p.end, "emphasis"
    after = source[p.end : p.end + 3]
    if after[:1].isalpha() and p.end < end:
        return p.end, "drop-cap"
    if after[:1] == " " and after[1:2].islower() and letter not in WORDS_OF_ONE_LETTER and p.end + 1 < end:
        return p.end + 1, "drop-cap"
    return p.end, "emphasis"
