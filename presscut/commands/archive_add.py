"""`presscut archive add`: pages in, originals and articles on disk."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from presscut.batch import counts, no_article, with_file
from presscut.commands.pages import read_pages, standard_input
from presscut.commands.session import (
    Session,
    archive_option,
    clean_flags,
    clean_options,
    examples,
    page_options,
    place_flags,
    session,
    talk_options,
)
from presscut.commands.tally import Tally
from presscut.errors import Problem
from presscut.many import page_cleaner, worker_died
from presscut.signals import Signals
from presscut.terminal import counted
from presscut.workers import in_order

if TYPE_CHECKING:
    from presscut.archive.filing import Added
    from presscut.cleaner.model import Article, Page

WORDS = {
    "stored": "new",
    "unchanged": "the same text",
    "updated": "made anew",
    "revisit": "seen again",
    "duplicate": "there already",
    "pruned": "pruned before and left out",
}


@click.command(
    "add",
    epilog=examples(
        "presscut archive add scraped/ --archive my-archive",
        "presscut archive add pages.jsonl crawl.warc.gz --archive my-archive --jobs 4",
        "presscut archive add page.html --url https://courier.example/ferry",
    ),
)
@click.argument("inputs", nargs=-1, metavar="[INPUT…|-]", type=click.Path())
@archive_option
@click.option("--again", is_flag=True, help="Store pages also that were pruned.")
@page_options
@clean_options
@talk_options
@click.pass_context
def command(context: click.Context, /, **said: Any) -> None:
    """Clean pages and store originals and articles. The archive is made if it is not there.

    What is in the archive already is not stored twice, so the same command can be run again, also
    after it was stopped. A page without an article is stored with the account of what was taken away.
    """
    with session(context, clean_flags(said) | place_flags(said["place"]), waits=True) as here:
        _add(here, said["inputs"] or standard_input(), said)


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What will be said of a page once it is on disk; the page itself is not held that long."""

    origin: str
    facts: Mapping[str, Any]
    empty: Problem | None


def _add(here: Session, inputs: tuple[str, ...], said: Mapping[str, Any]) -> None:
    from presscut.archive.store import Archive

    clean = partial(page_cleaner, here.options())
    tally = Tally(here.talk, single=False)
    found: Counter[str] = Counter()
    given = read_pages(inputs, said, here.talk)  # what it refuses makes no archive
    with Signals() as signals, Archive(here.settings.archive, create=True) as archive:
        for problem in archive.problems:
            here.talk.problem(problem)
        pages = signals.stoppable(given)
        under_way: deque[UnderWay] = deque()
        articles = _articles(pages, clean, here.settings.jobs, tally, under_way.append)
        for added in archive.add_all(articles, again=said["again"]):
            found[added.status] += 1
            page = under_way.popleft()
            if added.status != "pruned":
                _stored(here, tally, page, added)
        done = _sum(found, tally.failed, archive.stats().articles)
        signals.check(done)
    tally.end(done)


def _sum(found: Counter[str], failed: int, articles: int) -> str:
    """What became of the pages, and how many articles there are now: a page that was seen again is no further one."""
    parts = [f"{found[status]} {word}" for status, word in WORDS.items() if found[status]]
    parts += [f"{failed} failed"] if failed else []
    pages = found.total() + failed
    what = f": {', '.join(parts)}" if parts else ""
    return f"{counted(pages, 'page')}{what}; the archive holds {counted(articles, 'article')}"


def _articles(
    pages: Iterable[Page | Problem],
    clean: Callable[[], Callable[[Page | Problem], Article | Problem]],
    jobs: int,
    tally: Tally,
    note: Callable[[UnderWay], None],
) -> Iterator[tuple[Page, Article]]:
    """Each page with its article; what went wrong is counted, what goes on is noted."""
    waiting: deque[Page | Problem] = deque()

    def remembered() -> Iterator[Page | Problem]:
        for page in pages:
            waiting.append(page)
            yield page

    for result in in_order(remembered(), clean, jobs=jobs, dead=worker_died):
        page = waiting.popleft()
        if isinstance(result, Problem):
            tally.count(result.where, result, {})
        elif not isinstance(page, Problem):
            article = with_file(result, page.origin)
            note(UnderWay(page.origin, counts(article), no_article(article, page.origin)))
            yield page, article


def _stored(here: Session, tally: Tally, page: UnderWay, added: Added) -> None:
    """Say that a page is safe: it is on disk now."""
    tally.count(page.origin, None, {"status": added.status, **page.facts})
    if page.empty is not None:
        here.talk.problem(page.empty)
