"""Snippets: the piece of a text that shows what was found."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.index.folding import words_of
from presscut.archive.index.query import parse
from presscut.archive.index.snippets import marks, positions, snippet

TEXT = (
    "The harbour wall of Osterby was repaired in three weeks. " * 4
    + "The mayor thanked the divers, who had worked at night. "
    + "Prices rose again. " * 30
    + "“Divers drink café au lait”, said a guest."
)
# Letters with marks of several kinds: accents, vowel points, Indic vowel signs, Hangul in parts, half-width kana.
MIXED = st.text(
    alphabet=st.sampled_from(
        "aé\u0301ßfi ﬁ½№℃.,_\u00adи\u0306שׁלاًىहिनाไที่က္ခ北京日ー한\u1112\u1161\u11abㄱㅏｶﾞ😀\u200d\ud800"
    )
    | st.characters(),
    max_size=60,
)


def shown(text: str, asked: str, width: int = 100) -> tuple[str, list[str]]:
    found = snippet(text, parse(asked).terms, width)
    return text[found.start : found.end], [text[start:end] for start, end in found.hits]


def test_a_snippet_shows_as_many_terms_as_it_can() -> None:
    """Two of the words side by side say more than five times the same."""
    piece, hits = shown(TEXT, "divers mayor prices")
    assert hits[:3] == ["mayor", "divers", "Prices"]
    assert piece.startswith("mayor thanked the divers, who")
    assert len(piece) <= 103


@pytest.mark.parametrize(
    ("asked", "hits"),
    [("cafe", ["café"]), ('"au lait"', ["au lait"]), ("gue*", ["guest"]), ("drink lait", ["drink", "lait"])],
)
def test_hits_are_marked_as_they_are_written(asked: str, hits: list[str]) -> None:
    """The reader sees the word of the text, not the one that was typed."""
    piece, found = shown(TEXT, asked)
    assert found == hits
    assert piece.endswith("said a guest.")


def test_without_a_hit_the_beginning_is_shown() -> None:
    """An article found by its title shows how it begins."""
    assert shown(TEXT, "title:osterby", 40) == ("The harbour wall of Osterby was repaired", [])
    assert shown("", "ferry") == ("", [])
    assert shown("…", "ferry") == ("…", [])


def test_scripts_without_spaces_are_cut_between_characters() -> None:
    """Otherwise the snippet of a Chinese article would be the whole article."""
    piece, hits = shown("今日は。北京大学で会議がありました。" * 20 + "東京で", "東京", 20)
    assert (len(piece), hits) == (20, ["東京"])
    assert shown("ที่นี่กินข้าว", "กิน", 4)[1] == ["กิน"]


def test_marks_of_a_title_take_the_terms_of_titles() -> None:
    """`title:ferry` marks the title and not the text."""
    assert marks("The ferry, a ferry", parse("title:ferry").terms) == ((4, 9), (13, 18))
    assert marks("北京大学", parse("京大 北京").terms) == ((0, 3),)


@given(MIXED)
def test_words_keep_their_places(text: str) -> None:
    """The words that are marked are those of the index, whatever folding did to their lengths."""
    found = tuple(positions(text))
    assert tuple(word.word for word in found) == words_of(text)
    assert all(words_of(text[word.start : word.end]) for word in found)
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(found))


@given(MIXED, MIXED, st.integers(min_value=1, max_value=40))
def test_a_snippet_lies_in_the_text_with_its_hits(text: str, asked: str, width: int) -> None:
    """Offsets in a row must be ones that a program can cut at; an accent is never cut from its letter."""
    found = snippet(text, parse(asked).terms, width)
    assert 0 <= found.start <= found.end <= len(text)
    edges = [found.start, *(offset for hit in found.hits for offset in hit), found.end]
    assert edges == sorted(edges)
    if found.start < found.end:
        assert not unicodedata.combining(text[found.start]) or not words_of(text[: found.start])
