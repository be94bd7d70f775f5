"""A stored page cleaned anew and compared with its article, where the cleaning is done: in the worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from presscut.archive.formats.rows import one_line
from presscut.archive.net.wishes import FLAGS as WISHES
from presscut.cleaner.model import Page, Stats
from presscut.errors import Problem
from presscut.many import guarded, worker_died
from presscut.reclean.changes import Changes
from presscut.reclean.compare import compare
from presscut.reclean.report import difference, overview, whole
from presscut.reclean.rows import changes_row

if TYPE_CHECKING:
    from presscut.cleaner.memory import Memory
    from presscut.cleaner.model import Article
    from presscut.options import Options
    from presscut.pipeline import Cleaner

View = Literal["overview", "diff", "json"]
Status = Literal["same", "account", "changed", "made", "held", "failed"]
SHRUNK = 0.5  # of an article's words; of those that kept fewer 85 % were worse, by .26 in F1 (docs/reclean.md)


class Stored(NamedTuple):
    """A page of the archive with its article; without them when today's rules made the article already.

    Attributes:
        id: of the article; of the capture when nothing tells what was made of the page.
        article: null when there is none: it was lost, or never made.
        memory: what was known of the page's site when the article was made: so only the rules differ.
        source: the source of the night job that the page came by; empty when it came by none.
    """

    id: str
    page: Page | None = None
    article: Article | None = None
    memory: Memory | None = None
    source: str = ""


class Wanted(NamedTuple):
    """What a command wants of each page.

    Attributes:
        view: how changes are shown.
        apply: whether new articles are wanted back, to be stored.
        allow_shrink: whether an article may keep less than `SHRUNK` of its words.
    """

    view: View = "overview"
    apply: bool = False
    allow_shrink: bool = False


class Length(NamedTuple):
    """Words of a text before and after, and those of it that are lost and won."""

    before: int = 0
    after: int = 0
    lost: int = 0
    won: int = 0


class Result(NamedTuple):
    """What became of one article.

    Attributes:
        status: ``"same"``: nothing differs but what made it; ``"account"``: nor text nor metadata, but
            the ledger; ``"changed"``; ``"made"``: there was no article; ``"held"``: it would shrink too
            much; ``"failed"``: see `problem`.
        report: what to show of it.
        article: what to store.
        rules: which rule lost so many words, and won so many that it had cut.
    """

    id: str
    status: Status
    problem: Problem | None = None
    report: str = ""
    article: Article | None = None
    words: Length = Length()
    rules: tuple[tuple[str, float, float], ...] = ()


def recleaner(options: Mapping[str, Options], wanted: Wanted) -> Callable[[Stored | Problem], Result]:
    """A function that cleans stored pages anew and compares. Made once in each worker.

    Args:
        options: of each source of the night job by its name; ``""`` for pages of none.
    """
    cleaners = cleaners_of(options)

    def reclean(item: Stored | Problem) -> Result:
        if isinstance(item, Problem):
            return Result(item.where, "failed", item)
        if item.page is None:
            return Result(item.id, "same")
        cleaner = cleaners[item.source]
        if item.article is None:
            result = guarded(partial(_made, cleaner.clean, wanted), replace(item.page, origin=item.id))
        else:
            anew = partial(_anew, cleaner.remembering(item.memory).clean, item.article, wanted)
            result = guarded(anew, _as_it_was_read(item.page, item.article))
        return Result(item.id, "failed", result) if isinstance(result, Problem) else result

    return reclean


def cleaners_of(options: Mapping[str, Options]) -> dict[str, Cleaner]:
    """The cleaner of each source; those with the same options share one. Raises ConfigError."""
    from presscut.pipeline import Cleaner

    built = {each: Cleaner(each) for each in dict.fromkeys(options.values())}
    return {name: built[each] for name, each in options.items()}


def recleaner_died(item: Stored | Problem) -> Result:
    """The result for an article whose worker was killed."""
    problem = worker_died(item if isinstance(item, Problem) else Page(b"", origin=item.id))
    return Result(problem.where, "failed", problem)


def _as_it_was_read(page: Page, old: Article) -> Page:
    """The page with what a capture does not hold: the address to the letter, and how it was told to be read.

    Its language is asked for only where neither the page nor its words tell it: then its source had said so.
    """
    return replace(
        page,
        url=old.url,
        media_type=old.media_type,
        language=old.language,
        fetched=old.source.fetched,
        origin=old.id,
    )


def _anew(clean: Callable[[Page], Article | Problem], old: Article, wanted: Wanted, page: Page) -> Result | Problem:
    new = clean(page)
    if isinstance(new, Problem):
        return new
    return _result(old, replace(new, id=old.id, source=old.source, flags=_flags(old, new)), wanted)


def _flags(old: Article, new: Article) -> tuple[str, ...]:
    """The flags of the new article, and what its page asks of those who keep or mine it: no rule changes that."""
    return (*new.flags, *(flag for flag in old.flags if flag in WISHES and flag not in new.flags))


def _made(clean: Callable[[Page], Article | Problem], wanted: Wanted, page: Page) -> Result | Problem:
    """The article of a page that has none, shown as if it had been empty."""
    new = clean(page)
    if isinstance(new, Problem):
        return new
    empty = replace(new, text="", paragraphs=(), links=(), ledger=(), stats=Stats(new.stats.source_chars))
    changes = compare(empty, new)
    return Result(
        new.id,
        "made",
        report=_shown(new, changes, "made", wanted.view, "made from its original: there is no article of it"),
        article=new if wanted.apply else None,
        words=Length(0, changes.words_after, 0, changes.words_won),
    )


def _result(old: Article, new: Article, wanted: Wanted) -> Result:
    changes = compare(old, new)
    words = Length(changes.words_before, changes.words_after, changes.words_lost, changes.words_won)
    if not changes.seen:
        status: Status = "same" if changes.none else "account"
        return Result(old.id, status, article=new if wanted.apply and status == "account" else None, words=words)
    held = changes.shrinks_below(SHRUNK) and not wanted.allow_shrink
    return Result(
        old.id,
        "held" if held else "changed",
        report=_report(old, changes, held, wanted.view),
        article=new if wanted.apply and not held else None,
        words=words,
        rules=tuple(_rules(changes)),
    )


def _rules(changes: Changes) -> Iterator[tuple[str, float, float]]:
    for passage in changes.lost:
        yield from ((reason.rule, passage.words, 0.0) for reason in passage.reasons[:1])
    for passage in changes.won:
        yield from ((reason.rule, 0.0, passage.words) for reason in passage.reasons[:1])


def _report(old: Article, changes: Changes, held: bool, view: View) -> str:
    note = _note(changes, held) if changes.shrinks_below(SHRUNK) else ""
    if old.stats.words and not old.text:
        note = "its text is lost and made from the original again"
    return _shown(old, changes, "held" if held else "changed", view, note)


def _shown(article: Article, changes: Changes, status: Status, view: View, note: str) -> str:
    if view == "json":
        return one_line(changes_row(article, changes, status)) + "\n"
    if view == "overview":
        return overview(article, changes, note)
    return (whole if status == "made" else difference)(article, changes, note)


def _note(changes: Changes, held: bool) -> str:
    kept = f"keeps {changes.words_after / changes.words_before:.0%} of its words"
    what = "ALL its text would go" if changes.emptied else kept
    return f"{what}: held back" if held else what
