"""Near-duplicates in an archive: noted, never merged."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from presscut import Archive, clean
from presscut.archive.index.near import OF_A_BAND, SIMILAR, signature
from presscut.archive.state import State
from presscut.archive.state.rows import Entry
from presscut.cleaner.model import Article, Page, Producer
from tests.archive.making import article, clock

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
FERRY = (
    "The ferry to Lowmere will sail again from Monday, the harbour board said, after five weeks in which a cracked "
    "shaft kept it in the yard. Islanders had to make do with a fishing boat that took eleven passengers and no cars. "
    "The repair cost ninety thousand, which the county pays. A second ship, promised for the spring, is still being "
    "built, and nobody at the board would name a day. The school on the island taught by telephone in the meantime."
)
MENDED = FERRY.replace("ninety thousand", "eighty thousand")
BRIDGE = (
    "Vantry votes on its bridge in October. The council wants two lanes and a path for walkers, the miller wants none, "
    "and the bishop, who was not asked, has offered to bless whatever is built. Stone would come from the old quarry."
)
NOTICE = "To read this article please subscribe or log in with your account. We look forward to having you as a reader."


def filed(text: str, url: str, more: str = "") -> tuple[Page, Article]:
    """A page and its article. `more` is in the bytes of the page alone."""
    page = Page((text + more).encode(), url=url)
    return page, article(page, text=text, paragraphs=())


def entries(path: Path, pages: Sequence[tuple[Page, Article]]) -> list[Entry]:
    """What the archive knows after these were added in turn."""
    with Archive(path, create=True, now=clock) as archive:
        for page, made in pages:
            assert archive.add(page, made).status in ("stored", "unchanged")
    with Archive(path) as archive:
        return list(archive.list())


def test_a_text_like_one_that_is_there_names_it(tmp_path: Path) -> None:
    """Who reads the mended version learns that there is another, and how like it is."""
    first, mended, other = entries(
        tmp_path / "a",
        [
            filed(FERRY, "https://a.example/1"),
            filed(MENDED, "https://b.example/1"),
            filed(BRIDGE, "https://a.example/2"),
        ],
    )
    assert (mended.near_id, first.near_id, other.near_id) == (first.id, None, None)
    assert mended.near_similarity is not None
    assert SIMILAR <= mended.near_similarity < 1


def test_nothing_is_merged(tmp_path: Path) -> None:
    """Alike is not the same: both texts are there, each with its page."""
    both = [filed(FERRY, "https://a.example/1"), filed(MENDED, "https://b.example/1")]
    entries(tmp_path / "a", both)
    with Archive(tmp_path / "a") as archive:
        assert archive.stats().conversions == 2
        for page, made in both:
            assert archive.get(made.id) == made
            original = archive.original(made.id)
            assert original is not None
            assert original.content == page.content


def test_a_copy_elsewhere_is_wholly_alike(tmp_path: Path) -> None:
    """The same text from an agency on two sites: two articles, similarity 1."""
    first, copy = entries(
        tmp_path / "a", [filed(FERRY, "https://a.example/1"), filed(FERRY, "https://b.example/1", " ")]
    )
    assert (copy.near_id, copy.near_similarity) == (first.id, 1.0)


def test_a_new_version_of_a_page_is_like_the_old_one(tmp_path: Path) -> None:
    """A correction shows as what it is, though the address is the same."""
    old, new = entries(tmp_path / "a", [filed(FERRY, "https://a.example/1"), filed(MENDED, "https://a.example/1")])
    assert old.id != new.id
    assert new.near_id == old.id


def test_unchanged_text_in_a_changed_page_is_like_the_old_one(tmp_path: Path) -> None:
    """It is not stored again, and still named."""
    old, new = entries(tmp_path / "a", [filed(FERRY, "https://a.example/1"), filed(FERRY, "https://a.example/1", " ")])
    assert new.since is not None
    assert (new.near_id, new.near_similarity) == (old.id, 1.0)


def test_the_most_like_is_named(tmp_path: Path) -> None:
    """Of several the nearest one, so that a chain of corrections can be followed."""
    again = MENDED.replace("by telephone", "by radio")
    *_, second, third = entries(
        tmp_path / "a",
        [filed(text, f"https://a.example/{n}") for n, text in enumerate((BRIDGE, FERRY, MENDED, again))],
    )
    assert third.near_id == second.id


def test_a_page_without_an_article_is_like_nothing(tmp_path: Path) -> None:
    """Two empty texts have nothing in common."""
    both = entries(tmp_path / "a", [filed("", f"https://a.example/{n}", n) for n in "12"])
    assert [entry.near_id for entry in both] == [None, None]


def test_a_new_text_of_an_article_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    """After new rules, later pages are compared with what the archive holds now."""
    page, made = filed(BRIDGE, "https://a.example/1")
    entries(tmp_path / "a", [(page, made)])
    with Archive(tmp_path / "a", create=True, now=clock) as archive:
        archive.add(page, replace(made, text=FERRY, producer=Producer("2", "r", "s")))
    _, bridge, ferry = entries(
        tmp_path / "a", [filed(BRIDGE, "https://b.example/1", " "), filed(FERRY, "https://b.example/2", " ")]
    )
    assert bridge.near_id is None
    assert ferry.near_id == made.id


TABLES = ("articles", "signatures", "bands")


def dumped(path: Path) -> list[list[tuple[object, ...]]]:
    state = sqlite3.connect(path / "state.db")
    try:
        return [state.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in TABLES]
    finally:
        state.close()


def test_a_state_made_again_knows_the_same(tmp_path: Path) -> None:
    """All of it stands in the segments, or follows from them."""
    texts = (FERRY, MENDED, BRIDGE, "", FERRY.upper(), "Too short to tell.")
    entries(tmp_path / "a", [filed(text, f"https://a.example/{n}", str(n)) for n, text in enumerate(texts)])
    before = dumped(tmp_path / "a")
    assert len(before[1]) == len(texts)
    (tmp_path / "a" / "state.db").unlink()
    with Archive(tmp_path / "a", create=True, now=clock):
        pass
    assert dumped(tmp_path / "a") == before


def test_a_notice_on_every_page_is_compared_with_few_of_them(tmp_path: Path) -> None:
    """Thousands of pages behind one notice have one text: 20,000 comparisons for each took half a second."""
    pages = [filed(NOTICE, f"https://a.example/{number}", str(number)) for number in range(2 * OF_A_BAND)]
    first, *others = entries(tmp_path / "a", pages)
    assert first.near_similarity is None
    assert {entry.near_similarity for entry in others} == {1.0}
    state = State(tmp_path / "a" / "state.db")
    try:
        assert len(list(state.signatures_like(signature(NOTICE)))) == OF_A_BAND
    finally:
        state.close()


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the two real inputs are not here")
def test_the_two_real_inputs_are_not_near(tmp_path: Path) -> None:
    """One site, one frame, two articles: neither as they came nor cleaned."""
    pages = [Page(path.read_bytes(), url=f"https://a.example/{path.stem}") for path in sorted(SEEDS.glob("*.txt"))]
    assert len(pages) == 2
    cleaned = [(page, clean(page.content, url=page.url)) for page in pages]
    whole = [(replace(p, url=f"{p.url}/whole"), article(p, text=p.content.decode(), paragraphs=())) for p in pages]
    for n, couple in enumerate((cleaned, whole)):
        assert [entry.near_id for entry in entries(tmp_path / str(n), couple)] == [None, None]
