"""An article as the pieces that its source was taken apart into: kept, cut or moved, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from presscut.cleaner.model import Action, Article, LedgerEntry

BETWEEN = "\n\n"  # what stands between two paragraphs of an article's text


class Reason(NamedTuple):
    """Why a piece of the source is not in the body, or reads otherwise there: an entry of a ledger."""

    action: Action
    kind: str
    field: str | None
    rule: str
    score: float | None
    reason: str


class Piece(NamedTuple):
    """A span of the source and what became of it.

    Attributes:
        text: of a kept piece the paragraph as it stands in the article, else the source.
        why: null when it was kept.
    """

    start: int
    end: int
    text: str
    why: Reason | None = None


def pieces_of(article: Article) -> tuple[Piece, ...]:
    """What was kept, cut and moved, in the order of the source."""
    gone = (Piece(e.src_start, e.src_end, e.text, reason_of(e)) for e in article.ledger if e.action != "edited")
    return tuple(sorted([*_kept(article), *gone], key=lambda piece: piece[:2]))


def repairs_of(article: Article) -> tuple[Piece, ...]:
    """What was edited inside kept and moved pieces, in the order of the source."""
    return tuple(Piece(e.src_start, e.src_end, e.text, reason_of(e)) for e in article.ledger if e.action == "edited")


def kept(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The paragraphs among the pieces."""
    return tuple(piece for piece in pieces if piece.why is None)


def reason_of(entry: LedgerEntry) -> Reason:
    """What the ledger says of its entry."""
    return Reason(entry.action, entry.kind, entry.field, entry.rule, entry.score, entry.reason)


def _kept(article: Article) -> Iterator[Piece]:
    """The paragraphs; a text that they do not make up, as only other programs store it, is one piece."""
    paragraphs = [Piece(p.src_start, p.src_end, article.text[p.start : p.end]) for p in article.paragraphs]
    if BETWEEN.join(piece.text for piece in paragraphs) == article.text:
        yield from paragraphs
    elif article.text:
        yield Piece(0, max(article.stats.source_chars, 1), article.text)
