"""What would change in an article, for a person: one line, or all of it.

The first column says what a line is: ``-`` goes, ``+`` comes, ``~`` reads otherwise. Colour only repeats it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from presscut.cleaner.model import Article
from presscut.reclean.changes import Changes, Edited, FieldChange, Passage, Words
from presscut.reclean.compare import word_diff
from presscut.reclean.folding import folded, shortened
from presscut.reclean.pieces import Reason
from presscut.terminal import columns, first_words, one_line

TITLE = 40  # columns of a title in a line of the overview
ID = 8  # characters of an id: enough to name one article among millions
COLOURS: Mapping[str, str] = {"-": "red", "+": "green", "=": "cyan", "!": "magenta"}
DONE = {"cut": "cut as", "moved": "moved to", "edited": "repaired as"}
WHY = "    ↳ "  # before a reason; what it is the reason of stands above


def overview(article: Article, changes: Changes, note: str = "") -> str:
    """The changes of an article in one line. A line that begins with ``!`` has a note at its end."""
    title = first_words(article.title or "(no title)", TITLE)
    cells = (
        f"{'!' if note else ' '} {article.id[:ID]}",
        f"{changes.words_before:>6} → {changes.words_after:>6} words",
        f"{_signed('-', changes.lost):>5}{_signed('+', changes.won):>5}{_signed('~', changes.edited):>5}",
        title + " " * (TITLE - columns(title)),
        "; ".join(part for part in (", ".join(change.name for change in changes.fields), note) if part),
    )
    return "  ".join(cells).rstrip() + "\n"


def _signed(sign: str, items: Sequence[object]) -> str:
    return f"{sign}{len(items)}" if items else ""


def difference(article: Article, changes: Changes, note: str = "") -> str:
    """The changes of an article in full: what it loses first, then what it wins, its fields, its edits."""
    lines = [*_head(article, changes, note)]
    lines += _passages("-", changes.lost)
    lines += _passages("+", changes.won)
    for field in changes.fields:
        lines += _field(field)
    for edited in changes.edited:
        lines += _edited(edited)
    return "\n".join(lines) + "\n\n"


def whole(article: Article, changes: Changes, note: str = "") -> str:
    """An article where there was none: all of its text comes."""
    lines = [*_head(article, changes, note)]
    lines += (line for passage in changes.won for line in _hanging("+", passage.text))
    return "\n".join(lines) + "\n\n"


def coloured(report: str, paint: Callable[[str, str], str]) -> str:
    """The report with its lines painted: `paint` takes a text and the name of a colour."""
    return "\n".join(_painted(line, paint) for line in report.split("\n"))


def _painted(line: str, paint: Callable[[str, str], str]) -> str:
    if line.startswith("~"):
        line = re.sub(r"\[-.*?-\]", lambda found: paint(found[0], COLOURS["-"]), line)
        return re.sub(r"\{\+.*?\+\}", lambda found: paint(found[0], COLOURS["+"]), line)
    return paint(line, COLOURS[line[0]]) if line[:1] in COLOURS else line


def _head(article: Article, changes: Changes, note: str) -> Iterator[str]:
    yield f"= {article.id[:ID]}  {one_line(article.title or '(no title)')}"
    where = article.canonical_url or article.url or article.source.file
    if where:
        yield f"= {one_line(where)}"
    counts = (
        f"{len(items)} {word}"
        for items, word in ((changes.lost, "lost"), (changes.won, "won"), (changes.edited, "edited"))
        if items
    )
    what = ", ".join((*counts, *(change.name for change in changes.fields)))
    yield f"= {changes.words_before} → {changes.words_after} words: {what}"
    if note:
        yield f"! {note}"


def _passages(sign: str, passages: Iterable[Passage]) -> Iterator[str]:
    """Paragraphs with the reason below; neighbours with one reason have it below the last."""
    for _, group in groupby(passages, key=lambda passage: [_without_score(reason) for reason in passage.reasons]):
        same = list(group)
        for passage in same:
            yield from _hanging(sign, passage.text)
        yield from _why(sign, same)


def _without_score(reason: Reason) -> Reason:
    return reason._replace(score=None)


def _why(sign: str, same: Sequence[Passage]) -> Iterator[str]:
    was = "was " if sign == "+" else ""
    for reasons in zip(*(passage.reasons for passage in same), strict=True):
        yield f"{WHY}{was}{_reason(reasons)}"
    if not same[0].reasons:
        side = "old" if sign == "+" else "new"
        yield f"{WHY}the {side} account does not know it: the page is read as other pieces"


def _reason(same: Sequence[Reason]) -> str:
    """A reason in a line, with its score, or the lowest and highest of several."""
    reason = same[0]
    what = reason.field if reason.action == "moved" and reason.field else reason.kind
    scores = sorted({f"{r.score:+.2f}": r.score for r in same if r.score is not None}.items(), key=lambda item: item[1])
    shown = " to ".join(dict.fromkeys(text for text, _ in (*scores[:1], *scores[-1:])))
    why = f": {reason.reason}" if reason.reason else ""
    return one_line(f"{DONE[reason.action]} {what} by {reason.rule}{f' ({shown})' if shown else ''}{why}")


def _hanging(sign: str, text: str) -> Iterator[str]:
    """A text folded, with its lines after the first one set in."""
    lines = [piece for line in text.splitlines() for piece in folded([Words("=", line)])]
    yield from (f"{sign} {'  ' if number else ''}{line}" for number, line in enumerate(lines))


def _edited(edited: Edited) -> Iterator[str]:
    yield from _runs(edited.runs)
    yield from (f"{WHY}was {_reason([reason])}" for reason in edited.was)
    yield from (f"{WHY}{_reason([reason])}" for reason in edited.now)


def _runs(runs: tuple[Words, ...]) -> Iterator[str]:
    lines = folded(shortened(runs))
    yield from (f"~ {'  ' if number else ''}{line}" for number, line in enumerate(lines))


def _field(change: FieldChange) -> Iterator[str]:
    before, after = _values(change.before), _values(change.after)
    yield f"~ {change.name}:"
    runs = word_diff(before[0], after[0]) if len(before) == len(after) == 1 else ()
    if 2 * sum(len(run.text) for run in runs if run.sign == "=") > max(map(len, (*before, *after))):
        yield from _runs(runs)
        return
    same = set(before) & set(after) if set(before) != set(after) else set()  # else it is the order that changed
    for sign, values in (("-", before), ("+", after)):
        for value in values:
            if value not in same:
                yield from _hanging(sign, value)


def _values(value: Any) -> list[str]:
    """A JSON value as texts, one an item."""
    if value is None:
        return []
    if isinstance(value, list):
        return [text for item in value for text in _values(item)]
    if isinstance(value, dict):
        return [" · ".join(str(part) for part in value.values() if part)]
    return [str(value)]
