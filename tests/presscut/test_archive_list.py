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
            more = {"published": published, "flags": flags, "language": "en-GB" if url.endswith("a") else None}
            archive.add(page, article(page, title=f"Of {url[-1]}", **more))
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
        (["--language", "EN"], "a"),
        (["--latest", "--since", "2031"], "ab"),
        (["--site", "post.example", "--flag", "truncated"], ""),
    ],
)
def test_filters_leave_what_fits(presscut: Presscut, kept: Path, asked: list[str], listed: str) -> None:
    """All that are said must hold, and what has no day is on none."""
    lines = presscut("archive", "list", "--archive", kept, *asked).out.splitlines()
    assert [line.partition("Of ")[2][0] for line in lines] == list(listed)
    rows = presscut("archive", "export", "--archive", kept, *asked).out.splitlines()
    assert [json.loads(row)["title"][-1] for row in rows] == list(listed)


def test_json_is_an_object_a_line(presscut: Presscut, kept: Path) -> None:
    """For programs: the whole id, and what the archive knows beside the row."""
    rows = [json.loads(line) for line in presscut("archive", "list", "--archive", kept, "--json").out.splitlines()]
    assert [row["url"] for row in rows] == [url for url, _, _ in ARTICLES]
    assert rows[1]["flags"] == ["truncated"]
    assert rows[0]["near"] is None
    assert rows[1]["near"] == {"id": rows[0]["id"], "similarity": 1.0}
    assert list(rows[0]) == [
        *("id", "url", "canonical_url", "title", "site", "published", "language", "words", "flags", "since", "near"),
        "captured",
    ]
    assert rows[0]["captured"] == "2031-05-06T07:08:09Z"


def test_the_line_has_the_day_of_publishing_and_of_the_last_capture(presscut: Presscut, kept: Path) -> None:
    """What the page says of itself, and when it was there."""
    first = presscut("archive", "list", "--archive", kept, "--limit", "1")
    assert first.out[8:34] == "  2031-05-01  2031-05-06  "
    assert first.err == "presscut: there are more than 1\n"
    assert presscut("archive", "list", "--archive", kept, "--limit", "3").err == ""


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (["--flag", "no-artcle"], "--flag no-artcle; no article has the flag no-artcle; did you mean 'no-article'?"),
        (["--flag", "xyz"], "--flag xyz; no article has the flag xyz, they have no-article, truncated"),
        (["--site", "post.example", "--flag", "truncated"], "--site post.example, --flag truncated"),
    ],
)
def test_a_selection_that_fits_nothing_is_told(presscut: Presscut, kept: Path, asked: list[str], says: str) -> None:
    """An empty list may be a slip of the pen."""
    ran = presscut("archive", "list", "--archive", kept, *asked)
    assert (ran.code, ran.out, ran.err) == (0, "", f"presscut: nothing is listed with {says}\n")
    assert f"presscut: nothing fits with {says}\n" in presscut("archive", "export", "--archive", kept, *asked).err


def test_days_that_no_day_can_be_are_exit_2(presscut: Presscut, kept: Path) -> None:
    """They were changed for one another."""
    for command in ("list", "export"):
        ran = presscut("archive", command, "--archive", kept, "--since", "2032", "--until", "2031-05")
        assert (ran.code, ran.err) == (2, "presscut: --since 2032 is later than --until 2031-05; no day is both\n")
    assert presscut("archive", "list", "--archive", kept, "--since", "2031-05-01", "--until", "2031").code == 0


def test_what_is_no_day_is_exit_2(presscut: Presscut, kept: Path) -> None:
    """A filter that was mistyped must not list everything."""
    assert presscut("archive", "list", "--archive", kept, "--since", "May").code == 2
