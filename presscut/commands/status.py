"""`presscut status`: how the last nights went, what waits for a person; and freeing it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from presscut.commands.session import archive_option, examples, place_flags, session, talk_options
from presscut.errors import CheckFound, UsageError
from presscut.outputs import product
from presscut.terminal import first_words, one_line

if TYPE_CHECKING:
    from presscut.archive.state.rows import Note
    from presscut.archive.store import Archive

NIGHTS = 7  # that are listed
ID = 8  # characters of an id in a list
REASON = 60  # columns
SKEW = timedelta(minutes=5)  # by which clocks that are kept in step may differ


@click.group(
    "status",
    invoke_without_command=True,
    short_help="Show the last nights and what waits for a person.",
    epilog=examples(
        "presscut status",
        "presscut status --max-age 26h -q",
        "presscut status release 3f2a91c0 --archive my-archive",
    ),
)
@archive_option
@click.option("--max-age", "max_age", metavar="TIME", help="Exit 6 unless a night has ended by itself within TIME.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@talk_options
@click.pass_context
def command(context: click.Context, place: str | None, max_age: str | None, as_json: bool) -> None:
    """Show the last nights and the articles that are held, and check that nights still run."""
    if context.invoked_subcommand is not None:
        if max_age is not None or as_json:
            raise UsageError("--max-age and --json are for the list; say them without a command")
        context.ensure_object(dict)["place"] = place
        return
    from presscut.archive.store import Archive
    from presscut.nightly.job import last_success
    from presscut.setting_keys import duration

    longest = duration(max_age) if max_age is not None else None
    with session(context, place_flags(place)) as here:
        with Archive(here.settings.archive) as archive, product(None) as write:
            now = _latest()
            facts = json.dumps(_facts(archive, now), ensure_ascii=False) + "\n" if as_json else ""
            write(facts or "".join(_lines(archive, now)))
            last, ahead = last_success(archive, until=now), archive.queue.runs_after(now)
        if longest is not None and (last is None or _age(last) > longest):
            ended = f"no night has ended within {max_age}; the last one {f'ended {last}' if last else 'never'}"
            raise CheckFound("; ".join(filter(None, (ended, _ahead(ahead)))))


@command.command(
    "release",
    epilog=examples(
        "presscut status release 3f2a91c0",
        "presscut status release 3f2a91c0 77b0e1d2 --reason 'it really is that short'",
        "presscut status release --site courier.example",
    ),
)
@click.argument("keys", nargs=-1, metavar="[ID…]")
@archive_option
@click.option("--site", metavar="HOST", help="All that are held of this host and its subdomains.")
@click.option("--reason", help="Why, in one line: it is kept in the archive.")
@talk_options
@click.pass_context
def release(
    context: click.Context, keys: tuple[str, ...], place: str | None, site: str | None, reason: str | None
) -> None:
    """Free held articles: from now on they stand for their address. The beginning of an id is enough."""
    from presscut.archive.store import Archive

    if not keys and not site:
        raise UsageError("say what to free: ids, or --site HOST; `presscut status` lists what is held")
    place = context.ensure_object(dict).get("place") if place is None else place
    with session(context, place_flags(place)) as here:
        with Archive(here.settings.archive) as archive:
            archive.lock()
            held = archive.held()
            chosen = dict.fromkeys([*(_named(key, list(held)) for key in keys), *_of_site(site, held)])
            for article in chosen:
                with archive.together():
                    archive.note("release", held[article].target, article=article, reason=reason)
                    archive.queue.released(article)
        here.talk.note(f"{len(chosen)} released")


def _named(key: str, held: list[str]) -> str:
    found = [article for article in held if key and article.startswith(key.lower())]
    if len(found) != 1:
        what = "more than one held article begins" if found else "no held article begins"
        raise UsageError(f"{what} with {key!r}; `presscut status` lists them, with --json their whole ids")
    return found[0]


def _of_site(site: str | None, held: Mapping[str, Note]) -> list[str]:
    """The held articles of a host and its subdomains. Raises UsageError when there is none."""
    from presscut.archive.index.sites import of_site

    if site is None:
        return []
    host = site.lower().removeprefix("www.").rstrip(".")
    found = [id_ for id_, note in held.items() if of_site(host, None, note.target)]
    if not host or not found:
        raise UsageError(f"nothing is held of {site!r}; `presscut status` lists what is")
    return found


def _facts(archive: Archive, now: str) -> dict[str, Any]:
    nights = [
        {"run": run, "ended": ended, "outcome": json.loads(report)["outcome"] if report else None}
        for run, ended, report in archive.queue.runs(NIGHTS, now)
    ]
    held = [{"id": id_, "url": note.target, "since": note.date, "reason": note.reason} for id_, note in _held(archive)]
    return {"nights": nights, "ahead": archive.queue.runs_after(now), "queue": archive.queue.counts(), "held": held}


def _lines(archive: Archive, now: str) -> Iterator[str]:
    nights, ahead = archive.queue.runs(NIGHTS, now), archive.queue.runs_after(now)
    if ahead:
        yield f"{_ahead(ahead)}\n"
    elif not nights:
        yield "no night yet\n"
    for run, ended, report in nights:
        yield f"{run[:16].replace('T', ' ')}  {_told(report) if ended and report else 'died, or is running'}\n"
    waiting = archive.queue.counts()
    if waiting:
        yield "\n" + ", ".join(f"{count:,} {stage}" for stage, count in waiting.items()) + "\n"
    held = _held(archive)
    if held:
        yield "\nheld, until `presscut status release ID…` frees them:\n"
    for id_, note in held:
        yield f"{id_[:ID]}  {note.date[:10]}  {first_words(note.reason or '', REASON)}  {one_line(note.target)}\n"


def _told(report: str) -> str:
    row = json.loads(report)
    counts = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in row["counts"].items() if count)
    why = f" ({one_line(row['why'])})" if row["why"] else ""
    return f"{row['outcome']}{why}: {counts or 'nothing new'}"


def _held(archive: Archive) -> list[Any]:
    return sorted(archive.held().items(), key=lambda item: (item[1].date, item[0]))


def _ahead(count: int) -> str:
    """That nights are dated later than now; empty when none is."""
    return (
        f"{count} {'night is' if count == 1 else 'nights are'} dated later than now: a clock ran ahead" if count else ""
    )


def _latest() -> str:
    """The latest time that a night of a right clock can have."""
    from presscut.archive.queue import stamp

    return stamp(datetime.now(UTC) + SKEW)


def _age(stamp: str) -> float:
    return (datetime.now(UTC) - datetime.fromisoformat(stamp)).total_seconds()
