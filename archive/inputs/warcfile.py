"""Pages out of WARC and ARC files, compressed or not, record by record.

Records are split off here, so that a damaged one costs itself and not the rest of the file; `captures`
reads each one.
"""

from __future__ import annotations

import io
import re
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from presscut.archive.inputs.captures import DAMAGED, page_of
from presscut.archive.inputs.streams import GZIP_MAGIC, Member, Members, Retraced
from presscut.archive.warc.lines import ENDING, LONGEST_NEXT, RECORD_END
from presscut.cleaner.model import MediaType, Page
from presscut.errors import Problem

LONGEST_LINE = 1 << 16  # bytes of a header line; longer ones are damage
LONGEST_HEAD = 1 << 20  # bytes of all header lines of a record
NEXT_LINE = b"\nWARC/"  # behind an empty line in a block with a wrong length: there the next record starts
# A hostile file could have the same bytes read for each of its records: after so many times its size, only
# the last bytes of a block are looked through.
READ_AGAIN = 16
LAST_BYTES = 4096
SHORT_ENDING = re.compile(rb"(?:\r?\n)?(?=WARC/|\Z)")  # one empty line behind a block, or none: some leave them away
WARC_START = re.compile(rb"WARC/\d\.\d{1,2}\s*$")  # 0.17 and 0.18 came before 1.0
# Where the date stands from the end of an ARC header: version 1 has URL, IP address, date, content
# type, length; version 2 has five fields more before the length.
ARC_DATES = (-3, -8)
ARC_FIELDS_2 = 10
ARC_ENDING = re.compile(rb"\n")
ARC_DATE_DIGITS = 14
LENGTH = re.compile(rb"^Content-Length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
WANTED_RECORD = re.compile(
    rb"^WARC-Type[ \t]*:[ \t]*(?:response|resource|conversion)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE
)
CONVERSION = re.compile(rb"^WARC-Type[ \t]*:[ \t]*conversion[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


class RawRecord(NamedTuple):
    """A record as bytes: header lines with the empty line, then the block. `place` as `Splitter` gives it."""

    place: str
    head: bytes
    block: bytes


class Damage(NamedTuple):
    """A place in the file where no record can be read."""

    place: str
    code: str
    what: str


def is_warc_start(line: bytes) -> bool:
    """Whether a line begins a WARC record."""
    return WARC_START.match(line) is not None


def is_arc_start(line: bytes) -> bool:
    """Whether a line is the header of an ARC record."""
    parts = line.split()
    if len(parts) < 5 or b":" not in parts[0] or not parts[-1].isdigit():
        return False
    dates = (parts[at] for at in ARC_DATES if len(parts) >= -at + 2)
    return any(map(is_arc_date, dates))


def as_arc_1(line: bytes) -> bytes:
    """The header of an ARC record as version 1 has it: URL, IP address, date, content type, length."""
    parts = line.split()
    in_2 = len(parts) >= ARC_FIELDS_2 and is_arc_date(parts[ARC_DATES[1]]) and not is_arc_date(parts[ARC_DATES[0]])
    return b" ".join((*parts[: ARC_DATES[1] + 2], parts[-1])) + b"\n" if in_2 else line


def is_arc_date(word: bytes) -> bool:
    """Whether a word is a date of 14 digits."""
    return len(word) == ARC_DATE_DIGITS and word.isdigit()


def swallowed(block: bytes, start: int = 0) -> int:
    """Where the next record starts that a block has swallowed, with the empty line before it; -1 if none does."""
    at = block.find(NEXT_LINE, start)
    while at >= 0 and not block[max(at - 2, 0) : at].removesuffix(b"\r").endswith(b"\n"):
        at = block.find(NEXT_LINE, at + 1)
    return at


def starts_record(head: bytes) -> bool:
    """Whether unpacked bytes may begin a WARC or ARC record."""
    return head.startswith(b"WARC/") or b"://" in head[:64] or head.startswith(b"dns:")


class Splitter:
    """Splits a stream of records. With `member`, the stream is one gzip member of many.

    The place of a record is its offset, ``"1043"``. In a gzip member it is the member's offset, at which a file
    can be opened, and for a record further on in it also how far, unpacked: ``"1043+2086"``.
    """

    def __init__(self, stream: BinaryIO, limit: int, member: Member | None = None) -> None:
        self._stream = Retraced(stream)
        self._limit = limit
        self._member = member
        self._again = LONGEST_HEAD  # bytes that may be read again, with those that READ_AGAIN adds

    def _look_again(self, block: bytes) -> None:
        """Go back to the first record start that a block with a wrong length has swallowed, or the beginning of one."""
        allowed = max(self._again + READ_AGAIN * self._stream.position, LAST_BYTES)
        found = swallowed(block, max(len(block) - allowed, 0))
        if found >= 0:
            self._again -= len(block) - found
            self._stream.back(block[found:])
            return
        after = self._stream.read(LONGEST_NEXT - 1)
        both = block[1 - LONGEST_NEXT :] + after
        found = swallowed(both)
        self._stream.back(both[found:] if found >= 0 else after)

    def _place(self, start: int) -> str:
        if self._member is None:
            return str(start)
        return f"{self._member.offset}+{start}" if start else str(self._member.offset)

    def _damage(self, start: int, what: str) -> Damage:
        return Damage(self._place(start), "damaged", (self._member and self._member.damage) or what)

    def __iter__(self) -> Iterator[RawRecord | Damage]:
        lost = False
        while True:
            start = self._stream.position
            line = self._stream.line(LONGEST_LINE)
            if not line:
                break
            if not line.strip():
                continue
            if not (is_warc_start(line) or is_arc_start(line)):
                if not lost:
                    yield self._damage(start, "this is no record")
                lost = True
                continue
            found = self._record(start, line)
            lost = isinstance(found, Damage) and found.code == "damaged"
            if found is not None:
                yield found
        if self._member and self._member.damage and not lost:
            yield self._damage(self._stream.position, "")

    def _record(self, start: int, first: bytes) -> RawRecord | Damage | None:
        is_warc = first.startswith(b"WARC/")
        head = self._head(first) if is_warc else as_arc_1(first)
        length = self._length(head, is_warc)
        if head is None or length is None:
            return self._damage(start, "the record's header is cut off or has no length")
        wanted = not is_warc or WANTED_RECORD.search(head)
        if not wanted or length > self._limit:
            whole, block = self._skip(length)
            fits = whole and self._ends(is_warc, b"")
            if fits and self._is_sound():
                return Damage(self._place(start), "too-large", f"the record has {length} bytes") if wanted else None
        else:
            block = self._stream.read(length)
            fits = len(block) == length and self._ends(is_warc, block[-len(RECORD_END) :])
            if fits and self._is_sound():
                return RawRecord(self._place(start), head, block)
        if not fits:
            self._look_again(block)
        lost = f", and others may be lost in its {length} bytes" if len(block) > self._limit else ""
        return self._damage(start, f"the record is cut off or its length is wrong{lost}")

    def _head(self, first: bytes) -> bytes | None:
        lines = [first]
        size = len(first)
        while size <= LONGEST_HEAD:
            line = self._stream.line(LONGEST_LINE)
            if not line:
                return None
            lines.append(line)
            size += len(line)
            if not line.strip():
                return b"".join(lines)
        return None

    @staticmethod
    def _length(head: bytes | None, is_warc: bool) -> int | None:
        if head is None:
            return None
        if not is_warc:
            return int(head.split()[-1][:18])
        found = LENGTH.search(head)
        return int(found[1]) if found else None

    def _skip(self, length: int) -> tuple[bool, bytes]:
        """Pass over a block: whether it is all there, and its last bytes if a record start stands in it."""
        kept, size = deque([b""]), 0
        while length:
            piece = self._stream.read(min(length, LONGEST_HEAD))
            if not piece:
                break
            length -= len(piece)
            near = kept[-1][-LONGEST_NEXT:] + piece
            if not size and swallowed(near) < 0:
                kept[0] = near[-LONGEST_NEXT:]
                continue
            kept.append(piece)
            size += len(piece)
            while size - len(kept[0]) > self._limit:  # as much as a page may have is enough
                size -= len(kept.popleft())
        return not length, b"".join(kept)

    def _is_sound(self) -> bool:
        return self._member is None or self._member.damage is None

    def _ends(self, is_warc: bool, last: bytes) -> bool:
        """Whether the record ends as it must, or but for empty lines; what was read too much is put back.

        More is asked for than ends it, so that a member of one record is read to its checksum.

        Args:
            last: the last bytes of the block, in which its end stands when its length is too long.
        """
        after = self._stream.read(LONGEST_NEXT if is_warc else 2)
        end = _end_of(last, after) if is_warc else ARC_ENDING.match(after)
        cut_off = (RECORD_END if is_warc else b"\n").startswith(after)
        self._stream.back(after[end.end() :] if end else b"" if cut_off else after)
        return end is not None or cut_off


def _end_of(last: bytes, after: bytes) -> re.Match[bytes] | None:
    """What ends a record, given the last bytes of its block and those behind it; null when its length is wrong."""
    end = ENDING.match(after)
    short = SHORT_ENDING.match(after) if end is None else None
    return end if short is None or (last + short[0]).endswith(RECORD_END) else short


def split_records(stream: BinaryIO, limit: int) -> Iterator[RawRecord | Damage]:
    """The responses, resources and conversions of a WARC, every record of an ARC, and what is damaged."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    if not buffered.peek(2).startswith(GZIP_MAGIC):
        yield from Splitter(buffered, limit)
        return
    for member in Members(buffered, starts_record):
        yield from Splitter(io.BufferedReader(member), limit, member)


def read_warc(
    stream: BinaryIO, name: str, *, limit: int, media_type: MediaType | None, derived: bool = False
) -> Iterator[Page | Problem]:
    """The pages of a WARC or ARC: successful responses, resources and conversions that are HTML or text.

    Pictures, redirects, error pages, requests and revisits are passed over in silence; damage gives a
    problem. A conversion is a page of text where no capture stands before it, as in a WET file; beside
    captures it was made from one of them, and is passed over.

    Args:
        derived: whether every conversion was made from a capture that is read elsewhere.
    """
    for found in split_records(stream, limit):
        where = f"{name}#{found.place}"
        if isinstance(found, Damage):
            remedy = f"more than the {limit} allowed; it is skipped" if found.code == "too-large" else ""
            message = f"{found.what}, {remedy}" if remedy else DAMAGED.format(found.what)
            yield Problem(found.code, where, message)
            continue
        if CONVERSION.search(found.head) is None:
            derived = True
        elif derived:
            continue
        page = page_of(found.head, found.block, where=where, limit=limit, media_type=media_type)
        if page is not None:
            yield page
