"""The records of a WARC file that is not compressed.

Only the lengths say where the next record starts, so a wrong one loses the thread. In a file it is taken
up again behind the header: the next record start that follows an end of record tells the true length.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import NamedTuple

from presscut.archive.check.events import Event, Stretch
from presscut.archive.check.findings import Found
from presscut.archive.check.heads import START, Head, take_head
from presscut.archive.check.members import GIVE_UP, ZEROS, gave_up
from presscut.archive.check.records import (
    LONGEST_END,
    Block,
    Ending,
    Seen,
    Shape,
    empty_lines,
    short_end,
    take_block,
    together,
    too_long,
    too_short,
    whole,
)
from presscut.archive.check.source import PIECE, Source
from presscut.archive.warc.lines import ENDING, LONGEST_NEXT, NEXT, RECORD_END

ANYWHERE = re.compile(rb"(?=WARC/1\.[01]\r?\n)")  # the first line of a record, whatever stands before
LONGEST_START = 16  # bytes: a start that two pieces cut in two is in the second one whole


class Body(NamedTuple):
    """What follows a header: how it ends, the bytes of the block, whether a digest proves it; what is wrong at all."""

    ending: Ending
    taken: int
    proven: bool
    found: tuple[Found, ...]


class Plain:
    """The records of an uncompressed file in order, as events."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def __iter__(self) -> Iterator[Event]:
        last = self._source.offset
        while self._source.ahead(1):
            start = self._source.offset
            if start - last >= GIVE_UP and not self._source.regular:
                yield gave_up(start, last)
                return
            head = take_head(self._source)
            if head is None:
                yield self._gap(start)
            else:
                shape = yield from self._record(start, head)
                last = self._source.offset if shape == "whole" else last

    def _record(self, start: int, head: Head) -> Generator[Event, None, Shape]:
        body = self._body(head, self._source.offset)
        stretch = self._stretch(start, body.ending)
        found = () if stretch.found else body.found
        yield Seen(start, 0, head, head.size + body.taken, body.ending.shape, body.proven, found)
        yield stretch
        return body.ending.shape

    def _body(self, head: Head, begins: int) -> Body:
        """What follows a header, up to the next record."""
        length = head.length
        if length is None:
            self._to_next(begins)
            return Body(Ending("broken"), 0, False, head.found)
        block = take_block(self._source, head, length)
        ending = self._end(block, begins)
        return Body(ending, block.taken, block.digests.fits(), together(head, ending, block.digests))

    def _stretch(self, start: int, ending: Ending) -> Stretch:
        cut = ending.found if ending.found is not None and ending.found.rule in ("truncated", "zero-tail") else None
        length = self._source.offset - start
        return Stretch(start, length, 1, ending.shape == "whole", cut is None, b"", () if cut is None else (cut,))

    def _end(self, block: Block, begins: int) -> Ending:
        tail = bytes(self._source.ahead(LONGEST_NEXT)[:LONGEST_NEXT])
        if end := ENDING.match(tail):
            self._source.skip(end.end())
            return whole(end[0])
        if block.taken == block.promised and (len(tail) < len(RECORD_END) or START in tail):
            self._source.skip(len(tail) if START not in tail else tail.index(START))
            return short_end(block, tail.partition(START)[0])
        return self._true_end(block, begins)

    def _true_end(self, block: Block, begins: int) -> Ending:
        """Where a record ends whose length is wrong: before the next one, or at the end of the file."""
        noticed = self._source.offset
        last, zeros = self._to_next(begins)
        there = self._source.offset - begins
        if self._source.offset == begins or (not self._source.ahead(1) and not last.endswith(RECORD_END)):
            if zeros >= ZEROS:
                return Ending("broken", Found("zero-tail", f"the last {zeros:,} bytes of the file are zero"))
            return Ending("broken", Found("truncated", "the file ends in the middle of a record"))
        if self._source.offset > noticed:
            return Ending("broken", too_short(block.promised, there - len(RECORD_END) - block.promised))
        return Ending("broken", too_long(block.promised, there))

    def _to_next(self, begins: int, start: re.Pattern[bytes] = NEXT) -> tuple[bytes, int]:
        """Go to the next record start at or behind a place, or to the end: the last bytes before it, and how
        many zeros they end in. A pipe goes on from where it is."""
        self._source.go_to(begins)
        last, zeros, passed = b"", 0, 0
        while piece := bytes(self._source.ahead(PIECE)[:PIECE]):
            at = start.search(piece)
            final = len(piece) < PIECE
            step = at.end() if at else len(piece) if final else len(piece) - LONGEST_START
            bare = len(piece[:step].rstrip(b"\0"))
            zeros = zeros + step if bare == 0 else step - bare
            last = (last + piece[:step][-len(RECORD_END) :])[-len(RECORD_END) :]
            passed += step
            self._source.skip(step)
            if at or (passed >= GIVE_UP and not self._source.regular):
                break
        return last, zeros

    def _gap(self, start: int) -> Stretch:
        """What is no record."""
        look = bytes(self._source.ahead(LONGEST_END)[:LONGEST_END])
        if lines := look[: len(look) - len(look.lstrip(b"\r\n"))]:
            self._source.skip(len(lines))
            return Stretch(start, len(lines), 0, True, True, b"", (empty_lines(lines),))
        opens = bytes(self._source.ahead(len(START))[: len(START)]) == START
        self._source.skip(1)
        _, zeros = self._to_next(start + 1, ANYWHERE)
        length = self._source.offset - start
        at_end = not self._source.ahead(1)
        found = Found("garbage", f"{length:,} bytes stand where a record should begin")
        if zeros == length - 1 and at_end:
            found = Found("zero-tail", f"the last {length:,} bytes of the file are zero")
        elif opens and at_end:
            found = Found("truncated", "the file ends in the middle of a header")
        return Stretch(start, length, 0, False, False, b"", (found,))
