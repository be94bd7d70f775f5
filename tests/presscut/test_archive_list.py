"""`presscut archive list`: which articles, and what of each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from presscut import Archive
from presscut.cleaner.model import Page
from tests.archive.making import article, clock
from tests.presscut.conftest import Presscut

ARTICLES = (
    ("https://www.courier.example/a", "2031-05-01", ()),
    ("https://courier.example/b", "2031-06-01T08:00:00+02:00", ("truncated",)),
    ("https://post.example/c", None, ("no-article",)),
)


@pytest.fixture
def kept() -> Path:
    """An archive of three articles of two sites."""
    with Archive("kept", create=True, now=clock) as archive:
        for url, published, flags in ARTICLES:
            page = Page(url.encode(), url=url)
            archive.add(page, article(page, title=f"Of {url[-1]}", published=published, flags=flags))
    return Path("kept")


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ([], "abc"),
        (["--site", "courier.example"], "ab"),
        (["--since", "2031-05-02"], "b"),
        (["--until", "2031-05"], "a"),
        (["--since", "2031", "--until", "2031"], "ab"),
        (["--flag", "no-article"], "c"),
        (["--site", "post.example", "--flag", "truncated"], ""),
    ],
)
def test_filters_leave_what_fits(presscut: Presscut, kept: Path, asked: list[str], listed: str) -> None:
    """All that are said must hold, and what has no day is on none."""
    lines = presscut("archive", "list", "--archive", kept, *asked).out.splitlines()
    assert [line.partition("Of ")[2][0] for line in lines] == list(listed)


def test_json_is_an_object_a_line(presscut: Presscut, kept: Path) -> None:
    """For programs: the whole id, and what the archive knows beside the row."""
    rows = [json.loads(line) for line in presscut("archive", "list", "--archive", kept, "--json").out.splitlines()]
    assert [row["url"] for row in rows] == [url for url, _, _ in ARTICLES]
    assert rows[1]["flags"] == ["truncated"]
    assert rows[0]["near"] is None
    assert rows[1]["near"] == {"id": rows[0]["id"], "similarity": 1.0}
    assert list(rows[0]) == [
        *("id", "url", "canonical_url", "title", "site", "published", "language", "words", "flags", "since", "near")
    ]


def test_what_is_no_day_is_exit_2(presscut: Presscut, kept: Path) -> None:
    """A filter that was mistyped must not list everything."""
    assert presscut("archive", "list", "--archive", kept, "--since", "May").code == 2
