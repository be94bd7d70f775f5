"""Pages out of whatever the user names: files, folders, JSON lines, WARC, ARC, WET, WACZ, standard input.

Nothing is held longer than one page. Whatever is wrong with one input is a `Problem`, and the next
one is read.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple, cast

from presscut.archive.inputs.beginnings import BEGINS_AS_HTML
from presscut.archive.inputs.captures import LETTER
from presscut.archive.inputs.jsonl import BYTE_ORDER_MARK, read_jsonl
from presscut.archive.inputs.records import PLAIN, Fields
from presscut.archive.inputs.streams import GZIP_MAGIC, HEAD, inflated_head, look
from presscut.archive.inputs.unicode import head_in_utf8
from presscut.archive.inputs.zstd import Zstd, is_zstd
from presscut.cleaner.model import MediaType, Page
from presscut.errors import Problem

LARGEST_PAGE = 200_000_000  # bytes; a page of 100 MB must go through, twice that leaves room
IN_FOLDERS = re.compile(
    r"\.(?:html?|xhtml|shtml|php|aspx?|jsp|cfm|md|markdown|txt|text|eml|mht|mhtml|jsonl|ndjson|w?arc|wet|wacz)(?:\.gz|\.zst)?$",
    re.IGNORECASE,
)
# Names that leave open what the file is: those without an extension, and JSON, most of which holds no pages.
OPEN_NAME = re.compile(r"(?:^[^.]+|\.json)(?:\.gz)?$", re.IGNORECASE)
LETTERS = re.compile(r"\.(?:eml|mht|mhtml)(?:\.gz|\.zst)?$", re.IGNORECASE)
JSONL_NAME = re.compile(r"\.(?:jsonl|ndjson)(?:\.gz|\.zst)?$", re.IGNORECASE)
# The beginning of a record whose end is not in sight: plain values, then the page.
CUT_OFF_RECORD = (
    r'\{{\s*(?:"{url}"\s*:\s*"|(?:"[^"\\]*"\s*:\s*(?:"(?:[^"\\]|\\.)*"|[\w.+-]+)\s*,\s*)*"(?:{text}|{html})"\s*:\s*")'
)
PIPED_WACZ = "a WACZ has its list at the end and cannot be read from a pipe; save it and name the file"
NO_ZSTD = "it is packed with Zstandard; `pip install 'presscut[packed]'`, or unpack it with `zstd -d`"
# Segments of our own archives: the pages as they came, and what was made from them.
ORIGINALS = re.compile(r"orig-\d{14}-\d{5,}-")
DERIVED = re.compile(r"clean-\d{14}-\d{5,}-")
NO_NAME = Problem("not-found", "", "an empty name is no input; name a file or a folder")
Kind = Literal["page", "jsonl", "warc", "json array", "json object"]
# JSON whose records stand otherwise than one a line, and what makes lines of it.
NO_LINES: Mapping[Kind, str] = {
    "json array": "it is a JSON array, and records are read one a line; `jq -c '.[]'` makes lines of it",
    "json object": "it is JSON over several lines, and records are read one a line; `jq -c .` makes lines of it",
}


class How(NamedTuple):
    """How what is read is taken.

    Attributes:
        media_type: what every page is, whatever its name and content say.
        largest: bytes of one page; a larger one gives a problem.
        fields: where the page stands in a record.
    """

    media_type: MediaType | None
    largest: int
    fields: Fields


def silently(_name: str) -> None:
    """For who does not want to know what is passed over."""


def read_inputs(
    names: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    media_type: MediaType | None = None,
    url: str | None = None,
    encoding: str | None = None,
    largest: int = LARGEST_PAGE,
    passed_over: Callable[[str], None] = silently,
    fields: Fields = PLAIN,
) -> Iterator[Page | Problem]:
    """Every page of every input, in the order of the names; folders in the order of their names.

    Args:
        names: files and folders; ``"-"`` is `stdin`.
        media_type: what every page is, whatever its name and content say.
        url: the address of pages that have none of their own.
        encoding: what the pages are in; not those of JSON lines, which are text already.
        largest: bytes of one page; a larger one gives a problem.
        passed_over: is called with each file of a folder that is not read because it is no page by its name.
        fields: where the page stands in a record of JSON lines.

    Problems have the codes ``not-found``, ``unreadable``, ``damaged``, ``bad-json``, ``too-large``.
    """
    how = How(media_type, largest, fields)
    for name in names:
        for item in _read_name(name, stdin, how, passed_over):
            if isinstance(item, Page) and (url or encoding):
                told = encoding if encoding and not item.is_text else item.encoding
                yield replace(item, url=item.url or url, encoding=told)
            else:
                yield item


def _read_name(
    name: str,
    stdin: BinaryIO | None,
    how: How,
    passed_over: Callable[[str], None],
) -> Iterator[Page | Problem]:
    if not name:
        yield NO_NAME
        return
    if name == "-":
        if stdin is None:
            yield Problem("unreadable", name, "there is no standard input here; name a file")
        else:
            yield from _guarded(stdin, name, how)
        return
    try:
        if not Path(name).is_dir():
            yield from _read_file(name, how)
            return
    except (OSError, ValueError) as error:  # ValueError: NUL in the name
        yield unreadable(name, error)
        return
    yield from _read_folder(name, how, passed_over)


def _read_folder(name: str, how: How, passed_over: Callable[[str], None]) -> Iterator[Page | Problem]:
    for found in files_of(name, passed_over):
        if isinstance(found, Problem):
            yield found
        else:
            yield from _read_file(found, how)


def files_of(folder: str, passed_over: Callable[[str], None]) -> Iterator[str | Problem]:
    """Files below a folder that can be pages, as `walk` gives them; a problem when there is none."""
    empty = True
    for found in walk(folder, passed_over):
        empty = False
        yield found
    if empty:
        yield Problem(
            "not-found", folder, "the folder holds no page; HTML, Markdown, text, JSONL, WARC and WACZ files are read"
        )


def walk(folder: str, passed_over: Callable[[str], None]) -> Iterator[str | Problem]:
    """Files below a folder that can be pages, in order of their names. Hidden names are passed over in silence.

    A folder that is reached twice, as links can do, is read once.
    """
    seen: set[tuple[int, int]] = set()
    waiting = [Path(folder)]
    while waiting:
        place = waiting.pop()
        try:
            if place.is_dir():
                waiting.extend(reversed(_entries(place, seen, passed_over)))
                continue
        except OSError as error:
            yield unreadable(str(place), error)
            continue
        yield str(place)


def _entries(folder: Path, seen: set[tuple[int, int]], passed_over: Callable[[str], None]) -> list[Path]:
    """What is to be visited in a folder; nothing when it was visited before."""
    state = folder.stat()
    key = (state.st_dev, state.st_ino)
    if key in seen:
        return []
    seen.add(key)
    with os.scandir(folder) as entries:
        shown = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    names = []
    for entry in shown:
        if _may_hold_pages(entry):
            names.append(entry.name)
        else:
            passed_over(entry.path)
    if any(map(ORIGINALS.match, names)):  # an archive: its texts are no further pages
        names = [name for name in names if not DERIVED.match(name)]
    return [folder / name for name in names]


def _may_hold_pages(entry: os.DirEntry[str]) -> bool:
    name = entry.name.partition("?")[0]  # wget keeps the query: index.php?p=3
    named, left_open = IN_FOLDERS.search(name) is not None, OPEN_NAME.search(name) is not None
    try:
        return entry.is_dir() or (entry.is_file() and (named or (left_open and _begins_like_pages(entry.path))))
    except OSError:  # a link to itself: opening it says what is wrong
        return named


def _begins_like_pages(file: str) -> bool:
    """Whether a file begins as HTML, a WARC or records of JSON do. Text can be anything, and is not enough."""
    with Path(file).open("rb") as stream:
        head, _ = look(stream)
    plain = inflated_head(head) if head.startswith(GZIP_MAGIC) else head
    return kind_of("", plain) != "page" or BEGINS_AS_HTML.match(plain) is not None


def _read_file(name: str, how: How) -> Iterator[Page | Problem]:
    try:
        stream = Path(name).open("rb")  # noqa: SIM115 — an error of opening, not of the caller's use of a page
    except (OSError, ValueError) as error:
        yield unreadable(name, error)
        return
    with stream:
        yield from _guarded(stream, name, how)


def _guarded(stream: BinaryIO, name: str, how: How) -> Iterator[Page | Problem]:
    try:
        yield from _read_stream(stream, name, how)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        message = "the compressed file is cut off or damaged; get it again"
        yield Problem("damaged", name, message)
    except OSError as error:
        yield unreadable(name, error)


def unreadable(name: str, error: Exception) -> Problem:
    """What is wrong with a file that cannot be opened or read."""
    where = name.replace("\0", "\\0")
    if isinstance(error, FileNotFoundError):
        return Problem("not-found", where, "there is no such file; check the name")
    if isinstance(error, PermissionError):
        return Problem("unreadable", where, "no permission to read it; change its mode or run as its owner")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Problem("unreadable", where, f"it cannot be read ({reason}); check the file")


def _read_stream(stream: BinaryIO, name: str, how: How) -> Iterator[Page | Problem]:
    media_type, largest, fields = how
    head, whole = look(stream)
    if is_zstd(head):
        yield from _read_zstd(whole, name, how)
        return
    if head.startswith(b"PK") and _is_wacz(name, head):
        yield from _read_wacz(stream, name, media_type, largest)
        return
    packed = head.startswith(GZIP_MAGIC)
    kind = kind_of(name, inflated_head(head) if packed else head, fields)
    if kind == "warc":
        from presscut.archive.inputs.warcfile import read_warc

        yield from read_warc(cast(BinaryIO, whole), name, limit=largest, media_type=media_type)
        return
    plain = gzip.GzipFile(fileobj=whole) if packed else whole
    if kind in NO_LINES:
        yield Problem("unreadable", name, NO_LINES[kind])
    elif kind == "jsonl":
        yield from read_jsonl(plain, name, limit=largest, media_type=media_type, fields=fields)
    else:
        yield _read_page(cast(BinaryIO, plain), name, media_type, largest)


def _read_zstd(stream: io.BufferedReader, name: str, how: How) -> Iterator[Page | Problem]:
    try:
        plain = Zstd(cast(BinaryIO, stream))
    except ImportError:
        yield Problem("unreadable", name, NO_ZSTD)
        return
    yield from _read_stream(cast(BinaryIO, plain), name, how)


def _is_wacz(name: str, head: bytes) -> bool:
    from presscut.archive.inputs.wacz import is_wacz

    return is_wacz(name, head)


def _read_wacz(stream: BinaryIO, name: str, media_type: MediaType | None, largest: int) -> Iterator[Page | Problem]:
    from presscut.archive.inputs.wacz import read_wacz

    if stream.seekable():
        yield from read_wacz(stream, name, limit=largest, media_type=media_type)
    else:
        yield Problem("unreadable", name, PIPED_WACZ)


def _read_page(stream: BinaryIO, name: str, media_type: MediaType | None, largest: int) -> Page | Problem:
    content = stream.read(largest + 1)
    if len(content) > largest:
        return Problem("too-large", name, f"the page has more than {largest} bytes; split it or leave it out")
    return Page(content, media_type=media_type, content_type=LETTER if LETTERS.search(name) else None, origin=name)


def kind_of(name: str, head: bytes, fields: Fields = PLAIN) -> Kind:
    """What a stream holds, by its name and its first bytes (unpacked)."""
    if head.startswith((b"WARC/1.", b"WARC/0.")) or _is_arc_start(head.partition(b"\n")[0]):
        return "warc"
    return _json_kind(head, fields) or ("jsonl" if JSONL_NAME.search(name) else "page")


def _is_arc_start(line: bytes) -> bool:
    """Whether a line is the header of an ARC record. What cannot be one does not load the reader."""
    if b":" not in line.partition(b" ")[0] or not line.rstrip()[-1:].isdigit():
        return False
    from presscut.archive.inputs.warcfile import is_arc_start

    return is_arc_start(line)


def _json_kind(head: bytes, fields: Fields) -> Kind | None:
    """How records stand in JSON; null for what is none, or does not begin with a record."""
    bare = head_in_utf8(head).removeprefix(BYTE_ORDER_MARK).lstrip()
    if not bare.startswith((b"{", b"[")):
        return None
    text = bare.removeprefix(b"[").lstrip().decode("utf-8", "replace")
    end = _end_of_record(text, fields, cut_off=len(head) == HEAD)
    if end is None:
        return None
    if bare.startswith(b"["):
        return "json array"
    if "\n" in text[:end]:
        return "json object"
    return "jsonl" if text[end:].lstrip()[:1] in ("", "{") else None  # else a text that begins with an example


def _end_of_record(text: str, fields: Fields, *, cut_off: bool) -> int | None:
    """Where the record ends that a text begins with; null when it begins with none."""
    try:
        record, end = json.JSONDecoder().raw_decode(text)
    except RecursionError:
        return None
    except ValueError:  # not JSON, or a record longer than the look at it
        return len(text) if cut_off and _begins_record(text, fields) else None
    is_record = isinstance(record, dict) and any(isinstance(record.get(key), str) for key in (fields.text, fields.html))
    return end if is_record else None


def _begins_record(text: str, fields: Fields) -> bool:
    names = {key: re.escape(json.dumps(name, ensure_ascii=False)[1:-1]) for key, name in fields._asdict().items()}
    return re.match(CUT_OFF_RECORD.format(**names), text) is not None
