"""`presscut sources`: the places where the night job looks for pages."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from presscut.commands.new_source import known_addresses, table_of
from presscut.commands.session import Session, examples, session, talk_options
from presscut.commands.source_asking import network, remedied
from presscut.errors import ConfigError, Problem, SomeFailed
from presscut.outputs import print_bytes, product
from presscut.settings import ENV_CONFIG, FILE_NAME
from presscut.terminal import columns, first_words, one_line

if TYPE_CHECKING:
    from presscut.archive.sources.source import Source

NAME = 24  # columns of a name in a list

target_option = click.option(
    "--to", "target", metavar="FILE", help="The configuration file: that of --config, or ./presscut.toml, if not said."
)


@click.group(
    "sources",
    short_help="Add, list, check, import and remove sources of the night job.",
    epilog=examples(
        "presscut sources check https://courier.example/",
        "presscut sources add https://courier.example/feed.xml --name courier",
        "presscut sources list",
    ),
)
@talk_options
def command() -> None:
    """Name the places where the night job looks for pages. They are kept in the configuration file."""


@command.command(
    "list",
    epilog=examples(
        "presscut sources list",
        "presscut sources list --opml > feeds.opml",
        "presscut --config night.toml sources list",
    ),
)
@click.option("--opml", is_flag=True, help="Print the feeds as OPML, for a feed reader.")
@talk_options
@click.pass_context
def list_sources(context: click.Context, opml: bool) -> None:
    """List the sources: name, kind, how often, and where."""
    from presscut.archive.sources.opml import write_opml

    with session(context) as here:
        sources = _sources(here)
        if opml:
            print_bytes(write_opml(sources).encode())
            return
        if not sources:
            here.talk.note("no source yet; `presscut sources add` writes one")
        with product(None) as write:
            for source in sources:
                state = source.refresh if source.enabled else "off"
                name = first_words(source.name, NAME)
                place = one_line(source.url or str(source.path))
                write(f"{name}{' ' * (NAME - columns(name))}  {source.kind:<8} {state:<8} {place}\n")


@command.command(
    "check",
    short_help="Say how much sources name, or what a site offers.",
    epilog=examples(
        "presscut sources check",
        "presscut sources check courier",
        "presscut sources check https://courier.example/",
    ),
)
@click.argument("what", required=False, metavar="[NAME|URL]")
@talk_options
@click.pass_context
def check(context: click.Context, what: str | None) -> None:
    """Look at every source, or at one, and say what it names; of an address, what the site offers.

    Nothing is stored.
    """
    with session(context) as here:
        if what is not None and what.startswith(("http://", "https://")):
            _discover(here, what)
        else:
            _check(here, what)


@command.command(
    "add",
    epilog=examples(
        "presscut sources add https://courier.example/feed.xml",
        "presscut sources add https://courier.example/sitemap.xml --name courier",
        "presscut sources add ./drop --kind folder --to night.toml",
    ),
)
@click.argument("place", metavar="URL|PATH")
@click.option("--name", help="What reports call it; made of the address if not said.")
@click.option("--kind", help="feed, sitemap, urls, folder or warc; found out if not said.")
@click.option("--refresh", metavar="WHEN", help="Ask for stored pages again: never, changed, daily, weekly, monthly.")
@click.option("--per-night", type=int, metavar="N", help="Fetch at most N pages in a night.")
@click.option("--language", metavar="TAG", help="Of its pages, when they do not say so themselves.")
@click.option("--site", metavar="HOST", help="The host its pages belong to, if it is another.")
@click.option("--ignore-robots", "robots_reason", metavar="REASON", help="Ignore robots.txt; reports repeat why.")
@click.option("--rules", multiple=True, metavar="PATH", help="A rule pack for this source; may be repeated.")
@click.option("--disabled", is_flag=True, help="Write it down, but do not look there yet.")
@target_option
@talk_options
@click.pass_context
def add(context: click.Context, /, place: str, target: str | None, **said: Any) -> None:
    """Write a source to the end of the configuration file. Comments and order of the file stay."""
    from presscut.archive.sources.file import append

    path = _target(context, target)
    with session(context) as here:
        table = table_of(here, path, place, said)
        append(path, [table])
        here.talk.note(f"{table['name']} ({table['kind']}) was added to {path}")


@command.command(
    "import",
    epilog=examples(
        "presscut sources import feeds.opml",
        "presscut sources import feeds.opml --to night.toml",
        "presscut sources import - < feeds.opml",
    ),
)
@click.argument("opml", metavar="FILE|-", type=click.File("rb"))
@target_option
@talk_options
@click.pass_context
def import_opml(context: click.Context, opml: BinaryIO, target: str | None) -> None:
    """Add the feeds of an OPML file, as feed readers export it. Feeds that are sources already are left out."""
    from presscut.archive.sources.file import append, unused_name
    from presscut.archive.sources.opml import read_opml

    path = _target(context, target)
    with session(context) as here:
        known, new, there = known_addresses(here, path), [], []
        for title, url in read_opml(opml.read(), getattr(opml, "name", "-")):
            if url in known.values():
                there.append(url)
                continue
            name = unused_name(title.replace("/", "-") or url, known)
            known[name] = url
            new.append({"name": name, "kind": "feed", "url": url})
        if new:
            append(path, new)
        here.talk.note(f"{_feeds(len(new))} added to {path}{_already(here, path, there)}")


@command.command(
    "remove",
    epilog=examples(
        "presscut sources remove courier",
        "presscut sources remove courier --to night.toml",
        "presscut sources list && presscut sources remove courier",
    ),
)
@click.argument("name")
@target_option
@talk_options
@click.pass_context
def remove(context: click.Context, name: str, target: str | None) -> None:
    """Take a source out of the configuration file. What it brought stays in the archive."""
    from presscut.archive.sources.file import take_out

    path = _target(context, target)
    with session(context) as here:
        take_out(path, name)
        here.talk.note(f"{name} was taken out of {path}")


def _sources(here: Session) -> tuple[Source, ...]:
    from presscut.archive.sources.source import read_sources

    return read_sources(here.settings.sources)


def _target(context: click.Context, said: str | None) -> Path:
    """The file that is written: the one of --to, or of --config, or the project's."""
    named = said or context.ensure_object(dict).get("config") or os.environ.get(ENV_CONFIG)
    return Path(named or FILE_NAME)


