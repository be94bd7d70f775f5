"""A large result in parts: files of rows, each with a manifest that says what it was made from, by what, and what
went wrong.

    DIR/harbour.jsonl.gz                rows, packed, or
    DIR/harbour.parquet                 the same as a table
    DIR/_manifests/harbour.json         written last; while a part is made it says so

Programs that read all files of a folder pass over names that begin with ``_``, as Hadoop's do. A part and its manifest
take their names when they are whole and on disk, so that it does no harm when two machines make the same part for one
run. What a run has asked for is of no use to the next one, which may want something else: runs have tokens.
"""

from __future__ import annotations

import errno
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from presscut.archive.formats.parquet import PARQUET, table
from presscut.archive.lock import Lock
from presscut.archive.output import whole_file, write_whole
from presscut.errors import PresscutError, Problem

LINES = "jsonl"
SUFFIXES: Mapping[str, str] = {LINES: ".jsonl.gz", PARQUET: ".parquet"}
MANIFESTS = "_manifests"
SCHEMA = 1
NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}  # of file systems of clusters that lock no files
TOKEN = "run"  # beside the manifests: the token of the run that writes here; no run, no such file
# What `whole_file` leaves when its process is killed.
LEFT = (*(f".*{suffix}.*.part" for suffix in SUFFIXES.values()), f"{MANIFESTS}/.*.json.*.part")
LOOK = 50  # rows between two looks whether the run that asked is still there


class Superseded(PresscutError):
    """The run that asked for a part is over, or another one has begun to write to the folder."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known of a part.

    Attributes:
        name: of the part, without its ending.
        made_from: what the part was made from, in a form that JSON can hold; where it is equal, so is the part.
        made_by: the program and the settings that can change it.
        rows: lines of the part.
        sha256: of the rows as lines of JSON, in hexadecimal; the same for any format.
        bytes: of the file.
        problems: what went wrong, or should be known; a problem can have a row as well.
    """

    name: str
    made_from: Any
    made_by: Mapping[str, Any]
    rows: int
    sha256: str
    bytes: int
    problems: tuple[Problem, ...]

    def as_json(self) -> str:
        """The manifest as it is written."""
        said = {"schema": SCHEMA, **asdict(self), "problems": [problem._asdict() for problem in self.problems]}
        return json.dumps(said, indent=1) + "\n"  # in ASCII: a name of a file may be no text

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The manifest of a text. Raises ValueError, KeyError or TypeError when it is none of this schema."""
        said = json.loads(text)
        if said.pop("schema") != SCHEMA:
            raise ValueError("a manifest of another schema")
        return cls(**{**said, "problems": tuple(Problem(**problem) for problem in said["problems"])})


def write_part(
    folder: Path,
    name: str,
    rows: Iterable[tuple[str | None, Problem | None]],
    *,
    made_from: Any,
    made_by: Mapping[str, Any],
    token: str,
    to: str = LINES,
) -> Manifest:
    """Write a part, in place of an older one of its name, and then its manifest.

    Args:
        rows: a line with its end, or what went wrong in place of one, or both.
        made_from, made_by: see `Manifest`.
        token: of the run that asks for it.
        to: the format, one of `SUFFIXES`.

    Raises:
        Superseded: that run is over. UsageError: Parquet has no pyarrow here.
        OSError: the part cannot be written. An older one may be there, but no manifest that speaks of it.
    """
    path, manifest = folder / (name + SUFFIXES[to]), _manifest_path(folder, name)
    write_whole(manifest, json.dumps({"schema": SCHEMA, "name": name, "unfinished": True}) + "\n", follow=False)
    digest, count, problems = hashlib.sha256(), 0, []
    with _opened(path, to) as add:
        for row, problem in rows:
            if row is not None:
                if count % LOOK == 0:
                    _refuse_superseded(folder, token)
                digest.update(row.encode())
                add(row)
                count += 1
            if problem is not None:
                problems.append(problem)
        _refuse_superseded(folder, token)
    made = Manifest(name, made_from, made_by, count, digest.hexdigest(), path.stat().st_size, tuple(problems))
    write_whole(manifest, made.as_json(), follow=False)
    return made


@contextmanager
def _opened(path: Path, to: str) -> Iterator[Callable[[str], object]]:
    """A function that adds a row to a part, which takes its name when the block ends."""
    if to == PARQUET:
        with whole_file(path, follow=False, pack=False) as stream, table(stream) as add:
            yield add
    else:
        with whole_file(path, follow=False) as stream:
            yield lambda row: stream.write(row.encode())


def _refuse_superseded(folder: Path, token: str) -> None:
    try:
        current = (folder / MANIFESTS / TOKEN).read_text("ascii")
    except FileNotFoundError:
        current = ""
    if current != token:
        raise Superseded(f"{folder}: the run that asked for this is over")


def read_manifest(folder: Path, name: str, to: str = LINES) -> Manifest | None:
    """The manifest of a part that is whole; null when the part was not finished, or changed in size since then."""
    try:
        found = Manifest.from_json(_manifest_path(folder, name).read_text("utf-8"))
        return found if (folder / (name + SUFFIXES[to])).stat().st_size == found.bytes else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def names_of_parts(folder: Path) -> frozenset[str]:
    """The parts of a folder, those that were begun among them."""
    return frozenset(path.stem for path in (folder / MANIFESTS).glob("*.json"))


def foreign_parts(folder: Path, to: str = LINES) -> frozenset[str]:
    """What a folder holds under names of parts without having been written by a run: nobody's to replace."""
    return _stems(folder, to) - names_of_parts(folder)


def parts_in_others(folder: Path, to: str) -> frozenset[str]:
    """The files of parts that a folder holds in another format than this: their rows would be there twice."""
    other = (kind for kind in SUFFIXES if kind != to)
    return frozenset(name + SUFFIXES[kind] for kind in other for name in _stems(folder, kind) & names_of_parts(folder))


def _stems(folder: Path, to: str) -> frozenset[str]:
    return frozenset(path.name.removesuffix(SUFFIXES[to]) for path in folder.glob(f"[!.]*{SUFFIXES[to]}"))


def remove_part(folder: Path, name: str, to: str = LINES) -> None:
    """Remove a part and its manifest."""
    (folder / (name + SUFFIXES[to])).unlink(missing_ok=True)
    _manifest_path(folder, name).unlink(missing_ok=True)


@contextmanager
def sole_writer(folder: Path, token: str) -> Iterator[None]:
    """Makes the folder of a result, and keeps other runs out of it, where its file system can lock files.

    What was asked for under other tokens is refused from now on, and under this one at the end.

    Args:
        token: of this run, in ASCII.

    Raises:
        Locked: another run is writing there. OSError: the folder cannot be made.
    """
    (folder / MANIFESTS).mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        write_whole(folder / MANIFESTS / TOKEN, token)
        _sweep(folder)
        try:
            yield
        finally:
            (folder / MANIFESTS / TOKEN).unlink(missing_ok=True)
            _sweep(folder)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    try:
        lock = Lock(folder / ".lock")
    except OSError as error:
        if error.errno not in NO_LOCKS:
            raise
        yield
        return
    try:
        yield
    finally:
        lock.release()


def _sweep(folder: Path) -> None:
    """Remove what processes that were killed have left behind of parts."""
    for pattern in LEFT:
        for left in folder.glob(pattern):
            left.unlink(missing_ok=True)


def _manifest_path(folder: Path, name: str) -> Path:
    return folder / MANIFESTS / f"{name}.json"
