"""`presscut archive list`: the articles, a line each."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from presscut.commands.opening import parts_here
from presscut.commands.selecting import say_none, select_options, selection
from presscut.commands.session import archive_option, examples, talk_options
from presscut.outputs import product
from presscut.terminal import columns, first_words, one_line

if TYPE_CHECKING:
    from presscut.archive.state.rows import Entry

TITLE = 60  # columns of a title
DAY = len("2031-05-06")
WIDE_ENOUGH = 8  # characters of an id: enough to name one article among millions
SHOWN = ("id", "url", "canonical_url", "title", "site", "published", "language", "words", "flags", "since", "near")


@click.command(
    "list",
    short_help="List the articles: id, day, words, title, address.",
    epilog=examples(
        "presscut archive list --archive my-archive",
        "presscut archive list --site courier.example --since 2031-05 --until 2031-06",
        "presscut archive list --flag no-article --json | jq -r .url",
    ),
)
@archive_option
@select_options
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most N; all if not said.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@talk_options
@click.pass_context
def command(context: click.Context, /, place: str | None, limit: int | None, as_json: bool, **said: Any) -> None:
    """List the articles in the order of storing, a line each.

    It has the id, the day of publishing, the day of the last capture, the words, the title, and the address or site.
    """
    from presscut.archive.index.selecting import flags_of, listed

    filters = selection(said)
    written = _json if as_json else _line
    with parts_here(context, place) as (here, opened), product(None) as write:
        entries = listed(opened.state.db, filters)
        listed_some = False
        for entry in islice(entries, limit):
            write(written(entry, opened.state.captured(entry)))
            listed_some = True
        if not listed_some:
            say_none(here.talk, filters, partial(flags_of, opened.state.db), "nothing is listed")
        elif next(entries, None) is not None:
            here.talk.note(f"there are more than {limit}")


def _line(entry: Entry, captured: str) -> str:
    title = first_words(entry.title or "(no title)", TITLE)
    padding = " " * (TITLE - columns(title))
    where = one_line(entry.canonical_url or entry.url or entry.site or "-")
    day = (entry.published or "-")[:DAY]
    return (
        f"{entry.id[:WIDE_ENOUGH]}  {day:<{DAY}}  {captured[:DAY] or '-':<{DAY}}  {entry.words:>6}"
        f"  {title}{padding}  {where}\n"
    )


def _json(entry: Entry, captured: str) -> str:
    from dataclasses import asdict

    from presscut.archive.formats.rows import one_line as json_line

    row = {name: getattr(entry, name) for name in SHOWN}
    more = {
        "flags": list(entry.flags),
        "near": asdict(entry.near) if entry.near else None,
        "captured": f"{captured}Z" if captured else None,
    }
    return json_line(row | more) + "\n"
