"""An archive as one WACZ file, which replay tools open as it is: WARCs, their index, a list of the articles.

"Web Archive Collection Zipped (WACZ) 1.1.1" (Webrecorder, 2023); sections are named by their headings.
Equal archives give equal bytes: no clock, no name of a machine or a user is in the file.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, cast

from presscut.archive.exchange.zipnum import Blocks
from presscut.archive.index.cdxj import write_index
from presscut.archive.output import whole_file
from presscut.archive.recovery import refuse_rewritten
from presscut.archive.state import State
from presscut.archive.state.rows import Entry
from presscut.archive.warc.reading import read_text
from presscut.archive.warc.segments import open_segment
from presscut.errors import Damaged, Problem, UsageError

WACZ_VERSION = "1.1.1"
SUFFIX = ".wacz"  # "Zip Format File Extension": a file of this format "MUST use the extension .wacz"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first time that a zip can hold
MODE = 0o100644 << 16  # a plain file that all may read, where zip keeps the mode
UNIX = 3  # the system that the mode is of
PIECE = 1 << 20
PAGES = {"format": "json-pages-1.0", "id": "pages", "title": "All Articles", "hasText": True}


@dataclass(frozen=True, slots=True)
class Packed:
    """What a WACZ holds: `pages` are its articles, `problems` those whose text could not be read."""

    pages: int
    segments: int
    bytes: int
    problems: tuple[Problem, ...]


def write_wacz(state: State, folder: Path, path: Path, *, title: str, software: str) -> Packed:
    """Write all that is acknowledged of an archive; the file appears when it is whole.

    Args:
        folder: where the segments lie.
        title: of the collection, for whoever opens it.
        software: name and version of the program.

    Raises:
        UsageError: the name does not end in ``.wacz``, or the archive is empty.
        Damaged: a segment is missing or shorter than what was acknowledged.
        Stopped: segments were written anew meanwhile: bytes and index would not fit together.
        OSError: the file cannot be written.
    """
    if path.suffix.lower() != SUFFIX:
        raise UsageError(f"{path}: the name of a WACZ ends in {SUFFIX}")
    with (
        _as_it_was(state, folder),
        _snapshot(state),
        whole_file(path) as stream,
        zipfile.ZipFile(stream, "w") as package,
    ):
        writer = _Writer(package)
        segments = _segments(state)
        if not segments:
            raise UsageError("the archive is empty; a WACZ must hold a WARC")
        for name, size in segments.items():
            writer.segment(folder, name, size)
        writer.index(state, path.absolute().parent)
        problems: list[Problem] = []
        pages = writer.pages(_pages(state, folder, problems.append))
        writer.manifest(_about(state, title, software))
        refuse_rewritten(folder, state)
        return Packed(pages, len(segments), sum(segments.values()), tuple(problems))


@contextmanager
def _as_it_was(state: State, folder: Path) -> Iterator[None]:
    """What looks damaged is not, where segments were written anew meanwhile. Raises Stopped."""
    try:
        yield
    except Damaged:
        refuse_rewritten(folder, state)
        raise


@contextmanager
def _snapshot(state: State) -> Iterator[None]:
    """All queries of the block see the same state, whatever a writer commits meanwhile."""
    state.db.execute("BEGIN")
    try:
        yield
    finally:
        state.db.execute("ROLLBACK")


def _segments(state: State) -> dict[str, int]:
    """The bytes of each segment that count, originals first: a reader meets a page before its text."""
    sizes = {name: size for name, size in state.segments().items() if size}
    return dict(sorted(sizes.items(), key=lambda item: (item[0].startswith("clean"), item[0])))


class _Writer:
    """Writes entries one after the other and remembers what the manifest must say of them."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._resources: list[dict[str, Any]] = []

    @contextmanager
    def _entry(self, path: str, method: int, *, large: bool = True) -> Iterator[Callable[[bytes], None]]:
        """A function that writes to a new entry. `large`: it may have more than 2 GB."""
        info = zipfile.ZipInfo(path, EARLIEST)
        info.compress_type, info.external_attr, info.create_system = method, MODE, UNIX
        digest, size = sha256(), 0
        with self._package.open(info, "w", force_zip64=large) as entry:

            def write(content: bytes) -> None:
                nonlocal size
                digest.update(content)
                size += len(content)
                entry.write(content)

            yield write
        name = path.rpartition("/")[2]
        self._resources.append({"name": name, "path": path, "hash": f"sha256:{digest.hexdigest()}", "bytes": size})

    def segment(self, folder: Path, name: str, size: int) -> None:
        """The first `size` bytes of a segment. "Already compressed files MUST NOT be compressed again"."""
        try:
            source = open_segment(folder, name)
        except OSError as error:
            raise Damaged(f"{folder / name}: the segment cannot be read ({error.strerror})") from None
        with source, self._entry(f"archive/{name}", zipfile.ZIP_STORED) as write:
            left = size
            while left:
                piece = source.read(min(left, PIECE))
                if not piece:
                    raise Damaged(f"{folder / name}: the segment is cut short; restore it from a copy")
                write(piece)
                left -= len(piece)

    def index(self, state: State, scratch: Path) -> None:
        """The index in packed blocks, sorted with files in `scratch`, and the short one."""
        short = BytesIO()
        with self._entry("indexes/index.cdx.gz", zipfile.ZIP_STORED) as write:
            blocks = Blocks(_Sink(write), short, "index.cdx.gz")
            write_index(state, cast(BinaryIO, blocks), scratch)
            blocks.flush()
        with self._entry("indexes/index.idx", zipfile.ZIP_DEFLATED) as write:
            write(short.getvalue())

    def pages(self, pages: Iterator[Mapping[str, Any]]) -> int:
        """The list of the articles; returns how many there are."""
        count = 0
        with self._entry("pages/pages.jsonl", zipfile.ZIP_DEFLATED) as write:
            write(_line(PAGES))
            for page in pages:
                write(_line(page))
                count += 1
        return count

    def manifest(self, about: Mapping[str, Any]) -> None:
        """What the file holds, and the digest of that: by it everything can be checked."""
        package = {"profile": "data-package", "wacz_version": WACZ_VERSION, **about, "resources": self._resources}
        content = _json(package)
        digest = {"path": "datapackage.json", "hash": f"sha256:{sha256(content).hexdigest()}"}
        for path, said in (("datapackage.json", content), ("datapackage-digest.json", _json(digest))):
            with self._entry(path, zipfile.ZIP_DEFLATED, large=False) as write:
                write(said)


