"""A stored article beside the same page cleaned anew: what differs, and by which rule."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence

from presscut.archive.formats.rows import article_row, one_line
from presscut.cleaner.model import Article
from presscut.cleaner.shape import UNSPACED, count_words
from presscut.reclean.account import Account
from presscut.reclean.changes import Changes, Edited, FieldChange, Passage, Words
from presscut.reclean.ground import on_ground
from presscut.reclean.pieces import BETWEEN, Piece, kept, pieces_of, repairs_of
from presscut.reclean.sequences import Run, runs
from presscut.reclean.steps import Step, steps

# Keys of the row that are neither text nor metadata: how the article came to be.
ACCOUNT = ("paragraphs", "links", "ledger", "stats", "signals", "confidence")
# The same whatever the rules, or, as the producer, never the same; the text is compared by paragraphs.
APART = frozenset({"schema", "id", "source", "producer", "text"})
FIELDS = tuple(name for name in Article.__annotations__ if name not in APART and name not in ACCOUNT)
# What a word diff counts as one: a word or one other character, with the white space behind it.
TOKEN = re.compile(rf"\s+|(?:[{UNSPACED}]|[^\W{UNSPACED}]+|\W)\s*")


def compare(old: Article, new: Article) -> Changes:
    """What would change if `new` took the place of `old`. Both were made from the same bytes."""
    before, after = pieces_of(old), pieces_of(new)
    repaired: tuple[Piece, ...] = repairs_of(old)
    if old.stats.source_chars != new.stats.source_chars:  # other text was read out of the same bytes
        before, repaired = on_ground(before, after), ()
    sides = list(steps(kept(before), kept(after)))
    was, now = Account(before), Account(after)
    lost = tuple(_passage(piece, now) for step in sides if not step.new for piece in step.old)
    won = tuple(_passage(piece, was) for step in sides if not step.old for piece in step.new)
    both = [step for step in sides if step.old and step.new]
    other = [step for step in both if _text(step.old) != _text(step.new)]
    edited = tuple(_edited(step, (was, Account(repaired)), (now, Account(repairs_of(new)))) for step in other)
    return Changes(
        lost=lost,
        won=won,
        edited=edited,
        kept=len(both) - len(other),
        fields=tuple(_fields(old, new)),
        account=tuple(name for name in ACCOUNT if _differ(old, new, name)),
        words_before=_whole(count_words(old.text)),
        words_after=_whole(count_words(new.text)),
        words_lost=_whole(_length(lost) + _in_runs(edited, "-")),
        words_won=_whole(_length(won) + _in_runs(edited, "+")),
    )


def word_diff(before: str, after: str) -> tuple[Words, ...]:
    """The words of both texts in order: what is in both, what goes, what comes."""
    a, b = TOKEN.findall(before), TOKEN.findall(after)
    return tuple(words for run in runs(a, b) for words in _signed(a, b, run) if words.text)


def _signed(a: Sequence[str], b: Sequence[str], run: Run) -> tuple[Words, ...]:
    went = "".join(a[run.a_start : run.a_end])
    if run.equal:
        return (Words("=", went),)
    return Words("-", went), Words("+", "".join(b[run.b_start : run.b_end]))


def _text(pieces: Iterable[Piece]) -> str:
    return BETWEEN.join(piece.text for piece in pieces)


def _passage(piece: Piece, account: Account) -> Passage:
    return Passage(piece.text, count_words(piece.text), account.of(piece.start, piece.end))


def _edited(step: Step, was: Iterable[Account], now: Iterable[Account]) -> Edited:
    start = min(piece.start for piece in (*step.old, *step.new))
    end = max(piece.end for piece in (*step.old, *step.new))
    before, after = ([reason for account in side for reason in account.of(start, end)] for side in (was, now))
    return Edited(
        runs=word_diff(_text(step.old), _text(step.new)),
        was=tuple(reason for reason in before if reason not in after),
        now=tuple(reason for reason in after if reason not in before),
    )


def _fields(old: Article, new: Article) -> Iterator[FieldChange]:
    names = [name for name in FIELDS if _differ(old, new, name)]
    if names:
        before, after = article_row(old), article_row(new)
        yield from (FieldChange(name, before[name], after[name]) for name in names)


def _differ(old: Article, new: Article, name: str) -> bool:
    before, after = getattr(old, name), getattr(new, name)
    if name == "signals":  # what was stored comes back with lists for tuples
        return one_line(dict(before)) != one_line(dict(after))
    return bool(before != after)


def _length(passages: Iterable[Passage]) -> float:
    return sum(passage.words for passage in passages)


def _in_runs(edited: Iterable[Edited], sign: str) -> float:
    return sum(count_words(run.text) for edit in edited for run in edit.runs if run.sign == sign)


def _whole(words: float) -> int:
    return math.floor(words + 0.5)
