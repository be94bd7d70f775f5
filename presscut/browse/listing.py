"""The list: the articles stored last, or those that a query finds, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from operator import attrgetter
from typing import NamedTuple
from urllib.parse import urlencode

from presscut.archive.index.finding import look_up
from presscut.archive.index.moments import checked_day
from presscut.archive.index.query import Query, parse
from presscut.archive.index.selecting import Filters, listed
from presscut.archive.index.snippets import marks, snippet
from presscut.archive.net.loopback import Answer
from presscut.archive.state.rows import Entry
from presscut.browse.frame import document
from presscut.browse.room import Room
from presscut.errors import Damaged
from presscut.review.escape import attribute, text

A_PAGE = 25  # articles
FIELDS = {"site": "Site", "since": "Since", "until": "Until", "language": "Language", "flag": "Flag"}
"""What a list can be narrowed by, with its label."""


class Wanted(NamedTuple):
    """What a list is asked for.

    Attributes:
        said: of q and `FIELDS` those that hold something.
        first: how many articles are passed over.
    """

    said: Mapping[str, str]
    first: int

    @classmethod
    def of(cls, said: Mapping[str, str]) -> Wanted:
        """From the fields of an address."""
        kept = {name: said[name].strip() for name in ("q", *FIELDS) if said.get(name, "").strip()}
        first = said.get("from", "")
        return cls(kept, int(first) if first.isascii() and first.isdecimal() and len(first) < 10 else 0)

    @property
    def filters(self) -> Filters:
        """Which articles count. Raises UsageError."""
        since, until = (checked_day(self.said.get(name), name) for name in ("since", "until"))
        return Filters(self.said.get("site"), since, until, self.said.get("language"), self.said.get("flag"))

    def address(self, first: int) -> str:
        """Where the list goes on."""
        return "/?" + urlencode({**self.said, **({"from": str(first)} if first else {})})


def listing(room: Room, said: Mapping[str, str]) -> Answer:
    """A page of the list. Raises UsageError for a day that is none."""
    wanted = Wanted.of(said)
    query = parse(wanted.said.get("q", ""))
    found = list(islice(_found(room, wanted, query), wanted.first, wanted.first + A_PAGE + 1))
    rows = "".join(_row(room, entry, query) for entry in found[:A_PAGE])
    main = (
        f"{_heading(room, wanted, len(found))}{_narrow(wanted)}<ol class=found>{rows}</ol>"
        f"{_onward(wanted, more=len(found) > A_PAGE)}"
    )
    asked = wanted.said.get("q", "")
    return document(f"{asked} · presscut archive" if asked else "presscut archive", main, query=asked)


def _found(room: Room, wanted: Wanted, query: Query) -> Iterator[Entry]:
    if "q" in wanted.said:
        most = wanted.first + A_PAGE + 1
        return map(attrgetter("entry"), look_up(room.state.db, query, wanted.filters, limit=most))
    return listed(room.state.db, wanted.filters, backwards=True)


def _heading(room: Room, wanted: Wanted, found: int) -> str:
    articles, words = room.state.sums()
    about = f"{articles:,} articles, {words:,} words in <bdi>{text(room.root.name)}</bdi>"
    if not articles:
        return f"<h1>Nothing yet</h1><p class=about>{about}; presscut archive add puts pages into it.</p>"
    if "q" in wanted.said:
        return f"<h1>{'Found' if found else 'Nothing found'}</h1><p class=about>{about}. The best first.</p>"
    return f"<h1>Articles</h1><p class=about>{about}. Those stored last first.</p>"


def _narrow(wanted: Wanted) -> str:
    asked = wanted.said.get("q")
    kept = f'<input type=hidden name=q value="{attribute(asked)}">' if asked else ""
    inputs = "".join(
        f'<label>{label} <input name={name} value="{attribute(wanted.said.get(name, ""))}"></label>'
        for name, label in FIELDS.items()
    )
    opened = " open" if wanted.said.keys() & FIELDS.keys() else ""
    return (
        f"<details class=narrow{opened}><summary>Narrow the list</summary>"
        f"<form action=/>{kept}{inputs}<button>Show</button></form></details>"
    )


def _row(room: Room, entry: Entry, query: Query) -> str:
    title = entry.title or "(no title)"
    heading = _marked(title, 0, len(title), marks(title, query.terms))
    return (
        f'<li><h2><a href="/article/{entry.id}" dir=auto>{heading}</a></h2>'
        f"<p class=about>{_about(entry)}</p>{_piece(room, entry, query)}\n"
    )


def _about(entry: Entry) -> str:
    """Day, site, length, language and flags of an article in a line; site and flags lead to others like it."""
    site = entry.site or entry.host
    parts = [
        f"<time>{text(entry.published[:10])}</time>" if entry.published else "",
        f'<a href="/?{attribute(urlencode({"site": site}))}"><bdi>{text(site)}</bdi></a>' if site else "",
        f"{entry.words:,} words",
        text(entry.language or ""),
        *(f'<a class=flag href="/?{attribute(urlencode({"flag": flag}))}">⚑ {text(flag)}</a>' for flag in entry.flags),
    ]
    return " · ".join(filter(None, parts))


def _piece(room: Room, entry: Entry, query: Query) -> str:
    try:
        body = room.shelf.text(entry)
    except Damaged as damage:
        return f"<p class=damage>Its text cannot be read: {text(str(damage))}</p>"
    found = snippet(body, query.terms)
    if found.start == found.end:
        return ""
    before, after = "…" if found.start else "", "…" if found.end < len(body.rstrip()) else ""
    return f"<p dir=auto>{before}{_marked(body, found.start, found.end, found.hits)}{after}</p>"


def _marked(body: str, start: int, end: int, hits: Sequence[tuple[int, int]]) -> str:
    parts, at = [], start
    for first, last in hits:
        parts += [text(body[at:first]), f"<mark>{text(body[first:last])}</mark>"]
        at = last
    return "".join((*parts, text(body[at:end])))


def _onward(wanted: Wanted, *, more: bool) -> str:
    links = []
    if wanted.first:
        links.append(f'<a href="{attribute(wanted.address(max(wanted.first - A_PAGE, 0)))}" rel=prev>← before</a>')
    if more:
        links.append(f'<a href="{attribute(wanted.address(wanted.first + A_PAGE))}" rel=next>more →</a>')
    return f"<nav class=onward aria-label=Pages>{''.join(links)}</nav>" if links else ""
