"""What the work is divided into, and what one shard's work is.

A shard is made the same on every machine that has the program and sees the same files under the same names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from presscut import __version__
from presscut.archive.formats import FORMATS
from presscut.archive.inputs.records import PLAIN, Fields
from presscut.archive.lookup import Whereabouts, article_at
from presscut.archive.parts import LINES, Manifest, write_part
from presscut.errors import Damaged, Problem, UsageError

if TYPE_CHECKING:
    from presscut.cleaner.model import MediaType, Page
    from presscut.options import Options

Row = tuple[str | None, Problem | None]
ROWS = "jsonl"  # of `archive.formats`
LASTING = frozenset({"bad-json", "binary", "damaged", "empty", "no-article", "too-large", "unread"})


class Task(Protocol):
    """What is to be made of a shard. It is sent to other machines."""

    @property
    def lasting(self) -> frozenset[str]:
        """Codes of the problems that would come again: a part that has others is made anew by the next run."""

    def made_by(self) -> Mapping[str, Any]:
        """The program and the settings here that can change what comes out."""

    def rows(self, *, careful: bool) -> Iterator[Row]:
        """A row for everything in the shard, or what is wrong with it, or both.

        Args:
            careful: what kills its process must cost only itself; it did so before.
        """


class Result(NamedTuple):
    """Where parts go.

    Attributes:
        folder: its absolute name.
        token: of the run that asks for them, see `archive.parts.sole_writer`.
        to: their format, one of `archive.parts.SUFFIXES`.
    """

    folder: str
    token: str
    to: str = LINES


class Shard(NamedTuple):
    """A piece of the work.

    Attributes:
        name: of the part that is made of it.
        result: where the part is written.
        task: the work.
        made_from: see `archive.parts.Manifest`.
        made_by: the same of who asks for it. Workers that have other software refuse.
    """

    name: str
    result: Result
    task: Task
    made_from: Any
    made_by: Mapping[str, Any]


class OtherSoftware(UsageError):
    """A worker has another presscut, other rules or another model than who asks."""


def work(shard: Shard, *, careful: bool = False) -> Manifest:
    """Make the part of a shard.

    Args:
        careful: see `Task.rows`.

    Raises:
        OtherSoftware: it would come out as something else here. Superseded: nobody asks for it any more.
        UsageError: it is to be a table, and there is no pyarrow here.
        OSError: it cannot be written.
    """
    here = shard.task.made_by()
    if here != shard.made_by:
        differ = ", ".join(key for key in shard.made_by if here.get(key) != shard.made_by[key])
        raise OtherSoftware(f"a worker has another presscut than this machine ({differ}); install the same on all")
    folder, token, to = shard.result
    rows = shard.task.rows(careful=careful)
    return write_part(Path(folder), shard.name, rows, made_from=shard.made_from, made_by=here, token=token, to=to)


class Cleaning(NamedTuple):
    """Pages of files to be cleaned.

    Attributes:
        files: the absolute name of each, and that which messages call it by.
        media_type: what every page is; null finds out.
        fields: where the page stands in a record of JSON lines.
        encoding: what every page is in; null lets it say so.
    """

    files: tuple[tuple[str, str], ...]
    media_type: MediaType | None
    options: Options
    fields: Fields = PLAIN
    encoding: str | None = None

    @property
    def lasting(self) -> frozenset[str]:
        """What is wrong with a page or a file itself."""
        return LASTING

    def made_by(self) -> Mapping[str, Any]:
        """The producer that the articles will name."""
        from presscut.pipeline import Cleaner

        return Cleaner(self.options).producer._asdict()

    def rows(self, *, careful: bool) -> Iterator[Row]:
        """The articles."""
        from functools import partial

        from presscut.batch import Wanted, page_died, page_worker, unread
        from presscut.pool import Pool

        start = partial(page_worker, self.options, Wanted(ROWS))
        pages = self._pages()
        for outcome in Pool(start, 1, page_died).run(pages) if careful else map(start(), pages):
            yield outcome.product, outcome.problem or unread(outcome.origin, dict(outcome.facts))

    def _pages(self) -> Iterator[Page | Problem]:
        from presscut.archive.inputs import read_inputs

        for name, shown in self.files:
            told = read_inputs([name], media_type=self.media_type, fields=self.fields, encoding=self.encoding)
            for found in told:
                if isinstance(found, Problem):
                    yield found._replace(where=shown + found.where.removeprefix(name))
                else:
                    yield replace(found, origin=shown + found.origin.removeprefix(name))


class Exporting(NamedTuple):
    """Articles of an archive to be written as rows.

    Attributes:
        segments: the absolute name of the folder of its segments.
        articles: where each article stands in them.
    """

    segments: str
    articles: tuple[Whereabouts, ...]

    @property
    def lasting(self) -> frozenset[str]:
        """Nothing: a segment can be restored from a copy, and the records are the same."""
        return frozenset()

    def made_by(self) -> Mapping[str, Any]:
        """This program."""
        return {"version": __version__}

    def rows(self, *, careful: bool) -> Iterator[Row]:  # noqa: ARG002 records were never known to kill
        """The articles as they were stored."""
        for where in self.articles:
            try:
                yield FORMATS[ROWS](article_at(Path(self.segments), where)), None
            except Damaged as damage:
                yield None, Problem("damaged", where.article, str(damage))
