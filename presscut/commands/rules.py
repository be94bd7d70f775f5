"""`presscut rules`: the rules in force, how they are written, and what they do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from presscut.commands.pages import read_pages
from presscut.commands.session import Session, examples, page_options, session, talk_options
from presscut.errors import CheckFound, Problem, SomeFailed, UsageError
from presscut.options import suggestion
from presscut.outputs import product
from presscut.packs import EMPTY

if TYPE_CHECKING:
    from presscut.cleaner.model import Page
    from presscut.cleaner.rulebook import PackSource, Rulebook
    from presscut.cleaner.rulebook_types import Rule
    from presscut.options import Options

Command = TypeVar("Command", bound=Callable[..., Any])
Result = TypeVar("Result")


def rules_option(function: Command) -> Command:
    """Add --rules."""
    return click.option(
        "--rules", multiple=True, metavar="PATH", help="A rule pack or a folder of them; may be repeated."
    )(function)


@click.group(
    "rules",
    short_help="List, show, check, try and learn rules.",
    epilog=examples(
        "presscut rules list --kind donate",
        "presscut rules show en/donate/reader-funded",
        "presscut rules try --rules mine.toml scraped/",
    ),
)
@talk_options
def command() -> None:
    """List the rules in force, show how they are written, check packs of your own, try them on pages, and learn
    from pages what rules they need."""


@command.command(
    "list",
    short_help="List the rules: id, action, weight, what it detects.",
    epilog=examples(
        "presscut rules list",
        "presscut rules list --language de --kind newsletter",
        "presscut rules list --rules mine.toml --json | jq -r .id",
    ),
)
@click.option("--language", metavar="LANG", help="Only what a page in this language is judged by: en, de, ….")
@click.option("--kind", metavar="KIND", help="Only rules of this kind, such as newsletter.")
@click.option("--all", "every", is_flag=True, help="Also the filters and repairs of the program itself.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@rules_option
@talk_options
@click.pass_context
def list_(
    context: click.Context,
    /,
    language: str | None,
    kind: str | None,
    every: bool,
    as_json: bool,
    rules: tuple[str, ...],
) -> None:
    """List the rules in force: id, action, weight (and alone), what they detect."""
    from presscut import filter_table
    from presscut.archive.formats.rows import one_line
    from presscut.options import checked_kinds
    from presscut.rule_texts import line, record

    with session(context, _flags(rules)) as here:
        book = _book(here.options())
        if language is not None and language not in (known := _languages(book)):
            raise UsageError(f"there are no rules for {language!r}; there are for any, {', '.join(known)}")
        wanted = checked_kinds([kind]) if kind else None
        spoken = book if language is None else book.for_language(language)
        found = [rule for rule in spoken.rules if wanted is None or rule.kind in wanted]
        width = max((len(rule.id) for rule in found), default=0)
        with product(None) as write:
            for rule in found:
                write(one_line(record(rule)) + "\n" if as_json else line(rule, width))
            if every:
                told = (one_line(filter_table.record(name)) + "\n" for name in filter_table.FILTERS)
                write("".join(told if as_json else filter_table.listed()))


@command.command(
    "show",
    short_help="Print a rule as its pack writes it.",
    epilog=examples(
        "presscut rules show en/newsletter/sign-up",
        "presscut rules show any/blocked/check",
        "presscut rules show mine/tickets --rules mine.toml",
    ),
)
@click.argument("rule_id", metavar="ID")
@rules_option
@talk_options
@click.pass_context
def show(context: click.Context, rule_id: str, rules: tuple[str, ...]) -> None:
    """Print a rule as its pack writes it: what it looks for, its weight, its examples.

    Of a filter or a repair of the program itself, it says what that detects and where it lives.
    """
    from presscut import filter_table
    from presscut.cleaner.rulebook import builtin_sources
    from presscut.rule_texts import written

    with session(context, _flags(rules)) as here:
        options = here.options()
        if rule_id in filter_table.FILTERS:
            with product(None) as write:
                write(filter_table.written(rule_id))
            return
        rule = _named(rule_id, _book(options).rules, filter_table.FILTERS)
        with product(None) as write:
            write(written(rule, (*builtin_sources(), *options.packs)))


@command.command(
    "lint",
    short_help="Say what is probably wrong with packs.",
    epilog=examples("presscut rules lint mine.toml", "presscut rules lint packs/", "presscut rules lint"),
)
@click.argument("paths", metavar="[PACK…]", nargs=-1)
@talk_options
@click.pass_context
def lint(context: click.Context, paths: tuple[str, ...]) -> None:
    """Say what can be read in packs but is probably wrong; all rules in force when none is named.

    Exit code 6 when there is anything to say, 2 when a pack cannot be read.
    """
    from presscut.cleaner.rulebook_lint import lint as findings_of
    from presscut.terminal import one_line

    with session(context, _flags(paths)) as here:
        options = here.options()
        ours = {pack.name for pack in options.packs} if paths else None
        findings = [found for found in findings_of(_book(options)) if ours is None or found.pack in ours]
        with product(None) as write:
            write("".join(f"{one_line(str(found))}\n" for found in findings))
        if findings:
            raise CheckFound(f"{len(findings)} to look at")
        here.talk.note("nothing to say")


@command.command(
    "test",
    short_help="Try the examples of packs.",
    epilog=examples("presscut rules test mine.toml", "presscut rules test packs/", "presscut rules test"),
)
@click.argument("paths", metavar="[PACK…]", nargs=-1)
@talk_options
@click.pass_context
def test(context: click.Context, paths: tuple[str, ...]) -> None:
    """Try the examples of packs against all rules of their language; those of all rules when no pack is named.

    Exit code 6 when one does not hold.
    """
    from presscut.cleaner.rulebook_examples import try_examples
    from presscut.rule_texts import failure

    with session(context, _flags(paths)) as here:
        options = here.options()
        book = _book(options)
        ours = [rule for rule in book.rules if not paths or _is_in(rule, options.packs)]
        verdicts = try_examples(book, ours)
        failed = [verdict for verdict in verdicts if not verdict.holds]
        with product(None) as write:
            write("".join(map(failure, failed)))
        if failed:
            raise CheckFound(f"{len(failed)} of {len(verdicts)} examples of {_rules(len(ours))} do not hold")
        here.talk.note(f"{len(verdicts)} examples of {_rules(len(ours))} hold")


@command.command(
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
    with session(context) as plain, session(context, _flags(rules)) as here, product(None) as write:
        before = plain.options()
        cleaners = Cleaner(before), Cleaner(replace(before, packs=(*before.packs, *here.options().packs)))
        pages, problems = read_pages(inputs, said, here.talk), list[Problem]()
        turned: list[int] = []
        for page, found in _each(here, pages, lambda page: turns(page, *cleaners), problems):
            write("".join(f"{one_line(page.origin)}: {turn}\n" for turn in found))
            turned.append(len(found))
        changed = sum(map(bool, turned))
        _close(here, f"{sum(turned)} blocks on {changed} of {len(turned)} pages", problems)


@command.command(
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

    with session(context, _flags(rules)) as here, product(None) as write:
        options = here.options()
        cleaner, counts = Cleaner(options), Coverage([rule.id for rule in _book(options).rules])
        pages, problems = read_pages(inputs, said, here.talk), list[Problem]()
        for _, work in _each(here, pages, cleaner.work, problems):
            counts.count(work)
        write("".join(counts.lines(unused)))
        _close(here, f"{counts.pages} pages", problems)


@command.command(
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
    with session(context, _flags(rules)) as here:
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
        _close(here, f"{len(found)} blocks repeat on {learner.pages} pages of {learner.sites} sites", problems)


def _flags(rules: Iterable[str]) -> dict[str, object]:
    """The setting that --rules, or the names of packs, said. Raises UsageError for an empty name."""
    paths = list(rules)
    if "" in paths:
        raise UsageError(EMPTY)
    return {"rules.paths": paths} if paths else {}


def _book(options: Options) -> Rulebook:
    """Every rule in force, with its examples. Raises ConfigError when a pack or what it disables is not right."""
    from presscut.cleaner.rulebook import Rulebook, builtin_sources

    book = Rulebook.parse((*builtin_sources(), *options.packs), disable=options.disable)
    book.check()
    return book


def _languages(book: Rulebook) -> list[str]:
    return sorted({language for pack in book.packs for language in pack.languages if language != "any"})


def _named(rule_id: str, rules: Iterable[Rule], others: Iterable[str]) -> Rule:
    known = {rule.id: rule for rule in rules}
    if rule_id not in known:
        near = suggestion(rule_id, [*known, *others]) or "; `presscut rules list --all` shows what there is"
        raise UsageError(f"there is no rule {rule_id!r}{near}")
    return known[rule_id]


def _rules(count: int) -> str:
    return "1 rule" if count == 1 else f"{count} rules"


def _is_in(rule: Rule, packs: Iterable[PackSource]) -> bool:
    return rule.origin == "user" and rule.pack in {pack.name for pack in packs}


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
