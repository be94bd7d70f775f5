"""`presscut review`: a picture of what was kept, moved and cut, in one HTML file."""

from __future__ import annotations

import itertools
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from presscut.commands.pages import read_pages, standard_input
from presscut.commands.session import Session, clean_flags, clean_options, examples, page_options, session, talk_options
from presscut.commands.tally import Tally
from presscut.errors import UsageError
from presscut.input_names import holds_many
from presscut.outputs import not_over, product
from presscut.signals import Signals
from presscut.workers import in_order

if TYPE_CHECKING:
    from presscut.cleaner.model import Producer
    from presscut.review.book import Book
    from presscut.review.worker import Reviewed


@click.command(
    "review",
    short_help="Show what was kept, moved and cut, as a page.",
    epilog=examples(
        "presscut review article.md -o review.html",
        "presscut review scraped/ -o review.html --jobs 2",
        "presscut review crawl.warc.gz -o review.html --most 50 --level strict",
    ),
)
@click.argument("inputs", nargs=-1, metavar="[INPUT…|-]", type=click.Path())
@click.option("-o", "out", metavar="FILE", help="Write the review to FILE; .gz is compressed.")
@click.option("--most", type=click.IntRange(min=0), metavar="N", help="Show the N most unusual of all; list all.")
@page_options
@clean_options
@talk_options
@click.pass_context
def command(context: click.Context, /, **said: Any) -> None:
    """Show what was kept, moved and cut, block by block, in one HTML file.

    INPUT is what clean takes. The file needs no script and loads nothing. It shows the source in
    reading order with all that was done to it, and the clean text. Several pages get an index, the
    most unusual first; for --most all of them are cleaned as well.
    """
    with session(context, clean_flags(said), waits=True) as here:
        inputs = said["inputs"] or standard_input()
        not_over(inputs)(said["out"] or "-")
        if said["out"] in (None, "-") and sys.stdout.isatty():
            raise UsageError("a review is a page for a browser: say -o FILE, such as -o review.html")
        _review(here, inputs, said)


def _review(here: Session, inputs: tuple[str, ...], said: dict[str, Any]) -> None:
    from presscut.review.book import book
    from presscut.review.worker import Names, page_died, reviewer

    options, names = here.options(), Names.of(inputs)
    with Signals() as signals, book() as pages_of:
        pages = signals.stoppable(read_pages(inputs, said, here.talk))
        first = list(itertools.islice(pages, 2))
        alone = len(first) < 2 and not holds_many(inputs[0])
        numbered = enumerate(itertools.chain(first, pages), 1)
        start = partial(reviewer, options, names, alone)
        done = in_order(numbered, start, jobs=here.settings.jobs, dead=partial(page_died, names))
        tally, producer = Tally(here.talk, alone), None
        for reviewed in done:
            _put(pages_of, reviewed)
            producer = producer or reviewed.producer
            tally.count(reviewed.origin, reviewed.problem, dict(reviewed.told))
        signals.check()
        tally.refuse_single()
        _write(pages_of, said, alone, producer, options.level)
    tally.close("reviewed")


def _put(pages_of: Book, reviewed: Reviewed) -> None:
    if reviewed.facts is not None:
        pages_of.add(reviewed.facts, reviewed.section)
    elif reviewed.problem is not None:
        pages_of.add_problem(reviewed.number, reviewed.name, reviewed.problem)


def _write(pages_of: Book, said: dict[str, Any], alone: bool, producer: Producer | None, level: str) -> None:
    from presscut.cleaner.model import Producer as Unknown

    with product(said["out"]) as write:
        if alone:
            pages_of.write_one(write, producer or Unknown(), level)
        else:
            pages_of.write_all(write, producer or Unknown(), level, said["most"])
