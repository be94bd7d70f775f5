"""One record after its header: its block, its digests, its end."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from presscut.archive.check.digests import Digests, Taker
from presscut.archive.check.findings import Found
from presscut.archive.check.heads import LF_ALONE, Head
from presscut.archive.check.source import PIECE, Bytes
from presscut.archive.warc.lines import LONGEST_NEXT, NEXT, RECORD_END

# How a record ends in a member: as it should, then perhaps in more empty lines, then comes another one or nothing.
END = re.compile(rb"(\r\n\r\n|\n\n)([\r\n]*)(WARC/|\Z)")
LONGEST_END = 64  # bytes of it that are looked at; more empty lines than that are no slip

# "whole": header, block and end are there; "unended": but for the end; "broken": the length is not the
# block's, or there is none.
Shape = Literal["whole", "unended", "broken"]


class Seen(NamedTuple):
    """A record that was read.

    Attributes:
        offset: of its member, or of itself in a file that is not compressed.
        inner: where it starts in the unpacked member.
        size: bytes of its header and block.
        proven: whether it has a block digest that fits.
        follows: whether another record follows in the same member.
        damaged: whether its member is, so that not even its header can be trusted.
    """

    offset: int
    inner: int
    head: Head
    size: int
    shape: Shape
    proven: bool
    found: tuple[Found, ...]
    follows: bool = False
    damaged: bool = False


class Block(NamedTuple):
    """A block that was taken: how many bytes there were of those that the header promised."""

    promised: int
    taken: int
    last: bytes
    digests: Digests


class Ending(NamedTuple):
    """How a record ends."""

    shape: Shape
    found: Found | None = None
    follows: bool = False


def take_block(text: Bytes, head: Head, length: int) -> Block:
    """Take a block of `length` bytes, or what there is of it, and make its digests."""
    digests = Digests(head)
    takers = digests.takers
    left, last = length, b""
    while left and (view := text.ahead(1)):
        piece = view[:left]
        _feed(takers, piece)
        last = (last + bytes(piece[-len(RECORD_END) :]))[-len(RECORD_END) :]
        text.skip(len(piece))
        left -= len(piece)
    return Block(length, length - left, last, digests)


def _feed(takers: tuple[Taker, ...], piece: memoryview) -> None:
    for taker in takers:
        taker.update(piece)


def record_in_member(text: Bytes, head: Head, offset: int, inner: int) -> Seen:
    """Take the rest of a record whose header was taken. A member ends with its record, so whatever is
    left of it says whether the length is right."""
    length = head.length
    if length is None:
        drain(text)
        return Seen(offset, inner, head, head.size, "broken", False, head.found)
    block = take_block(text, head, length)
    ending = _end_in_member(text, block)
    found = together(head, ending, block.digests)
    size, proven = head.size + block.taken, block.digests.fits()
    return Seen(offset, inner, head, size, ending.shape, proven, found, ending.follows)


def together(head: Head, ending: Ending, digests: Digests) -> tuple[Found, ...]:
    """All that is wrong with a record, each once. The digests of a block whose end is not known say nothing."""
    ends = () if ending.found is None or ending.found in head.found else (ending.found,)
    return (*head.found, *ends, *(digests.findings() if ending.shape != "broken" else ()))


def whole(ending: bytes) -> Ending:
    """How a record ends as it should, or but for its line ends."""
    return Ending("whole", None if ending == RECORD_END else LF_ALONE)


def empty_lines(lines: bytes) -> Found:
    """More line ends than the two that belong there."""
    return Found("empty-lines", f"{len(lines):,} bytes of empty lines stand where a record should begin")


def _end_in_member(text: Bytes, block: Block) -> Ending:
    if block.taken < block.promised:
        return Ending("broken", too_long(block.promised, block.taken))
    tail = bytes(text.ahead(LONGEST_END)[:LONGEST_END])
    end = END.match(tail)
    if end is not None and (not end[2] or block.digests.fits() or block.digests.block is None):
        text.skip(end.end(2))
        return Ending("whole", empty_lines(end[2]) if end[2] else whole(end[1]).found, follows=end[3] != b"")
    if len(tail) < len(RECORD_END):
        text.skip(len(tail))
        return short_end(block, tail)
    surplus, follows = _surplus(text)
    return Ending("broken", too_short(block.promised, surplus), follows)


def short_end(block: Block, tail: bytes) -> Ending:
    """How a record ends that has fewer than four bytes after its block. When the end stands in the block
    itself, the length takes it in, unless the digest says that the block is so."""
    if (block.last + tail).endswith(RECORD_END) and not block.digests.fits():
        return Ending("broken", too_long(block.promised, block.taken))
    return Ending("unended", Found("record-end", "the two empty lines after the block are missing (section 4)"))


def too_long(promised: int, there: int) -> Found:
    """Content-Length says more than there is."""
    return Found("length-long", f"Content-Length is {promised:,}, with the record's end there are {there:,} bytes")


def too_short(promised: int, surplus: int) -> Found:
    """Content-Length says less than there is."""
    return Found("length-short", f"Content-Length is {promised:,}, and {surplus:,} bytes follow before the end")


def _surplus(text: Bytes) -> tuple[int, bool]:
    """Take what stands before the next record of the member or before its end: how much, and which."""
    count = 0
    while True:
        piece = bytes(text.ahead(PIECE)[:PIECE])
        end = NEXT.search(piece)
        last = len(piece) < PIECE
        step = end.start() if end else len(piece) if last else len(piece) - LONGEST_NEXT + 1
        count += step
        text.skip(end.end() if end else step)
        if end or last:
            return (count if end else count - len(RECORD_END) * piece.endswith(RECORD_END)), end is not None


def drain(text: Bytes) -> None:
    """Take all there is."""
    while view := text.ahead(1):
        text.skip(len(view))
