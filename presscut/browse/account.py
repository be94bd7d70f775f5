"""What was taken away: the page in its order, kept text plain, with the account that was stored of all else.

Nothing is judged again. The text comes from the article and its ledger, so it is the account as it was given,
whatever the rules have become since.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from presscut.archive.formats.webpage import reads_right_to_left
from presscut.archive.net.loopback import Answer
from presscut.archive.state.rows import Entry
from presscut.browse.article import ACCOUNT, views
from presscut.browse.frame import document
from presscut.browse.room import Room
from presscut.cleaner.model import Article, LedgerEntry
from presscut.review.charts import Share, bar
from presscut.review.escape import attribute, text
from presscut.review.families import KEPT, MOVED, Family, family_of
from presscut.review.style import LONG


class Piece(NamedTuple):
    """A paragraph that was kept, or an entry of the ledger.

    Attributes:
        start: where it stands in the source.
        chars: its characters there.
        kind: what it was cut as, or the field that it went to; empty for what was kept.
        why: rule, score and reason; empty for what was kept.
    """

    start: int
    chars: int
    family: Family
    kind: str
    why: str
    text: str


def account(room: Room, key: str) -> Answer:
    """The account of an article. Raises NotHere, Damaged."""
    entry = room.entry(key)
    made = room.shelf.article(entry)
    of = pieces(made)
    rows = "".join(f"{_row(number, piece)}\n" for number, piece in enumerate(of))
    main = (
        f"{views(entry.id, entry.capture, ACCOUNT)}<section class=p><header><h1 dir=auto>"
        f"{text(made.title or 'Without a title')}</h1>{_summary(made, of)}</header>"
        f'<div class=c><ol class="{"s v" if len(of) > LONG else "s"}"{_reads(entry)}>{rows}</ol></div></section>\n'
    )
    return document(f"{made.title or made.url or 'Without a title'} · what was taken away", main)


def pieces(made: Article) -> list[Piece]:
    """What the page consists of, in its order; repairs inside of a paragraph are no pieces."""
    kept = (
        Piece(p.src_start, p.src_end - p.src_start, KEPT, "", "", made.text[p.start : p.end]) for p in made.paragraphs
    )
    gone = (_gone(entry) for entry in made.ledger if entry.action != "edited")
    return sorted((*kept, *gone), key=lambda piece: piece.start)


def _gone(entry: LedgerEntry) -> Piece:
    moved = entry.action == "moved"
    family, kind = (MOVED, entry.field or "") if moved else (family_of(entry.kind), entry.kind)
    score = "" if entry.score is None else f" {entry.score:+.2f}"
    chars = entry.src_end - entry.src_start
    return Piece(entry.src_start, chars, family, kind, f"{entry.rule}{score}: {entry.reason}", entry.text)


def _row(number: int, piece: Piece) -> str:
    here = f"<li id=b{number}{'' if piece.family is KEPT else f' class={piece.family.css}'}>"
    place = f"<a href=#b{number}>{piece.start}</a>"
    sign = "→" if piece.family is MOVED else "✕"
    note = f"<div><b>{sign} {text(piece.kind)}</b> {text(piece.why)}</div>" if piece.why else "<div></div>"
    body = text(piece.text) if piece.family in (KEPT, MOVED) else f"<del>{text(piece.text)}</del>"
    return f"{here}{place}{note}<p>{body}</p>"


def _reads(entry: Entry) -> str:
    """The language and, where the page begins on the right, its direction. Each block finds its own."""
    side = " dir=rtl" if reads_right_to_left(entry.language) else ""
    return f' lang="{attribute(entry.language)}"{side}' if entry.language else ""


def _summary(made: Article, of: Sequence[Piece]) -> str:
    total, shares = made.stats.source_chars, _shares(of)
    legend = "".join(
        f"<li><i class={share.family.css}></i>{share.label} {share.chars / max(total, 1):.0%}" for share in shares
    )
    edits = sum(entry.action == "edited" for entry in made.ledger)
    edited = f" Repairs inside of them, {edits:,} in all, are not shown here." if edits else ""
    return (
        f"{bar(shares, total)}<ul class=legend>{legend}</ul>"
        f"<p class=about>{total:,} characters of source. This is the account that was stored with the article.{edited}"
    )


def _shares(of: Sequence[Piece]) -> list[Share]:
    """What was kept, moved, then cut by kind; of each family the most first. Labels are HTML."""
    found: dict[tuple[Family, str], int] = {}
    for piece in of:
        key = (piece.family, piece.family.about if piece.family in (KEPT, MOVED) else attribute(piece.kind))
        found[key] = found.get(key, 0) + piece.chars
    ordered = sorted(found.items(), key=lambda item: (item[0][0].reach, -item[1], item[0][1]))
    return [Share(family, label, chars) for (family, label), chars in ordered]
