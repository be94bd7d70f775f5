"""Finding an article in the state, and reading what the segments hold of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from presscut.archive.state import State
from presscut.archive.state.rows import Entry, RecordRow
from presscut.archive.warc import captures, derived
from presscut.archive.warc.headers import Record, clean_uri
from presscut.archive.warc.reading import read_record
from presscut.cleaner.model import Article, Page
from presscut.errors import Damaged, UsageError

SHORTEST_PREFIX = 4  # characters of an id that may stand for it


def find(state: State, key: str) -> Entry | None:
    """The entry of an id, of an address (the one stored last), or of the beginning of an id.

    Raises:
        UsageError: more than one id begins so.
    """
    found = state.article(key)
    if found is not None:
        return found
    at = state.articles_at(key, clean_uri(key))
    if at:
        own = [entry for entry in at if key in (entry.url, entry.canonical_url)]
        return (own or at)[-1]
    like = state.articles_like(key.lower()) if len(key) >= SHORTEST_PREFIX else ()
    if len(like) > 1:
        raise UsageError(f"more than one article has an id that begins with {key}; give more of it")
    return like[0] if like else None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The records of an archive by their ids, read from the segments.

    Attributes:
        folder: where the segments lie.
        state: knows in which segment a record stands, and at which byte.
    """

    folder: Path
    state: State

    def article(self, entry: Entry) -> Article:
        """The article of an entry.

        Raises:
            Damaged: it cannot be read.
        """
        account = self._record(self._row(entry.metadata))
        subject = self._row(account.get("WARC-Refers-To") or "")
        try:
            text = self._record(subject).block.decode("utf-8") if subject.type == "conversion" else ""
            return derived.read_article(derived.read_fields(account.block), text)
        except (ValueError, KeyError, TypeError) as error:
            raise Damaged(f"article {entry.id}: its records do not fit together ({error})") from None

    def original(self, entry: Entry) -> Page:
        """The page as it was received that an entry's article was made from. Raises Damaged."""
        return self.page(entry.capture)

    def page(self, capture_id: str) -> Page:
        """The page of a capture as it was received.

        Raises:
            Damaged: it cannot be read.
        """
        row = self._row(capture_id)
        capture = self._record(row)
        first = self._record(self._row(row.refers_to or "")) if row.type == "revisit" else capture
        try:
            return captures.read_page(capture, first)
        except ValueError as error:
            raise Damaged(f"record {row.id}: it is not as this archive writes it ({error})") from None

    def _row(self, record_id: str) -> RecordRow:
        row = self.state.record(record_id)
        if row is None:
            raise Damaged(f"record {record_id} is missing; restore its segment from a copy")
        return row

    def _record(self, row: RecordRow) -> Record:
        return read_record(self.folder, row.place, row.id)
