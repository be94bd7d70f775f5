"""Sections as they come, then in the order of the index, in the memory of one: they wait in a temporary file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, NamedTuple

from presscut.review.document import foot, head
from presscut.review.index import index, most_unusual_first

if TYPE_CHECKING:
    from presscut.cleaner.model import Producer
    from presscut.errors import Problem
    from presscut.review.unusual import Facts

IN_MEMORY = 8_000_000  # bytes of sections from which they wait on disk


class _Stretch(NamedTuple):
    """Where a section waits."""

    start: int
    length: int


class Book:
    """Takes sections and problems in the order of the inputs and writes the document."""

    def __init__(self, waiting: IO[bytes]) -> None:
        self._waiting = waiting
        self._places: dict[int, _Stretch] = {}
        self._pages: list[Facts] = []
        self._problems: list[tuple[int, str, Problem]] = []

    def add(self, facts: Facts, section: str) -> None:
        """Take a section."""
        raw = section.encode()
        self._places[facts.number] = _Stretch(self._waiting.tell(), len(raw))
        self._pages.append(facts)
        self._waiting.write(raw)

    def add_problem(self, number: int, name: str, problem: Problem) -> None:
        """Take note of an input that gave no page."""
        self._problems.append((number, name, problem))

    def write_one(self, write: Callable[[str], object], producer: Producer, level: str) -> None:
        """Write the document of the only page: no index."""
        (facts,) = self._pages
        write(head(f"{facts.title or facts.name} · review", several=False))
        self._copy(facts, write)
        write(foot(producer, level))

    def write_all(self, write: Callable[[str], object], producer: Producer, level: str, most: int | None) -> None:
        """Write the document of several pages: the index, then the `most` most unusual of them."""
        ordered = most_unusual_first(self._pages)
        shown = ordered if most is None else ordered[:most]
        write(head(f"Review of {len(ordered)} pages", several=True))
        write(index(ordered, self._problems, len(shown)))
        for place, facts in enumerate(shown):
            self._copy(facts, write)
            write(_onward(shown[place - 1] if place else None, shown[place + 1] if place + 1 < len(shown) else None))
        write(foot(producer, level))

    def _copy(self, facts: Facts, write: Callable[[str], object]) -> None:
        start, length = self._places[facts.number]
        self._waiting.seek(start)
        write(self._waiting.read(length).decode())


def _onward(before: Facts | None, after: Facts | None) -> str:
    links = ["<a href=#index>Index</a>"]
    if before:
        links.insert(0, f"<a href=#p{before.number}-page rel=prev>← more unusual</a>")
    if after:
        links.append(f"<a href=#p{after.number}-page rel=next>less unusual →</a>")
    return f"<nav class=w aria-label=Pages>{' '.join(links)}</nav>\n"


@contextmanager
def book() -> Iterator[Book]:
    """A book to fill; what waits for its place is gone at the end."""
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as waiting:
        yield Book(waiting)
