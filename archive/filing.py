"""Filing one page: which records it needs, which of them are there already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from presscut.archive.formats.rows import article_row, bare_name
from presscut.archive.state import Entry, RecordRow, State, entry_of, record_row
from presscut.archive.warc import records
from presscut.archive.warc.headers import Record, sha256
from presscut.archive.warc.segments import Series
from presscut.cleaner.model import Article, Page

Status = Literal["stored", "updated", "revisit", "duplicate"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one page: it counts when `Archive.commit` has returned.

    Attributes:
        status: ``"stored"``: the article is new; ``"updated"``: another producer made it anew;
            ``"revisit"``: only the capture is new; ``"duplicate"``: all of it was there.
        id: the article's id.
    """

    status: Status
    id: str


@dataclass(frozen=True, slots=True)
class Filing:
    """Files pages and articles in two series of segments, and notes in the state where they are."""

    state: State
    orig: Series
    clean: Series
    now: Callable[[], datetime]

    def put(self, page: Page, article: Article) -> Added:
        """File a page and its article, each once; durable only after the next commit."""
        article = _without_folder(article)
        now = self.now()
        digest = sha256(page.content)
        date = records.warc_date(page.fetched, now)
        capture = self._known_capture(page, digest, date)
        known = self.state.article(article.id)
        seen = capture is not None
        if capture is None:
            capture = self._write(self.orig, self._capture_record(page, article, digest, date))
        if known and known.producer == records.producer_key(article.producer):
            return Added("duplicate" if seen else "revisit", article.id)
        self._write_article(article, capture, known, records.warc_date(None, now))
        return Added("updated" if known else "stored", article.id)

    def _known_capture(self, page: Page, digest: str, date: str) -> RecordRow | None:
        """The capture this page repeats: same address and bytes, and the same date when it has one."""
        captures = self.state.captures(records.target_of(page, digest), digest)
        if records.parsed_date(page.fetched) is None:
            return captures[0] if captures else None
        return next((capture for capture in captures if capture.date == date), None)

    def _capture_record(self, page: Page, article: Article, digest: str, date: str) -> Record:
        first = self.state.original(digest)
        if first is None:
            return records.original(page, media_type=article.media_type, digest=digest, date=date)
        return records.revisit(page, digest=digest, date=date, of=first.as_record())

    def _write_article(self, article: Article, capture: RecordRow, known: Entry | None, date: str) -> None:
        replaces = known.metadata if known else ""
        subject = capture.as_record()
        text = records.conversion(article, source=subject, date=date, replaces=replaces) if article.text else None
        account = records.metadata(article, refers_to=text or subject, date=date, replaces=replaces)
        if text is not None:
            self._write(self.clean, text)
        row = self._write(self.clean, account)
        seq = known.seq if known else self.state.next_seq()
        self.state.put_article(entry_of(article_row(article), row.id, seq, capture.digest or ""))

    def _write(self, series: Series, record: Record) -> RecordRow:
        """Write a record unless it is there: a damaged archive may hold one record of a pair."""
        there = self.state.record(record.require("WARC-Record-ID"))
        if there is not None:
            return there
        row = record_row(record, series.append(record))
        self.state.put_record(row)
        return row


def _without_folder(article: Article) -> Article:
    """The article with the bare name of its file: no path of a user's disk enters an archive."""
    name = article.source.file
    if name is None or bare_name(name) == name:
        return article
    return replace(article, source=replace(article.source, file=bare_name(name)))
