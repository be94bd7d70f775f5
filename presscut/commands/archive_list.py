"""`presscut archive list`: the articles, a line each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from presscut.commands.opening import parts_here
from presscut.commands.session import archive_option, examples, talk_options
from presscut.outputs import product
from presscut.terminal import columns, first_words, one_line

if TYPE_CHECKING:
    from presscut.archive.state.rows import Entry

TITLE = 60  # columns of a title
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
@click.option("--site", metavar="SITE", help="Only of this site: its name, or a host with its subdomains.")
@click.option("--since", metavar="DAY", help="Only published on DAY or later: 2031, 2031-05 or 2031-05-06.")
@click.option("--until", metavar="DAY", help="Only published on DAY or earlier.")
@click.option("--flag", metavar="FLAG", help="Only with this flag, such as no-article.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@talk_options
@click.pass_context
def command(
    context: click.Context,
    place: str | None,
    site: str | None,
    since: str | None,
    until: str | None,
    flag: str | None,
    as_json: bool,
) -> None:
    """List the articles in the order of storing: id, day, words, title, and address or site."""
    from presscut.archive.index.finding import Filters, listed
    from presscut.archive.index.moments import checked_day

    filters = Filters(site, checked_day(since, "--since"), checked_day(until, "--until"))
    written: Callable[[Entry], str] = _json if as_json else _line
    with parts_here(context, place) as (_, opened), product(None) as write:
        for entry in listed(opened.state.db, filters):
            if flag is None or flag in entry.flags:
                write(written(entry))


def _line(entry: Entry) -> str:
    title = first_words(entry.title or "(no title)", TITLE)
    padding = " " * (TITLE - columns(title))
    where = one_line(entry.canonical_url or entry.url or entry.site or "-")
    day = (entry.published or "-")[:10]
    return f"{entry.id[:WIDE_ENOUGH]}  {day:<10}  {entry.words:>6}  {title}{padding}  {where}\n"


def _json(entry: Entry) -> str:
    from dataclasses import asdict

    from presscut.archive.formats.rows import one_line as json_line

    row = {name: getattr(entry, name) for name in SHOWN}
    return json_line(row | {"flags": list(entry.flags), "near": asdict(entry.near) if entry.near else None}) + "\n"
