"""One record after its header: its block, its digests, its end."""

from __future__ import annotations

from typing import Literal, NamedTuple

from presscut.archive.check.digests import Digests, Taker
from presscut.archive.check.findings import Found
from presscut.archive.check.heads import START, Head
from presscut.archive.check.source import PIECE, Bytes

END = b"\r\n\r\n"  # section 4: "block CRLF CRLF"
NEXT = END + START

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
        last = (last + bytes(piece[-len(END) :]))[-len(END) :]
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
    found = head.found + (block.digests.findings() if ending.found is None else (ending.found,))
    if ending.shape == "unended":
        found += block.digests.findings()
    size, proven = head.size + block.taken, block.digests.fits()
    return Seen(offset, inner, head, size, ending.shape, proven, found, ending.follows)


def _end_in_member(text: Bytes, block: Block) -> Ending:
    if block.taken < block.promised:
        return Ending("broken", too_long(block.promised, block.taken))
    tail = bytes(text.ahead(len(NEXT))[: len(NEXT)])
    if tail in (END, NEXT):
        text.skip(len(END))
        return Ending("whole", follows=tail == NEXT)
    if len(tail) < len(END):
        text.skip(len(tail))
        return short_end(block, tail)
    surplus, follows = _surplus(text)
    return Ending("broken", too_short(block.promised, surplus), follows)


def short_end(block: Block, tail: bytes) -> Ending:
    """How a record ends that has fewer than four bytes after its block. When the end stands in the block
    itself, the length takes it in, unless the digest says that the block is so."""
    if (block.last + tail).endswith(END) and not block.digests.fits():
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
        at = piece.find(NEXT)
        last = len(piece) < PIECE
        step = at if at >= 0 else len(piece) if last else len(piece) - len(NEXT) + 1
        count += step
        text.skip(step + (len(END) if at >= 0 else 0))
        if at >= 0 or last:
            return (count if at >= 0 else count - len(END) * piece.endswith(END)), at >= 0


def drain(text: Bytes) -> None:
    """Take all there is."""
    while view := text.ahead(1):
        text.skip(len(view))
