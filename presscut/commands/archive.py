"""`presscut archive`: pages and their articles, kept in WARC files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from presscut.cleaner.model import Page
from presscut.commands import (
    archive_add,
    archive_export,
    archive_index,
    archive_rebuild,
    archive_search,
    archive_verify,
    archive_wacz,
)
from presscut.commands.opening import archive_here
from presscut.commands.session import archive_option, examples, talk_options
from presscut.errors import UsageError
from presscut.outputs import print_bytes, product
from presscut.terminal import columns, first_words, one_line

if TYPE_CHECKING:
    from presscut.cleaner.model import Article

FORMATS = ("jsonl", "json", "text", "markdown", "html")
TITLE = 60  # columns of a title in the list
WIDE_ENOUGH = 8  # characters of an id in the list: enough to name one article among millions
BULKY = ("text", "paragraphs", "links", "ledger")  # keys of the row that are not metadata


@click.group(
    "archive",
    short_help="Keep articles and their originals in WARC files.",
    epilog=examples(
        "presscut archive add scraped/ pages.jsonl crawl.warc.gz --archive my-archive",
        "presscut archive list --archive my-archive",
        "presscut archive export --archive my-archive --to jsonl -o articles.jsonl.gz",
    ),
)
@talk_options
def command() -> None:
    """Keep pages and the articles made from them in an archive directory of WARC files."""


command.add_command(archive_add.command)
command.add_command(archive_export.command)
command.add_command(archive_index.command)
command.add_command(archive_rebuild.command)
command.add_command(archive_search.command)
command.add_command(archive_verify.command)
command.add_command(archive_wacz.command)


@command.command(
    "list",
    epilog=examples(
        "presscut archive list --archive my-archive",
        "presscut archive list",
        "presscut archive list --archive my-archive | grep lowmere",
    ),
)
@archive_option
@talk_options
@click.pass_context
def list_articles(context: click.Context, place: str | None) -> None:
    """List the articles: id, day, words, title, and address or site."""
    with archive_here(context, place) as (_, archive), product(None) as write:
        for entry in archive.list():
            title = first_words(entry.title or "(no title)", TITLE)
            padding = " " * (TITLE - columns(title))
            where = one_line(entry.canonical_url or entry.url or entry.site or "-")
            day = (entry.published or "-")[:10]
            write(f"{entry.id[:WIDE_ENOUGH]}  {day:<10}  {entry.words:>6}  {title}{padding}  {where}\n")


@command.command(
    "show",
    epilog=examples(
        "presscut archive show https://courier.example/ferry --archive my-archive",
        "presscut archive show 3f2a91c0 --archive my-archive --to markdown",
        "presscut archive show 3f2a91c0 --archive my-archive --what removed",
    ),
)
@click.argument("key", metavar="ID|URL")
@archive_option
@click.option("--to", type=click.Choice(FORMATS), help="The format of the article; text if not said.")
@click.option(
    "--what",
    type=click.Choice(["text", "metadata", "removed", "original"]),
    default="text",
    help="The article, its metadata as JSON, what was taken away and why, or the page as it was received.",
)
@talk_options
@click.pass_context
def show(context: click.Context, key: str, place: str | None, to: str | None, what: str) -> None:
    """Print one article. The beginning of its id is enough when it is the only one."""
    if to and what != "text":
        raise UsageError(f"--to is for the article itself; it goes without --what {what}")
    with archive_here(context, place) as (_, archive):
        found = archive.original(key) if what == "original" else archive.get(key)
        if found is None:
            raise UsageError(f"{archive.path} holds no article {key}; `presscut archive list` shows what it holds")
        if isinstance(found, Page):
            print_bytes(found.content)
            return
        with product(None) as write:
            write(_shown(found, to or "text", what))


@command.command(
    "stats",
    epilog=examples(
        "presscut archive stats --archive my-archive",
        "presscut archive stats --archive my-archive --json",
        "presscut archive stats",
    ),
)
@archive_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@talk_options
@click.pass_context
def stats(context: click.Context, place: str | None, as_json: bool) -> None:
    """Count what is in the archive."""
    with archive_here(context, place) as (_, archive):
        counts = asdict(archive.stats())
    click.echo(
        json.dumps(counts) if as_json else "\n".join(f"{name:<12} {count:>12,}" for name, count in counts.items())
    )


def _shown(article: Article, to: str, what: str) -> str:
    from presscut.archive.formats import FORMATS as WRITERS
    from presscut.archive.formats.rows import article_row

    if what == "removed":
        return "".join(_removed(entry) for entry in article_row(article)["ledger"] if entry["action"] != "edited")
    if what == "metadata":
        row = {key: value for key, value in article_row(article).items() if key not in BULKY}
        return json.dumps(row, ensure_ascii=False, indent=2) + "\n"
    return WRITERS[to](article)


def _removed(entry: Mapping[str, Any]) -> str:
    where = f"to {entry['field']}" if entry["field"] else f"as {entry['kind']}"
    score = "" if entry["score"] is None else f", score {entry['score']:+.2f}"
    head = f"{entry['action']} {where} by {entry['rule']}{score}, source {entry['src_start']}–{entry['src_end']}"
    return f"{one_line(head)}\n  {one_line(entry['reason'])}\n\n{entry['text']}\n\n"
