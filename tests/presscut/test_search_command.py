"""`presscut archive search`: what a person and a program get of it."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from presscut.cli import run
from tests.presscut.conftest import ARTICLE, Presscut

FERRY = "https://courier.example/ferry"
HOSTILE = ARTICLE.replace("four crowns", "four \x1b[31m crowns \x07").replace("Lowmere", "Vantry")


@pytest.fixture
def kept(presscut: Presscut, article: Path) -> Path:
    """An archive of two articles: one with an address, one that would command a terminal."""
    Path("other.md").write_text(HOSTILE)
    assert presscut("archive", "add", article, "--url", FERRY, "--archive", "kept").code == 0
    assert presscut("archive", "add", "other.md", "--archive", "kept").code == 0
    return Path("kept")


def test_a_hit_has_a_line_and_a_snippet(presscut: Presscut, kept: Path) -> None:
    """Enough to see whether it is the one, and the id for `show`."""
    ran = presscut("archive", "search", "passengers", "title:lowmere", "--archive", kept)
    heading, snippet = ran.out.splitlines()
    assert heading[8:] == f"  -           The ferry comes back to *Lowmere*  {FERRY}"
    assert "forty *passengers* a day" in snippet
    assert snippet.startswith("    …")
    assert (ran.code, ran.err) == (0, "")
    assert presscut("archive", "show", heading[:8], "--archive", kept).code == 0


def test_words_with_a_hyphen_before_them_are_no_options(presscut: Presscut, kept: Path) -> None:
    """-vantry must not be read as -v and more; options keep their meaning wherever they stand."""
    ran = presscut("archive", "search", "-q", "ferry", "-vantry", "--archive", kept)
    assert FERRY in ran.out
    assert len(ran.out.splitlines()) == 2
    assert presscut("archive", "search", "ferry", "-lowmere", "-hvq0", "--archive", kept).out.count("\n") == 2


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["zeppelin"], "nothing found"),
        (
            ["ferry", "--site", "courier.test", "--since", "2031"],
            "nothing found with --site courier.test, --since 2031",
        ),
        (['"(*'], "nothing found: the query holds no word"),
        (
            ["byline:quill"],
            "nothing found\n"
            "presscut: byline: was looked for as a word; the fields of a query are title:, author:, tag:, site:",
        ),
    ],
)
def test_nothing_found_is_said_and_no_failure(presscut: Presscut, kept: Path, args: list[str], says: str) -> None:
    """A script asks and goes on; a person sees that it was looked for."""
    ran = presscut("archive", "search", *args, "--archive", kept)
    assert (ran.code, ran.out, ran.err) == (0, "", f"presscut: {says}\n")


def test_rows_have_offsets_into_the_article(presscut: Presscut, kept: Path) -> None:
    """A program that shows the article can mark the hits in it."""
    rows = [json.loads(line) for line in presscut("archive", "export", "--archive", kept).out.splitlines()]
    ran = presscut("archive", "search", "title:ferry", "crowns", "--json", "--archive", kept)
    found = [json.loads(line) for line in ran.out.splitlines()]
    assert {row["id"] for row in found} == {row["id"] for row in rows}
    assert found[0]["score"] >= found[1]["score"]
    for hit in found:
        (article,) = [row for row in rows if row["id"] == hit["id"]]
        assert article["text"][hit["start"] : hit["end"]] == hit["snippet"]
        assert [article["text"][start:end] for start, end in hit["hits"]] == ["crowns"]
        assert [article["title"][start:end] for start, end in hit["title_hits"]] == ["ferry"]


def test_limit_says_that_there_is_more(presscut: Presscut, kept: Path) -> None:
    """Twenty hits must not look like all hits."""
    ran = presscut("archive", "search", "ferry", "--limit", "1", "--archive", kept)
    assert ran.out.count("\n") == 2
    assert ran.err == "presscut: there are more; --limit 5 shows more of them\n"


def test_a_terminal_gets_bold_words_and_no_commands(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page's own escape sequences are spelt out, only ours reach the terminal."""
    shown = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(shown, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", shown)
    assert run(["archive", "search", "crowns", "title:vantry", "--archive", str(kept)]) == 0
    shown.seek(0)
    said = shown.read()
    assert "\x1b[1mcrowns\x1b[0m" in said
    assert said.count("\x1b") == 4


@pytest.mark.parametrize("day", ["2031-02-30", "yesterday", "31", "2031-5"])
def test_a_day_that_is_none_is_refused(presscut: Presscut, kept: Path, day: str) -> None:
    """A misread day would silently hide articles."""
    ran = presscut("archive", "search", "ferry", "--since", day, "--archive", kept)
    assert (ran.code, ran.out) == (2, "")
    assert f"--since {day}" in ran.err


def test_a_text_that_cannot_be_read_is_named(presscut: Presscut, kept: Path) -> None:
    """The other hits are shown, and the exit code tells."""
    (segment,) = sorted(Path(kept, "warc").glob("clean-*-00001-*"))
    content = bytearray(segment.read_bytes())
    content[len(content) // 3] ^= 0xFF
    segment.write_bytes(content)
    ran = presscut("archive", "search", "ferry", "--archive", kept)
    assert ran.code == 3
    assert "restore the segment" in ran.err
    assert ran.out.count("*ferry*") >= 2


def test_the_values_of_options_may_begin_with_a_hyphen(presscut: Presscut, kept: Path) -> None:
    """They are no words of the query, and are said as they were given."""
    ran = presscut("archive", "search", "ferry", "--limit", "-1", "--archive", kept)
    assert (ran.code, "-1 is not in the range" in ran.err) == (2, True)
    ran = presscut("archive", "search", "ferry", "--site", "-x", "--archive", kept)
    assert "--site -x" in ran.err


def test_a_limit_beyond_all_numbers_is_refused(presscut: Presscut, kept: Path) -> None:
    """The database could not count so far."""
    assert presscut("archive", "search", "ferry", "--limit", "9" * 20, "--archive", kept).code == 2
