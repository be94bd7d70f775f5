"""What an archive holds to be cleaned anew, read a few at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from presscut.archive.index.sites import of_site
from presscut.archive.warc.names import producer_key
from presscut.errors import Damaged, Problem, UsageError
from presscut.reclean.work import Stored

if TYPE_CHECKING:
    from presscut.archive.state.rows import Entry
    from presscut.archive.store import Archive
    from presscut.cleaner.model import Producer

AT_ONCE = 500  # entries read at a time, so that no reading of the state is under way while it is written


def stored(archive: Archive, ids: Sequence[str], site: str | None, today: Producer) -> Iterator[Stored | Problem]:
    """The pages with their articles: those of the ids, or all in the order in which they were first stored.

    Args:
        ids: as `chosen` gives them.
        site: only articles of this site, by its name or host.
        today: what would make them now; of what it made already only the id is given.
    """
    made = producer_key(today)
    entries = (archive.entry(article_id) for article_id in ids) if ids else _all(archive)
    for entry in entries:
        if entry is not None and (site is None or of_site(site, entry.site, entry.url, entry.canonical_url)):
            yield Stored(entry.id) if entry.producer == made else _read(archive, entry.id)


def chosen(archive: Archive, keys: Iterable[str]) -> tuple[str, ...]:
    """The ids of the articles that were named by id, beginning of an id, or address.

    Raises:
        UsageError: there is no such article, or more than one.
    """
    return tuple(dict.fromkeys(_id(archive, key) for key in keys))


def _id(archive: Archive, key: str) -> str:
    entry = archive.entry(key)
    if entry is None:
        raise UsageError(f"{archive.path} holds no article {key}; `presscut archive list` shows what it holds")
    return entry.id


def _all(archive: Archive) -> Iterator[Entry]:
    after = 0
    while some := list(islice(archive.list(after), AT_ONCE)):
        yield from some
        after = some[-1].seq


def _read(archive: Archive, article_id: str) -> Stored | Problem:
    try:
        return Stored(article_id, archive.original(article_id), archive.get(article_id))
    except Damaged as damage:
        return Problem("damaged", article_id, str(damage))
