"""What can be asked of an archive: lists, articles, originals, what waits, what is known of a site.

Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from presscut.archive.index.breakdown import Groups, breakdown
from presscut.archive.index.finding import Hit, look_up
from presscut.archive.index.moments import checked_day, last_moment
from presscut.archive.index.query import parse
from presscut.archive.index.selecting import Filters, chosen, flags_of
from presscut.archive.lookup import Shelf, find, version
from presscut.archive.queue import Queue
from presscut.archive.recovery import House, refuse_rewritten
from presscut.archive.state import State
from presscut.archive.state.rows import Entry, Note, RecordRow, Validators
from presscut.archive.state.unaccounted import unaccounted
from presscut.archive.warc.derived import BROUGHT_BY
from presscut.archive.warc.headers import clean_uri
from presscut.archive.warc.segments import segment_size
from presscut.cleaner.model import Article, Page
from presscut.errors import Damaged, Problem

MOST_HITS = 20  # as many as the command prints
MEMORY = "urn:sha256:{}"  # the address of a memory of sites: the digest is that of its canonical JSON


@dataclass(frozen=True, slots=True)
class ArchiveStats:
    """Counts of an archive; `bytes` is the size of its segments."""

    articles: int
    words: int
    originals: int
    revisits: int
    conversions: int
    segments: int
    bytes: int


class Reading:
    """The questions an archive answers. `Archive` opens it, and adds how it is written."""

    _house: House
    _state: State

    @property
    def _folder(self) -> Path:
        return self._house.folder

    @property
    def _shelf(self) -> Shelf:
        return Shelf(self._folder, self._state)

    def list(self, after: int = 0) -> Iterator[Entry]:
        """What is known of each article, in the order in which they were first stored.

        Args:
            after: only of those with a higher `Entry.seq`.
        """
        return self._state.articles(after)

    def entry(self, key: str) -> Entry | None:
        """What is known of the article of a key (as for `get`), without reading it.

        Raises:
            UsageError: more than one id begins so.
        """
        return find(self._state, key)

    def articles(
        self, on_problem: Callable[[Problem], None] | None = None, filters: Filters | None = None
    ) -> Iterator[Article]:
        """Every article as it was last stored, in the order in which they were first stored.

        Args:
            on_problem: gets each article that cannot be read, and the rest goes on.
            filters: which articles count; all of them if not said.

        Raises:
            Damaged: an article cannot be read, and there is no `on_problem`.
            Stopped: segments were written anew meanwhile.
        """
        wanted = chosen(self._state.db, filters or Filters())
        for entry in self._state.articles():
            if wanted is not None and entry.seq not in wanted:
                continue
            try:
                yield self._shelf.article(entry)
            except Damaged as damage:
                refuse_rewritten(self._folder, self._state)
                if on_problem is None:
                    raise
                on_problem(Problem("damaged", entry.id, str(damage)))

    def get(self, key: str, at: str | None = None) -> Article | None:
        """The article of an id, of an address (of the page captured last), or of the beginning of an id.

        Args:
            at: a day or a time, as `last_moment` takes it: the article of the page's last capture that is not
                later, or of the first one when all are.

        Raises:
            UsageError: more than one id begins so, or `at` is no date.
            Damaged: it cannot be read.
        """
        found = version(self._state, key, last_moment(at) if at else None, made=True)
        return self._shelf.article(found.entry) if found and found.entry else None

    def search(
        self,
        query: str,
        *,
        site: str | None = None,
        since: str | None = None,
        until: str | None = None,
        language: str | None = None,
        newest: bool = False,
        limit: int = MOST_HITS,
    ) -> tuple[Hit, ...]:
        """The articles that a query finds by the words of their title and text, the best first.

        Args:
            query: words, as `presscut archive search` takes them: docs/search.md.
            site: only of this site: its name, or a host with its subdomains.
            since, until: only published then: ``2031-05-06``, ``2031-05`` or ``2031``; both days count.
            language: only in this language; ``pt`` takes ``pt-BR`` too.
            newest: the latest published first instead.
            limit: at most so many; all when negative.

        Raises:
            UsageError: `since` or `until` is no day.
        """
        filters = Filters(site, checked_day(since, "since"), checked_day(until, "until"), language)
        return tuple(look_up(self._state.db, parse(query), filters, newest=newest, limit=limit))

    def without_text(self, entry: Entry) -> Article:
        """The article of an entry whose text is lost, as its account tells of it. Raises Damaged."""
        return self._shelf.without_text(entry)

    def original(self, key: str, at: str | None = None) -> Page | None:
        """The page of a key, as it was received: the one the article (as for `get`) was made from.

        A capture without HTTP headers comes back with the media type it was read as in `content_type`.

        Raises:
            UsageError: more than one id begins so, or `at` is no date.
            Damaged: it cannot be read.
        """
        found = version(self._state, key, last_moment(at) if at else None)
        return self._shelf.page(found.capture) if found else None

    def stats(self) -> ArchiveStats:
        """How much is in the archive."""
        counts = self._state.counts()
        articles, words = self._state.sums()
        sizes = [segment_size(self._folder, name) for name in self._state.segments()]
        return ArchiveStats(
            articles=articles,
            words=words,
            originals=counts.get("response", 0) + counts.get("resource", 0),
            revisits=counts.get("revisit", 0),
            conversions=counts.get("conversion", 0),
            segments=len(sizes),
            bytes=sum(sizes),
        )

    def breakdown(self) -> Mapping[str, Groups]:
        """The articles by site, language, flag and year: the largest groups of each."""
        return breakdown(self._state.db)

    def flags(self) -> Mapping[str, int]:
        """The flags that articles have, with how many have each."""
        return flags_of(self._state.db)

    def page(self, capture: str) -> Page:
        """The page of a capture as it was received. Raises Damaged when it is missing or cannot be read."""
        return self._shelf.page(capture)

    def unaccounted(self, url: str | None = None) -> tuple[RecordRow, ...]:
        """The first capture of each page of which nothing tells what was made, the oldest first.

        Args:
            url: only of this address.
        """
        return tuple(unaccounted(self._state.db, clean_uri(url) if url is not None else None))

    def brought_by(self, entry: Entry) -> str | None:
        """The source of the night job that an article's page came by, as its account says; null when it names none.

        Raises:
            Damaged: the account cannot be read.
        """
        return self._shelf.account(entry).get(BROUGHT_BY)

    def target(self, capture: str) -> str | None:
        """The address of a capture; null when there is no such capture."""
        row = self._state.record(capture)
        return row.target if row else None

    def latest(self, host: str, most: int) -> tuple[Entry, ...]:
        """The articles of a site that were stored last, those that wait for a person left out."""
        free = (entry for entry in self._state.articles_of(host) if not self._state.is_held(entry.id))
        return tuple(islice(free, most))

    def current(self, url: str, *, but: str = "") -> Entry | None:
        """The article that stands for an address: that of the last capture of which no person is asked.

        Args:
            but: the id of an article that does not count.
        """
        entries = self._state.articles_at(url, clean_uri(url)) if url else ()
        free = (e for e in reversed(entries) if e.id != but and not self._state.is_held(e.id))
        return next(free, None)

    def validators(self, url: str) -> Validators | None:
        """What to ask the server of an address with, whether its page has changed."""
        return self._state.validators(clean_uri(url))

    def is_made(self, capture: str) -> bool:
        """Whether an article was made of what a capture says that its address holds."""
        return self._state.is_made(capture)

    def sizes(self) -> Mapping[str, int]:
        """The bytes of each segment that were acknowledged."""
        return self._state.segments()

    def held(self) -> Mapping[str, Note]:
        """The articles that wait for a person, by id, with the note that holds each."""
        return self._state.held()

    def memory(self, digest: str) -> Mapping[str, Any] | None:
        """What `remember` was given under a digest. Raises Damaged when it cannot be read."""
        kept = [note for note in self._state.notes(MEMORY.format(digest)) if note.kind == "memory"]
        return dict(self._shelf.note(kept[-1].id)["memory"]) if kept else None

    def buried(self, target: str) -> bool:
        """Whether the pages of an address were pruned, all of them: a tombstone stands there and no capture."""
        target = clean_uri(target)
        dead = any(note.kind == "tombstone" for note in self._state.notes(target))
        return dead and not self._state.captures_at(target)

    def has(self, record_id: str) -> bool:
        """Whether a record of this id is here."""
        return self._state.record(record_id) is not None

    def notes(self) -> Iterator[Note]:
        """The archive's own words, in the order of writing."""
        return self._state.notes()

    @property
    def queue(self) -> Queue:
        """The queue of the night job. Its changes count with the next `commit`, like everything else."""
        return Queue(self._state.connection)
