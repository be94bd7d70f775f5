"""Articles built by hand from pieces of a source, each with what became of it. All names are fictional."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from presscut.cleaner.model import Action, Article, LedgerEntry, Paragraph, Stats

BETWEEN = "\n\n"
FERRY = "The ferry to Larkholm was late for the eleventh day in a row."
LETTER = "The harbour master wrote a letter to the council on Tuesday evening."
TICKETS = "Tickets cost four crowns, and dogs ride free of charge."


class Fate(NamedTuple):
    """A piece of the source, and what became of it; `reads` is what a kept piece says in the article."""

    source: str
    action: Action | None = None
    rule: str = ""
    kind: str = "ads"
    field: str | None = None
    reads: str | None = None


def cut(source: str, rule: str, kind: str = "ads") -> Fate:
    return Fate(source, "cut", rule, kind)


def moved(source: str, rule: str, field: str) -> Fate:
    return Fate(source, "moved", rule, "field", field)


def edited(source: str, reads: str, rule: str) -> Fate:
    """A piece that stays and reads otherwise."""
    return Fate(source, "edited", rule, "repair", reads=reads)


def article(*fates: Fate | str, **fields: object) -> Article:
    """The article of a source whose pieces stand one after the other; a plain text is a piece that was kept."""
    pieces = [fate if isinstance(fate, Fate) else Fate(fate) for fate in fates]
    body = [(p, p.source if p.reads is None else p.reads) for p in pieces if p.action in (None, "edited")]
    built = Article(
        text=BETWEEN.join(text for _, text in body),
        paragraphs=tuple(_paragraphs(pieces)),
        ledger=tuple(_ledger(pieces)),
        stats=Stats(source_chars=len(BETWEEN.join(piece.source for piece in pieces))),
    )
    return _with(built, fields)


def _with(built: Article, fields: dict[str, object]) -> Article:
    values = {name: getattr(built, name) for name in Article.__annotations__}
    return Article(**{**values, **fields})


def _paragraphs(pieces: Sequence[Fate]) -> list[Paragraph]:
    found: list[Paragraph] = []
    at = source_at = 0
    for piece in pieces:
        if piece.action in (None, "edited"):
            text = piece.source if piece.reads is None else piece.reads
            end = source_at + len(piece.source)
            found.append(Paragraph(at, at + len(text), "paragraph", source_at, end))
            at += len(text) + len(BETWEEN)
        source_at += len(piece.source) + len(BETWEEN)
    return found


def _ledger(pieces: Sequence[Fate]) -> list[LedgerEntry]:
    found: list[LedgerEntry] = []
    at = 0
    for piece in pieces:
        if piece.action is not None:
            end = at + len(piece.source)
            to = piece.reads if piece.action == "edited" else None
            found.append(
                LedgerEntry(at, end, piece.action, piece.kind, piece.field, to, piece.rule, 2.5, "why so", piece.source)
            )
        at += len(piece.source) + len(BETWEEN)
    return found
