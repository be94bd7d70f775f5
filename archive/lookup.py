"""Finding an article in the state, by name or by date, and reading what the segments hold of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from presscut.archive.formats.words import encodable
from presscut.archive.index.moments import END, comparable
from presscut.archive.state import State
from presscut.archive.state.rows import CAPTURES, Entry, RecordRow
from presscut.archive.warc import captures, derived
from presscut.archive.warc.headers import Record, clean_uri
from presscut.archive.warc.reading import read_record, read_text
from presscut.archive.warc.segments import Place
from presscut.cleaner.model import Article, Page
from presscut.errors import Damaged, UsageError

SHORTEST_PREFIX = 4  # characters of an id that may stand for it
RESTORE = "restore its segment from a copy"
AGAIN = "`presscut reclean --apply` makes the text again"


def find(state: State, key: str) -> Entry | None:
    """The entry of an id, of an address, or of the beginning of an id.

    Of an address it is the one of the page captured last; one that waits for a person stands back.

    Raises:
        UsageError: more than one id begins so, or too little of one is given.
    """
    key = encodable(key)  # what a terminal sent may be no text
    found = state.article(key)
    if found is not None:
        return found
    at = state.articles_at(key, clean_uri(key))
    if at:
        own = [entry for entry in at if key in (entry.url, entry.canonical_url)] or list(at)
        free = [entry for entry in own if not state.is_held(entry.id)]
        return (free or own)[-1]
    return begun(state, key)


def begun(state: State, key: str) -> Entry | None:
    """The entry whose id begins so.

    Raises:
        UsageError: more than one does, or one does but too little of it is given: tomorrow it can be another's too.
    """
    like = state.articles_like(key.lower())
    if like and len(key) < SHORTEST_PREFIX:
        raise UsageError(f"{key!r} is too little of an id; give at least {SHORTEST_PREFIX} characters")
    if len(like) > 1:
        raise UsageError(f"more than one article has an id that begins with {key}; give more of it")
    return like[0] if like else None


@dataclass(frozen=True, slots=True)
class Version:
    """A page as it was at a time.

    Attributes:
        date: of the capture, as WARC-Date has it.
        capture: the record id of the page as it was received, or of the server's word that it had not changed.
        entry: the article made from it; null when none was made.
    """

    date: str
    capture: str
    entry: Entry | None


def version(state: State, key: str, moment: str | None = None, *, made: bool = False) -> Version | None:
    """The latest capture, not later than a moment, of the page a key (as for `find`) names.

    When all captures are later, the first of them. Without a moment, that of the article that `find` gives.

    Args:
        moment: as `last_moment` gives it.
        made: pass over captures without an article, if there is one with.

    Raises:
        UsageError: more than one id begins so.
    """
    key = encodable(key)
    entry = find(state, key)
    if moment is None and entry is not None:
        capture = state.record(entry.capture)
        return Version(capture.date if capture else "", entry.capture, entry)
    found = versions(state, key, entry)
    if made:
        found = [one for one in found if one.entry] or found
    before = [one for one in found if comparable(one.date) <= (moment or END)]
    return before[-1] if before else next(iter(found), None)


def versions(state: State, key: str, entry: Entry | None) -> list[Version]:
    """All captures of a page, the oldest first; of one time, in the order in which their articles were stored.

    Args:
        key: an address, or the id of an article, which stands for its page.
        entry: what `find` gives for it.
    """
    targets = _targets(state, key, entry)
    # A server's word that nothing changed has no digest: it points at the record that has. Of several articles
    # of the same bytes, that of the same address comes last and counts.
    query = (
        "SELECT c.date, c.id, a.id FROM records c LEFT JOIN records f ON f.id = c.refers_to"
        " LEFT JOIN articles a ON a.digest = coalesce(c.digest, f.digest) LEFT JOIN records m ON m.id = a.capture"
        f" WHERE c.type IN ({_marks(CAPTURES)}) AND c.target IN ({_marks(targets)}) ORDER BY m.target = c.target, a.seq"
    )
    found = {capture: (date, article) for date, capture, article in state.db.execute(query, [*CAPTURES, *targets])}
    made = {article: state.article(article) for _, article in found.values() if article}
    dated = (Version(date, capture, made.get(article)) for capture, (date, article) in found.items())
    return sorted(dated, key=lambda one: (comparable(one.date), one.entry.seq if one.entry else 0, one.capture))


def _targets(state: State, key: str, entry: Entry | None) -> tuple[str, ...]:
    """The WARC-Target-URIs of the page a key names; an id stands for the page of its article."""
    named = [one for one in state.articles_at(key, clean_uri(key)) if key in (one.url, one.canonical_url)]
    made_from = [state.record(one.capture) for one in (*named, *((entry,) if entry else ()))]
    return tuple(dict.fromkeys((clean_uri(key), *(row.target for row in made_from if row and row.target))))


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" for _ in values)


class Whereabouts(NamedTuple):
    """Where the records of an article stand: whoever has the segments reads it by them, without the state.

    Attributes:
        article: its id.
        account: the id of its metadata record, and where it stands.
        text: the same of the record that holds its text; null when the article is empty.
    """

    article: str
    account: tuple[str, Place]
    text: tuple[str, Place] | None


def article_at(folder: Path, where: Whereabouts) -> Article:
    """The article of two records in the segments of a folder.

    Raises:
        Damaged: it cannot be read.
    """
    account_id, account = where.account
    said = read_record(folder, account, account_id)
    try:
        text = read_record(folder, where.text[1], where.text[0]).block.decode("utf-8") if where.text else ""
        return derived.read_article(derived.read_fields(said.block), text)
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(f"article {where.article}: its records do not fit together ({error})") from None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The records of an archive by their ids, read from the segments.

    Attributes:
        folder: where the segments lie.
        state: knows in which segment a record stands, and at which byte.
    """

    folder: Path
    state: State

    def whereabouts(self, entry: Entry) -> Whereabouts:
        """Where the records of an entry's article stand. Raises Damaged when one is missing."""
        account = self._row(entry.metadata)
        text = self._row(entry.conversion, AGAIN) if entry.conversion else None
        return Whereabouts(entry.id, (account.id, account.place), (text.id, text.place) if text else None)

    def article(self, entry: Entry) -> Article:
        """The article of an entry.

        Raises:
            Damaged: it cannot be read.
        """
        return article_at(self.folder, self.whereabouts(entry))

    def text(self, entry: Entry) -> str:
        """The text of an entry's article, read alone; empty when there is none. Raises Damaged."""
        if entry.conversion is None:
            return ""
        return read_text(self.folder, self._row(entry.conversion, AGAIN).place, entry.conversion)

    def without_text(self, entry: Entry) -> Article:
        """The article of an entry whose text is lost, as its account tells of it.

        Raises:
            Damaged: it cannot be read.
        """
        try:
            return replace(derived.read_article(self.account(entry), ""), text="", paragraphs=())
        except (ValueError, KeyError, TypeError) as error:
            raise Damaged(f"article {entry.id}: its record is not as this archive writes it ({error})") from None

    def account(self, entry: Entry) -> dict[str, Any]:
        """What an entry's metadata record says, read alone: ``article`` (the row without its text), ``ledger``, ….

        Raises:
            Damaged: it cannot be read.
        """
        try:
            return derived.read_fields(self._record(self._row(entry.metadata)).block)
        except ValueError as error:
            raise Damaged(f"article {entry.id}: its record is not as this archive writes it ({error})") from None

    def note(self, note_id: str) -> dict[str, Any]:
        """All that a note says, read from its record. Raises Damaged."""
        try:
            return dict(derived.read_lines(self._record(self._row(note_id)).block)["note"])
        except (ValueError, KeyError, TypeError) as error:
            raise Damaged(f"note {note_id}: its record is not as this archive writes it ({error})") from None

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

    def _row(self, record_id: str, remedy: str = RESTORE) -> RecordRow:
        row = self.state.record(record_id)
        if row is None:
            raise Damaged(f"record {record_id} is missing; {remedy}")
        return row

    def _record(self, row: RecordRow) -> Record:
        return read_record(self.folder, row.place, row.id)
