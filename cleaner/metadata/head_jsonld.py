"""Linked data in a page (JSON-LD, https://schema.org): broken or not, and the one object that is the article."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from presscut.cleaner.characters import one_line
from presscut.cleaner.inline.urls import without_entities
from presscut.cleaner.patterns import lazy

Thing = Mapping[str, Any]

MOST_THINGS = 5_000  # objects of a page that are looked at
OPENING = ("<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "<![CDATA[")
CLOSING = ("-->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>", "//", ";")
LONGEST = 5_000  # characters of one value
MOST_TEXTS = 100  # of one value
TAG = lazy(r"<[^<>]*>")  # in values, where only text should be
LINE_TAG = lazy(r"</?(?:p|br|div|li|ul|ol|h[1-6])\b[^<>]*>", re.IGNORECASE)
WORD_TAG = lazy(r"</?(?:em|i|b|strong|span|a|u|mark|small)\b[^<>]*>", re.IGNORECASE)
TRAILING_COMMA = lazy(r",(\s*[}\]])")

ARTICLES = frozenset(
    "article newsarticle blogposting reportagenewsarticle opinionnewsarticle analysisnewsarticle "
    "backgroundnewsarticle reviewnewsarticle askpublicnewsarticle advertisercontentarticle satiricalarticle "
    "liveblogposting scholarlyarticle medicalscholarlyarticle techarticle apireference report socialmediaposting "
    "discussionforumposting".split()
)
CREATIONS = frozenset(
    "recipe howto review podcastepisode videoobject creativework faqpage qapage product course event jobposting "
    "dataset book claimreview medicalwebpage learningresource".split()
)
PAGES = frozenset("webpage itempage aboutpage collectionpage profilepage contactpage checkoutpage".split())
ELSEWHERE = frozenset(
    "comment review reviews itemlistelement haspart relatedlink mentions citation about publisher author creator "
    "editor image logo video potentialaction offers aggregaterating contributor subjectof breadcrumb".split()
)
"""Properties whose objects are other things than the page's main one."""


def read_things(scripts: Iterable[str]) -> tuple[Thing, ...]:
    """All objects of a page's scripts, the outer before the inner, in document order; `_in` says in which property."""
    found: list[Thing] = []
    for script in scripts:
        for value in _values(script):
            found += _flat(value, MOST_THINGS - len(found))
    return tuple(found)


def _values(script: str) -> Iterator[Any]:
    """The JSON values of a script; what is broken is repaired in the ways it usually breaks, or left out."""
    text = _unwrapped(script)
    if not text:
        return
    for repaired in (text, TRAILING_COMMA.sub(r"\1", text), html.unescape(TRAILING_COMMA.sub(r"\1", text))):
        values = _decoded(repaired)
        if values is not None:
            yield from values
            return


def _unwrapped(script: str) -> str:
    """A script without the comments that hid it from old browsers."""
    text = script.strip()
    for mark in OPENING * 2:
        text = text.removeprefix(mark).lstrip()
    for mark in CLOSING * 2:
        text = text.removesuffix(mark).rstrip()
    return text


def _decoded(text: str) -> list[Any] | None:
    """One value, or several one after the other. Raw line breaks in strings are let pass. Null: broken."""
    reader = json.JSONDecoder(strict=False)
    values: list[Any] = []
    place = 0
    try:
        while place < len(text):
            value, place = reader.raw_decode(text, place)
            values.append(value)
            while place < len(text) and text[place] in " \t\r\n,;":
                place += 1
    except (ValueError, RecursionError):
        return values or None
    return values


def _flat(value: Any, room: int) -> Iterator[Thing]:
    ahead: list[tuple[Any, str, int]] = [(value, "", 0)]
    while ahead and room > 0:
        here, inside, depth = ahead.pop()
        if isinstance(here, list):
            ahead += [(entry, inside, depth) for entry in reversed(here)]
        elif isinstance(here, dict):
            room -= 1
            yield {**here, "_in": inside, "_depth": depth}
            ahead += [
                (inner, key.lower() if key != "@graph" else inside, depth + (key != "@graph"))
                for key, inner in reversed(here.items())
                if isinstance(inner, (dict, list))
            ]


def types_of(thing: Thing) -> set[str]:
    """The types of an object, lower case, without the vocabulary's address."""
    kinds = thing.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return {str(kind).rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for kind in named if kind}


def main_thing(things: Iterable[Thing], addresses: Iterable[str]) -> Thing:
    """The object that describes the page itself: an article before other works, one that names the page's address."""
    wanted = {_bare(address) for address in addresses if address}
    best: tuple[tuple[int, int, int], Thing] | None = None
    for place, thing in enumerate(things):
        rank = _rank(thing)
        if rank is None:
            continue
        key = (rank, 0 if _addresses(thing) & wanted else 1, place)
        if best is None or key < best[0]:
            best = (key, thing)
    return best[1] if best else {}


def _rank(thing: Thing) -> int | None:
    kinds = types_of(thing)
    if thing.get("_in") in ELSEWHERE:
        return None
    for rank, family in enumerate((ARTICLES, CREATIONS, PAGES)):
        if kinds & family:
            return rank
    return None


def _addresses(thing: Thing) -> set[str]:
    found = [thing.get("url"), thing.get("@id"), thing.get("mainEntityOfPage")]
    found += [entry.get("@id") or entry.get("url") for entry in found if isinstance(entry, dict)]
    return {_bare(entry) for entry in found if isinstance(entry, str)}


def _bare(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|[#?].*$", "", address.strip().lower()).rstrip("/")


def by_id(things: Iterable[Thing]) -> dict[str, Thing]:
    """Objects by their `@id`, the fullest description of each."""
    known: dict[str, Thing] = {}
    for thing in things:
        name = thing.get("@id")
        if isinstance(name, str) and len(thing) > len(known.get(name, {})):
            known[name] = thing
    return known


def texts_of(value: Any) -> list[str]:
    """The strings in a value, as plain lines: itself, those of a list, the names of objects."""
    return [text for string in islice(_strings(value), MOST_TEXTS) if (text := plain(string[:LONGEST]))]


def _strings(value: Any, depth: int = 4) -> Iterator[str]:
    """The strings of a value: a list of people with lists of names that have a language is four deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and depth:
        for entry in value[:MOST_TEXTS]:
            yield from _strings(entry, depth - 1)
    elif isinstance(value, dict) and depth:
        parts = (value.get(key) for key in ("givenName", "familyName"))
        whole = " ".join(part for part in parts if isinstance(part, str))
        yield from _strings(value.get("name") or value.get("@value") or whole, depth - 1)


def plain(text: str) -> str:
    """A value as a line of text, without the entities and the tags that programs leave in it."""
    bare = without_entities(text)
    return one_line(WORD_TAG.sub("", LINE_TAG.sub(" ", bare)) if "<" in bare else bare)
