"""Pages out of WACZ files: the WARCs inside are read where they stand, and nothing is unpacked to disk.

Names inside the file are only shown. A WACZ may hold further ones (a collection of collections).
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from presscut.archive.inputs.warcfile import read_warc
from presscut.cleaner.model import MediaType, Page
from presscut.errors import Problem

ZIP_MAGIC = b"PK\x03\x04"
WARC_NAME = re.compile(r"\.(?:w?arc)(?:\.gz)?$", re.IGNORECASE)
WACZ_NAME = re.compile(r"\.wacz$", re.IGNORECASE)
# The first entry of a WACZ, whoever wrote it, as it stands 30 bytes after the start of the zip.
BEGINS_AS_WACZ = re.compile(rb"PK\x03\x04.{26}(?:archive/|pages/|indexes/|datapackage)", re.DOTALL)
LARGEST_DIRECTORY = 64 << 20  # bytes of the zip's list of entries, about a million of them
# The size of that list in the records at the zip's end (APPNOTE 4.3.16, and 4.3.14 for zip64).
LIST_SIZE = re.compile(rb"PK\x05\x06.{8}(.{4})|PK\x06\x06.{36}(.{8})", re.DOTALL)
IN_ZIP64 = 0xFFFFFFFF  # "the size stands in the record of zip64"
TAIL = 22 + 65_535 + 20 + 56  # bytes at the end of a zip in which these records can stand
LOCAL_HEADER = 30  # bytes before the name of an entry; lengths of name and extra field are its last four (4.3.7)
# gzip does not shrink much further: a packed WARC that does was made to fill a disk or a night.
MOST_SHRUNK = 20
DEEPEST = 2  # levels of WACZ inside WACZ
# What zipfile raises over a file it cannot read: RuntimeError for an encrypted entry, NotImplementedError
# for a method of packing it does not know.
BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, OverflowError, RuntimeError, ValueError)
NO_WARC = "the WACZ holds no WARC file; get it again, or make it anew"
NO_WACZ = "it is a ZIP file and no WACZ: there is no WARC file in it; unpack it and name the folder"
DAMAGED = "the WACZ is damaged or cut off ({}); get it again"


def is_wacz(name: str, head: bytes) -> bool:
    """Whether a zip file is, or claims to be, a WACZ."""
    return head.startswith(ZIP_MAGIC[:2]) and bool(WACZ_NAME.search(name) or BEGINS_AS_WACZ.match(head))


def read_wacz(
    stream: BinaryIO, name: str, *, limit: int, media_type: MediaType | None, depth: int = 1
) -> Iterator[Page | Problem]:
    """The pages of all WARCs of a WACZ, in the order in which they stand in it.

    Conversions are passed over: beside the pages stands nothing but what was made from them.

    Args:
        stream: can be read at any place.
    """
    try:
        package = _opened(stream)
    except BROKEN as error:
        yield Problem("damaged", name, DAMAGED.format(error))
        return
    with package:
        wanted = [entry for entry in package.infolist() if WARC_NAME.search(entry.filename) or _nested(entry)]
        if not wanted:
            yield Problem("not-found", name, NO_WARC if WACZ_NAME.search(name) else NO_WACZ)
        for entry in wanted:
            where = f"{name}/{entry.filename}"
            refused = _refused(entry, where, depth)
            if refused:
                yield refused
            elif _nested(entry):
                inner = cast(BinaryIO, io.BufferedReader(_Window(stream, entry)))
                yield from read_wacz(inner, where, limit=limit, media_type=media_type, depth=depth + 1)
            else:
                yield from _read_entry(package, entry, where, limit, media_type)


def _opened(stream: BinaryIO) -> zipfile.ZipFile:
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(size - TAIL, 0))
    found = LIST_SIZE.findall(stream.read(TAIL))
    sizes = [int.from_bytes(old or new, "little") for old, new in found]
    if max((size for size in sizes if size != IN_ZIP64), default=0) > LARGEST_DIRECTORY:
        raise ValueError("its list of entries is too long")
    return zipfile.ZipFile(stream)


class _Window(io.RawIOBase):
    """An entry that is stored as it is, to be read at any place: `zipfile` would begin anew at each step back."""

    def __init__(self, stream: BinaryIO, entry: zipfile.ZipInfo) -> None:
        super().__init__()
        place = max(entry.header_offset, 0)  # a hostile list can say anything
        stream.seek(place)
        header = stream.read(LOCAL_HEADER)
        lengths = int.from_bytes(header[-4:-2], "little") + int.from_bytes(header[-2:], "little")
        self._stream = stream
        self._start = place + LOCAL_HEADER + lengths
        self._size = entry.file_size
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(base + offset, 0)
        return self._at

    def readinto(self, buffer: object, /) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        self._stream.seek(self._start + self._at)
        got = self._stream.read(max(min(len(view), self._size - self._at), 0))
        view[: len(got)] = got
        self._at += len(got)
        return len(got)


def _nested(entry: zipfile.ZipInfo) -> bool:
    return WACZ_NAME.search(entry.filename) is not None


def _refused(entry: zipfile.ZipInfo, where: str, depth: int) -> Problem | None:
    """Why an entry is not read, before a byte of it is."""
    if entry.filename.lower().endswith(".gz") and entry.file_size > MOST_SHRUNK * max(entry.compress_size, 1):
        return Problem("too-large", where, "it unpacks to more than a WARC can hold in so few bytes; it is skipped")
    if _nested(entry) and (depth >= DEEPEST or entry.compress_type != zipfile.ZIP_STORED):
        return Problem("unreadable", where, "a WACZ inside is read one level deep and stored as it is; unpack it")
    return None


def _read_entry(
    package: zipfile.ZipFile, entry: zipfile.ZipInfo, where: str, limit: int, media_type: MediaType | None
) -> Iterator[Page | Problem]:
    try:
        with package.open(entry) as opened:
            stream = io.BufferedReader(cast(io.RawIOBase, opened))
            yield from read_warc(stream, where, limit=limit, media_type=media_type, derived=True)
    except BROKEN as error:
        yield Problem("damaged", where, f"this entry of the WACZ cannot be read ({error}); the rest is read")
