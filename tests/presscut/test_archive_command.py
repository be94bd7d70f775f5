"""`presscut archive`, from the folder of pages to the rows that come back."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.presscut.conftest import ARTICLE, NEWSLETTER, Presscut

URL = "https://courier.example/ferry"


@pytest.fixture
def kept(presscut: Presscut, article: Path) -> Path:
    """An archive of two articles, one of them with an address."""
    Path("other.md").write_text(ARTICLE.replace("Lowmere", "Vantry"))
    assert presscut("archive", "add", article, "--url", URL, "--archive", "kept").code == 0
    assert presscut("archive", "add", "other.md", "--archive", "kept").code == 0
    return Path("kept")


def rows(presscut: Presscut, archive: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in presscut("archive", "export", "--archive", archive).out.splitlines()]


def test_export_gives_the_rows_of_clean(presscut: Presscut, kept: Path) -> None:
    """What was stored is what was made: the archive has no opinion."""
    made = [
        json.loads(presscut("clean", "article.md", "--url", URL, "--to", "json").out),
        json.loads(presscut("clean", "other.md", "--to", "json").out),
    ]
    assert rows(presscut, kept) == made


def test_adding_again_stores_nothing(presscut: Presscut, kept: Path) -> None:
    """The same cron line every night must not grow the archive."""
    before = presscut("archive", "stats", "--archive", kept, "--json").out
    ran = presscut("archive", "add", "other.md", "--archive", kept)
    assert ran.err == "presscut: 1 page: 1 there already; the archive holds 2 articles\n"
    assert presscut("archive", "stats", "--archive", kept, "--json").out == before


def test_number_of_jobs_changes_no_row(presscut: Presscut, kept: Path) -> None:
    """Same in, same out, through the archive as well."""
    Path("pages").mkdir()
    for n in range(9):
        (Path("pages") / f"{n}.md").write_text(ARTICLE.replace("four crowns", f"{n} crowns"))
    for jobs in (1, 3):
        assert presscut("archive", "add", "pages", "--archive", f"jobs{jobs}", "--jobs", jobs).code == 0
    assert rows(presscut, Path("jobs1")) == rows(presscut, Path("jobs3"))
    assert len(rows(presscut, kept)) == 2


def test_list_has_a_line_an_article(presscut: Presscut, kept: Path) -> None:
    """Enough of each to recognise it and to name it to `show`."""
    lines = presscut("archive", "list", "--archive", kept).out.splitlines()
    assert len(lines) == 2
    assert "The ferry comes back to Lowmere" in lines[0]
    assert lines[0].endswith(URL)
    key = lines[1].split()[0]
    assert "Vantry" in presscut("archive", "show", key, "--archive", kept).out


def test_show_prints_article_metadata_and_what_was_removed(presscut: Presscut, kept: Path) -> None:
    """Nothing disappears without an account, and the account can be read later."""
    assert "harbour board" in presscut("archive", "show", URL, "--archive", kept).out
    markdown = presscut("archive", "show", URL, "--archive", kept, "--to", "markdown").out
    assert "# The ferry comes back to Lowmere" in markdown
    metadata = json.loads(presscut("archive", "show", URL, "--archive", kept, "--what", "metadata").out)
    assert metadata["title"] == "The ferry comes back to Lowmere"
    assert "ledger" not in metadata
    removed = presscut("archive", "show", URL, "--archive", kept, "--what", "removed").out
    assert NEWSLETTER in removed
    assert "cut as newsletter by en/newsletter/" in removed


def test_show_gives_the_original_back(presscut: Presscut, kept: Path) -> None:
    """To the byte: what presscut made of a page can be held against the page for ever."""
    assert presscut("archive", "show", URL, "--archive", kept, "--what", "original").out == ARTICLE


def test_show_of_what_is_not_there(presscut: Presscut, kept: Path) -> None:
    """A wrong id is a wrong command line."""
    ran = presscut("archive", "show", "ffffffff", "--archive", kept)
    assert ran.code == 2
    assert "holds no article ffffffff" in ran.err


def test_stats_count(presscut: Presscut, kept: Path) -> None:
    """For people and for programs the same numbers."""
    counts = json.loads(presscut("archive", "stats", "--archive", kept, "--json").out)
    assert counts["articles"] == 2
    lines = presscut("archive", "stats", "--archive", kept).out.splitlines()
    assert lines[0].split() == ["articles", "2"]
    assert [line.split()[0] for line in lines if line and line[0] != " "] == [key for key in counts if key != "flags"]
    assert counts["flags"] == {"count": 0, "largest": []}
    assert counts["years"] == {"count": 1, "largest": [{"name": None, "articles": 2}]}
    assert lines[-2:] == ["years (1)", "           2  (none)"]


def test_export_to_files(presscut: Presscut, kept: Path) -> None:
    """One packed file of rows, or one file an article."""
    assert presscut("archive", "export", "--archive", kept, "-o", "rows.jsonl.gz").code == 0
    assert len(gzip.decompress(Path("rows.jsonl.gz").read_bytes()).splitlines()) == 2
    assert presscut("archive", "export", "--archive", kept, "--to", "json", "-o", "rows.json").code == 0
    assert len(json.loads(Path("rows.json").read_text())) == 2
    assert presscut("archive", "export", "--archive", kept, "--to", "markdown", "-d", "deep/out").code == 0
    assert sorted(path.name for path in Path("deep/out").iterdir()) == ["article.md", "other.md"]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--to", "text"], "needs -d DIR"),
        (["-o", "x", "-d", "y"], "say only one"),
        (["-o", "no/folder/x.jsonl"], "its folder is not there"),
    ],
)
def test_export_that_cannot_be(presscut: Presscut, kept: Path, args: list[str], says: str) -> None:
    """Refused before anything is written."""
    ran = presscut("archive", "export", "--archive", kept, *args)
    assert ran.code == 2
    assert says in ran.err


@pytest.mark.parametrize("command", ["list", "stats", "export"])
def test_no_archive_is_exit_10(presscut: Presscut, command: str) -> None:
    """A night job must be able to tell a missing disk from an empty archive; reading makes nothing."""
    ran = presscut("archive", command, "--archive", "nowhere")
    assert ran.code == 10
    assert not Path("nowhere").exists()


def test_second_writer_is_exit_11(presscut: Presscut, kept: Path, article: Path) -> None:
    """Two runs at once: the second one waits for another day and says so."""
    from presscut import Archive

    with Archive(kept, create=True):
        ran = presscut("archive", "add", article, "--archive", kept)
    assert ran.code == 11
    assert ran.err.count("\n") == 1


def test_place_comes_from_the_settings(presscut: Presscut, kept: Path) -> None:
    """A project names its archive once."""
    Path("presscut.toml").write_text(f'[archive]\npath = "{kept}"\n')
    assert len(presscut("archive", "list").out.splitlines()) == 2


def test_page_without_an_article_is_stored_and_named(presscut: Presscut) -> None:
    """The original may be read better by later rules; until then the flag says what it is."""
    Path("nav.html").write_text("<html><body><nav><a href='/a'>Home</a> <a href='/b'>Sport</a></nav></body></html>")
    ran = presscut("archive", "add", "nav.html", "--archive", "kept")
    assert ran.code == 0
    assert "nav.html: no article was found in it" in ran.err
    (row,) = rows(presscut, Path("kept"))
    assert row["flags"] == ["no-article"]


def test_rebuild_finds_everything_again(presscut: Presscut, kept: Path) -> None:
    """The state is a convenience; the WARC files are the archive."""
    before = rows(presscut, kept)
    (kept / "state.db").unlink()
    ran = presscut("archive", "rebuild", "--archive", kept)
    assert (ran.code, ran.out, ran.err) == (0, "", "presscut: 2 articles found again in 4 segments\n")
    assert rows(presscut, kept) == before


def test_a_folder_that_only_looks_like_an_archive_is_left_alone(presscut: Presscut) -> None:
    """A folder `warc` may be anybody's; nothing is written beside it."""
    Path("src/warc").mkdir(parents=True)
    Path("src/warc/reader.py").write_text("")
    for command in ("list", "stats", "rebuild", "verify", "search"):
        ran = presscut("archive", command, *(["ferry"] if command == "search" else []), "--archive", "src")
        assert ran.code == 10, ran.err
    assert sorted(path.name for path in Path("src").rglob("*")) == ["reader.py", "warc"]


def test_rebuild_without_an_archive_says_so(presscut: Presscut) -> None:
    """A wrong --archive must not make an empty one."""
    ran = presscut("archive", "rebuild", "--archive", "nowhere")
    assert ran.code == 10
    assert not Path("nowhere").exists()


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["show", "\udcff"], 2),
        (["list", "--site", "\udcff"], 0),
        (["search", "ferry", "--site", "\udcff"], 0),
        (["search", "ferry", "--language", "\udcff"], 0),
        (["prune", "\udcff"], 2),
    ],
)
def test_an_argument_that_is_no_text_finds_nothing(
    presscut: Presscut, kept: Path, command: list[str], code: int
) -> None:
    """A terminal can send any byte; the answer is a line, not a failure of ours."""
    ran = presscut("archive", *command, "--archive", kept)
    assert (ran.code, ran.out) == (code, "")
    assert "unexpected" not in ran.err


def test_what_cannot_be_added_makes_no_archive(presscut: Presscut) -> None:
    """A slip on the command line left an empty archive behind, which every later command then found."""
    assert presscut("archive", "add", "https://courier.example/ferry", "--archive", "kept").code == 2
    assert not Path("kept").exists()
