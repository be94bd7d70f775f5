"""`presscut archive prune`: nothing goes that was not said, and nothing before it is said twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.presscut.conftest import ARTICLE, Presscut

FERRY = "https://courier.example/ferry"


@pytest.fixture
def kept(presscut: Presscut, article: Path) -> Path:
    """An archive of two articles, one of them with an address."""
    Path("other.md").write_text(ARTICLE.replace("Lowmere", "Vantry"))
    assert presscut("archive", "add", article, "--url", FERRY, "--archive", "kept").code == 0
    assert presscut("archive", "add", "other.md", "--archive", "kept").code == 0
    return Path("kept")


def contents(archive: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted((archive / "warc").iterdir())}


def test_without_apply_it_is_only_said_what_would_go(presscut: Presscut, kept: Path) -> None:
    """A wrong age must cost nothing."""
    before = contents(kept)
    ran = presscut("archive", "prune", FERRY, "--archive", kept)
    (line,) = ran.out.splitlines()
    assert line.endswith(FERRY)
    assert "The ferry comes back to Lowmere" in line
    assert ran.code == 0
    assert ran.err.startswith("presscut: 1 page with 1 article would go: 3 records, ")
    assert ran.err.endswith("presscut: nothing was changed; --apply takes them out\n")
    assert contents(kept) == before


def test_applied_it_is_gone_and_stays_away(presscut: Presscut, kept: Path) -> None:
    """The nightly run over the same folder must not bring it back; who wants it back can say so."""
    assert presscut("archive", "index", "--archive", kept).code == 0
    (kept / "aside").mkdir()
    (kept / "aside" / "orig.tail").write_bytes(b"what a dead writer left")
    ran = presscut("archive", "prune", FERRY, "--apply", "--reason", "asked for", "--archive", kept)
    assert ran.code == 0
    assert "1 page with 1 article gone: 3 records" in ran.err
    assert "`presscut archive index` makes it again" in ran.err
    assert "aside/ was not searched" in ran.err
    assert not (kept / "index.cdxj").exists()
    assert FERRY not in presscut("archive", "list", "--archive", kept).out
    assert presscut("archive", "verify", "--archive", kept).code == 0
    add = ("archive", "add", "article.md", "--url", FERRY, "--archive", kept)
    assert presscut(*add).err == "presscut: 1 page: 1 pruned before and left out; the archive holds 1 article\n"
    assert ": 1 new;" in presscut(*add, "--again").err
    assert ": 1 there already;" in presscut(*add).err


def test_pages_of_the_same_bytes_are_counted_and_stay(presscut: Presscut, kept: Path) -> None:
    """Who prunes one of two addresses hears that the other one is touched, and finds it as it was."""
    mirror = "https://mirror.example/ferry"
    assert presscut("archive", "add", "article.md", "--url", mirror, "--archive", kept).code == 0
    before = presscut("archive", "show", mirror, "--what", "original", "--archive", kept).out
    ran = presscut("archive", "prune", FERRY, "--apply", "--archive", kept)
    assert "1 other record of the same bytes or text: written anew" in ran.err
    assert presscut("archive", "show", mirror, "--what", "original", "--archive", kept).out == before == ARTICLE
    assert presscut("archive", "verify", "--archive", kept).code == 0


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ([], "say which pages go"),
        (["--keep-last"], "say which pages go"),
        (["--older-than", "five years"], "--older-than five years"),
        (["https://courier.example/nowhere"], "holds no page https://courier.example/nowhere"),
    ],
)
def test_what_is_not_clear_takes_nothing(presscut: Presscut, kept: Path, args: list[str], says: str) -> None:
    """A misspelt address is not "nothing to do": somebody relies on it being gone."""
    before = contents(kept)
    ran = presscut("archive", "prune", *args, "--apply", "--archive", kept)
    assert ran.code == 2
    assert says in ran.err
    assert contents(kept) == before


@pytest.mark.parametrize("args", [["--older-than", "1d"], ["--site", "other.example"]])
def test_no_page_like_that_is_no_failure(presscut: Presscut, kept: Path, args: list[str]) -> None:
    """A nightly prune by age mostly finds nothing."""
    before = contents(kept)
    ran = presscut("archive", "prune", *args, "--apply", "--archive", kept)
    assert (ran.code, ran.out, ran.err) == (0, "", "presscut: no page is like that; nothing goes\n")
    assert contents(kept) == before


def test_the_beginning_of_an_id_that_is_listed_names_its_page(presscut: Presscut, kept: Path) -> None:
    """What the list shows can be given back; of three characters it is said that they are too few."""
    key = presscut("archive", "list", "--archive", kept).out.split()[0]
    assert "1 page with 1 article would go" in presscut("archive", "prune", key, "--archive", kept).err
    for command in (("archive", "prune"), ("archive", "show"), ("reclean",)):
        ran = presscut(*command, key[:3], "--archive", kept)
        assert ran.code == 2
        assert "at least 4 characters" in ran.err
