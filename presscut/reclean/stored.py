"""What an archive holds to be cleaned anew, read a few at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from presscut.archive.index.sites import of_site
from presscut.cleaner.memory import Memory
from presscut.errors import Damaged, Problem, UsageError
from presscut.reclean.work import Stored

if TYPE_CHECKING:
    from presscut.archive.state.rows import Entry, RecordRow
    from presscut.archive.store import Archive
    from presscut.reclean.origins import Origins

AT_ONCE = 500  # entries read at a time, so that no reading of the state is under way while it is written


class Chosen(NamedTuple):
    """What was asked for: ids of articles, and of captures of which nothing tells what was made."""

    articles: tuple[str, ...] = ()
    captures: tuple[str, ...] = ()


def stored(archive: Archive, keys: Chosen | None, site: str | None, origins: Origins) -> Iterator[Stored | Problem]:
    """The pages with their articles, in the order in which they were first stored; then those that have none.

    Args:
        keys: only what is named there.
        site: only articles of this site, by its name or host.
        origins: of what is made already as it would be made today only the id is given.
    """
    memories = Memories(archive)
    entries = _all(archive) if keys is None else (archive.entry(article_id) for article_id in keys.articles)
    for entry in entries:
        if entry is not None and (site is None or of_site(site, entry.site, entry.url, entry.canonical_url)):
            yield _read(archive, entry, origins, memories)
    for row in archive.unaccounted():
        if (keys is None or row.id in keys.captures) and (site is None or of_site(site, None, row.target)):
            yield _read_alone(archive, row, origins)


def chosen(archive: Archive, keys: Iterable[str]) -> Chosen | None:
    """What was named by id, beginning of an id, or address; null when nothing was.

    Raises:
        UsageError: there is no such article and no such page, or more than one article.
    """
    found = [_found(archive, key) for key in keys]
    articles = dict.fromkeys(one for each in found for one in each.articles)
    captures = dict.fromkeys(one for each in found for one in each.captures)
    return Chosen(tuple(articles), tuple(captures)) if found else None


def _found(archive: Archive, key: str) -> Chosen:
    entry = archive.entry(key)
    captures = tuple(row.id for row in archive.unaccounted(key))
    if entry is None and not captures:
        raise UsageError(f"{archive.path} holds no article {key}; `presscut archive list` shows what it holds")
    return Chosen((entry.id,) if entry else (), captures)


def _all(archive: Archive) -> Iterator[Entry]:
    after = 0
    while some := list(islice(archive.list(after), AT_ONCE)):
        yield from some
        after = some[-1].seq


def _read(archive: Archive, entry: Entry, origins: Origins, memories: Memories) -> Stored | Problem:
    try:
        if origins.made_today(entry):
            return Stored(entry.id)
        article = archive.without_text(entry) if entry.lost else archive.get(entry.id)
        memory = memories.named(article.producer.snapshot_hash, entry.host) if article else None
        return Stored(entry.id, archive.original(entry.id), article, memory, origins.of_article(entry))
    except Damaged as damage:
        return Problem("damaged", entry.id, str(damage))


def _read_alone(archive: Archive, row: RecordRow, origins: Origins) -> Stored | Problem:
    try:
        return Stored(row.id, archive.page(row.id), source=origins.of_capture(row))
    except Damaged as damage:
        return Problem("damaged", row.id, str(damage))


class Memories:
    """What was known of sites when articles were made: those of one night stand together, so the last is kept."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._last: Memory | None = None

    def named(self, digest: str | None, host: str) -> Memory | None:
        """What an article's memory knew of its own site. Raises Damaged when the archive does not have it."""
        if digest is None:
            return None
        if self._last is None or self._last.digest != digest:
            self._last = self._read(digest)
        return self._last.only(host)

    def _read(self, digest: str) -> Memory:
        said = self._archive.memory(digest)
        if said is None:
            raise Damaged(f"the memory of sites {digest[:12]} it was made with is missing")
        try:
            return Memory.parse(said)
        except (ValueError, KeyError, TypeError) as error:
            raise Damaged(f"the memory of sites {digest[:12]} cannot be read ({error})") from None
