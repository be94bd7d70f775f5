"""`presscut review` from the outside."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.presscut.conftest import ARTICLE, NEWSLETTER, OWN_PACK, Presscut

LARGEST = 40_000  # bytes of a review of one sample of at most 5 KB of text; measured 16 to 38 thousand
SHOWN = 3


def ids(html: str) -> list[str]:
    return [node.id for node in LexborHTMLParser(html).css("[id]") if node.id]


def folder(count: int) -> Path:
    place = Path("pages")
    place.mkdir()
    for number in range(count):
        (place / f"{number}.md").write_text(ARTICLE.replace("four crowns", f"{number} crowns"), encoding="utf-8")
    return place


def test_one_page_is_one_file(presscut: Presscut, article: Path) -> None:
    """No index, no second file, nothing on stdout."""
    ran = presscut("review", article, "-o", "review.html")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    html = Path("review.html").read_text(encoding="utf-8")
    assert html.startswith("<!doctype html>")
    assert NEWSLETTER in html
    assert "id=index" not in html
    assert "<script" not in html


def test_ids_are_stable_and_given_once(presscut: Presscut) -> None:
    """A link to a block that somebody noted down leads there after the next run, too."""
    place = folder(3)
    presscut("review", place, "-o", "a.html")
    presscut("review", place, "-o", "b.html", "--jobs", "2")
    first, second = (Path(name).read_bytes() for name in ("a.html", "b.html"))
    assert first == second
    found = ids(first.decode())
    assert len(found) == len(set(found))
    assert {"p1-b0", "p2-b0", "p3-b0", "index"} <= set(found)


def test_every_link_leads_to_an_id(presscut: Presscut) -> None:
    """A permalink, the map, the next cut, the index: none leads nowhere."""
    presscut("review", folder(4), "-o", "review.html")
    html = Path("review.html").read_text(encoding="utf-8")
    links = {(a.attributes["href"] or "").removeprefix("#") for a in LexborHTMLParser(html).css("a")}
    assert links <= set(ids(html))


def test_several_pages_have_an_index_with_problems_as_rows(presscut: Presscut, article: Path) -> None:
    """What could not be read is told where the others are listed, and in the exit code."""
    Path("bad.html").write_bytes(b"")
    ran = presscut("review", article, "bad.html", "gone.md", "-o", "review.html")
    assert ran.code == 3
    assert "1 reviewed, 2 failed" in ran.err
    html = Path("review.html").read_text(encoding="utf-8")
    assert "1 page, 2 inputs with a problem" in html
    assert re.search(r"<bdi>gone.md</bdi><td colspan=5><b class=flag>⚑ not-found</b>", html)


def test_most_shows_some_and_lists_all(presscut: Presscut) -> None:
    """Ten thousand pages make a file that no browser opens; their index is small."""
    presscut("review", folder(5), "-o", "review.html", "--most", str(SHOWN))
    tree = LexborHTMLParser(Path("review.html").read_text(encoding="utf-8"))
    assert len(tree.css("section.p")) == SHOWN
    assert len(tree.css("tbody tr")) == 5


def test_json_lines_and_standard_input_are_pages(presscut: Presscut) -> None:
    """The inputs are those of clean."""
    rows = [{"text": ARTICLE, "url": f"https://lowmere.example/{n}"} for n in range(2)]
    ran = presscut("review", "-", "-o", "review.html", stdin="\n".join(map(json.dumps, rows)).encode())
    assert ran.code == 0
    assert Path("review.html").read_text(encoding="utf-8").count("<section class=p") == 2


def test_a_page_without_an_article_is_shown(presscut: Presscut) -> None:
    """It is the page that one wants to look at; the exit code is that of clean."""
    Path("menu.md").write_text("* [Home](/)\n* [News](/news)\n* [Sport](/sport)\n* [Jobs](/jobs)\n")
    ran = presscut("review", "menu.md", "-o", "review.html")
    assert ran.code == 5
    assert "⚑ no-article" in Path("review.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("content", "code"), [(b"", 5), (None, 2)])
def test_an_unreadable_single_input_leaves_no_file(presscut: Presscut, content: bytes | None, code: int) -> None:
    """And an older review stays as it was."""
    Path("review.html").write_text("before")
    if content is not None:
        Path("page.md").write_bytes(content)
    assert presscut("review", "page.md", "-o", "review.html").code == code
    assert Path("review.html").read_text() == "before"


def test_an_input_is_not_written_over(presscut: Presscut, article: Path) -> None:
    """`-o` with the name of the page is a slip."""
    ran = presscut("review", article, "-o", article)
    assert ran.code == 2
    assert article.read_text(encoding="utf-8") == ARTICLE


def test_options_of_clean_hold(presscut: Presscut, article: Path) -> None:
    """What is looked at is what clean would give with the same options."""
    Path("mine.toml").write_text(OWN_PACK)
    presscut("review", article, "-o", "own.html", "--rules", "mine.toml", "--keep", "newsletter", "--level", "strict")
    html = Path("own.html").read_text(encoding="utf-8")
    assert "✕ ads</b>" in html
    assert "✕ newsletter" not in html
    assert "level strict" in html


def test_folders_above_the_inputs_are_not_told(presscut: Presscut) -> None:
    """A review is passed on; where its pages lay on a disk is nobody's business."""
    place = folder(2).resolve()
    presscut("review", place, "-o", "review.html")
    html = Path("review.html").read_text(encoding="utf-8")
    assert "<bdi>pages/0.md</bdi>" in html
    assert str(place.parent) not in html


def test_gz_is_compressed(presscut: Presscut, article: Path) -> None:
    """As with clean."""
    presscut("review", article, "-o", "review.html.gz")
    assert gzip.decompress(Path("review.html.gz").read_bytes()).startswith(b"<!doctype html>")


def test_a_review_of_a_sample_is_small(presscut: Presscut, root: Path) -> None:
    """A file to mail, not a site: page, colours, terms of every score and all."""
    for sample in sorted((root / "seeds" / "samples").iterdir()):
        presscut("review", sample, "-o", "review.html")
        html = Path("review.html").read_text(encoding="utf-8")
        if html.count("<li id=") <= 55:
            assert len(html.encode()) <= LARGEST, sample.name
