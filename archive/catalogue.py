"""Entering articles in the state, so that they are found: by id and address, by words, by near-duplicates.

Storing an article and reading the segments again go through the same lines, so both give the same tables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from presscut.archive.index.near import SIMILAR, signature, similarity
from presscut.archive.index.search import Words, words_in
from presscut.archive.state import State
from presscut.archive.state.rows import Entry, Filed, RecordRow, entry_of, note_of, validators_row
from presscut.archive.warc.captures import NOT_MODIFIED
from presscut.archive.warc.derived import Near, read_fields, read_lines
from presscut.archive.warc.headers import Record
from presscut.errors import Damaged


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Enters articles and notes.

    Attributes:
        text_of: reads the text of a conversion, or the lines of an account; raises Damaged.
    """

    state: State
    text_of: Callable[[RecordRow], str]

    def enter_capture(self, capture: Record) -> None:
        """Keep what a capture says for the next visit. A 304 stands by what it leaves unsaid (RFC 9110, 15.4.5)."""
        row = validators_row(capture)
        if row is None:
            return
        known = self.state.validators(row.target)
        if known is not None and capture.get("WARC-Profile") == NOT_MODIFIED:
            row = replace(row, etag=row.etag or known.etag, last_modified=row.last_modified or known.last_modified)
        if known is None or known.date <= row.date:
            self.state.put_validators(row)

    def near(self, article_id: str, signed: bytes) -> Near | None:
        """The article most like the one of a signature, if one is like it at all; of equals the lowest id."""
        others = (
            Near(other, similarity(signed, theirs))
            for other, theirs in self.state.signatures_like(signed)
            if other != article_id
        )
        best = min(others, key=lambda near: (-near.similarity, near.id), default=None)
        return best if best is not None and best.similarity >= SIMILAR else None

    def enter(self, row: Mapping[str, Any], filed: Filed, text: str, signed: bytes) -> None:
        """Enter an article, new or made anew. `row` needs neither text nor ledger, `signed` is the text's signature."""
        known = self.state.article(row["id"])
        entry = entry_of(row, filed)
        self.state.put_article(entry)
        if known is None or known.text_digest != entry.text_digest:
            self.state.put_signature(entry.seq, signed)
        before, words = self._words_of(known), words_in(row, text)
        if before != words:
            if before is not None:
                self.state.take_words(entry.seq, before)
            self.state.put_words(entry.seq, words)

    def _words_of(self, known: Entry | None) -> Words | None:
        """What was put of an article; null for a new one. Words that cannot be read again stay findable."""
        if known is None:
            return None
        with suppress(Damaged, ValueError, KeyError, TypeError):
            text = "" if known.lost else self._text(known.conversion)  # one that came back was not put
            return words_in(self.account(known)["article"], text)
        return None

    def _text(self, conversion: str | None) -> str:
        row = self.state.record(conversion) if conversion else None
        return self.text_of(row) if row else ""

    def account(self, known: Entry) -> dict[str, Any]:
        """What an article's latest account says, as `read_fields` gives it. Raises ValueError, Damaged."""
        row = self.state.record(known.metadata)
        return read_fields(self.text_of(row).encode("utf-8")) if row else {}

    def date_of(self, known: Entry | None) -> str:
        """The date of an article's latest account; empty without one."""
        row = self.state.record(known.metadata) if known else None
        return row.date if row else ""

    def enter_account(self, account: Record) -> None:
        """Enter what a metadata record says. Its capture and conversion come before it, unless they are damaged.

        An account that is older than what is known, as it can come from another archive, changes nothing.

        Raises:
            ValueError: the record is not of this archive's making.
            Damaged: the text cannot be read.
        """
        said = read_lines(account.block)
        if "note" in said:
            self.state.put_note(note_of(account, said["note"]))
            return
        if not isinstance(said.get("article"), dict) or not isinstance(said.get("ledger"), list):
            raise ValueError("metadata record without an article")
        if account.require("WARC-Date") < self.date_of(self.state.article(said["article"]["id"])):
            return
        filed = self._filed(account, said)
        text = self._text(filed.conversion)
        self.enter(said["article"], filed, text, signature(text))

    def _capture_of(self, account: Record, article: Mapping[str, Any]) -> str | None:
        """The first capture of the page of an article whose text, which would name it, is lost."""
        digest = f"sha256:{article['source']['sha256']}"
        return next((row.id for row in self.state.captures(account.require("WARC-Target-URI"), digest)), None)

    def _filed(self, account: Record, said: Mapping[str, Any]) -> Filed:
        article, subject = said["article"], account.require("WARC-Refers-To")
        row = self.state.record(subject)
        is_text = row.type == "conversion" if row else article["stats"]["words"] > 0
        capture = said.get("capture") or (row.refers_to if row and is_text else None)
        if is_text and row is None:
            capture = capture or self._capture_of(account, article)
        capture = capture or subject
        captured = self.state.record(capture)
        known = self.state.article(article["id"])
        return Filed(
            seq=known.seq if known else self.state.next_seq(),
            metadata=account.require("WARC-Record-ID"),
            conversion=subject if is_text else None,
            text_digest=row.digest if row and is_text else None,
            capture=capture,
            digest=(captured and captured.digest) or "",
            cuts=sum(entry["action"] == "cut" for entry in said["ledger"]),
            since=said.get("unchanged-since"),
            near=Near(**said["near"]) if "near" in said else None,
        )
