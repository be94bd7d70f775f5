"""An article: its text as it is kept, what is known of it, and where else it can be had."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from presscut.archive.formats import FORMATS
from presscut.archive.formats.webpage import article_part, reads_right_to_left
from presscut.archive.formats.words import encodable
from presscut.archive.net.loopback import Answer
from presscut.archive.state.rows import Entry
from presscut.browse.frame import Tab, document, file_name, tabs
from presscut.browse.room import Room, number_of
from presscut.cleaner.model import Article
from presscut.review.escape import attribute, sign, text
from presscut.review.fields import fields

ARTICLE, ACCOUNT, PAGE = "Article", "What was taken away", "As received"
DOWNLOADS = {
    "txt": ("text", "text/plain"),
    "md": ("markdown", "text/markdown"),
    "json": ("json", "application/json"),
}
"""By ending: the format as the command line calls it, and its media type."""
SHORT_ID = 8
# Unicode UAX #9, 2.2: override the direction of all that follows. Marks and isolates are part of Arabic and Hebrew.
OVERRIDE = re.compile("[\u202d\u202e]")


def article(room: Room, key: str) -> Answer:
    """The page of an article. Raises NotHere, Damaged."""
    entry = room.entry(key)
    made = room.shelf.article(entry)
    main = (
        f"{views(entry.id, entry.capture, ARTICLE)}<div class=paper{_reads(entry)}>{_body(made)}</div>"
        f"<section class=known><h2>What is known of it</h2>{fields(made, '')}{_archive(room, entry, made)}"
        f"<p class=about>Save it as {_downloads(entry)}.</p></section>\n"
    )
    return document(made.title or made.url or "Without a title", main)


def download(room: Room, key: str, ending: str) -> Answer:
    """The article as a file. Raises NotHere, Damaged."""
    entry = room.entry(key)
    kind, media_type = DOWNLOADS[ending]
    made = room.shelf.article(entry)
    body = f"{made.text}\n" if kind == "text" else FORMATS[kind](made)
    return Answer(
        encodable(body).encode(), f"{media_type}; charset=utf-8", saved_as=file_name(entry.id[:SHORT_ID], ending)
    )


def views(article_id: str | None, capture: str, current: str) -> str:
    """Links to the ways to look at a page; of one without an article there is one."""
    of_article = (Tab(ARTICLE, f"/article/{article_id}"), Tab(ACCOUNT, f"/article/{article_id}/account"))
    page = Tab(PAGE, f"/page/{number_of(capture)}")
    return tabs((*of_article, page) if article_id else (page,), current)


def _reads(entry: Entry) -> str:
    if not entry.language:
        return " dir=auto"
    return f' lang="{attribute(entry.language)}" dir={"rtl" if reads_right_to_left(entry.language) else "ltr"}'


def _body(made: Article) -> str:
    """The text in its markup. What would turn a line round shows as what it is: a reader is to see what was kept."""
    if made.text:
        return OVERRIDE.sub(lambda found: sign(found.group()), article_part(made))
    return f"<h1>{text(made.title or 'Without a title')}</h1><p>No article was found on this page.</p>"


def _archive(room: Room, entry: Entry, made: Article) -> str:
    rows = "".join(f"<dt>{name}<dd>{value}" for name, value in _facts(room, entry, made))
    return f"<dl class=fields>{rows}</dl>"


def _facts(room: Room, entry: Entry, made: Article) -> Iterator[tuple[str, str]]:
    """What the archive knows, as HTML."""
    yield "id", text(entry.id)
    if made.url:
        yield "address", f"<bdi>{text(made.url)}</bdi>"
    yield from chain(_captures(room, entry), _likeness(room, entry))
    if room.state.is_held(entry.id):
        yield "held", "waits for a person: presscut status"
    yield "confidence", f"{made.confidence:.2f}"
    for flag in entry.flags:
        yield "flag", text(flag)
    by = made.producer
    yield "made by", f"presscut {text(by.version)}, rules {text(by.rules_hash[:12])}"


def _captures(room: Room, entry: Entry) -> Iterator[tuple[str, str]]:
    yield "captured", f"<a href=/page/{number_of(entry.capture)}>{text(room.captured(entry.capture))}</a>"
    for version in room.versions(entry):
        other = version.entry
        if other is not None and other.id != entry.id:
            yield "as of then", f"<a href=/article/{other.id}>{text(version.date)}</a>"
        elif version.capture != entry.capture:
            yield "also", f"<a href=/page/{number_of(version.capture)}>{text(version.date)}</a>"
    if entry.since:
        yield "text since", text(entry.since)


def _likeness(room: Room, entry: Entry) -> Iterator[tuple[str, str]]:
    near = entry.near
    if near is not None:
        other = room.state.article(near.id)
        name = text((other and other.title) or near.id)
        yield "nearly as", f"<a href=/article/{attribute(near.id)} dir=auto>{name}</a> ({near.similarity:.0%})"


def _downloads(entry: Entry) -> str:
    return ", ".join(f"<a href=/article/{entry.id}.{ending}>{kind}</a>" for ending, (kind, _) in DOWNLOADS.items())
