"""Filing one page: which records it needs, which of them are there already."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal

from presscut.archive.catalogue import Catalogue
from presscut.archive.formats.rows import article_row, bare_name
from presscut.archive.index.near import signature
from presscut.archive.state import State
from presscut.archive.state.rows import Entry, Filed, RecordRow, record_row
from presscut.archive.warc import captures, dates, derived, names
from presscut.archive.warc.headers import Record, sha256
from presscut.archive.warc.segments import Parcel, Series
from presscut.cleaner.model import Article, MediaType, Page
from presscut.errors import Damaged

EMPTY: Mapping[str, Any] = MappingProxyType({})
Status = Literal["stored", "unchanged", "updated", "revisit", "duplicate", "pruned"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one page: it counts when `Archive.commit` has returned.

    Attributes:
        status: ``"stored"``: the article is new; ``"unchanged"``: it is new, but its text is the one
            stored for its address; ``"updated"``: another producer made it anew, or its
            text was lost; ``"revisit"``: only the capture is new; ``"duplicate"``: all of it was there;
            ``"pruned"``: it was taken out for good, and nothing is stored.
        id: the article's id.
    """

    status: Status
    id: str


@dataclass(frozen=True, slots=True)
class Filing:
    """Files pages and articles in two series of segments, and notes in the state where they are."""

    state: State
    catalogue: Catalogue
    orig: Series
    clean: Series
    now: Callable[[], datetime]

    def put(self, page: Page, article: Article, *, again: bool = False) -> Added:
        """File a page and its article, each once; durable only after the next commit.

        A page that was pruned is filed when it is to be stored `again`.
        """
        if not again and self._pruned(page, article.id):
            return Added("pruned", article.id)
        capture, seen = self.capture(page, article.media_type)
        return self.article(capture, article, seen=seen)

    def capture(self, page: Page, media_type: MediaType) -> tuple[RecordRow, bool]:
        """File a page as it came; gives its capture, and whether that was there already."""
        digest = sha256(page.content)
        date = dates.warc_date(page.fetched, self.now())
        known = self._known_capture(page, digest, date)
        if known is not None:
            return known, True
        first = self.state.original(digest) if page.content else None  # nothing is no copy of nothing
        if first is None:
            return self._write_capture(captures.original(page, media_type=media_type, digest=digest, date=date)), False
        return self._write_capture(captures.revisit(page, digest=digest, date=date, of=first.as_record())), False

    def not_modified(self, page: Page, last: RecordRow) -> RecordRow:
        """File a server's word that the page of a capture is the same still. `page` has no content."""
        date = dates.warc_date(page.fetched, self.now())
        first = self.state.original(last.digest or "") or last
        return self._write_capture(captures.not_modified(page, date=date, of=first.as_record()))

    def article(
        self, capture: RecordRow, article: Article, *, seen: bool = True, brought_by: str | None = None
    ) -> Added:
        """File the article of a capture.

        Args:
            seen: whether the capture was there before.
            brought_by: the source of the night job that it came by; that of the account before when not said.
        """
        article = _without_folder(article)
        known = self.state.article(article.id)
        if known and _same_maker(known, article) and not known.lost:
            return Added("duplicate" if seen else "revisit", article.id)
        brought_by = brought_by or self._brought_by(known)
        since = self._write_article(article, capture, known, dates.warc_date(None, self.now()), brought_by)
        return Added("updated" if known else "unchanged" if since else "stored", article.id)

    def note(
        self, kind: str, target: str, article: str | None, reason: str | None, more: Mapping[str, Any] = EMPTY
    ) -> None:
        """File a note about an address; the same note of the same second is filed once. `more` goes with it."""
        said = {"kind": kind, "article": article, "reason": reason, **more}
        record = derived.note(target, date=dates.warc_date(None, self.now()), said=said)
        if self.state.record(record.require("WARC-Record-ID")) is None:
            self._write(self.clean, record)
            self.catalogue.enter_account(record)

    def copy(self, record: Record, content: bytes, *, clean: bool) -> int:
        """File a record of another archive, byte for byte: `content` is its member. Gives the bytes written.

        Raises:
            ValueError, Damaged: it is the account of an article and cannot be read.
        """
        series = self.clean if clean else self.orig
        series.begun()  # whose warcinfo can be the one that is to be copied: same host, same second
        if self.state.record(record.require("WARC-Record-ID")) is not None:
            return 0
        row = self._entered(record, series.copy(content))
        self.catalogue.enter_capture(record)
        if row.type == "metadata":
            self.catalogue.enter_account(record)
        return len(content)

    def _pruned(self, page: Page, article_id: str) -> bool:
        """Whether a tombstone stands for this page: its address with these bytes. Other bytes are another page."""
        notes = self.state.notes(names.target_of(page, sha256(page.content)))
        dead = any(note.kind == "tombstone" and note.article == article_id for note in notes)
        return dead and self.state.article(article_id) is None

    def _known_capture(self, page: Page, digest: str, date: str) -> RecordRow | None:
        """The capture this page repeats: same address and bytes, and the same date when it has one."""
        known = self.state.captures(names.target_of(page, digest), digest)
        if dates.parsed_date(page.fetched) is None:
            return known[0] if known else None
        return next((capture for capture in known if capture.date == date), None)

    def _write_capture(self, record: Record) -> RecordRow:
        self.catalogue.enter_capture(record)
        return self._write(self.orig, record)

    def _write_article(
        self, article: Article, capture: RecordRow, known: Entry | None, date: str, brought_by: str | None
    ) -> str | None:
        """Write what is new of an article; gives the date of its text when an older capture gave the same."""
        replaces = known.metadata if known else ""
        date = max(date, self.catalogue.date_of(known))
        lost = known.conversion if known and self._same_text(known, article) else None
        text = self._text(article, capture, date, replaces, lost)
        older = text is not None and text.refers_to != capture.id
        since = text.date if text is not None and older else None
        signed = signature(article.text)
        near = self.catalogue.near(article.id, signed)
        account = derived.metadata(
            article,
            refers_to=(text or capture).as_record(),
            date=date,
            replaces=replaces,
            near=near,
            unchanged=derived.Unchanged(capture.id, since) if since else None,
            brought_by=brought_by,
        )
        row = self._write(self.clean, account)
        filed = Filed(
            seq=known.seq if known else self.state.next_seq(),
            metadata=row.id,
            conversion=text.id if text else None,
            text_digest=text.digest if text else None,
            capture=capture.id,
            digest=capture.digest or "",
            cuts=sum(entry.action == "cut" for entry in article.ledger),
            since=since,
            near=near,
        )
        self.catalogue.enter(article_row(article), filed, article.text, signed)
        return since

    def _brought_by(self, known: Entry | None) -> str | None:
        """The source that the account of an article names; null when it names none, or cannot be read any more."""
        if known is None:
            return None
        try:
            return self.catalogue.account(known).get(derived.BROUGHT_BY)
        except (ValueError, KeyError, Damaged):
            return None

    def _same_text(self, known: Entry, article: Article) -> bool:
        """Whether an article has the lost text of one that is known: the same maker gave the same account."""
        if not known.lost or not _same_maker(known, article):
            return False
        try:
            return derived.tells_of(self.catalogue.account(known), article)
        except (ValueError, KeyError, Damaged):  # then it is made anew
            return False

    def _text(
        self, article: Article, capture: RecordRow, date: str, replaces: str, lost: str | None
    ) -> RecordRow | None:
        """The conversion of an article; null without text.

        The one with this text for this address, or a new one; one that was lost under its own id, so that
        every account that refers to it is whole again.
        """
        if not article.text:
            return None
        there = self.state.text_at(capture.target or "", sha256(derived.text_block(article)))
        if there is not None and lost is None:
            return there
        record = derived.conversion(article, source=capture.as_record(), date=date, replaces=replaces, lost=lost)
        return self._write(self.clean, record)

    def _write(self, series: Series, record: Record) -> RecordRow:
        """Write a record unless it is there: a damaged archive may hold one record of a pair."""
        there = self.state.record(record.require("WARC-Record-ID"))
        if there is not None:
            return there
        return self._entered(record, series.append(record))

    def _entered(self, record: Record, parcel: Parcel) -> RecordRow:
        """The row of a record that was taken into a segment: the state enters it when it is written."""
        row = record_row(record, parcel.told)
        self.state.take_record(row, parcel)
        return row


def _same_maker(known: Entry, article: Article) -> bool:
    made = names.producer_key(article.producer)
    return known.producer == made or names.without_memory(known.producer) == names.without_memory(made)


def _without_folder(article: Article) -> Article:
    """The article with the bare name of its file: no path of a user's disk enters an archive."""
    name = article.source.file
    if name is None or bare_name(name) == name:
        return article
    return replace(article, source=article.source._replace(file=bare_name(name)))