def _feeds(count: int) -> str:
    return f"{count} {'feed was' if count == 1 else 'feeds were'}"


def _already(here: Session, path: Path, urls: list[str]) -> str:
    """How many feeds were left out, and in which files they stand."""
    from presscut.archive.sources.file import tables

    if not urls:
        return ""
    files = {source.origin.rpartition(": ")[0] for source in here.settings.sources if source.table.get("url") in urls}
    files |= {str(path)} if any(table.get("url") in urls for table in tables(path)) else set()
    what = "is a source" if len(urls) == 1 else "are sources"
    return f"; {len(urls)} {what} already, in {' and '.join(sorted(files))}"


def _check(here: Session, name: str | None) -> None:
    from presscut.archive.sources.look import look

    sources = [source for source in _sources(here) if name in (None, source.name)]
    if not sources:
        raise ConfigError(f"there is no source {name}; `presscut sources list` shows them" if name else "no source yet")
    failed = 0
    with network(here) as net, product(None) as write:
        for source in sources:
            found = problems = 0
            for each in look(source, partial(net.document, source=source)):
                if isinstance(each, Problem):
                    problems += 1
                    here.talk.problem(remedied(each))
                else:
                    found += 1
            failed += bool(problems)
            trouble = f", {problems:,} problem{'s' if problems > 1 else ''}" if problems else ""
            write(f"{one_line(source.name)}: {found:,} named{trouble}\n")
    if failed:
        raise SomeFailed(f"{failed} of {len(sources)} sources have problems")


def _discover(here: Session, url: str) -> None:
    from presscut.archive.sources.discover import discover

    problems = 0
    with network(here) as net, product(None) as write:
        for found in discover(url, net.document, net.sitemaps):
            if isinstance(found, Problem):
                problems += 1
                here.talk.problem(remedied(found))
            else:
                count = f"{found.pages}{'+' if found.kind == 'sitemap' else ''}"
                write(f"{found.kind:<8} {count:>6}  {one_line(found.url)}  {one_line(found.title)}".rstrip() + "\n")
    if problems:
        raise SomeFailed(f"{url}: nothing to read was found")
