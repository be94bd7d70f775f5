"""A page to its section, made where the page is cleaned: in the worker."""

from __future__ import annotations

import time
from collections.abc import Callable
from os.path import commonpath
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from presscut.batch import counts, no_article
from presscut.errors import Problem
from presscut.many import guarded, worker_died
from presscut.review.fates import fates
from presscut.review.page import Place, section
from presscut.review.summary import lines
from presscut.review.unusual import Facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presscut.cleaner.model import Page, Producer
    from presscut.options import Options
    from presscut.pipeline import Work

Numbered = tuple[int, "Page | Problem"]


class Reviewed(NamedTuple):
    """What became of one input.

    Attributes:
        origin, number: which input it was.
        name: the input as shown.
        facts, section, producer: of a page that could be read; null and empty otherwise.
        problem: what is wrong with it, or that it holds no article.
        told: counts and milliseconds for the log.
    """

    origin: str
    number: int
    name: str
    facts: Facts | None = None
    section: str = ""
    producer: Producer | None = None
    problem: Problem | None = None
    told: tuple[tuple[str, Any], ...] = ()


def reviewer(options: Options, names: Names, alone: bool) -> Callable[[Numbered], Reviewed]:
    """A function that cleans a page and renders its section. Made once in each worker."""
    from presscut.pipeline import Cleaner

    cleaner = Cleaner(options)

    def review(item: Numbered) -> Reviewed:
        number, page = item
        if isinstance(page, Problem):
            return _failed(number, names, page)
        begun = time.perf_counter()
        done = guarded(lambda page: _reviewed(cleaner.work(page), number, names, alone), page)
        if isinstance(done, Problem):
            return _failed(number, names, done)
        took = round((time.perf_counter() - begun) * 1000, 2)
        return done._replace(told=(*done.told, ("ms", took)))

    return review


class Names(NamedTuple):
    """How inputs are called in a document that may be passed on: without the folders above all of them."""

    above: str

    @classmethod
    def of(cls, inputs: Sequence[str]) -> Names:
        """The names of what these inputs hold."""
        return cls(commonpath([Path(name).absolute().parent for name in inputs if name != "-"] or [Path.cwd()]))

    def shown(self, origin: str) -> str:
        """The name of one page."""
        path = Path(origin.replace("\0", "")).absolute()
        if origin == "-" or not path.is_relative_to(self.above):
            return origin
        return str(path.relative_to(self.above))


def page_died(names: Names, item: Numbered) -> Reviewed:
    """What became of a page whose worker was killed."""
    number, page = item
    return _failed(number, names, worker_died(page))


def _failed(number: int, names: Names, problem: Problem) -> Reviewed:
    return Reviewed(problem.where, number, names.shown(problem.where), problem=problem)


def _reviewed(work: Work | Problem, number: int, names: Names, alone: bool) -> Reviewed:
    if isinstance(work, Problem):
        return _failed(number, names, work)
    origin = work.draft.page.origin
    place = Place("" if alone else f"p{number}-", names.shown(origin))
    return Reviewed(
        origin=origin,
        number=number,
        name=place.name,
        facts=facts(work, number, place.name),
        section=section(work, place),
        producer=work.article.producer,
        problem=no_article(work.article, origin),
        told=tuple(counts(work.article).items()),
    )


def facts(work: Work, number: int, name: str) -> Facts:
    """What the index knows of a page."""
    of, article = fates(work), work.article
    near = [fate for fate in of if fate.near]
    words = sum(fate.block.shape.words for fate in of)
    return Facts(
        number=number,
        name=name,
        title=article.title,
        language=article.language,
        words=article.stats.words,
        source_chars=article.stats.source_chars,
        lines=tuple(lines(of)),
        confidence=article.confidence,
        flags=article.flags,
        near=len(near),
        near_words=sum(fate.block.shape.words for fate in near) / words if words else 0.0,
    )
