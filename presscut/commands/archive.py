"""`presscut archive`: pages and their articles, kept in WARC files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

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
from presscut.outputs import product
from presscut.terminal import one_line

if TYPE_CHECKING:
    from presscut.archive.index.breakdown import Groups

UNSAID = "(none)"  # what stands for articles without a site, a language, a day


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
    """Count what is there: articles by site, language, flag and year.

    The largest groups come first.
    """
    with archive_here(context, place) as (_, archive):
        counts, groups = asdict(archive.stats()), archive.breakdown()
    with product(None) as write:
        write(_as_json(counts, groups) if as_json else _as_table(counts, groups))


def _as_json(counts: Mapping[str, int], groups: Mapping[str, Groups]) -> str:
    listed = {
        kind: {"count": found.number, "largest": [group._asdict() for group in found.largest]}
        for kind, found in groups.items()
    }
    return json.dumps({**counts, **listed}, ensure_ascii=False) + "\n"


def _as_table(counts: Mapping[str, int], groups: Mapping[str, Groups]) -> str:
    lines = [f"{name:<12} {count:>12,}" for name, count in counts.items()]
    for kind, found in groups.items():
        more = f", the {len(found.largest)} largest" if found.number > len(found.largest) else ""
        lines += ["", f"{kind} ({found.number:,}{more})"] if found.number else []
        lines += (f"{group.articles:>12,}  {one_line(group.name or UNSAID)}" for group in found.largest)
    return "\n".join(lines) + "\n"
