"""Archives for the tests of exchange, and their parts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from presscut.archive.disk import Disk
from presscut.archive.recovery import House, open_for_reading
from presscut.archive.state import State
from presscut.archive.store import Archive
from presscut.cleaner.model import Article, Page
from tests.archive.making import article, clock, page

HTML = ("HTTP/1.1 200 OK", (("Content-Type", "text/html"),))


def text_of(name: str) -> str:
    """The clean text of the article of a name."""
    return f"The {name} of Østerby was repaired in three weeks.\n\nThe mayor thanked the divers."


def pair(name: str, **more: object) -> tuple[Page, Article]:
    """A page with HTTP headers and an address, and its article."""
    of = page(name, headers=HTML, content_type="text/html", **more)
    return of, article(of, text=text_of(name), title=f"The {name}")


def homeless(name: str) -> tuple[Page, Article]:
    """A page without an address or headers."""
    of = page(name, url=None)
    return of, article(of, text=text_of(name), title=None)


def empty(name: str) -> tuple[Page, Article]:
    """A page in which no article was found."""
    of = page(name, headers=HTML, content_type="text/html")
    return of, article(of, text="", paragraphs=(), title=None, flags=("no-article",))


def make(place: Path, *pairs: tuple[Page, Article], host: str = "quay", largest: int = 10**9) -> Path:
    """An archive of these, closed."""
    with Archive(place, create=True, now=clock, host=host, largest=largest) as archive:
        for of, made in pairs:
            archive.add(of, made)
    return place


@contextmanager
def opened(place: Path) -> Iterator[tuple[State, Path]]:
    """The state of an archive, and the folder of its segments."""
    house = House(place, Disk())
    state, problems = open_for_reading(house)
    assert not problems
    try:
        yield state, house.folder
    finally:
        state.close()
