"""`presscut rules`: the rules in force, how they are written, and what they do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from presscut.commands.packs import book_of, pack_flags, rules_option
from presscut.commands.rules_on_pages import coverage, learn, try_
from presscut.commands.session import examples, session, talk_options
from presscut.errors import CheckFound, UsageError
from presscut.options import suggestion
from presscut.outputs import product
from presscut.terminal import counted

if TYPE_CHECKING:
    from presscut.cleaner.rulebook import PackSource, Rulebook
    from presscut.cleaner.rulebook_types import Rule


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


command.add_command(try_)
command.add_command(coverage)
command.add_command(learn)


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

    with session(context, pack_flags(rules)) as here:
        book = book_of(here.options())
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

    with session(context, pack_flags(rules)) as here:
        options = here.options()
        if rule_id in filter_table.FILTERS:
            with product(None) as write:
                write(filter_table.written(rule_id))
            return
        rule = _named(rule_id, book_of(options).rules, filter_table.FILTERS)
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

    with session(context, pack_flags(paths)) as here:
        options = here.options()
        ours = {pack.name for pack in options.packs} if paths else None
        findings = [found for found in findings_of(book_of(options)) if ours is None or found.pack in ours]
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

    with session(context, pack_flags(paths)) as here:
        options = here.options()
        book = book_of(options)
        ours = [rule for rule in book.rules if not paths or _is_in(rule, options.packs)]
        verdicts = try_examples(book, ours)
        failed = [verdict for verdict in verdicts if not verdict.holds]
        with product(None) as write:
            write("".join(map(failure, failed)))
        if failed:
            raise CheckFound(
                f"{len(failed)} of {counted(len(verdicts), 'example')} of {counted(len(ours), 'rule')} do not hold"
            )
        here.talk.note(f"{counted(len(verdicts), 'example')} of {counted(len(ours), 'rule')} hold")


def _languages(book: Rulebook) -> list[str]:
    return sorted({language for pack in book.packs for language in pack.languages if language != "any"})


def _named(rule_id: str, rules: Iterable[Rule], others: Iterable[str]) -> Rule:
    known = {rule.id: rule for rule in rules}
    if rule_id not in known:
        near = suggestion(rule_id, [*known, *others]) or "; `presscut rules list --all` shows what there is"
        raise UsageError(f"there is no rule {rule_id!r}{near}")
    return known[rule_id]


def _is_in(rule: Rule, packs: Iterable[PackSource]) -> bool:
    return rule.origin == "user" and rule.pack in {pack.name for pack in packs}
