"""The clean texts of an archive as Common Crawl ships text: a WET file.

One warcinfo, then a conversion for each text: WARC/1.0, the fields in Common Crawl's order, since there
are readers that count lines; what Common Crawl does not have stands after Content-Length. The record
ids are those of the archive, and WARC-Refers-To names the capture there.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from presscut.archive.index.selecting import Filters, listed
from presscut.archive.recovery import refuse_rewritten
from presscut.archive.state import State
from presscut.archive.warc.derived import FIELDS_TYPE
from presscut.archive.warc.headers import Record, clean_value
from presscut.archive.warc.lines import RECORD_END
from presscut.archive.warc.names import name_id
from presscut.archive.warc.reading import read_record
from presscut.errors import Damaged, Problem

VERSION = "WARC/1.0"
LEVEL = 6  # of gzip; 9 gives files of the same size
IN_ORDER = (
    "WARC-Type",
    "WARC-Target-URI",
    "WARC-Date",
    "WARC-Record-ID",
    "WARC-Refers-To",
    "WARC-Block-Digest",
    "Content-Type",
    "Content-Length",
    "WARC-Identified-Content-Language",
    "WARC-Identified-Payload-Type",
    "WARC-Payload-Digest",
    "WARC-Warcinfo-ID",
)
CONFORMS = "http://bibnum.bnf.fr/WARC/WARC_ISO_28500_version1_latestdraft.pdf"


@dataclass(frozen=True, slots=True)
class WetWritten:
    """How many texts were written, and which could not be read."""

    texts: int
    problems: tuple[Problem, ...]


def write_wet(
    state: State, folder: Path, stream: BinaryIO, *, name: str, software: str, filters: Filters | None = None
) -> WetWritten:
    """Write every clean text once, in the order in which the articles were first stored.

    Of an article that was made anew it is the latest text. Equal archives give equal bytes.

    Args:
        folder: where the segments lie.
        name: of the file; one that ends in ``.gz`` gets a gzip member for each record.
        software: name and version of the program.
        filters: which articles count; all of them if not said.

    Raises:
        OSError: the stream cannot be written.
        Stopped: segments were written anew meanwhile.
    """
    put = _framed(stream, packed=name.endswith(".gz"))
    info = _warcinfo(name, software, _latest(state))
    put(info)
    problems: list[Problem] = []
    count = 0
    for conversion in _texts(state, filters or Filters()):
        try:
            found = _read(state, folder, conversion)
        except Damaged as damage:
            refuse_rewritten(folder, state)
            problems.append(Problem("damaged", conversion, str(damage)))
            continue
        put(_conversion(found, info.require("WARC-Record-ID")))
        count += 1
    return WetWritten(count, tuple(problems))


def _framed(stream: BinaryIO, *, packed: bool) -> Callable[[Record], object]:
    def put(record: Record) -> object:
        content = _head(record) + record.block + RECORD_END
        return stream.write(gzip.compress(content, LEVEL, mtime=0) if packed else content)

    return put


def _head(record: Record) -> bytes:
    fields = {**dict(record.fields), "Content-Length": str(len(record.block))}
    lines = [f"{field}: {fields[field]}" for field in IN_ORDER if field in fields]
    own = [f"{field}: {value}" for field, value in fields.items() if field not in IN_ORDER]
    return "\r\n".join((VERSION, *lines, *own, "", "")).encode("utf-8")


def _conversion(found: Record, info: str) -> Record:
    """The record as the archive has it, under this file's warcinfo.

    Its date has whole seconds: WARC 1.0, 5.4, knows no fractions.
    """
    fields = dict(found.fields)
    fields["WARC-Date"] = fields["WARC-Date"].partition(".")[0].removesuffix("Z") + "Z"
    fields["Content-Type"] = "text/plain"  # "; charset=utf-8" is understood: WET has no other
    fields["WARC-Warcinfo-ID"] = info
    return Record(tuple(fields.items()), found.block)


def _warcinfo(name: str, software: str, date: str) -> Record:
    said = {
        "Software-Info": software,
        "isPartOf": "presscut",
        "format": "WARC File Format 1.0",
        "conformsTo": CONFORMS,
        "description": "clean texts of archived articles",
    }
    fields = {
        "WARC-Type": "warcinfo",
        "WARC-Date": date.partition(".")[0].removesuffix("Z") + "Z",
        "WARC-Filename": clean_value(name),
        "WARC-Record-ID": name_id("warcinfo", name, date),
        "Content-Type": FIELDS_TYPE,
    }
    return Record(tuple(fields.items()), "".join(f"{key}: {value}\r\n" for key, value in said.items()).encode("utf-8"))


def _latest(state: State) -> str:
    """The date of the youngest record: the file is as old as what it was made from."""
    found = state.db.execute("SELECT max(date) FROM records").fetchone()[0]
    return str(found or "1970-01-01T00:00:00Z")


def _texts(state: State, filters: Filters) -> Iterator[str]:
    """The conversions that articles have now. Two captures of an address can share one."""
    entries = listed(state.db, filters)
    return iter(dict.fromkeys(entry.conversion for entry in entries if entry.conversion is not None))


def _read(state: State, folder: Path, conversion: str) -> Record:
    row = state.record(conversion)
    if row is None:
        raise Damaged("the record is missing; `presscut archive verify` says more")
    return read_record(folder, row.place, row.id)
