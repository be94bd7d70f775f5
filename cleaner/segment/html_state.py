"""The article in the data that a page's scripts would make it from.

A page that a script renders carries its text as JSON: in ``script`` elements of a JSON type, or assigned to a
variable. Every framework lays it out in its own way, so nothing here knows their keys. The strings that read
as prose are weighed; from the object that holds the page's own title the way goes down to the value that holds
most of them: one string, or a list of parts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape, unescape
from itertools import islice
from typing import Any, NamedTuple

from presscut.cleaner.metadata.head_jsonld import ELSEWHERE
from presscut.cleaner.segment.html_packed import unpacked
from presscut.cleaner.shape import SENTENCE_END, UNSPACED_CHAR, count_words

MOST_CHARS = 5_000_000  # characters of scripts that are read; the state of a large page has one million
MOST_VALUES = 200_000  # values that are weighed
MOST_NESTED = 200  # strings that are looked into for JSON of their own
LEAST_WORDS = 12  # of a string that reads as prose
LETTERS = 0.75  # share of letters and spaces in prose; style sheets and code have less
LEAST_TEXT = 100  # words of prose in an object that is an article
MOST_OF_IT = 0.6  # of the prose of a list: the way goes on into the value that holds so much
SHORTEST_TITLE, LONGEST_TITLE = 8, 500  # characters
FEW_VALUES = 2  # of an object that is nothing but a title: in two forms, or in a language

OTHERS = ELSEWHERE | {"comments", "related", "recommended"}
"""Names of values that are other texts than the page's own."""

ASSIGNED = re.compile(r"(?:^|[;{}\s])[\w$.]+(?:\[[\"'][\w$]+[\"']\])?\s*=\s*(?=[{\[])")
"""Before a value that a script assigns: ``window.__STATE__ = {…}``."""
MOST_ASSIGNED = 50  # of one script

TAG = re.compile(r"<[^<>]{1,2000}>")
MARKUP = re.compile(r"</?(?:p|br|div|h[1-6]|ul|li|blockquote)\b[^<>]*>", re.IGNORECASE)
INLINE = re.compile(r"</(?:a|abbr|b|cite|code|em|i|mark|s|small|span|strong|sub|sup|u)>", re.IGNORECASE)
ESCAPED = re.compile(r"&lt;/?(?:p|br|div|h[1-6]|ul|li|blockquote)\b", re.IGNORECASE)


PART = re.compile(r"[A-Za-z][\w-]{1,60}")


class Value(NamedTuple):
    """A value of the data: `parent` is the number of the one it is in, `key` the last name on the way to it."""

    value: Any
    parent: int
    key: str


class Text(NamedTuple):
    """A string of the data, or several that follow one another inside a paragraph, and its words if it is prose.

    Attributes:
        part: what the object that holds it says it is a part of: ``"paragraph"``, ``"newsletter"``.
    """

    text: str
    key: str
    words: float
    part: str = ""


class Body(NamedTuple):
    """The text of an article in some data.

    Attributes:
        about: the object that holds it and the title.
    """

    markup: str
    about: Mapping[str, Any]


NO_BODY = Body("", {})


def decoded(scripts: Iterable[str]) -> Iterator[list[Any]]:
    """The JSON values of each script: the whole script, or what it assigns. What is not JSON is passed over."""
    room = MOST_CHARS
    for script in scripts:
        text = script.strip()
        fits = len(text) <= room
        room -= len(text) if fits else 0
        yield list(_values(text)) if fits else []


def _values(text: str) -> Iterator[Any]:
    reader = json.JSONDecoder(strict=False)
    if text[:1] in ("{", "["):
        places: Iterable[int] = (0,)
    else:
        places = (found.end() for found in islice(ASSIGNED.finditer(text), MOST_ASSIGNED))
    read = 0
    for place in places:
        if place < read:
            continue
        try:
            value, read = reader.raw_decode(text, place)
        except (ValueError, RecursionError):
            continue
        yield unpacked(value)


def body_of(values: Sequence[Any], titles: Iterable[str]) -> Body:
    """The text that stands beside the page's title in some data; empty when there is none.

    Of the objects that hold the title and a hundred words, the innermost; of these, the one with the most.
    """
    weighed = _listed(list(values))
    texts = _texts(weighed)
    sums = [texts[number].words if number in texts else 0.0 for number in range(len(weighed))]
    for number in range(len(weighed) - 1, 0, -1):
        sums[weighed[number].parent] += sums[number]
    known = {normal(title) for title in titles}
    titled = _titled(weighed, sums, frozenset(title for title in known if len(title) >= SHORTEST_TITLE))
    if not titled:
        return NO_BODY
    holder = max(titled, key=sums.__getitem__)
    top = _body_below(weighed, sums, holder)
    markup = _markup([texts[number] for number in range(top, _end(weighed, top)) if number in texts])
    return Body(markup, weighed[holder].value)


def _titled(weighed: Sequence[Value], sums: Sequence[float], titles: frozenset[str]) -> list[int]:
    """The innermost objects that hold one of the titles, or an object that does, and enough prose."""
    found: dict[int, None] = {}
    for value in weighed:
        if isinstance(value.value, str) and len(value.value) <= LONGEST_TITLE and normal(value.value) in titles:
            holder = value.parent
            if (
                sums[holder] < LEAST_TEXT and len(weighed[holder].value) <= FEW_VALUES
            ):  # the title has an object of its own
                holder = max(weighed[holder].parent, 0)
            if sums[holder] >= LEAST_TEXT and isinstance(weighed[holder].value, dict):
                found[holder] = None
    outer = {ancestor for number in found for ancestor in _above(weighed, number)}
    return [number for number in found if number not in outer]


