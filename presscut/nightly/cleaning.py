"""Cleaning the pages of many sources: each by its own rules, with what its page asks for written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from presscut.batch import STAND_INS, came_instead, with_file
from presscut.errors import Problem
from presscut.many import page_cleaner, worker_died
from presscut.options import Options

if TYPE_CHECKING:
    from presscut.cleaner.memory import Memory
    from presscut.cleaner.model import Article, MediaType, Page

HEAD = 131_072  # bytes of a page in which its head ends
INSTEAD = "page-"  # what the code of a page begins with that stands in for an article: ``"page-error"``


def source_cleaner(
    options: Mapping[str, Options], languages: Mapping[str, str | None], memory: Memory | None = None
) -> Callable[[tuple[str, Page]], Article | Problem]:
    """A function that cleans a page of a source. Made once in each process.

    A page that stands in for an article is a problem: tomorrow the article may be there again.

    Args:
        options: of each source, by its name; ``""`` for a source that is no longer configured.
        languages: of the pages of a source, when they do not say so themselves.
        memory: what the sites repeat.
    """
    cleaners: dict[Options, Callable[[Page | Problem], Article | Problem]] = {}

    def clean(item: tuple[str, Page]) -> Article | Problem:
        name, page = item
        chosen = options.get(name, options[""])
        if chosen not in cleaners:
            cleaners[chosen] = page_cleaner(replace(chosen, memory=memory))
        made = cleaners[chosen](replace(page, language=languages.get(name)))
        if isinstance(made, Problem):
            return made
        if kind := came_instead(made):
            return Problem(INSTEAD + kind, page.origin, f"{STAND_INS[kind]} came in its place")
        asked = wishes_of(page)
        made = with_file(made, page.origin) if page.url is None else made
        return replace(made, flags=(*made.flags, *(flag for flag in asked if flag not in made.flags)))

    return clean


def died(item: tuple[str, Page]) -> Problem:
    """The problem of a page whose process was killed."""
    return worker_died(item[1])


def wishes_of(page: Page) -> tuple[str, ...]:
    """What a page asks of those who archive or mine it, as flags."""
    from presscut.archive.net.wishes import wishes

    return wishes(page.headers[1] if page.headers else (), page.content[:HEAD])


def kind_of(page: Page) -> MediaType:
    """What a page is, by its content and name; what cannot be told is taken for HTML."""
    from presscut.cleaner.sniff import sniff

    found = page.media_type or sniff(page.content, name=page.origin, content_type=page.content_type)
    return "html" if isinstance(found, Problem) else found
