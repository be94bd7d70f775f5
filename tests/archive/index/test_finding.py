"""Looking articles up: by words, narrowed by site, day and language, in a known order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from presscut.archive.disk import Disk
from presscut.archive.index.finding import look_up
from presscut.archive.index.query import parse
from presscut.archive.index.selecting import Filters
from presscut.archive.index.sites import of_site
from presscut.archive.recovery import House, open_for_reading
from presscut.archive.state import State
from presscut.archive.store import Archive
from presscut.cleaner.model import Caption, Producer
from presscut.errors import UsageError
from tests.archive.making import article, clock, page

LONG = "The ferry did not come. " + "Nothing else happened on the island that week. " * 20


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    fill(tmp_path)
    opened, _ = open_for_reading(House(tmp_path, Disk()))
    yield opened
    opened.close()


def fill(path: Path) -> None:
    with Archive(path, create=True, now=clock, host="test") as archive:

        def add(name: str, title: str | None, text: str, **more: Any) -> None:
            of = page(name, url=f"https://{name}.example/a")
            archive.add(of, article(of, title=title, text=text, paragraphs=(), **more))

        add("one", "Island news", LONG, site="The Island Mail", language="en", published="2031-05-06T23:00:00-05:00")
        add("www.two", "The ferry", "It comes on Monday.", language="en-GB", published="2030-12-31")
        add("three", None, "Die Fähre fährt. Eine Fähre ist ein ferry.", language="de", published="2031-05-07")
        add("four", "北京大学", "会議がありました。", language="ja")
        add("five", "Made anew", "The old ferry.", language="en", authors=("Jan Mott",), tags=("rail",))
        more: dict[str, Any] = {"authors": ("Ola Brandt",), "producer": Producer("2", "r", "s")}
        add("five", "Made anew", "The new text.", language="en", **more)
        around = {"deck": "A heron came.", "captions": (Caption("The mole.", "Edda Pelz"),), "tags": ("harbours",)}
        add("six", "Quiet day", "No boat went out.", authors=("Tom Brell",), contributors=("Ida Mott",), **around)


def found(
    state: State, asked: str, filters: Filters | None = None, *, newest: bool = False, limit: int = -1
) -> list[str]:
    hits = look_up(state.db, parse(asked), filters, newest=newest, limit=limit)
    return [(hit.entry.url or "").removeprefix("https://").partition(".example")[0] for hit in hits]


@pytest.mark.parametrize(
    ("asked", "sites"),
    [
        ("ferry", ["www.two", "three", "one"]),
        ("FERRY island", ["one"]),
        ("ferry -island", ["www.two", "three"]),
        ("fahre OR monday", ["three", "www.two"]),
        ("title:ferry", ["www.two"]),
        ('"ferry did not"', ["one"]),
        ('"not ferry did"', []),
        ("ferr*", ["www.two", "three", "one"]),
        ("北京", ["four"]),
        ("京大", ["four"]),
        ("大京", []),
        ("new text", ["five"]),
        ("old", []),
        ("", []),
        ("…", []),
    ],
)
def test_words_find_their_articles_the_best_first(state: State, asked: str, sites: list[str]) -> None:
    """A word of the title outweighs one of the text, and one in a short text one in a long text."""
    assert found(state, asked) == sites


def test_only_unwanted_words_give_the_rest_newest_first(state: State) -> None:
    """`-ferry --language en` is a fair question."""
    assert found(state, "-ferry") == ["four", "five", "six"]
    assert found(state, "-会議") == ["three", "one", "www.two", "five", "six"]


def test_newest_first_puts_the_undated_last(state: State) -> None:
    """An article without a day is not newer than all others."""
    assert found(state, "ferry OR new", newest=True) == ["three", "one", "www.two", "five"]
    assert found(state, "ferry OR new", newest=True, limit=2) == ["three", "one"]


@pytest.mark.parametrize(
    ("asked", "sites"),
    [
        ("mott", ["six"]),
        ("author:mott", ["six"]),
        ('author:"ida mott" -tag:rail', ["six"]),
        ("author:harbours", []),
        ("tag:harbours", ["six"]),
        ("title:mott OR tag:harb*", ["six"]),
        ("heron", ["six"]),
        ("pelz", ["six"]),
        ("site:mail", ["one"]),
        ("site:two.example ferry", ["www.two"]),
        ("mail", []),
    ],
)
def test_what_stands_around_the_text_is_found(state: State, asked: str, sites: list[str]) -> None:
    """Authors, tags, deck and captions as words of the article; the site where it is asked for alone."""
    assert found(state, asked) == sites


@pytest.mark.parametrize(
    ("filters", "sites"),
    [
        ({"since": "2031"}, ["three", "one"]),
        ({"since": "2031-05-07"}, ["three"]),
        ({"until": "2030"}, ["www.two"]),
        ({"until": "2031-05-06"}, ["www.two", "one"]),
        ({"since": "2031-05", "until": "2031-05"}, ["three", "one"]),
        ({"language": "en"}, ["www.two", "one"]),
        ({"language": "EN-gb"}, ["www.two"]),
        ({"language": "e"}, []),
        ({"site": "the island mail"}, ["one"]),
        ({"site": "two.example"}, ["www.two"]),
        ({"site": "https://two.example/b"}, ["www.two"]),
        ({"site": "wo.example"}, []),
        ({"site": "%"}, []),
    ],
)
def test_filters_narrow(state: State, filters: dict[str, Any], sites: list[str]) -> None:
    """Days count as the page gives them; a host takes its subdomains, and nothing is a wildcard."""
    assert found(state, "ferry", Filters(**filters)) == sites


def test_a_broken_address_is_of_no_site() -> None:
    """Addresses come from strangers: one that cannot be read must not end the search."""
    assert not of_site("a.example", None, "https://[::1/a", None, "")
    assert not of_site(" ", " ", "https:///a")


def test_an_archive_is_searched_as_by_the_command(tmp_path: Path) -> None:
    """The same words, limits and order; what is no day is told."""
    fill(tmp_path)
    with Archive(tmp_path) as archive:
        assert [hit.entry.title for hit in archive.search("ferry -island", limit=1)] == ["The ferry"]
        (hit,) = archive.search("ferry", site="one.example", since="2031", until="2031-05", language="en", newest=True)
        assert (hit.entry.title, hit.score > 0) == ("Island news", True)
        assert archive.search("nothing-of-it") == ()
        with pytest.raises(UsageError, match="since May: a day looks like"):
            archive.search("ferry", since="May")
