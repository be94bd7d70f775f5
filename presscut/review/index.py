"""The index of a review of several pages: what went wrong, then the most unusual first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from presscut.review.charts import bar
from presscut.review.escape import text
from presscut.review.summary import shares
from presscut.review.unusual import Facts, Usual, reasons, score
from presscut.terminal import counted

if TYPE_CHECKING:
    from presscut.errors import Problem

HEADS = ("page", "kept, moved, cut", "kept", "words", "sure", "look for")


def most_unusual_first(pages: Sequence[Facts]) -> list[Facts]:
    """The pages in the order of the index; those that are equally unusual in that of the inputs."""
    usual = Usual.of(pages)
    return sorted(pages, key=lambda page: (-score(page, usual), page.number))


def index(pages: Sequence[Facts], problems: Sequence[tuple[int, str, Problem]], shown: int) -> str:
    """The index.

    Args:
        pages: in the order of the rows.
        problems: number, name and problem of each input that gave no page.
        shown: how many of the first pages are in the document; the others have a row only.
    """
    usual = Usual.of(pages)
    rows = [*(_problem(*item) for item in problems)]
    rows += [_row(page, usual, linked=place < shown) for place, page in enumerate(pages)]
    heads = "".join(f"<th scope=col>{head}" for head in HEADS)
    return (
        f"<section class=x id=index aria-labelledby=it><header><h1 id=it>{_title(pages, problems)}</h1>"
        f"<p class=about>{_about(pages, usual, shown)}</p></header>"
        f"<table><thead><tr>{heads}<tbody>{''.join(rows)}</table></section>\n"
    )


def _title(pages: Sequence[Facts], problems: Sequence[object]) -> str:
    failed = f", {counted(len(problems), 'input')} with a problem" if problems else ""
    return f"{counted(len(pages), 'page')}{failed}"


def _about(pages: Sequence[Facts], usual: Usual, shown: int) -> str:
    less = f" Only the first {shown:,} are in this file." if shown < len(pages) else ""
    return f"The most unusual first. The usual share kept is {usual.share:.0%}.{less}"


def _problem(number: int, name: str, problem: Problem) -> str:
    return (
        f"<tr class=bad id=p{number}-page><th scope=row><bdi>{text(name)}</bdi>"
        f"<td colspan={len(HEADS) - 1}><b class=flag>⚑ {text(problem.code)}</b> {text(problem.message)}\n"
    )


def _row(page: Facts, usual: Usual, *, linked: bool) -> str:
    return "<tr>" + "".join(_cells(page, usual, linked)) + "\n"


def _cells(page: Facts, usual: Usual, linked: bool) -> Iterator[str]:
    title = f"<bdi>{text(page.title or 'Without a title')}</bdi>"
    link = f"<a href=#p{page.number}-page>{title}</a>" if linked else title
    yield f"<th scope=row>{link}<small><bdi>{text(page.name)}</bdi></small>"
    yield f"<td>{bar(shares(page.lines), page.source_chars)}"
    yield f"<td class=num>{page.kept_share:.0%}"
    yield f"<td class=num>{page.words:,}"
    yield f"<td class=num>{page.confidence:.2f}"
    yield f"<td>{text(' · '.join(reasons(page, usual)))}"
