"""How inputs, and the articles of an archive, are divided into shards.

The same inputs give the same shards, and what is added to them changes few: a run over a folder that has grown makes
the new parts alone.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from presscut.archive.inputs import silently, walk
from presscut.archive.output import OutputNames, stem_of
from presscut.cluster.shards import Cleaning, Exporting, Shard
from presscut.errors import Damaged, Problem, UsageError
from presscut.input_names import is_collection

if TYPE_CHECKING:
    from collections.abc import Callable

    from presscut.archive.lookup import Shelf, Whereabouts
    from presscut.archive.state import State
    from presscut.archive.state.rows import Entry
    from presscut.cleaner.model import MediaType
    from presscut.options import Options

FILES = 500  # pages of a shard, on average: some seconds of work, beside half a second to begin it
MOST_FILES = 10 * FILES  # one batch in 20,000 is cut off there, and shifts those behind it when a file is added
MOST_BYTES = 500_000_000  # of the pages of a shard: minutes of work
ARTICLES = 2_000  # of an archive in a shard


class File(NamedTuple):
    """An input file.

    Attributes:
        shown: its name as it was asked for.
        inside: its name below the folder that was asked for, or its bare name: what stays when a folder moves.
        size: in bytes; `modified` in nanoseconds.
    """

    shown: str
    inside: str
    size: int
    modified: int

    @property
    def ends_batch(self) -> bool:
        """Whether a batch ends here: so it is for one name of `FILES`, whatever stands beside it."""
        return int.from_bytes(_digest(self.inside)[:4]) % FILES == 0


def cleaning_shards(
    found: Iterable[File | Problem], folder: Path, media_type: MediaType | None, options: Options
) -> Iterator[Shard | Problem]:
    """Shards of files to be cleaned: each collection one, other files in batches. Problems go through."""
    made_by = Cleaning((), media_type, options).made_by()
    problems: deque[Problem] = deque()
    for name, batch in named_batches(_files_alone(found, problems.append)):
        task = Cleaning(tuple((str(Path(file.shown).absolute()), file.shown) for file in batch), media_type, options)
        made_from = {"media_type": media_type, "files": [[file.inside, file.size, file.modified] for file in batch]}
        yield Shard(name, str(folder), task, made_from, made_by)
        while problems:
            yield problems.popleft()
    yield from problems


def _files_alone(found: Iterable[File | Problem], on_problem: Callable[[Problem], None]) -> Iterator[File]:
    for item in found:
        if isinstance(item, File):
            yield item
        else:
            on_problem(item)


def names_of_cleaning(found: Iterable[File | Problem]) -> Iterator[str]:
    """The names of the shards of files."""
    return (name for name, _ in named_batches(file for file in found if isinstance(file, File)))


def named_batches(files: Iterable[File]) -> Iterator[tuple[str, Sequence[File]]]:
    """The files of each shard, with its name, which no other has."""
    names = OutputNames(Path(), "")
    return ((names.path_for(name).name, batch) for name, batch in _batches(files))


def _batches(files: Iterable[File]) -> Iterator[tuple[str, Sequence[File]]]:
    """The files of each shard in a row, with the name of the shard.

    A batch is called after the file that ended the one before: a file that comes or goes within it changes no name.
    """
    before, size = "", 0
    batch: list[File] = []
    for file in files:
        alone = is_collection(file.shown)
        if batch and (alone or batch[-1].ends_batch or len(batch) == MOST_FILES or size + file.size > MOST_BYTES):
            yield _name_of_batch(before), batch
            before, batch, size = batch[-1].inside, [], 0
        if alone:
            yield stem_of(file.shown), [file]
            before = file.inside
        else:
            batch.append(file)
            size += file.size
    if batch:
        yield _name_of_batch(before), batch


def _name_of_batch(before: str) -> str:
    return f"pages-{_digest(before).hex()[:12]}"


def _digest(name: str) -> bytes:
    return hashlib.sha256(os.fsencode(name)).digest()


def find_files(names: Sequence[str], passed_over: Callable[[str], None] = silently) -> Iterator[File | Problem]:
    """The files of a command line, folders in the order of their names.

    Raises UsageError for what only one machine has: standard input.
    """
    for name in names:
        if name == "-":
            raise UsageError("standard input is on one machine only; name files that every worker sees")
        if not Path(name).is_dir():
            yield _file(name, Path(name).name)
            continue
        for found in walk(name, passed_over):
            yield found if isinstance(found, Problem) else _file(found, os.path.relpath(found, name))


def _file(name: str, inside: str) -> File | Problem:
    try:
        state = Path(name).stat()
    except FileNotFoundError:
        return Problem("not-found", name, "there is no such file; check the name")
    except (OSError, ValueError) as error:
        return Problem("unreadable", name.replace("\0", "\\0"), f"it cannot be read ({error}); check the file")
    return File(name, inside, state.st_size, state.st_mtime_ns)


def exporting_shards(shelf: Shelf, folder: Path) -> Iterator[Shard | Problem]:
    """Shards of the articles of an archive, in the order in which they were first stored.

    What is stored later makes new shards, and changes the last one.
    """
    segments = str(shelf.folder.absolute())
    for name, entries in _blocks(shelf.state):
        articles: list[Whereabouts] = []
        for entry in entries:
            try:
                articles.append(shelf.whereabouts(entry))
            except Damaged as damage:
                yield Problem("damaged", entry.id, str(damage))
        task = Exporting(segments, tuple(articles))
        yield Shard(name, str(folder), task, _places(articles), task.made_by())


def names_of_exporting(state: State) -> Iterator[str]:
    """The names of the shards of an archive."""
    return (name for name, _ in _blocks(state))


def _blocks(state: State) -> Iterator[tuple[str, list[Entry]]]:
    """The articles of each shard, with its name. Each is asked for by itself: no run keeps writers waiting."""
    last = 0
    while (first := next(state.articles(last), None)) is not None:
        number = (first.seq - 1) // ARTICLES + 1
        last = number * ARTICLES
        yield f"articles-{number:06}", list(takewhile(partial(_up_to, last), state.articles(first.seq - 1)))


def _up_to(last: int, entry: Entry) -> bool:
    return entry.seq <= last


def _places(articles: Sequence[Whereabouts]) -> dict[str, str | int]:
    """What tells rows of an archive apart: records are never written over, so where they stand is what they say."""
    records = [record[0] for where in articles for record in (where.account, where.text) if record]
    return {"articles": len(articles), "records": hashlib.sha256(json.dumps(records).encode()).hexdigest()}
