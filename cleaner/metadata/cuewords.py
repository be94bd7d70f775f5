"""Finding the words of `words` at the start or the end of a stretch of a byline.

Looked up word by word in a dict: compiling the same lists into regular expressions costs more at
start-up than reading a whole page. Words that lost their space ("ByIda", "EditorUpdated") are taken
apart where a small letter meets a capital.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from presscut.cleaner.metadata.words import BY, ELSE, LABELS, MODIFIED, PUBLISHED
from presscut.cleaner.patterns import lazy
from presscut.cleaner.shape import SIGNS

CueKind = Literal["by", "modified", "published", "else"]

MOST_WORDS = 5  # of the longest cue
REACH = 48  # characters in which a cue stands
LEAD = 4  # marks before a cue
HAN = "\u3400"  # scripts from here on put no space after a cue

_SMALL = rf"[^\W\d_A-ZÀ-Þ](?:[^\W\d_A-ZÀ-Þ]|[{SIGNS}])*"
TOKEN = lazy(rf"[^\W\d_a-zß-ÿ]?{_SMALL}(?:['’-]{_SMALL})*|[^\W\d_a-zß-ÿ]+")
SPACES = lazy(r"\s+")
AFTER = lazy(r"\s*[:：/／]\s*|\s+")
WEEKDAY = (
    r"(?:mon|tue|wed|thu|fri|sat|sun)\w{0,6}|\w{4,9}tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
)
"""The day of the week, in part of the languages: it may stand between a cue and its date."""
DAY_BEFORE = lazy(rf"\b(?:{WEEKDAY})[.,]?\s*$", re.IGNORECASE)
BEFORE_DATE = " \t\n:：.,(–—-"
PLURAL = "(s)"  # "Author(s): Ida Mott"
SMALL = frozenset("on the am le el".split())


def _table(kind: CueKind, rows: Mapping[str, tuple[str, ...]]) -> dict[str, CueKind]:
    return {word: kind for row in rows.values() for word in row}


LABEL_WORDS = _table("by", LABELS)
BY_WORDS = LABEL_WORDS | _table("by", BY)
ONLY_LABELS = frozenset(LABEL_WORDS) - {word for row in BY.values() for word in row}
BEGINNINGS = frozenset(word[:2] for word in BY_WORDS)
FIRST_WORDS = frozenset(first[0] for first in map(TOKEN.match, BY_WORDS) if first)
DATE_WORDS = _table("else", ELSE) | _table("published", PUBLISHED) | _table("modified", MODIFIED)
ALL_WORDS = DATE_WORDS | BY_WORDS


def bare_cue(text: str) -> CueKind | None:
    """Which cue a text is, when it is nothing but that."""
    if len(text) > REACH:
        return None
    word = " ".join(text.split()).strip(" :：.,*_()|-–—/•·").casefold()
    return None if word in ONLY_LABELS and text.rstrip()[-1:] not in ":：" else ALL_WORDS.get(word)


def by_end(text: str) -> int | None:
    """Where the names begin in a text that starts with a "By", or null."""
    if PLURAL in text[:REACH]:
        text = text.replace(PLURAL, " " * len(PLURAL), 1)
    beginning = text[:2]
    if beginning.isalpha() and beginning < HAN and beginning.casefold() not in BEGINNINGS:
        return None
    first = TOKEN.search(text, 0, REACH)
    if first is None or first.start() > LEAD:
        return None
    if first[0].casefold() not in FIRST_WORDS:
        return _han_end(first)
    tokens: list[re.Match[str]] = []
    at = 0
    for m in TOKEN.finditer(text, 0, REACH):
        between = text[at : m.start()]
        if len(tokens) == MOST_WORDS or (tokens and between.strip()):
            break
        tokens.append(m)
        at = m.end()
    for count in range(len(tokens), 0, -1):
        end = tokens[count - 1].end()
        cue = SPACES.sub(" ", text[tokens[0].start() : end]).casefold()
        if cue in BY_WORDS and _ends_well(text, end, is_label=cue in ONLY_LABELS):
            after = AFTER.match(text, end)
            return after.end() if after else end
    return None


def _ends_well(text: str, end: int, *, is_label: bool) -> bool:
    """Whether a cue is followed by a space, a colon, a capital or nothing; a label by a colon or a slash."""
    if is_label:
        return text[end:].lstrip()[:1] in (":", "：", "/", "／")
    return end == len(text) or text[end] in " \t\n\u00a0\u3000:：/／" or text[end].isupper()


def _han_end(token: re.Match[str]) -> int | None:
    """作者林若溪: a cue of two characters and more at the start of a run."""
    if token[0][0] < HAN:
        return None
    found = next((n for n in (4, 3, 2) if token[0][:n] in BY_WORDS and len(token[0]) > n), None)
    return token.start() + found if found else None


def dated_cue(text: str) -> tuple[CueKind, int] | None:
    """The cue a text ends in, with where it begins: what stands before a date."""
    shift = max(0, len(text) - REACH)
    bare = DAY_BEFORE.sub("", text[shift:].rstrip(BEFORE_DATE)).rstrip(BEFORE_DATE)
    tokens = list(TOKEN.finditer(bare))
    if not tokens or tokens[-1].end() != len(bare):
        return None
    for last in (len(bare), tokens[-2].end()) if len(tokens) > 1 and tokens[-1][0] in SMALL else (len(bare),):
        for token in tokens[-MOST_WORDS:]:
            kind = DATE_WORDS.get(SPACES.sub(" ", bare[token.start() : last]).casefold())
            if kind and token.start() < last:
                return kind, shift + token.start()
    return None