def _above(weighed: Sequence[Value], number: int) -> Iterator[int]:
    at = weighed[number].parent
    while at > 0:
        yield at
        at = weighed[at].parent


def _body_below(weighed: Sequence[Value], sums: Sequence[float], top: int) -> int:
    """The way down from an object: to the heaviest of its values; in a list, only to one that holds nearly all."""
    children: dict[int, list[int]] = {}
    for number in range(top + 1, _end(weighed, top)):
        if sums[number] and weighed[number].key.lower() not in OTHERS:
            children.setdefault(weighed[number].parent, []).append(number)
    at = top
    while at in children:
        best = max(children[at], key=sums.__getitem__)
        if isinstance(weighed[at].value, list) and sums[best] < MOST_OF_IT * sums[at]:
            break
        at = best
    return at


def _end(weighed: Sequence[Value], top: int) -> int:
    """The number after the last value inside another."""
    end = top + 1
    while end < len(weighed) and weighed[end].parent >= top:
        end += 1
    return end


def normal(title: str) -> str:
    """A title as it is compared: without case and white space around."""
    return " ".join(unescape(title).casefold().split())


def _listed(root: Any) -> list[Value]:
    """All values in document order, parents before what they hold."""
    found: list[Value] = []
    ahead: list[tuple[Any, int, str]] = [(root, -1, "")]
    nested = MOST_NESTED
    while ahead and len(found) < MOST_VALUES:
        value, parent, key = ahead.pop()
        if isinstance(value, str) and nested and value[:1] in ("{", "[") and value[-1:] in ("}", "]"):
            nested -= 1
            value = next(_values(value), value)
        number = len(found)
        found.append(Value(value, parent, key))
        if isinstance(value, dict):
            ahead += [(inner, number, str(name)) for name, inner in reversed(value.items())]
        elif isinstance(value, list):
            ahead += [(inner, number, key) for inner in reversed(value)]
    return found


def prose_words(text: str) -> float:
    """Words of a string that reads as prose, tags left out; else nothing."""
    if len(text) < LEAST_WORDS or not (" " in text or UNSPACED_CHAR.search(text)):
        return 0
    bare = TAG.sub(" ", text) if "<" in text else text
    letters = sum(map(str.isalpha, bare)) + bare.count(" ")
    if letters < LETTERS * len(bare) or not SENTENCE_END.search(bare):
        return 0
    words = count_words(bare)
    return words if words >= LEAST_WORDS else 0


def _markup(texts: Sequence[Text]) -> str:
    """The texts as markup. A short one counts where its key holds prose elsewhere: a heading, a list item."""
    keys = {text.key for text in texts if text.words}
    return "".join(as_markup(text.text, text.part) for text in texts if text.key in keys)


def _texts(values: Sequence[Value]) -> dict[int, Text]:
    """The strings by their numbers; of several that make one paragraph, all under the number of the first."""
    runs: dict[int, list[str]] = {}
    latest: dict[tuple[int, str], int] = {}
    for number, value in enumerate(values):
        if not isinstance(value.value, str) or not value.value.strip():
            continue
        line = _line_of(values, value)
        run = latest.get((line, value.key))
        if run is not None and line >= 0 and _goes_on(runs[run][-1], value.value):
            runs[run].append(value.value)
        else:
            runs[number] = [value.value]
            latest[line, value.key] = number
    found = {}
    for number, parts in runs.items():
        text = "".join(parts)
        found[number] = Text(text, values[number].key, prose_words(text), _part(values[values[number].parent].value))
    return found


def _part(holder: Any) -> str:
    """What an object says it is, in a word that may be the class of an element."""
    said = holder.get("type") if isinstance(holder, dict) else None
    return said if isinstance(said, str) and PART.fullmatch(said) else ""


def _line_of(values: Sequence[Value], value: Value) -> int:
    """The list whose objects may hold the words of one paragraph; −1 for a string that stands by itself."""
    holder = values[value.parent]
    return holder.parent if isinstance(holder.value, dict) and isinstance(values[holder.parent].value, list) else -1


def _goes_on(before: str, text: str) -> bool:
    """Whether a string goes on where another ended: inside a sentence, with a space, a small letter or a mark."""
    return before[-1].isspace() or text[0].isspace() or text[0].islower() or text[0] in ",.;:!?)”’"


def as_markup(text: str, part: str = "") -> str:
    """A text as markup: as it is when it is markup, else with a paragraph a line, in which words may be marked up.

    What it is a part of is the class of the element, as on a page that a server had made of the same data.
    """
    if ESCAPED.search(text) and not MARKUP.search(text):
        text = unescape(text)
    named = f' class="{part}"' if part else ""
    if MARKUP.search(text):
        return f"<div{named}>{text}</div>"
    lines = [line for line in text.splitlines() if line.strip()]
    return "".join(f"<p{named}>{line if INLINE.search(line) else escape(line)}</p>" for line in lines)
