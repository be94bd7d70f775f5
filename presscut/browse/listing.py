"""The list: the articles stored last, or those that a query finds, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from operator import attrgetter
from typing import NamedTuple
from urllib.parse import urlencode

from presscut.archive.index.finding import count, look_up
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
ALL_WORDS = "An article has all of the words: leave one out, or join two with OR."
NARROWER = "Leave out some of what the list is narrowed by."


class Wanted(NamedTuple):
    """What a list is asked for.

    Attributes:
        said: of q and `FIELDS` those that hold something.
        page: which page of the list, from 1 on.
    """

    said: Mapping[str, str]
    page: int

    @classmethod
    def of(cls, said: Mapping[str, str]) -> Wanted:
        """From the fields of an address."""
        kept = {name: said[name].strip() for name in ("q", *FIELDS) if said.get(name, "").strip()}
        page = said.get("page", "")
        return cls(kept, max(int(page), 1) if page.isascii() and page.isdecimal() and len(page) < 10 else 1)

    @property
    def first(self) -> int:
        """How many articles are passed over."""
        return (self.page - 1) * A_PAGE

    @property
    def filters(self) -> Filters:
        """Which articles count. Raises UsageError."""
        since, until = (checked_day(self.said.get(name), name) for name in ("since", "until"))
        return Filters(self.said.get("site"), since, until, self.said.get("language"), self.said.get("flag"))

    def address(self, page: int) -> str:
        """Where a page of the list is."""
        return "/?" + urlencode({**self.said, **({"page": str(page)} if page > 1 else {})})


def listing(room: Room, said: Mapping[str, str]) -> Answer:
    """A page of the list. Raises UsageError for a day that is none."""
    wanted = Wanted.of(said)
    query = parse(wanted.said.get("q", ""))
    fitting = _count(room, wanted, query)
    rows = "".join(_row(room, entry, query) for entry in _found(room, wanted, query))
    main = f"{_heading(room, wanted, fitting)}{_narrow(wanted)}<ol class=found>{rows}</ol>{_onward(wanted, fitting)}"
    asked = wanted.said.get("q", "")
    return document(f"{asked} · presscut archive" if asked else "presscut archive", main, query=asked)


def _found(room: Room, wanted: Wanted, query: Query) -> Iterator[Entry]:
    """The articles of the page."""
    last = wanted.first + A_PAGE
    entries: Iterator[Entry] = (
        map(attrgetter("entry"), look_up(room.state.db, query, wanted.filters, limit=last))
        if "q" in wanted.said
        else listed(room.state.db, wanted.filters, backwards=True)
    )
    return islice(entries, wanted.first, last)


def _count(room: Room, wanted: Wanted, query: Query) -> int:
    """How many articles there are on all pages."""
    nothing_asked = "q" in wanted.said and not query.holds_words
    return 0 if nothing_asked else count(room.state.db, query, wanted.filters)


def _heading(room: Room, wanted: Wanted, fitting: int) -> str:
    articles, words = room.state.sums()
    all_of_it = f"{articles:,} articles, {words:,} words in <bdi>{text(room.root.name)}</bdi>"
    if not articles:
        return f"<h1>Nothing yet</h1><p class=about>{all_of_it}; presscut archive add puts pages into it.</p>"
    title = "Articles" if "q" not in wanted.said else "Found" if fitting else "Nothing found"
    about = f"{fitting:,} of {all_of_it}" if wanted.said else all_of_it
    return f"<h1>{title}</h1><p class=about>{about}. {_order(wanted, fitting)}{_beyond(wanted, fitting)}</p>"


def _order(wanted: Wanted, fitting: int) -> str:
    """What comes first; where nothing was found, how to find more."""
    if not fitting:
        return NARROWER if len(wanted.said) > ("q" in wanted.said) else ALL_WORDS
    return "The best first." if "q" in wanted.said else "Those stored last first."


def _beyond(wanted: Wanted, fitting: int) -> str:
    """What to say of a page behind the last one."""
    last = _pages(fitting)
    if wanted.page <= last:
        return ""
    return (
        f' There is no page {wanted.page:,}: <a href="{attribute(wanted.address(last))}">page {last:,}</a> is the last.'
    )


def _pages(fitting: int) -> int:
    return max(-(-fitting // A_PAGE), 1)


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


def _onward(wanted: Wanted, fitting: int) -> str:
    links, pages = [], _pages(fitting)
    if 1 < wanted.page <= pages:
        links.append(f'<a href="{attribute(wanted.address(wanted.page - 1))}" rel=prev>← before</a>')
    if wanted.page < pages:
        links.append(f'<a href="{attribute(wanted.address(wanted.page + 1))}" rel=next>more →</a>')
    return f"<nav class=onward aria-label=Pages>{''.join(links)}</nav>" if links else ""
