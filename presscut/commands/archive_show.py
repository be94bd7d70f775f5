"""`presscut archive show`: one article, its metadata, what was taken away, or its page; as of now or of a date."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from presscut.commands.opening import parts_here
from presscut.commands.session import archive_option, examples, talk_options
from presscut.errors import NoArticle, UsageError
from presscut.outputs import print_bytes, product
from presscut.terminal import one_line

if TYPE_CHECKING:
    from presscut.archive.lookup import Shelf, Version
    from presscut.archive.state.rows import Entry

FORMATS = ("text", "markdown", "json", "jsonl", "html")
ROWS = ("json", "jsonl")  # formats that have a row also of a page without an article
WIDE_ENOUGH = 8  # characters of an id, as in the list
BULKY = ("text", "paragraphs", "links", "ledger")  # keys of the row that are not metadata


@click.command(
    "show",
    short_help="Print one article, its page, or what was taken away.",
    epilog=examples(
        "presscut archive show https://courier.example/ferry --archive my-archive",
        "presscut archive show https://courier.example/ferry --at 2031-05",
        "presscut archive show 3f2a91c0 --archive my-archive --what removed",
    ),
)
@click.argument("key", metavar="ID|URL")
@archive_option
@click.option("--at", metavar="DATE", help="As it was then: 2031-05-06, 2031-05-06T07:08:09 or 20310506070809.")
@click.option("--to", type=click.Choice(FORMATS), help="The format of the article; text if not said.")
@click.option(
    "--what",
    type=click.Choice(["text", "metadata", "removed", "original"]),
    default="text",
    help="The article, its metadata as JSON, what was taken away and why, or the page as it was received.",
)
@talk_options
@click.pass_context
def command(context: click.Context, key: str, place: str | None, at: str | None, to: str | None, what: str) -> None:
    """Print one article. The beginning of its id is enough when it is the only one.

    With --at it is the one made of the page as it was captured last before DATE ended, or first after it when
    there is none before; an id stands for its page then. Without, it is the article of the page captured last.
    """
    if to and what != "text":
        raise UsageError(f"--to is for the article itself; it goes without --what {what}")
    with parts_here(context, place) as (here, opened):
        from presscut.archive.index.moments import comparable, last_moment
        from presscut.archive.lookup import Shelf
        from presscut.archive.wayfinding import way

        moment = last_moment(at) if at else None
        shelf = Shelf(opened.folder, opened.state)
        found, said = way(shelf, key, moment, made=what != "original")
        for line in said:
            here.talk.note(line)
        if found is None:
            raise UsageError(f"{opened.path} holds no article {key}; `presscut archive list` shows what it holds")
        if moment and comparable(found.date) > moment:
            here.talk.note(f"{key} was not captured before; this is of {found.date}")
        _print(shelf, found, to or "text", what)


def _print(shelf: Shelf, version: Version, to: str, what: str) -> None:
    if what == "original":
        print_bytes(shelf.page(version.capture).content)
        return
    if version.entry is None:
        raise NoArticle(f"no article was made of the page of {version.date}; --what original shows it")
    from presscut.archive.formats.words import encodable

    entry = version.entry
    empty = what == "text" and entry.conversion is None
    if not empty or to in ROWS:
        with product(None) as write:
            write(encodable(_shown(shelf, version, entry, to, what)))
    if empty:
        raise NoArticle(
            f"{entry.id[:WIDE_ENOUGH]}: no article was found on its page;"
            " --what removed says what went, --what original shows it"
        )


def _shown(shelf: Shelf, version: Version, entry: Entry, to: str, what: str) -> str:
    """What is to be printed, with no more records read than it takes."""
    if what == "removed":
        return "".join(_removed(one) for one in shelf.account(entry)["ledger"] if one["action"] != "edited")
    if what == "metadata":
        return _metadata(shelf.account(entry)["article"], version, entry)
    if to == "text":
        return shelf.text(entry) + "\n"
    from presscut.archive.formats import FORMATS as WRITERS

    return WRITERS[to](shelf.article(entry))


def _metadata(row: Mapping[str, Any], version: Version, entry: Entry) -> str:
    """The row without what is long, and what the archive knows of the article beside it."""
    archive = {
        "captured": version.date,
        "unchanged_since": entry.since,
        "near": None if entry.near is None else asdict(entry.near),
    }
    said = {key: value for key, value in row.items() if key not in BULKY} | {"archive": archive}
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _removed(entry: Mapping[str, Any]) -> str:
    where = f"to {entry['field']}" if entry["field"] else f"as {entry['kind']}"
    score = "" if entry["score"] is None else f", score {entry['score']:+.2f}"
    head = f"{entry['action']} {where} by {entry['rule']}{score}, source {entry['src_start']}–{entry['src_end']}"
    return f"{one_line(head)}\n  {one_line(entry['reason'])}\n\n{entry['text']}\n\n"
