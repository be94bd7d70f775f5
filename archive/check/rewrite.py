"""The bytes of a repaired file, piece by piece, and how a file takes its place: whole or not at all."""

from __future__ import annotations

import filecmp
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from presscut.archive.check.gzipped import MAGIC, Member
from presscut.archive.check.plan import Plan, Span
from presscut.archive.check.source import PIECE, Bytes, Source
from presscut.archive.disk import Disk
from presscut.archive.warc.lines import RECORD_END
from presscut.archive.warc.members import MEMBER_HEAD, MEMBER_TAIL, RAW, ZLIB_LEVEL, best_backend

# Bytes of a record that is packed in one go, by the same code that wrote it: then its member has the bytes
# that it would have had. A larger one is packed as it goes by.
IN_ONE_GO = 1 << 25
PART = ".repair"  # the ending of a file that has not taken its name yet


def repaired(source: Source, plan: Plan) -> Iterator[bytes]:
    """The bytes of the file as the plan has it."""
    for span in plan.spans:
        if span.copied:
            yield from stretch(source, span)
        elif span.healed:
            yield span.healed
        elif span.anew:
            yield from _anew(source, span)


def stretch(source: Source, span: Span) -> Iterator[bytes]:
    """The bytes of a span as they are."""
    yield from _piece(source.window(span.offset, span.length), span.length)


def _anew(source: Source, span: Span) -> Iterator[bytes]:
    """The records of a span, each complete and, in a gzip file, in a member of its own."""
    window = source.window(span.offset, span.length)
    packed = bytes(window.ahead(len(MAGIC))[: len(MAGIC)]) == MAGIC
    text: Bytes = Member(window) if packed else window
    at = 0
    for inner, size in zip(span.kept[::2], span.kept[1::2], strict=True):
        _pass(text, inner - at)
        yield from _packed(text, size) if packed else (*_piece(text, size), RECORD_END)
        at = inner + size


def _packed(text: Bytes, size: int) -> Iterator[bytes]:
    """A record as a member."""
    if size <= IN_ONE_GO:
        content = b"".join((*_piece(text, size), RECORD_END))
        yield from (MEMBER_HEAD, bytes(best_backend()(content)), _tail(zlib.crc32(content), len(content)))
        return
    deflater, checksum = zlib.compressobj(ZLIB_LEVEL, zlib.DEFLATED, RAW), 0
    yield MEMBER_HEAD
    for piece in (*_piece(text, size), RECORD_END):
        checksum = zlib.crc32(piece, checksum)
        yield deflater.compress(piece)
    yield deflater.flush() + _tail(checksum, size + len(RECORD_END))


def _tail(checksum: int, length: int) -> bytes:
    return MEMBER_TAIL.pack(checksum, length & 0xFFFFFFFF)


def _piece(text: Bytes, size: int) -> Iterator[bytes]:
    """The next bytes, a bounded piece at a time.

    Raises:
        OSError: there are fewer than there were when the plan was made.
    """
    left = size
    while left:
        piece = bytes(text.ahead(1)[: min(left, PIECE)])
        if not piece:
            raise OSError("the file changed while it was repaired")
        text.skip(len(piece))
        left -= len(piece)
        yield piece


def _pass(text: Bytes, size: int) -> None:
    for _ in _piece(text, size):
        pass


def put_file(disk: Disk, target: Path, pieces: Iterable[bytes]) -> bool:
    """Write a file that takes its name when all of it is durable. Says whether anything changed by that.

    Raises:
        OSError: it cannot be written; the file that had the name is as it was.
    """
    part = target.with_name(target.name + PART)
    disk.remove(part)
    descriptor = disk.create(part)
    try:
        for piece in pieces:
            disk.write_all(descriptor, piece)
        disk.sync(descriptor)
    finally:
        disk.close(descriptor)
    if target.exists() and filecmp.cmp(part, target, shallow=False):
        disk.remove(part)
        return False
    disk.rename(part, target)
    disk.sync_folder(target.parent)
    return True


def put_aside(disk: Disk, folder: Path, name: str, pieces: Iterable[bytes]) -> Path:
    """Keep bytes in a folder. The same bytes are kept once; other bytes of one name get a number.

    Raises:
        OSError: they cannot be kept.
    """
    disk.make_folder(folder)
    part = folder / (name + PART)
    put_file(disk, part, pieces)
    number, target = 1, folder / name
    while target.exists() and not filecmp.cmp(part, target, shallow=False):
        number += 1
        target = folder / f"{name}.{number}"
    disk.rename(part, target)
    disk.sync_folder(folder)
    return target
