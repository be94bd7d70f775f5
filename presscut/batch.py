"""A page to all that a command wants of it, made where the page is cleaned: in the worker.

What travels back from a worker is text ready to be written, so that the parent only writes.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from presscut.errors import Problem
from presscut.many import guarded, worker_died

if TYPE_CHECKING:
    from presscut.cleaner.model import Article, Page
    from presscut.options import Options
    from presscut.pipeline import Work

NO_ARTICLE = "no-article"
UNREAD = frozenset({"characters", "elements"})
"""Flags of a page that is larger than what is read of one."""
# What may come in place of an article, by the flag `page:KIND`.
STAND_INS = {
    "blocked": "a check of who is asking",
    "consent": "a question for consent",
    "error": "an error page",
    "login": "a form to log in",
}


class Wanted(NamedTuple):
    """What a command wants of each page: a format of `archive.formats`, or ``diff``."""

    to: str = "text"
    explain: bool = False
    ledger: bool = False
    offsets: bool = False


class Outcome(NamedTuple):
    """What became of one page.

    Attributes:
        origin: the name of the input.
        product: the page in the wanted format; null when there is none to write.
        problem: what is wrong with the page, or that it holds no article.
        explanation: the table of `--explain`.
        ledger: a JSON line for each entry of the ledger.
        offsets: a JSON line for each block: where it stands in the markup.
        facts: counts and milliseconds for the log.
    """

    origin: str
    product: str | None = None
    problem: Problem | None = None
    explanation: str = ""
    ledger: tuple[str, ...] = ()
    offsets: tuple[str, ...] = ()
    facts: tuple[tuple[str, Any], ...] = ()


def page_worker(options: Options, wanted: Wanted) -> Callable[[Page | Problem], Outcome]:
    """A function that cleans a page and renders what is wanted. Made once in each worker."""
    from presscut.pipeline import Cleaner

    cleaner = Cleaner(options)
    return lambda page: _outcome(page, lambda page: render(cleaner.work(page), wanted))


def page_died(page: Page | Problem) -> Outcome:
    """The outcome for a page whose worker was killed."""
    problem = worker_died(page)
    return Outcome(problem.where, problem=problem)


def render(work: Work | Problem, wanted: Wanted) -> Outcome:
    """What is wanted of a page after all stages."""
    if isinstance(work, Problem):
        return Outcome(work.where, problem=work)
    origin = work.draft.page.origin
    article = with_file(work.article, origin)
    return Outcome(
        origin=origin,
        product=_product(work, article, wanted.to),
        problem=no_article(article, origin),
        explanation=_explanation(work) if wanted.explain else "",
        ledger=_ledger(article, origin) if wanted.ledger else (),
        offsets=_offsets(work) if wanted.offsets else (),
        facts=tuple(counts(article).items()),
    )


def with_file(article: Article, origin: str) -> Article:
    """The article with the bare name of the input it was made from: the folders are the user's own business."""
    from presscut.archive.formats.rows import bare_name

    return replace(article, source=article.source._replace(file=bare_name(origin)))


def no_article(article: Article, origin: str) -> Problem | None:
    """The problem of a page that is readable but holds no article."""
    if article.text:
        return None
    kind = came_instead(article)
    if kind is None:
        message = f"no article was found in it; --level gentle keeps more, {_account_of(origin)} says what went"
    else:
        message = f"it is no article but {STAND_INS[kind]}; --keep {kind} keeps it, {_account_of(origin)} says why"
    return Problem(NO_ARTICLE, origin, message)


def _account_of(origin: str) -> str:
    """The command that says what became of a page, whichever command found no article in it."""
    if origin == "-" or "#" in origin:  # `why` reads files that are one page
        return "`presscut clean --explain`"
    from shlex import quote

    return f"`presscut why {quote(origin)}`"


def unread(origin: str, facts: Mapping[str, Any]) -> Problem | None:
    """What should be known of a page whose end was not read. It has an article all the same."""
    if UNREAD.isdisjoint(facts.get("flags", ())):
        return None
    return Problem("unread", origin, "it is larger than any page, and its end was not read; divide it")


def came_instead(article: Article) -> str | None:
    """What stands in for the article, one of `STAND_INS`; null when nothing does."""
    return next((kind for kind in STAND_INS if f"page:{kind}" in article.flags), None)


def counts(article: Article) -> dict[str, Any]:
    """What the log says of an article."""
    stats = article.stats
    return {
        "id": article.id,
        "words": stats.words,
        "source_chars": stats.source_chars,
        "kept_chars": stats.kept_chars,
        "moved_chars": stats.moved_chars,
        "cut_chars": stats.cut_chars,
        "edited_chars": stats.edited_chars,
        "confidence": article.confidence,
        "flags": list(article.flags),
    }


def _outcome(page: Page | Problem, work: Callable[[Page], Outcome]) -> Outcome:
    if isinstance(page, Problem):
        return Outcome(page.where, problem=page)
    begun = time.perf_counter()
    outcome = guarded(work, page)
    if isinstance(outcome, Problem):
        return Outcome(page.origin, problem=outcome)
    took = round((time.perf_counter() - begun) * 1000, 2)
    return outcome._replace(facts=(*outcome.facts, ("ms", took)))


def _product(work: Work, article: Article, to: str) -> str | None:
    if to == "diff":
        from presscut.difference import difference

        return difference(work)
    if not article.text and to not in ("json", "jsonl"):
        return None
    from presscut.archive.formats import FORMATS

    return FORMATS[to](article)


def _explanation(work: Work) -> str:
    from presscut.explain import table

    return table(work)


def _offsets(work: Work) -> tuple[str, ...]:
    from presscut.offsets import lines

    return lines(work)


def _ledger(article: Article, origin: str) -> tuple[str, ...]:
    from presscut.archive.formats.rows import article_row

    about = {"file": origin, "url": article.url, "id": article.id}
    return tuple(json.dumps({**about, **entry}, ensure_ascii=False) + "\n" for entry in article_row(article)["ledger"])
