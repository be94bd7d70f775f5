"""Files that are there whole or not at all, under names that never leave their folder."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import BinaryIO, cast

from presscut.archive.formats.rows import bare_name

# Bytes of a name: file systems take 255; the rest is for a suffix, a number and a temporary ending.
LONGEST_NAME = 180
LEVEL = 6  # of gzip: rows are packed in a third of the time of level 9, and take 3 % more room
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]+')
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
# Endings that say what an input was; the output gets the ending of its own format.
KNOWN_ENDINGS = re.compile(
    r"(?:\.(?:html?|xhtml|md|markdown|txt|text|jsonl|ndjson|w?arc|warc\.wet|wet|wacz))?(?:\.gz|\.zst)?(?=#\d+(?:\+\d+)?$|$)",
    re.IGNORECASE,
)


def stem_of(origin: str) -> str:
    """The output name of an input, without ending: its last part, made harmless.

    ``"news/page.html"`` gives ``page``, ``"pages.jsonl#12"`` gives ``pages-12``, ``"-"`` gives ``stdin``.
    """
    if origin == "-":
        return "stdin"
    return harmless(KNOWN_ENDINGS.sub("", bare_name(origin), count=1).replace("#", "-"))


def harmless(plain: str) -> str:
    """A name that any file system takes for a file or folder of one folder, and no other."""
    plain = FORBIDDEN.sub("_", unicodedata.normalize("NFC", plain)).strip(" .")
    if not plain or RESERVED.match(plain):
        plain = f"_{plain}"
    return _shortened(plain)


def _shortened(name: str) -> str:
    raw = name.encode("utf-8")
    if len(raw) <= LONGEST_NAME:
        return name
    tail = hashlib.sha256(raw).hexdigest()[:8]
    return raw[: LONGEST_NAME - 9].decode("utf-8", "ignore") + "-" + tail


class OutputNames:
    """Gives each input a file in one folder or below it; the second input of one name gets ``-2`` and so on.

    Names are compared without case, as some file systems do. The same inputs in the same order get
    the same names.
    """

    def __init__(self, folder: Path, suffix: str) -> None:
        self._folder = folder
        self._suffix = suffix
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def path_for(self, origin: str, below: Iterable[str] = ()) -> Path:
        """The file for the input that is called `origin`, in the folders `below` the one of the outputs."""
        stem = "/".join((*map(harmless, below), stem_of(origin)))
        name = stem
        while name.casefold() in self._taken:
            number = self._next.get(stem.casefold(), 2)
            self._next[stem.casefold()] = number + 1
            name = f"{stem}-{number}"
        self._taken.add(name.casefold())
        return self._folder / (name + self._suffix)


def fsync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def whole_file(path: Path, *, follow: bool = True, pack: bool = True) -> Iterator[BinaryIO]:
    """Open a file for writing that takes its name only when the block ends without an exception.

    A name that ends in ``.gz`` is compressed, without time or name in it, so that equal content
    gives equal bytes. Devices and pipes are written as they are.

    Args:
        follow: write to where a symbolic link points; without, the link itself is replaced.
        pack: without it a name in ``.gz`` changes nothing: what is written is packed already.

    Raises:
        OSError: the folder is missing, the disk is full, ….
    """
    target = Path(os.path.realpath(path)) if follow else path
    if _is_special(path) or _is_special(target):
        with path.open("wb") as direct:
            yield direct
        return
    part = target.with_name(f".{target.name}.{_machine()}-{os.getpid()}.part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as raw:
            _keep_mode(descriptor, target)
            with _compressed(raw, target) if pack else nullcontext(raw) as stream:
                yield stream
            raw.flush()
            os.fsync(raw.fileno())
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    fsync_folder(target.parent)


def _keep_mode(descriptor: int, target: Path) -> None:
    """Let those read a new file who may read the one that it takes the place of, and no others."""
    with suppress(OSError):  # there is none, or the file system has no modes
        before = target.lstat().st_mode
        if stat.S_ISREG(before):
            os.fchmod(descriptor, stat.S_IMODE(before))


def _machine() -> str:
    """A short name for this machine, beside others that share its disk."""
    return hashlib.sha256(os.uname().nodename.encode()).hexdigest()[:8]


def _is_special(path: Path) -> bool:
    if str(path).startswith(("/dev/", "/proc/")) and not str(path).startswith("/dev/shm/"):
        return True
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISLNK(mode) or stat.S_ISDIR(mode))


@contextmanager
def _compressed(raw: BinaryIO, target: Path) -> Iterator[BinaryIO]:
    if target.suffix != ".gz":
        yield raw
        return
    with gzip.GzipFile(filename="", mode="wb", compresslevel=LEVEL, fileobj=raw, mtime=0) as packed:
        yield cast(BinaryIO, packed)


def write_whole(path: Path, text: str, *, follow: bool = True) -> None:
    """Write a text to a file in UTF-8, whole or not at all. See `whole_file`."""
    with whole_file(path, follow=follow) as stream:
        stream.write(text.encode("utf-8"))
