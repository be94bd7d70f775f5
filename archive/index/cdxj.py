"""The index that replay tools read: a sorted line for every capture and every clean text.

``urlkey timestamp {"url": …, "mime": …, "status": …, "digest": …, "length": …, "offset": …, "filename": …}``
as cdxj-indexer writes it. A conversion stands under ``urn:text:`` and the page's address: replay shows
the page at its own address and its text at that one, and nothing is stored twice. Lines are in the
order of their bytes (``LC_ALL=C sort -c`` agrees), so of one address in that of time.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, BinaryIO

from presscut.archive.index.surt import surt
from presscut.archive.state import State

TEXT = "urn:text:"  # what an address of a clean text begins with
HELD = 20_000  # lines that are sorted at a time: 8 MB of them
WAYS = 64  # sorted runs that are merged at a time: systems open 256 files without being asked
INDEXED = ("response", "resource", "revisit", "conversion")


def write_index(state: State, stream: BinaryIO, folder: Path, *, held: int = HELD) -> int:
    """Write the index of all acknowledged records; returns the number of its lines.

    Args:
        folder: where lines wait for the time being.
        held: lines in memory at a time.

    Raises:
        OSError: there is no room.
    """
    written = 0
    for line in in_order(lines(state), folder, held=held):
        stream.write(line)
        written += 1
    return written


def lines(state: State) -> Iterator[bytes]:
    """A line for every capture and conversion, as they come."""
    wanted = ", ".join(f"'{kind}'" for kind in INDEXED)
    columns = "type, target, date, mime, status, digest, length, offset, segment"
    rows = state.db.execute(f"SELECT {columns} FROM records WHERE type IN ({wanted})")
    return (_line(*row) for row in rows if row[1])


def _line(
    kind: str,
    target: str,
    date: str,
    mime: str | None,
    status: int | None,
    digest: str | None,
    length: int,
    offset: int,
    segment: str,
) -> bytes:
    url = TEXT + target if kind == "conversion" else target
    said = {
        "url": url,
        "mime": "warc/revisit" if kind == "revisit" else mime,
        "status": None if status is None else str(status),
        "digest": digest,
        "length": str(length),
        "offset": str(offset),
        "filename": segment,
    }
    fields = json.dumps({name: value for name, value in said.items() if value is not None})
    return f"{surt(url)} {_timestamp(date)} {fields}\n".encode("ascii")


def _timestamp(date: str) -> str:
    """The fourteen digits of a WARC-Date; fractions of a second are left out."""
    return "".join(filter(str.isdecimal, date.partition(".")[0]))


def in_order(unsorted: Iterable[bytes], folder: Path, *, held: int = HELD) -> Iterator[bytes]:
    """Lines in the order of their bytes, with at most `held` of them in memory.

    The rest waits in `folder`, in files without a name: whatever ends the program, they are gone.
    """
    source = iter(unsorted)
    batches: Iterator[list[bytes]] = iter(lambda: sorted(islice(source, held)), [])
    with ExitStack() as opened:
        runs: list[IO[bytes]] = []
        for batch in batches:
            runs.append(_run(batch, opened.enter_context(TemporaryFile(dir=folder))))
            if len(runs) == WAYS:
                runs = [_run(_merged(runs), opened.enter_context(TemporaryFile(dir=folder)))]
        yield from _merged(runs)


def _run(batch: Iterable[bytes], file: IO[bytes]) -> IO[bytes]:
    file.writelines(batch)
    file.seek(0)
    return file


def _merged(runs: list[IO[bytes]]) -> Iterator[bytes]:
    yield from heapq.merge(*runs)
    for run in runs:
        run.close()
