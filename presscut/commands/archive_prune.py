"""`presscut archive prune`: pages and all that was made of them, taken out for good."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from presscut.archive.layout import ASIDE, INDEX
from presscut.commands.opening import software
from presscut.commands.session import Session, archive_option, examples, place_flags, session, talk_options
from presscut.errors import UsageError
from presscut.outputs import product
from presscut.terminal import columns, counted, first_words, one_line

if TYPE_CHECKING:
    from presscut.archive.pruning.choosing import Choice, Kept
    from presscut.archive.pruning.planning import Plan
    from presscut.archive.recovery import House

TITLE = 60  # columns of a title, as in the list
WIDE_ENOUGH = 8  # characters of an id, as in the list


@click.command(
    "prune",
    short_help="Take pages out for good.",
    epilog=examples(
        "presscut archive prune https://courier.example/ferry --archive my-archive",
        "presscut archive prune --older-than 5y --keep-last --archive my-archive",
        "presscut archive prune --site courier.example --reason 'withdrawn' --apply",
    ),
)
@click.argument("keys", nargs=-1, metavar="[ID|URL…]")
@archive_option
@click.option("--older-than", metavar="AGE|DAY", help="Pages last captured before: 5y, 18m, 12w, 90d, or 2031-05-06.")
@click.option("--site", metavar="SITE", help="Pages of this site: its name, or a host with its subdomains.")
@click.option("--keep-last", is_flag=True, help="Of each address, keep the page that was captured last.")
@click.option("--apply", is_flag=True, help="Do it. Without, it is only said what would go.")
@click.option("--reason", metavar="TEXT", help="Why, for the tombstones that stay.")
@talk_options
@click.pass_context
def command(context: click.Context, /, keys: Sequence[str], place: str | None, **said: Any) -> None:
    """Take pages out of the archive, with their articles and all that was made of them, and leave tombstones.

    A page goes when all that is said is true of it. Segments are written anew without its records, and the
    bytes are gone. Without --apply nothing is changed, and the pages that would go are listed.
    """
    from presscut.archive.disk import Disk
    from presscut.archive.recovery import House

    with session(context, place_flags(place)) as here:
        house = House(here.settings.archive, Disk())
        house.require()
        choice = _choice(keys, said)
        made = _planned(here, house, choice)
        if not made.pages:
            here.talk.note("no page is like that; nothing goes")
        elif said["apply"]:
            _apply(here, house, choice, said["reason"])
        else:
            _list(made.pages)
            _say(here, made, "would go")
            here.talk.note("nothing was changed; --apply takes them out")


def _choice(keys: Sequence[str], said: dict[str, Any]) -> Choice:
    from presscut.archive.pruning.choosing import Choice, before
    from presscut.archive.store import utc_now

    if not keys and said["older_than"] is None and said["site"] is None:
        raise UsageError("say which pages go: ID or URL, --older-than, --site")
    limit = before(said["older_than"], utc_now()) if said["older_than"] is not None else None
    if said["older_than"] is not None and limit is None:
        raise UsageError(
            f"--older-than {said['older_than']}: an age looks like 5y, 18m, 12w or 90d, a day like 2031-05-06"
        )
    return Choice(tuple(keys), limit, said["site"], said["keep_last"])


def _planned(here: Session, house: House, choice: Choice) -> Plan:
    from presscut.archive.pruning.choosing import chosen, targets
    from presscut.archive.pruning.planning import plan
    from presscut.archive.recovery import open_for_reading

    state, problems = open_for_reading(house)
    try:
        for problem in problems:
            here.talk.problem(problem)
        for key in choice.keys:
            if not targets(state, [key]):
                raise UsageError(f"{house.root} holds no page {key}; `presscut archive list` shows what it holds")
        return plan(state, house.folder, chosen(state, choice))
    finally:
        state.close()


def _apply(here: Session, house: House, choice: Choice, reason: str | None) -> None:
    from presscut.archive.pruning.writing import Hand, prune
    from presscut.archive.store import utc_now
    from presscut.archive.warc.members import best_backend

    index = (house.root / INDEX).exists()
    hand = Hand(utc_now(), best_backend(), software(), socket.gethostname(), reason)
    made, problems = prune(house, choice, hand)
    for problem in problems:
        here.talk.problem(problem)
    _list(made.pages)
    _say(here, made, "gone")
    if index:
        here.talk.note("index.cdxj pointed into the old segments and is gone; `presscut archive index` makes it again")
    if _files(house.root / ASIDE):
        here.talk.note("aside/ was not searched: what dead writers and repairs left may hold more of these pages")


def _files(folder: Path) -> bool:
    return folder.is_dir() and any(path.is_file() for path in folder.iterdir())


def _say(here: Session, made: Plan, what: str) -> None:
    pages = f"{counted(len(made.pages), 'page')} with {counted(made.articles, 'article')} {what}"
    records = f"{counted(len(made.gone), 'record')}, {counted(made.bytes, 'byte')}"
    here.talk.note(f"{pages}: {records} of {counted(len(made.segments), 'segment')}")
    if made.changes:
        others = counted(len(made.changes), "other record")
        here.talk.note(f"{others} of the same bytes or text: written anew, to hold them or to point elsewhere")
    for target in made.orphans:
        here.talk.note(f"{target}: stays without its article, which was made at an address that goes")


def _list(pages: Sequence[Kept]) -> None:
    with product(None) as write:
        for page in pages:
            entry = page.entries[-1] if page.entries else None
            title = first_words((entry and entry.title) or "(no title)", TITLE)
            padding = " " * (TITLE - columns(title))
            key = (entry.id if entry else "-")[:WIDE_ENOUGH]
            captured = page.captures[-1].date[:10]
            write(f"{key:<{WIDE_ENOUGH}}  {captured}  {title}{padding}  {one_line(page.target)}\n")
