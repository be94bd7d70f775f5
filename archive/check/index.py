"""index.cdxj against the state: its lines are in the order of their bytes, and each points at a record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from presscut.archive.check.findings import Finding
from presscut.archive.check.known import Known
from presscut.archive.layout import INDEX

LONGEST_LINE = 1 << 20  # bytes; no address is that long


def index_findings(path: Path, known: Known) -> Iterator[Finding]:
    """What is wrong with the index. Offsets of findings are those of its lines."""
    offset, before, sorted_so_far = 0, b"", True
    try:
        with path.open("rb") as stream:
            while line := stream.readline(LONGEST_LINE):
                if line < before and sorted_so_far:
                    sorted_so_far = False
                    yield Finding("index-order", INDEX, offset, None, "the line sorts before the one above it")
                yield from _line(line, offset, known)
                offset, before = offset + len(line), line
    except OSError as error:
        yield Finding("unreadable", INDEX, offset, None, f"it cannot be read ({error.strerror})")


def _line(line: bytes, offset: int, known: Known) -> Iterator[Finding]:
    try:
        said = json.loads(line.split(b" ", 2)[2])
        place = str(said["filename"]).rpartition("/")[2], int(said["offset"]), int(said["length"])
    except (ValueError, LookupError, TypeError):
        yield Finding("index-line", INDEX, offset, None, "the line is no entry with a file, an offset and a length")
        return
    if not known.stands_at(*place):
        message = f"no record of {place[2]} bytes stands at byte {place[1]} of {place[0]}"
        yield Finding("index-entry", INDEX, offset, None, message)
