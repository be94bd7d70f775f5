"""The members of a gzip file, and what stands between them.

After damage the next member is looked for from just behind the damaged one's first byte, not from where
the damage was noticed: a damaged member can unpack far into the next ones, and those are intact.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from presscut.archive.check.events import Event, Stretch
from presscut.archive.check.findings import Found
from presscut.archive.check.gzipped import MAGIC, Member
from presscut.archive.check.heads import START, take_head
from presscut.archive.check.records import Seen, drain, record_in_member
from presscut.archive.check.source import PIECE, Source
from presscut.archive.inputs.streams import PLAUSIBLE

GZIP = 31  # wbits of zlib: a gzip header and the largest window
PROBE = 1 << 12  # bytes that are unpacked to see whether a member starts here
GIVE_UP = 1 << 26  # bytes without a record after which a stream that may be endless is left
# A file is read again from behind a damaged member's start, so a hostile one could have the same bytes
# read over and over: after this many times its size, looking goes on from where the damage was noticed.
READ_AGAIN = 4
EMPTY = Found("empty-member", "the member holds nothing")
ZEROS = 64  # zero bytes at the end of a damaged file that say that it was never written to its end


class Members:
    """The records and members of a gzip file in order, as events.

    Args:
        own: members must have the header that presscut writes.
    """

    def __init__(self, source: Source, *, own: bool = False) -> None:
        self._source = source
        self._own = own
        self._again = READ_AGAIN * max(source.size or 0, GIVE_UP)
        self._last = source.offset  # where the last member ended that was as it had been written

    def __iter__(self) -> Iterator[Event]:
        while start := bytes(self._source.ahead(len(MAGIC))[: len(MAGIC)]):
            if self._endless(self._last):
                yield gave_up(self._source.offset, self._last)
                return
            if start == MAGIC:
                yield from self._member()
            else:
                yield self._gap()

    def _member(self) -> Iterator[Event]:
        member = Member(self._source, own=self._own)
        records, last = 0, None
        for record in _records(member):
            if last is not None:
                yield last
            records, last = records + 1, record
        if last is not None:
            yield last._replace(found=(), damaged=True) if member.damage is not None else last
        yield self._closed(member, records, last)

    def _closed(self, member: Member, records: int, last: Seen | None) -> Stretch:
        damage = member.damage or _shared(records)
        if member.damage is not None and not self._goes_on(member):
            damage = self._find_next(member, member.damage)
        elif damage is None and last is None:
            damage = self._without_record(member)
        if member.checked and records:
            self._last = self._source.offset
        whole = last.shape == "whole" and damage is None if last is not None else damage == EMPTY
        return Stretch(
            offset=member.offset,
            length=self._source.offset - member.offset,
            records=records,
            whole=whole and member.checked,
            checked=member.checked,
            hash=member.digest,
            found=() if damage is None else (damage,),
        )

    def _without_record(self, member: Member) -> Found:
        """What to say of a member without a record: between others it may be empty, which alone it must not be."""
        alone = member.offset == 0 and not self._source.ahead(1)
        return EMPTY if member.position == 0 and not alone else Found("no-record", "the member holds no WARC record")

    def _goes_on(self, member: Member) -> bool:
        """Whether the member ends where its deflate data does, and another one or the end of the file follows."""
        if not member.checked and (member.damage is None or member.damage.rule != "crc"):
            return False
        following = bytes(self._source.ahead(len(MAGIC))[: len(MAGIC)])
        return following in (b"", MAGIC) and (member.checked or not self._swallowed(member))

    def _swallowed(self, member: Member) -> bool:
        """Whether a damaged member went on into the next ones: they fill it to its end, each of them intact.

        Deflate data that has lost its last byte is read on as the next member's, and can well end where that
        one does. (Members inside a page that is an archive itself end before.)
        """
        end = self._source.offset
        self._again -= end - member.offset
        if self._again <= 0 or not self._source.go_to(member.offset + 1):
            return False
        self._seek()
        intact = self._source.offset < end
        while intact and self._source.offset < end:
            inner = Member(self._source)
            drain(inner)
            intact = inner.checked
        swallowed = intact and self._source.offset == end
        self._source.go_to(end)
        return swallowed

    def _find_next(self, member: Member, damage: Found) -> Found:
        """Go to the next member; what to call the damage depends on whether there is one."""
        noticed = self._source.offset
        self._again -= noticed - member.offset
        self._source.go_to(member.offset + 1 if self._again > 0 else noticed)
        zeros = self._seek()
        if self._source.ahead(1):
            return damage if damage.rule != "truncated" else Found("deflate", "the member has lost its end")
        if zeros >= ZEROS:
            return Found("zero-tail", f"the last {zeros:,} bytes of the file are zero")
        return damage

    def _gap(self) -> Stretch:
        offset = self._source.offset
        zeros = self._seek()
        length = self._source.offset - offset
        found = Found("garbage", f"{length:,} bytes stand where a member should begin")
        if zeros == length:
            found = Found("zero-tail", f"the last {zeros:,} bytes of the file are zero")
        return Stretch(offset, length, 0, False, False, b"", (found,))

    def _endless(self, since: int) -> bool:
        return not self._source.regular and self._source.offset - since >= GIVE_UP

    def _seek(self) -> int:
        """Go to the next member that unpacks to a record, or to the end. How many zeros the last of it are."""
        start, zeros = self._source.offset, 0
        while piece := bytes(self._source.ahead(PIECE)[:PIECE]):
            last = len(piece) < PIECE
            at = next((at for at in map(re.Match.start, PLAUSIBLE.finditer(piece)) if _starts(piece, at)), None)
            step = at if at is not None else len(piece) if last else max(len(piece) - PROBE, 1)
            zeros = _zeros(piece[:step], zeros)
            self._source.skip(step)
            if at is not None or self._endless(start):
                break
        return zeros


def gave_up(offset: int, last: int) -> Stretch:
    """The end of a walk through a stream that brings no records."""
    found = Found("gave-up", f"{offset - last:,} bytes came without a record")
    return Stretch(offset, 0, 0, False, False, b"", (found,))


def _records(member: Member) -> Iterator[Seen]:
    """The records in a member, until it ends or holds something else."""
    inner, follows = 0, True
    while follows and (head := take_head(member)) is not None:
        record = record_in_member(member, head, member.offset, inner)
        inner = member.position
        follows = record.follows
        yield record
    drain(member)


def _shared(records: int) -> Found | None:
    if records < 2:
        return None
    return Found("one-member", f"{records:,} records share the member (Annex D: each is compressed by itself)")


def _starts(piece: bytes, at: int) -> bool:
    """Whether a member that holds a record starts there."""
    try:
        return zlib.decompressobj(GZIP).decompress(piece[at : at + PROBE], len(START)) == START
    except zlib.error:
        return False


def _zeros(piece: bytes, before: int) -> int:
    """How many zeros there are at the end, of this piece and those before it."""
    bare = len(piece.rstrip(b"\0"))
    return before + len(piece) if bare == 0 else len(piece) - bare
