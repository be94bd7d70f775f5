"""`presscut why`: which rule took a piece of a page, which kept it, and what was missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from presscut.commands.pages import read_pages
from presscut.commands.session import clean_flags, clean_options, examples, page_options, session, talk_options
from presscut.errors import NoArticle, Problem, UsageError
from presscut.outputs import product

if TYPE_CHECKING:
    from presscut.commands.session import Session
    from presscut.pipeline import Work


@click.command(
    "why",
    short_help="Say which rule took a piece of a page, or kept it.",
    epilog=examples(
        "presscut why article.md",
        'presscut why article.md "Get our free emails"',
        "presscut why page.html @1043 --level strict",
    ),
)
@click.argument("file", metavar="FILE", type=click.Path())
@click.argument("wanted", metavar="[TEXT|@OFFSET]", required=False)
@page_options
@clean_options
@talk_options
@click.pass_context
def command(context: click.Context, /, file: str, wanted: str | None, **said: Any) -> None:
    """Say what became of a piece of a page, by which rule, with which score, term by term.

    TEXT is looked for in the source and in the clean text; @OFFSET is a place in the source, in
    characters, as src_start in the article row. Without either, every block gets a line.
    """
    from presscut.explain import account, find_blocks, outline

    with session(context, clean_flags(said)) as here:
        work = _work(file, here, said)
        found = outline(work) if wanted is None else "\n".join(account(work, i) for i in find_blocks(work, wanted))
        with product(None) as write:
            write(found)


def _work(file: str, here: Session, said: dict[str, Any]) -> Work:
    from presscut.pipeline import Cleaner

    pages = read_pages([file], said, here.talk)
    page = next(pages, None)
    if page is None:
        raise NoArticle(f"{file}: it holds no page")
    if next(pages, None) is not None:
        raise UsageError(f"{file} holds more than one page; why looks at one")
    if isinstance(page, Problem):
        raise NoArticle(str(page)) if page.code not in ("not-found", "unreadable") else UsageError(str(page))
    work = Cleaner(here.options()).work(page)
    if isinstance(work, Problem):
        raise NoArticle(str(work))
    return work
