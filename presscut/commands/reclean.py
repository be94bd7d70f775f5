"""`presscut reclean`: new rules over stored originals, offline."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from presscut.commands.session import (
    Session,
    archive_option,
    clean_flags,
    clean_options,
    examples,
    place_flags,
    session,
    talk_options,
)
from presscut.errors import Problem
from presscut.outputs import Write, product
from presscut.signals import Signals
from presscut.workers import in_order

if TYPE_CHECKING:
    from presscut.archive.store import Archive
    from presscut.reclean.work import Result, Stored, View, Wanted

GROUP = 100  # articles that are made durable together, as many as `Archive.add` counts itself


@click.command(
    "reclean",
    short_help="Show what new rules would change in an archive, or apply them.",
    epilog=examples(
        "presscut reclean --archive my-archive --rules my-rules/",
        "presscut reclean --rules my-rules/ --diff --site courier.example",
        "presscut reclean --archive my-archive --rules my-rules/ --apply --jobs 4",
    ),
)
@click.argument("keys", nargs=-1, metavar="[ID|URL…]")
@archive_option
@click.option("--diff", is_flag=True, help="Show in full what would go, what would come, what would read otherwise.")
@click.option("--apply", is_flag=True, help="Store the new articles; the old ones stay in the archive.")
@click.option("--allow-shrink", is_flag=True, help="Apply also where less than half of the words would stay.")
@click.option("--site", metavar="SITE", help="Only articles of this site: its name or its host.")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each changed article.")
@clean_options
@talk_options
@click.pass_context
def command(context: click.Context, /, **said: Any) -> None:
    """Clean stored pages anew and show what would change. Nothing is fetched.

    Without --apply nothing is written either. ID is that of `presscut archive list` or its beginning;
    without ID or URL all articles are looked at, and originals that have none.
    """
    from presscut.reclean.work import Wanted

    with session(context, clean_flags(said) | place_flags(said["place"])) as here:
        view: View = "json" if said["as_json"] else "diff" if said["diff"] else "overview"
        _reclean(here, said["keys"], said["site"], Wanted(view, said["apply"], said["allow_shrink"]))


def _reclean(here: Session, keys: tuple[str, ...], site: str | None, wanted: Wanted) -> None:
    from presscut.archive.store import Archive
    from presscut.reclean.origins import Origins
    from presscut.reclean.report import coloured
    from presscut.reclean.stored import chosen, stored
    from presscut.reclean.total import Total
    from presscut.reclean.work import cleaners_of, recleaner

    options = here.options_of_sources()
    total = Total(here.talk, wanted.apply)
    paint = partial(coloured, paint=lambda text, colour: click.style(text, fg=colour))
    with Signals() as signals, Archive(here.settings.archive) as archive, product(None, paint) as write:
        _open(here, archive, wanted.apply)
        origins = Origins(archive, {name: cleaner.producer for name, cleaner in cleaners_of(options).items()})
        items = signals.stoppable(stored(archive, chosen(archive, keys), site, origins))
        pairs = _recleaned(items, partial(recleaner, options, wanted), here.settings.jobs)
        say = _heard_or_not(write) if wanted.apply else write
        made: set[str] = set()
        for result in _safe(archive, pairs, GROUP if wanted.apply else 1):
            say(result.report)
            total.count(result)
            made |= {result.article.id} if result.article is not None else set()
        _free(here, archive, made)
        _name_strangers(here, origins.strangers)
        signals.check()
    total.close()


def _free(here: Session, archive: Archive, made: set[str]) -> None:
    """Free the articles that a night held and would not hold as they are now."""
    from presscut.nightly.freeing import free

    freed = free(archive, made) if made else ()
    if freed:
        here.talk.note(f"{len(freed)} held {'article' if len(freed) == 1 else 'articles'} freed")


def _name_strangers(here: Session, strangers: set[str]) -> None:
    """Say that rules may be missing: the configuration that the night runs with is perhaps another one."""
    if strangers:
        names = ", ".join(sorted(strangers))
        here.talk.note(f"what came by {names} was cleaned without rules of its own: no such source; see --config")


def _open(here: Session, archive: Archive, apply: bool) -> None:
    """Open the archive for writing if it is to be written, and say what opening found."""
    problems = archive.problems
    if apply:
        archive.lock()
    for problem in dict.fromkeys((*problems, *archive.problems)):
        here.talk.problem(problem)


def _recleaned(
    items: Iterable[Stored | Problem], start: Callable[[], Callable[[Stored | Problem], Result]], jobs: int
) -> Iterator[tuple[Stored | Problem, Result]]:
    """Each page with what became of it; `start` makes the function that cleans, once in each process."""
    from presscut.reclean.work import recleaner_died

    waiting: deque[Stored | Problem] = deque()

    def noted() -> Iterator[Stored | Problem]:
        for item in items:
            waiting.append(item)
            yield item

    for result in in_order(noted(), start, jobs=jobs, dead=recleaner_died):
        yield waiting.popleft(), result


def _safe(archive: Archive, results: Iterable[tuple[Stored | Problem, Result]], group: int) -> Iterator[Result]:
    """The results in order, a group at a time, each when its new article, if it has one, is on disk."""
    waiting: list[Result] = []
    for item, result in results:
        if result.article is not None and not isinstance(item, Problem) and item.page is not None:
            archive.add(item.page, result.article)
        waiting.append(result)
        if len(waiting) >= group:
            archive.commit()
            yield from waiting
            waiting = []
    archive.commit()
    yield from waiting


def _heard_or_not(write: Write) -> Write:
    """Writes as long as somebody reads: whoever leaves the pager does not stop what is being stored."""

    def say(text: str) -> None:
        try:
            write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    return say
