"""Many pages in memory, cleaned in order by as many processes as wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from presscut.errors import PresscutError, Problem, UsageError
from presscut.one import Content, options_of, page_of
from presscut.workers import in_order

if TYPE_CHECKING:
    import os

    from presscut.cleaner.model import Article, Page
    from presscut.options import Options


NAMELESS = "-"  # the origin of a page that nobody named


class Row(Protocol):
    """A row of a table with a value for each column, as sqlite3 and pandas have them."""

    def keys(self) -> Iterable[str]:
        """The names of the columns."""

    def __getitem__(self, name: str, /) -> Any:
        """The value in a column."""


class NamedRow(Protocol):
    """A row as a named tuple."""

    def _asdict(self) -> dict[str, Any]:
        """The columns with their values."""


Result = TypeVar("Result")


def clean_many(
    items: Iterable[Content | Page | Mapping[str, Any] | Row | NamedRow],
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
        items: str, bytes, pages, or mappings or rows of tables with ``html`` or, where that is missing or blank,
            ``text``, and if they are known ``url``, ``media_type`` and ``fetched`` (a str, a date or a datetime).
            NaN is as good as missing. What else a mapping holds is not looked at. They are read only a few ahead.
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
    jobs = _checked_jobs(jobs)
    options = options_of(level=level, keep=keep, engine=engine, rules=rules, disable=disable)
    pages = (_page(item, number) for number, item in enumerate(items, 1))
    return in_order(pages, partial(page_cleaner, options), jobs=jobs, dead=worker_died)


def _checked_jobs(jobs: object) -> int:
    if isinstance(jobs, int) and jobs >= 1:
        return jobs
    raise UsageError(f"jobs must be a whole number of at least 1, not {jobs!r}")


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
    if isinstance(item, Content):
        return page_of(item, origin=where)
    record = _record(item)
    return _given(item, where) if record is None else _page_of_record(record, where)


def _record(item: object) -> Mapping[str, Any] | None:
    """The item as a mapping; null when it is nothing of the kind."""
    if isinstance(item, Mapping):
        return item
    if isinstance(item, type):
        return None
    if hasattr(item, "_asdict"):
        return item._asdict()  # type: ignore[no-any-return] # a mapping, as named tuples give it
    return dict(item) if hasattr(item, "keys") else None  # type: ignore[call-overload] # what has keys is enough


def _page_of_record(record: Mapping[str, Any], where: str) -> Page | Problem:
    from presscut.archive.inputs.records import content_key, value_at

    kind = content_key(record)
    content, url = value_at(record, kind), value_at(record, "url")
    if not isinstance(content, Content):
        return Problem("not-a-page", where, _no_page(record, kind, content))
    if url is not None and not isinstance(url, str):
        return Problem("not-a-page", where, f"its url is {type(url).__name__}, not str")
    asked = value_at(record, "media_type") or ("html" if kind == "html" else "auto")
    try:
        fetched = _time(value_at(record, "fetched"))
        return page_of(content, url=url or None, media_type=asked, fetched=fetched, origin=url or where)
    except UsageError as error:
        return Problem("not-a-page", where, str(error))


def _no_page(record: Mapping[str, Any], kind: str, content: object) -> str:
    from presscut.archive.inputs.records import named_in

    if content is not None:
        return f"its {kind} is {type(content).__name__}, not str or bytes"
    names = named_in(record)
    return f"has neither text nor html{f', but {names}' if names else ''}"


def _given(item: object, where: str) -> Page | Problem:
    """A page that is one already."""
    from presscut.cleaner.model import Page

    if not isinstance(item, Page):
        return Problem("not-a-page", where, f"is {type(item).__name__}, not str, bytes, a Page, a mapping or a row")
    return item if item.origin != NAMELESS else replace(item, origin=item.url or where)


def _time(value: object) -> str | None:
    """When a page was received, as rows write it. Raises UsageError for what is neither text nor a time."""
    from datetime import date

    from presscut.archive.warc.dates import fetched_at

    if isinstance(value, date):  # a datetime is one
        value = value.isoformat()
    if value is not None and not isinstance(value, str):
        raise UsageError(f"its fetched is {type(value).__name__}, not str, date or datetime")
    return fetched_at(value)
