"""How inputs, and the articles of an archive, are divided into shards.

The same inputs give the same shards, and what is added to them changes few: a run over a folder that has grown makes
the new parts alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from presscut.archive.inputs import NO_NAME, files_of, silently, unreadable
from presscut.archive.inputs.records import PLAIN, Fields
from presscut.archive.output import OutputNames, stem_of
from presscut.cluster.shards import Cleaning, Exporting, Result, Shard
from presscut.errors import Damaged, Problem
from presscut.input_names import is_collection

if TYPE_CHECKING:
    from collections.abc import Callable

    from presscut.archive.lookup import Shelf, Whereabouts
    from presscut.archive.state import State
    from presscut.archive.state.rows import Entry
    from presscut.cleaner.model import MediaType
    from presscut.options import Options

FILES = 500  # pages of a shard, on average: some seconds of work, beside a third of a second to begin it
MOST_FILES = 10 * FILES  # one batch in 20,000 is cut off there, and shifts those behind it when a file is added
ARTICLES = 2_000  # of an archive in a shard


class File(NamedTuple):
    """An input file.

    Attributes:
        shown: its name as it was asked for.
        group: the bare name of the folder that was asked for; of files that were named themselves ``pages``.
        inside: its name below that folder, or its bare name: what stays when a folder moves.
        size: in bytes; `modified` in nanoseconds.
    """

    shown: str
    group: str
    inside: str
    size: int
    modified: int

    @property
    def ends_batch(self) -> bool:
        """Whether a batch ends here: so it is for one name of `FILES`, whatever stands beside it."""
        return int.from_bytes(_digest(self.inside)[:4]) % FILES == 0


def cleaning_shards(
    found: Iterable[File | Problem],
    result: Result,
    media_type: MediaType | None,
    options: Options,
    fields: Fields = PLAIN,
    encoding: str | None = None,
) -> Iterator[Shard | Problem]:
    """Shards of files to be cleaned: each collection one, other files in batches. Problems go through."""
    made_by = Cleaning((), media_type, options).made_by()
    told: dict[str, Any] = {"fields": fields._asdict()} if fields != PLAIN else {}
    told |= {"encoding": encoding} if encoding else {}
    problems: deque[Problem] = deque()
    for name, batch in named_batches(_files_alone(found, problems.append)):
        names = tuple((str(Path(file.shown).absolute()), file.shown) for file in batch)
        task = Cleaning(names, media_type, options, fields, encoding)
        of = [[file.inside, file.size, file.modified] for file in batch]
        yield Shard(name, result, task, {"media_type": media_type, "files": of, **told}, made_by)
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
    for name, batch in _batches(files):
        shown = f"part{name}" if name.startswith("_") else name  # others pass over names that begin so
        yield names.path_for(shown).name, batch


def _batches(files: Iterable[File]) -> Iterator[tuple[str, Sequence[File]]]:
    """The files of each shard in a row, with a name for the shard.

    A batch is called after the file that ended the one before: a file that comes or goes within it changes no name.
    """
    before = ""
    batch: list[File] = []
    for file in files:
        alone = is_collection(file.shown)
        if batch and (alone or _is_full(batch) or batch[-1].group != file.group):
            yield _name_of_batch(batch[0].group, before), batch
            before, batch = batch[-1].inside if batch[-1].group == file.group else "", []
        if alone:
            yield _name_of_collection(file), [file]
            before = file.inside
        else:
            batch.append(file)
    if batch:
        yield _name_of_batch(batch[0].group, before), batch


def _is_full(batch: Sequence[File]) -> bool:
    return batch[-1].ends_batch or len(batch) == MOST_FILES


def _name_of_batch(group: str, before: str) -> str:
    return f"{stem_of(group)}-{_digest(before).hex()[:12]}"


def _name_of_collection(file: File) -> str:
    """Its own name; with more of it in folders of the one that was asked for, where names come again."""
    stem = stem_of(file.shown)
    return f"{stem}-{_digest(file.inside).hex()[:8]}" if "/" in file.inside else stem


def _digest(name: str) -> bytes:
    return hashlib.sha256(os.fsencode(name)).digest()


def find_files(names: Sequence[str], passed_over: Callable[[str], None] = silently) -> Iterator[File | Problem]:
    """The files of a command line, folders in the order of their names."""
    for name in names:
        if not name:
            yield NO_NAME
        elif not Path(name).is_dir():
            yield _file(name, "pages", Path(name).name)
        else:
            group = Path(name).absolute().name
            for found in files_of(name, passed_over):
                yield found if isinstance(found, Problem) else _file(found, group, os.path.relpath(found, name))


def _file(name: str, group: str, inside: str) -> File | Problem:
    try:
        state = Path(name).stat()
    except (OSError, ValueError) as error:  # ValueError: NUL in the name
        return unreadable(name, error)
    if not stat.S_ISREG(state.st_mode):
        return Problem("unreadable", name, "it is a pipe or a device, which this process alone has; name files")
    return File(name, group, inside, state.st_size, state.st_mtime_ns)


def exporting_shards(shelf: Shelf, result: Result, wanted: frozenset[int] | None = None) -> Iterator[Shard | Problem]:
    """Shards of the articles of an archive, in the order in which they were first stored.

    What is stored later makes new shards, and changes the last one.

    Args:
        wanted: the numbers of the articles that count; all of them if not said.
    """
    segments = str(shelf.folder.absolute())
    for name, entries in _blocks(shelf.state, wanted):
        articles: list[Whereabouts] = []
        for entry in entries:
            try:
                articles.append(shelf.whereabouts(entry))
            except Damaged as damage:
                yield Problem("damaged", entry.id, str(damage))
        task = Exporting(segments, tuple(articles))
        yield Shard(name, result, task, _places(articles), task.made_by())


def names_of_exporting(state: State, wanted: frozenset[int] | None = None) -> Iterator[str]:
    """The names of the shards of an archive."""
    return (name for name, _ in _blocks(state, wanted))


def _blocks(state: State, wanted: frozenset[int] | None) -> Iterator[tuple[str, list[Entry]]]:
    """The articles of each shard, with its name. Each is asked for by itself: no run keeps writers waiting."""
    last = 0
    while (first := next(state.articles(last), None)) is not None:
        number = (first.seq - 1) // ARTICLES + 1
        last = number * ARTICLES
        entries = takewhile(partial(_up_to, last), state.articles(first.seq - 1))
        if block := [entry for entry in entries if wanted is None or entry.seq in wanted]:
            yield f"articles-{number:06}", block


def _up_to(last: int, entry: Entry) -> bool:
    return entry.seq <= last


def _places(articles: Sequence[Whereabouts]) -> dict[str, str | int]:
    """What tells rows of an archive apart: records never change, so their ids are what they say."""
    records = [record[0] for where in articles for record in (where.account, where.text) if record]
    return {"articles": len(articles), "records": hashlib.sha256(json.dumps(records).encode()).hexdigest()}
