"""`archive wacz`, `archive merge`, `archive export --to wet`, and crawls as inputs of `clean`."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from presscut.archive.lock import Lock
from tests.presscut.conftest import ARTICLE, NEWSLETTER, Presscut

URL = "https://courier.example/ferry"


@pytest.fixture
def kept(presscut: Presscut, article: Path) -> Path:
    """An archive of two articles, one of them with an address."""
    Path("other.md").write_text(ARTICLE.replace("Lowmere", "Vantry"))
    assert presscut("archive", "add", article, "--url", URL, "--archive", "kept").code == 0
    assert presscut("archive", "add", "other.md", "--archive", "kept").code == 0
    return Path("kept")


def texts(jsonl: str) -> list[str]:
    return [json.loads(line)["text"] for line in jsonl.splitlines()]


def exported(presscut: Presscut, archive: Path | str) -> list[str]:
    return texts(presscut("archive", "export", "--archive", archive).out)


def test_a_wacz_holds_every_article_and_is_cleaned_like_its_pages(presscut: Presscut, kept: Path) -> None:
    """What one tool packs another opens; and `clean crawl.wacz --to jsonl` gives the same articles again."""
    ran = presscut("archive", "wacz", "--archive", kept, "-o", "kept.wacz", "--title", "Ferries")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("presscut: 2 articles packed")
    with zipfile.ZipFile("kept.wacz") as package:
        pages = [json.loads(line) for line in package.read("pages/pages.jsonl").splitlines()[1:]]
        assert json.loads(package.read("datapackage.json"))["title"] == "Ferries"
    assert [page["text"] for page in pages] == exported(presscut, kept)
    cleaned = presscut("clean", "kept.wacz", "--to", "jsonl")
    assert cleaned.code == 0
    assert texts(cleaned.out) == exported(presscut, kept)
    assert NEWSLETTER not in cleaned.out.partition('"ledger"')[0]


def test_a_wacz_needs_its_name(presscut: Presscut, kept: Path) -> None:
    """The standard asks for .wacz; a slip must not leave a file behind."""
    ran = presscut("archive", "wacz", "--archive", kept, "-o", "kept.zip")
    assert ran.code == 2
    assert ".wacz" in ran.err
    assert not Path("kept.zip").exists()
    assert presscut("archive", "wacz", "--archive", "nothing", "-o", "a.wacz").code == 10


def test_more_than_one_page_needs_a_format(presscut: Presscut, kept: Path) -> None:
    """A crawl is never one page, whatever happens to be in it."""
    presscut("archive", "wacz", "--archive", kept, "-o", "kept.wacz")
    assert presscut("clean", "kept.wacz").code == 2


def test_wet_goes_to_a_file_or_to_stdout(presscut: Presscut, kept: Path) -> None:
    """Packed by its name; what is piped is plain and ready for the next program."""
    assert presscut("archive", "export", "--archive", kept, "--to", "wet", "-o", "a.warc.wet.gz").code == 0
    piped = presscut("archive", "export", "--archive", kept, "--to", "wet").out
    packed = gzip.decompress(Path("a.warc.wet.gz").read_bytes()).decode()
    for text in exported(presscut, kept):
        assert text in piped
        assert text in packed
    read = presscut("clean", "a.warc.wet.gz", "--to", "jsonl")
    assert json.loads(read.out.splitlines()[0])["url"] == URL
    ran = presscut("archive", "export", "--archive", kept, "--to", "wet", "-d", "folder")
    assert ran.code == 2
    assert not Path("folder").exists()


def test_merge_takes_what_is_new_and_says_so(presscut: Presscut, kept: Path) -> None:
    """Two machines, one archive; the same line in cron every night."""
    Path("third.md").write_text(ARTICLE.replace("Lowmere", "Osterby"))
    assert presscut("archive", "add", "third.md", "other.md", "--archive", "away").code == 0
    ran = presscut("archive", "merge", kept, "away", "--archive", "all")
    assert (ran.code, ran.out) == (0, "")
    assert "3 articles more" in ran.err
    assert exported(presscut, "all")[:2] == exported(presscut, kept)
    assert len(exported(presscut, "all")) == 3
    assert presscut("archive", "verify", "--archive", "all").code == 0
    again = presscut("archive", "merge", kept, "away", "--archive", "all")
    assert again.code == 0
    assert "0 articles more: 0 records with 0 bytes copied" in again.err


def test_merge_ends_with_the_code_of_what_is_wrong(presscut: Presscut, kept: Path) -> None:
    """A script must be able to tell a slip in a name from damage and from another writer."""
    assert presscut("archive", "merge", "nothing", "--archive", "all").code == 10
    assert presscut("archive", "merge", kept, "--archive", kept).code == 2
    presscut("archive", "merge", kept, "--archive", "all")
    held = Lock(Path("all") / "lock")
    try:
        assert presscut("archive", "merge", kept, "--archive", "all").code == 11
    finally:
        held.release()


def test_half_an_archive_can_be_merged_and_repaired(presscut: Presscut, kept: Path) -> None:
    """A copy that was broken off: what is there is taken, and every command that stops names what helps."""
    clean = sorted((kept / "warc").glob("clean-*"))[-1]
    content = clean.read_bytes()
    clean.write_bytes(content[: len(content) - 200])
    assert presscut("archive", "merge", kept, "--archive", "all").code == 12
    part = presscut("archive", "merge", kept, "--archive", "all", "--intact")
    assert part.code == 3
    assert len(exported(presscut, "all")) == 1
    for command in ("list", "stats"):
        ran = presscut("archive", command, "--archive", kept)
        assert ran.code == 12
        assert "`presscut archive repair` save what is intact" in ran.err
    assert presscut("archive", "repair", "--archive", kept, "--apply").code == 3
    assert presscut("archive", "stats", "--archive", kept).code == 0


def test_merge_of_a_damaged_archive_changes_nothing_unless_asked(presscut: Presscut, kept: Path) -> None:
    """Damage is told before a byte is copied; --intact takes the rest and names what is lost."""
    clean = sorted((kept / "warc").glob("clean-*"))[-1]
    content = bytearray(clean.read_bytes())
    content[-200] ^= 0xFF
    clean.write_bytes(bytes(content))
    ran = presscut("archive", "merge", kept, "--archive", "all")
    assert ran.code == 12
    assert "--intact" in ran.err
    assert not Path("all").exists()
    part = presscut("archive", "merge", kept, "--archive", "all", "--intact")
    assert part.code == 3
    assert len(exported(presscut, "all")) == 1
    assert presscut("archive", "verify", "--archive", "all").code == 0
