"""Folding: one spelling for what people write in many."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.index import search
from presscut.archive.index.folding import words_of
from presscut.archive.index.search import Words


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Café", "cafe"),
        ("Cafe\u0301", "CAFÉ"),
        ("Straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("Σίσυφος", "ΣΙΣΥΦΟΣ"),
        ("ещё", "еще"),
        ("السَّلَامُ", "السلام"),
        ("أحمد", "احمد"),
        ("مـــدينة", "مدينة"),
        ("שָׁלוֹם", "שלום"),
        ("co\u00adop\u00aderate", "cooperate"),
        ("ﬁre", "fire"),
        ("Ｆｅｒｒｙ", "ferry"),
        ("ｶﾞｽ", "ガス"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_spellings_that_people_take_for_one_are_one(written: str, asked: str) -> None:
    """Who types without accents, points or in capitals finds what was printed with them."""
    assert words_of(written) == words_of(asked)


def test_a_letter_that_only_looks_accented_stays_another_letter() -> None:
    """й is no и with an accent: folding it would find other words in every Russian text."""
    assert words_of("мой") != words_of("мои")
    assert words_of("ЙОД") == words_of("и\u0306од") == ("йод",)


def test_scripts_without_spaces_are_words_of_one_character() -> None:
    """北京 must be found in 北京大学, though no space tells where a word ends."""
    assert words_of("北京大学2031年") == ("北", "京", "大", "学", "2031", "年")
    assert words_of("ไทย") == ("ไ", "ท", "ย")
    assert words_of("iPhone用ケース") == ("iphone", "用", "ケ", "ー", "ス")


def test_marks_end_a_word_and_never_stand_in_it() -> None:
    """No mark of a query reaches the index, so none can be understood as an operator."""
    assert words_of("don't “stop”—the_ferry… (3.14)*") == ("don", "t", "stop", "the", "ferry", "3", "14")
    assert words_of("\x00\ud800😀!?") == ()


@given(st.text(max_size=200))
def test_the_index_holds_the_words_that_are_looked_for(text: str) -> None:
    """If SQLite split a text otherwise than the query is split, words would be there and never found."""
    db = sqlite3.connect(":memory:")
    db.executescript(search.TABLES + "CREATE VIRTUAL TABLE seen USING fts5vocab(words, 'instance');")
    search.put(db, 1, Words("", text))
    assert tuple(term for (term,) in db.execute("SELECT term FROM seen ORDER BY offset")) == words_of(text)
    assert words_of(" ".join(words_of(text))) == words_of(text)
    db.close()
