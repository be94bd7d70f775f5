"""`presscut rules try`, `coverage` and `learn`: what rules do on pages, and what pages want of rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from presscut.commands.packs import book_of, pack_flags, rules_option
from presscut.commands.pages import read_pages
from presscut.commands.session import Session, examples, page_options, session, talk_options
from presscut.errors import Problem, SomeFailed, UsageError
from presscut.outputs import product
from presscut.terminal import counted

if TYPE_CHECKING:
    from presscut.cleaner.model import Page

Result = TypeVar("Result")


@click.command(
    "try",
    short_help="Say what packs of your own would change on pages.",
    epilog=examples(
        "presscut rules try --rules mine.toml scraped/",
        "presscut rules try --rules packs/ article.md",
        "presscut rules try --rules mine.toml crawl.warc.gz -q",
    ),
)
@click.argument("inputs", metavar="INPUT…", nargs=-1, required=True)
@rules_option
@page_options
@talk_options
@click.pass_context
def try_(context: click.Context, /, inputs: tuple[str, ...], rules: tuple[str, ...], **said: Any) -> None:
    """Say of which blocks of some pages the packs given by --rules would make something else."""
    from presscut.pipeline import Cleaner
    from presscut.rule_trials import turns
    from presscut.terminal import one_line

    if not rules:
        raise UsageError("name the packs to try with --rules")
    with session(context) as plain, session(context, pack_flags(rules)) as here, product(None) as write:
        before = plain.options()
        cleaners = Cleaner(before), Cleaner(replace(before, packs=(*before.packs, *here.options().packs)))
        pages, problems = read_pages(inputs, said, here.talk), list[Problem]()
        turned: list[int] = []
        for page, found in _each(here, pages, lambda page: turns(page, *cleaners), problems):
            write("".join(f"{one_line(page.origin)}: {turn}\n" for turn in found))
            turned.append(len(found))
        changed = sum(map(bool, turned))
        _close(here, f"{counted(sum(turned), 'block')} on {changed} of {counted(len(turned), 'page')}", problems)


@click.command(
    "coverage",
    short_help="Count on how many pages each rule speaks.",
    epilog=examples(
        "presscut rules coverage scraped/",
        "presscut rules coverage crawl.warc.gz --unused",
        "presscut rules coverage scraped/ --rules mine.toml",
    ),
)
@click.argument("inputs", metavar="INPUT…", nargs=-1, required=True)
@click.option("--unused", is_flag=True, help="List the rules that had nothing to say instead.")
@rules_option
@page_options
@talk_options
@click.pass_context
def coverage(
    context: click.Context, /, inputs: tuple[str, ...], unused: bool, rules: tuple[str, ...], **said: Any
) -> None:
    """Count on how many blocks and pages each rule speaks, and how often the ledger names it."""
    from presscut.pipeline import Cleaner
    from presscut.rule_trials import Coverage

    with session(context, pack_flags(rules)) as here, product(None) as write:
        options = here.options()
        cleaner, counts = Cleaner(options), Coverage([rule.id for rule in book_of(options).rules])
        pages, problems = read_pages(inputs, said, here.talk), list[Problem]()
        for _, work in _each(here, pages, cleaner.work, problems):
            counts.count(work)
        write("".join(counts.lines(unused)))
        _close(here, counted(counts.pages, "page"), problems)


@click.command(
    "learn",
    short_help="Suggest rules for what the pages of a site repeat.",
    epilog=examples(
        "presscut rules learn crawl.warc.gz -o learnt.toml",
        "presscut rules learn my-archive/ --min-pages 10",
        "presscut rules learn pages.jsonl --all",
    ),
)
@click.argument("inputs", metavar="INPUT…", nargs=-1, required=True)
@click.option("-o", "out", metavar="FILE", help="Write to this file instead of stdout; one that is there stays.")
@click.option(
    "--min-pages",
    type=click.IntRange(min=2),
    default=3,
    metavar="N",
    help="What is on N pages of a site; 3 if not said.",
)
@click.option(
    "--min-share",
    type=click.FloatRange(min=0, max=1),
    default=0.3,
    metavar="S",
    help="And on this share of them; 0.3 if not said.",
)
@click.option("--all", "every", is_flag=True, help="Also what goes from every page already.")
@rules_option
@page_options
@talk_options
@click.pass_context
def learn(
    context: click.Context,
    /,
    inputs: tuple[str, ...],
    out: str | None,
    min_pages: int,
    min_share: float,
    every: bool,
    rules: tuple[str, ...],
    **said: Any,
) -> None:
    """Suggest rules for what the pages of a site repeat and their articles kept, as a pack to read and strike."""
    from presscut.pipeline import Cleaner
    from presscut.rule_learning import Learner, pack_of

    if out is not None and Path(out).exists():
        raise UsageError(f"{out} is there already; what you changed in it would be lost: name another file")
    with session(context, pack_flags(rules)) as here:
        cleaner, learner, problems = Cleaner(here.options()), Learner(), list[Problem]()
        pages = read_pages(inputs, said, here.talk)
        wanted = (page for page in pages if isinstance(page, Problem) or learner.wants(page))
        for _, judged in _each(here, wanted, cleaner.judged, problems):
            learner.look(*judged)
        found = learner.suggestions(least=min_pages, share=min_share, every=every)
        if found:
            with product(out) as write:
                write(pack_of(found))
        if learner.strangers:
            here.talk.note(f"nobody says of which site {learner.strangers} pages are; they were not looked at")
        repeat = f"{counted(len(found), 'block')} {'repeats' if len(found) == 1 else 'repeat'}"
        _close(here, f"{repeat} on {counted(learner.pages, 'page')} of {counted(learner.sites, 'site')}", problems)


def _each(
    here: Session, pages: Iterable[Page | Problem], work: Callable[[Page], Result | Problem], problems: list[Problem]
) -> Iterator[tuple[Page, Result]]:
    """Every page with what is made of it; what goes wrong is said, and added to the problems."""
    for page in pages:
        made = page if isinstance(page, Problem) else work(page)
        if isinstance(made, Problem):
            here.talk.problem(made)
            problems.append(made)
        elif not isinstance(page, Problem):
            yield page, made


def _close(here: Session, sum_of_it: str, problems: list[Problem]) -> None:
    """Say the sum. Raises SomeFailed when pages had problems."""
    if problems:
        raise SomeFailed(f"{sum_of_it}, {len(problems)} failed")
    here.talk.note(sum_of_it)
