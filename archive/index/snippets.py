"""Where the words of a query stand in a text, and the piece of it that shows most of them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from presscut.archive.index.folding import WORD, folded, untyped
from presscut.archive.index.query import Term

WIDTH = 240  # characters of a snippet: three lines of a terminal
ENDING = 3  # marks that may follow the last word: a stop, a quote, a bracket
ASCII_RUN = re.compile(r"[\x00-\x7f]+(?=[\x00-\x7f]|\Z)")  # an accent may follow the last character
# Letters that melt into the one before: vowels and finals of Hangul, marks of half-width kana.
MELTING = re.compile("[\u1160-\u11ff\u3131-\u318e\uff9e\uff9f\uffa0-\uffdc]")


class Word(NamedTuple):
    """A folded word and where it stands in the text."""

    word: str
    start: int
    end: int


class Found(NamedTuple):
    """A term that stands in the text; `term` is its number."""

    start: int
    end: int
    term: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text. All offsets are into the text, in code points.

    Attributes:
        start, end: where the piece stands.
        hits: where the query's words stand in it, in order, not overlapping.
    """

    start: int
    end: int
    hits: tuple[tuple[int, int], ...]


def snippet(text: str, terms: Sequence[Term], width: int = WIDTH) -> Snippet:
    """The piece of about `width` characters with the most terms, then the most hits, then the earliest.

    Without a hit it is the beginning. It begins and ends at words; scripts without spaces are cut
    between characters.
    """
    words = tuple(positions(text))
    found = tuple(_found(words, [term for term in terms if not term.field]))
    start, end = _room(text, words, *_best(found, width), width)
    return Snippet(start, end, _apart((hit.start, hit.end) for hit in found if start <= hit.start and hit.end <= end))


def marks(title: str, terms: Sequence[Term]) -> tuple[tuple[int, int], ...]:
    """Where the terms stand in a title, in order, not overlapping."""
    here = [term for term in terms if term.field in ("", "title")]
    return _apart((hit.start, hit.end) for hit in _found(tuple(positions(title)), here))


def positions(text: str) -> Iterator[Word]:
    """The words of a text as `words_of` gives them, each with its place in the text."""
    folds: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _pieces(text):
        fold = folded(text[start:end])
        alike = text[start].isascii() and len(fold) == end - start
        starts.extend(range(start, end) if alike else [start] * len(fold))
        ends.extend(range(start + 1, end + 1) if alike else [end] * len(fold))
        folds.append(fold)
    for word in WORD.finditer("".join(folds)):
        yield Word(word[0], starts[word.start()], ends[word.end() - 1])


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The text in pieces that fold one by one: runs of ASCII, and characters with what belongs to them."""
    at = 0
    while at < len(text):
        run = ASCII_RUN.match(text, at)
        end = run.end() if run else at + 1
        while not run and end < len(text) and _belongs(text[end]):
            end += 1
        yield at, end
        at = end


def _belongs(character: str) -> bool:
    if character.isascii():
        return False
    mark = unicodedata.category(character).startswith("M")
    return mark or bool(untyped().match(character) or MELTING.match(character))


def _found(words: Sequence[Word], terms: Sequence[Term]) -> list[Found]:
    spelt = [word.word for word in words]
    return sorted(
        Found(words[i].start, words[i + len(term.words) - 1].end, number)
        for number, term in enumerate(terms)
        for i in _starts(spelt, term)
    )


def _starts(spelt: Sequence[str], term: Term) -> Iterator[int]:
    """The numbers of the words where a term begins."""
    *head, last = term.words
    for i in range(len(spelt) - len(head)):
        ending = spelt[i + len(head)]
        whole = ending.startswith(last) if term.prefix else ending == last
        if whole and all(spelt[i + k] == word for k, word in enumerate(head)):
            yield i


def _best(found: Sequence[Found], width: int) -> tuple[int, int]:
    """The span of the hits within `width` characters that show the most; the very beginning without hits."""
    best, span = (0, 0), (0, 0)
    for i, first in enumerate(found):
        inside = [first]
        for hit in found[i + 1 :]:
            if hit.start >= first.start + width:
                break
            if hit.end <= first.start + width:
                inside.append(hit)
        worth = (len({hit.term for hit in inside}), len(inside))
        if worth > best:
            best, span = worth, (first.start, max(hit.end for hit in inside))
    return span


def _room(text: str, words: Sequence[Word], start: int, end: int, width: int) -> tuple[int, int]:
    """The span with as many whole words around it as `width` leaves room for, half of them before it."""
    starts = [word.start for word in words]
    ends = [word.end for word in words]
    spare = max(width - (end - start), 0)
    before = max(start - spare // 2, 0)
    before = max(min(before, len(text) - width), 0)
    first = min(starts[bisect_left(starts, before)], start) if words and end else start
    after = bisect_right(ends, max(first + width, end))
    last = max(ends[after - 1] if after else 0, end)
    return first, _with_ending(text, last)


def _with_ending(text: str, end: int) -> int:
    for mark in text[end : end + ENDING]:
        if not unicodedata.category(mark).startswith("P"):
            break
        end += 1
    return end


def _apart(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans in order, those that overlap made one."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return tuple(apart)
