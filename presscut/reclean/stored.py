"""What an archive holds to be cleaned anew, read a few at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from presscut.archive.index.sites import of_site
from presscut.archive.warc.names import producer_key, without_memory
from presscut.cleaner.memory import Memory
from presscut.errors import Damaged, Problem, UsageError
from presscut.reclean.work import Stored

if TYPE_CHECKING:
    from presscut.archive.state.rows import Entry
    from presscut.archive.store import Archive
    from presscut.cleaner.model import Producer

AT_ONCE = 500  # entries read at a time, so that no reading of the state is under way while it is written


class Chosen(NamedTuple):
    """What was asked for: ids of articles, and of captures of which nothing tells what was made."""

    articles: tuple[str, ...] = ()
    captures: tuple[str, ...] = ()


def stored(archive: Archive, keys: Chosen | None, site: str | None, today: Producer) -> Iterator[Stored | Problem]:
    """The pages with their articles, in the order in which they were first stored; then those that have none.

    Args:
        keys: only what is named there.
        site: only articles of this site, by its name or host.
        today: what would make them now; of what it made already only the id is given, unless the text is lost.
    """
    made = without_memory(producer_key(today))
    memories = Memories(archive)
    entries = _all(archive) if keys is None else (archive.entry(article_id) for article_id in keys.articles)
    for entry in entries:
        if entry is not None and (site is None or of_site(site, entry.site, entry.url, entry.canonical_url)):
            same = without_memory(entry.producer) == made and not entry.lost
            yield Stored(entry.id) if same else _read(archive, entry, memories)
    for row in archive.unaccounted():
        if (keys is None or row.id in keys.captures) and (site is None or of_site(site, None, row.target)):
            yield _read_alone(archive, row.id)


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


def _read(archive: Archive, entry: Entry, memories: Memories) -> Stored | Problem:
    try:
        article = archive.without_text(entry) if entry.lost else archive.get(entry.id)
        memory = memories.named(article.producer.snapshot_hash, entry.host) if article else None
        return Stored(entry.id, archive.original(entry.id), article, memory)
    except Damaged as damage:
        return Problem("damaged", entry.id, str(damage))


def _read_alone(archive: Archive, capture: str) -> Stored | Problem:
    try:
        return Stored(capture, archive.page(capture))
    except Damaged as damage:
        return Problem("damaged", capture, str(damage))


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