@dataclass(frozen=True, slots=True)
class _Sink:
    write: Callable[[bytes], None]


def _line(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, indent=2).encode("ascii") + b"\n"


def _pages(state: State, folder: Path, on_problem: Callable[[Problem], None]) -> Iterator[dict[str, Any]]:
    """A page for each article: its address and time are those of its capture, so that replay finds it."""
    for entry in state.articles():
        capture = state.record(entry.capture)
        if capture is None:
            on_problem(Problem("damaged", entry.id, "its capture is missing; `presscut archive verify` says more"))
            continue
        page = {"id": entry.id, "url": capture.target, "ts": capture.date, "title": entry.title or ""}
        try:
            yield {**page, "text": _text(state, folder, entry)}
        except Damaged as damage:
            on_problem(Problem("damaged", entry.id, str(damage)))
            yield page


def _text(state: State, folder: Path, entry: Entry) -> str:
    row = state.record(entry.conversion) if entry.conversion else None
    if entry.conversion and row is None:
        raise Damaged("its text is missing; `presscut archive verify` says more")
    return read_text(folder, row.place, row.id) if row else ""


def _about(state: State, title: str, software: str) -> dict[str, Any]:
    """What is said of the collection. It is as old as its youngest record: no clock is asked."""
    dates = state.db.execute("SELECT min(date), max(date) FROM records").fetchone()
    first = state.db.execute(
        "SELECT target, r.date FROM articles a JOIN records r ON r.id = a.capture"
        " WHERE target LIKE 'http%' ORDER BY seq LIMIT 1"
    ).fetchone()
    main = {"mainPageUrl": first[0], "mainPageDate": first[1]} if first else {}
    articles, words = state.sums()
    return {
        "title": title,
        "description": f"{articles} articles with {words} words, their originals, and what was cut from them",
        "created": dates[0],
        "modified": dates[1],
        "software": software,
        **main,
    }
