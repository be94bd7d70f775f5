"""Many pages in memory, cleaned in order by as many processes as wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from presscut.errors import PresscutError, Problem, UsageError
from presscut.one import options_of, page_of
from presscut.workers import in_order

if TYPE_CHECKING:
    import os

    from presscut.cleaner.model import Article, Page
    from presscut.options import Options


NAMELESS = "-"  # the origin of a page that nobody named

Result = TypeVar("Result")


def clean_many(
    items: Iterable[str | bytes | Page | Mapping[str, Any]],
    *,
    jobs: int = 1,
    level: str = "normal",
    keep: str | Iterable[str] = (),
    engine: str = "auto",
    rules: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
    disable: str | Iterable[str] = (),
) -> Iterator[Article | Problem]:
    """Clean pages one after the other, in bounded memory.

    Args:
        items: str, bytes, pages, or mappings with ``html`` or, where that is missing or blank, ``text``, and if
            they are known ``url``, ``media_type`` and ``fetched`` (a str, or a datetime). What else a mapping holds is
            not looked at. They are read only a few ahead.
        jobs: worker processes; the results are the same for any number.
        level, keep, engine, rules, disable: as for `presscut.clean`.

    Yields:
        For each item, in order, its article or what is wrong with it. Nothing in an item, not even
        one that kills its worker, ends the stream. `Problem.where` is the url or ``item N`` from 1.

    Raises:
        UsageError: at once, when a word of the call is not known. ConfigError: a rule pack is not valid.
        TypeError: at once, for one page in place of many.
    """
    if isinstance(items, (str, bytes, bytearray, Mapping)):
        raise TypeError("clean_many takes many pages, such as a list of them; of one page say clean(page)")
    if jobs < 1:
        raise UsageError(f"jobs must be at least 1, not {jobs}")
    options = options_of(level=level, keep=keep, engine=engine, rules=rules, disable=disable)
    pages = (_page(item, number) for number, item in enumerate(items, 1))
    return in_order(pages, partial(page_cleaner, options), jobs=jobs, dead=worker_died)


def page_cleaner(options: Options) -> Callable[[Page | Problem], Article | Problem]:
    """A function that cleans pages and lets problems through. Made once in each worker."""
    from presscut.pipeline import Cleaner

    cleaner = Cleaner(options)
    return lambda page: page if isinstance(page, Problem) else guarded(cleaner.clean, page)


def guarded(work: Callable[[Page], Result], page: Page) -> Result | Problem:
    """What `work` makes of the page; an unexpected failure is this page's problem, not the run's."""
    try:
        return work(page)
    except PresscutError:
        raise
    except Exception as error:
        return unexpected(page.origin, error)


def unexpected(where: str, error: Exception) -> Problem:
    """The problem of a page over which something failed that nobody thought of."""
    return Problem("unexpected", where, f"{_place(error)}; please report it with the page")


def worker_died(page: Page | Problem) -> Problem:
    """The problem of a page whose worker process was killed while it was cleaned."""
    if isinstance(page, Problem):
        return page
    return Problem("worker-died", page.origin, "its worker process was killed; is memory short? Clean it alone")


def _place(error: BaseException) -> str:
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    at = f" in {traceback.tb_frame.f_code.co_qualname}, line {traceback.tb_lineno}" if traceback else ""
    return f"unexpected {type(error).__name__}: {error}{at}"


def _page(item: object, number: int) -> Page | Problem:
    where = f"item {number}"
    if isinstance(item, (str, bytes)):
        return page_of(item, origin=where)
    if not isinstance(item, Mapping):
        return _given(item, where)
    from presscut.archive.inputs.records import content_key, named_in

    url = item.get("url")
    kind = content_key(item)
    content = item.get(kind)
    if not isinstance(content, (str, bytes)):
        names = named_in(item)
        return Problem("not-a-page", where, f"has neither text nor html{f', but {names}' if names else ''}")
    if url is not None and not isinstance(url, str):
        return Problem("not-a-page", where, f"its url is {type(url).__name__}, not str")
    asked = item.get("media_type", "html" if kind == "html" else "auto")
    try:
        fetched = _time(item.get("fetched"))
        return page_of(content, url=url, media_type=asked, fetched=fetched, origin=url or where)
    except UsageError as error:
        return Problem("not-a-page", where, str(error))


def _given(item: object, where: str) -> Page | Problem:
    """A page that is one already."""
    from presscut.cleaner.model import Page

    if not isinstance(item, Page):
        return Problem("not-a-page", where, f"is {type(item).__name__}, not str, bytes, a Page or a mapping")
    return item if item.origin != NAMELESS else replace(item, origin=item.url or where)


def _time(value: object) -> str | None:
    """When a page was received, as rows write it. Raises UsageError for what is neither text nor a datetime."""
    from datetime import datetime

    from presscut.archive.warc.dates import fetched_at

    if isinstance(value, datetime):
        value = value.isoformat()
    if value is not None and not isinstance(value, str):
        raise UsageError(f"its fetched is {type(value).__name__}, not str or datetime")
    return fetched_at(value)
