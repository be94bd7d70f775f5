"""`presscut archive`: pages and their articles, kept in WARC files."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from presscut.commands import (
    archive_add,
    archive_export,
    archive_index,
    archive_list,
    archive_merge,
    archive_prune,
    archive_rebuild,
    archive_repair,
    archive_search,
    archive_show,
    archive_verify,
    archive_wacz,
)
from presscut.commands.opening import archive_here
from presscut.commands.session import archive_option, examples, talk_options


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
command.add_command(archive_list.command)
command.add_command(archive_merge.command)
command.add_command(archive_prune.command)
command.add_command(archive_rebuild.command)
command.add_command(archive_repair.command)
command.add_command(archive_search.command)
command.add_command(archive_show.command)
command.add_command(archive_verify.command)
command.add_command(archive_wacz.command)


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
