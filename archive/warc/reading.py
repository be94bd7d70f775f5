"""Reading our own segments: one record by its place, or all of them in order."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, cast

from presscut.archive.inputs.streams import GZIP, Members
from presscut.archive.warc.headers import Record, parse
from presscut.archive.warc.segments import Place, open_segment
from presscut.errors import Damaged, Problem


def read_record(folder: Path, place: Place, record_id: str) -> Record:
    """The record at a place.

    Raises:
        Damaged: it is not there, or not as it was written.
    """
    where = f"{place.segment} at byte {place.offset}"
    try:
        found = parse(_unpacked(folder, place))
    except (OSError, ValueError, zlib.error) as error:
        raise Damaged(f"{where}: the record cannot be read ({error}); restore the segment from a copy") from None
    if found.get("WARC-Record-ID") != record_id:
        raise Damaged(f"{where}: another record stands there; restore the segment from a copy")
    return found


def read_text(folder: Path, place: Place, record_id: str) -> str:
    """The text of the conversion at a place. Raises Damaged."""
    return read_record(folder, place, record_id).block.decode("utf-8", "replace")


def _unpacked(folder: Path, place: Place) -> bytes:
    with open_segment(folder, place.segment) as stream:
        stream.seek(place.offset)
        return zlib.decompress(stream.read(place.length), GZIP)


def scan(path: Path, name: str) -> Iterator[tuple[Record, Place] | Problem]:
    """The records of a segment in order. Damage gives a problem, and the next intact one follows."""
    with path.open("rb") as stream:
        members = Members(cast(BinaryIO, stream), lambda head: head.startswith(b"WARC/"))
        for member in members:
            content = member.read() or b""
            length = members.offset - member.offset
            packed = os.pread(stream.fileno(), length, member.offset)
            place = Place(name, member.offset, length, sha256(packed).digest())
            try:
                if member.damage:
                    raise ValueError(member.damage)
                found = parse(content)
            except ValueError as error:
                yield Problem("damaged", f"{name}#{place.offset}", f"{error}; the record is skipped, the rest is read")
                continue
            yield found, place
