"""The query language: what people write, and that nothing they write is a mistake."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from presscut.archive.index import search
from presscut.archive.index.query import Query, Term, parse

FERRY, ISLAND, BOAT = Term(("ferry",)), Term(("island",)), Term(("boat",))


@pytest.mark.parametrize(
    ("asked", "query"),
    [
        ("Ferry island", Query(((FERRY,), (ISLAND,)), ())),
        ("ferry -island", Query(((FERRY,),), (ISLAND,))),
        ("ferry OR boat island", Query(((FERRY, BOAT), (ISLAND,)), ())),
        ("ferry or boat", Query(((FERRY,), (Term(("or",)),), (BOAT,)), ())),
        ('"the ferry" boat', Query(((Term(("the", "ferry")),), (BOAT,)), ())),
        ("“the ferry”", Query(((Term(("the", "ferry")),),), ())),
        ('"the ferry', Query(((Term(("the", "ferry")),),), ())),
        ("ferr*", Query(((Term(("ferr",), prefix=True),),), ())),
        ('"the ferr"*', Query(((Term(("the", "ferr"), prefix=True),),), ())),
        ("title:ferry", Query(((Term(("ferry",), field="title"),),), ())),
        ("Author:Quill", Query(((Term(("quill",), field="author"),),), ())),
        ("tag:ferry -site:a.example", Query(((Term(("ferry",), "tag"),),), (Term(("a", "example"), "site"),))),
        ("byline:quill", Query(((Term(("byline", "quill")),),), ())),
        ('-title:"the ferry"', Query((), (Term(("the", "ferry"), field="title"),))),
        ("北京", Query(((Term(("北", "京")),),), ())),
        ("don't", Query(((Term(("don", "t")),),), ())),
        ("OR ferry OR", Query(((FERRY,),), ())),
        ("ferry OR -island", Query(((FERRY,),), (ISLAND,))),
        ("ferry OR … boat", Query(((FERRY, BOAT),), ())),
        ("title: - \" ' *", Query(((Term(("title",)),),), ())),
    ],
)
def test_what_people_write_is_understood(asked: str, query: Query) -> None:
    """The words that every search box knows, and no others."""
    assert parse(asked) == query


@given(st.text(alphabet=st.sampled_from("ab北é\"“-−*:(){}^+ \x00\ud800'ORNEAT") | st.characters(), max_size=40))
@example('title:"" OR NEAR(a b, 2) {text}: ^x + "*')
@example("a OR " * 3000 + "b")
@example("a" + " b" * 3000)
@example('" OR rowid:1 --')
def test_no_input_is_an_error(asked: str) -> None:
    """A mark in a query must never become an operator of SQLite, or its complaint."""
    db = sqlite3.connect(":memory:")
    db.executescript(search.TABLES)
    query = parse(asked)
    for expression in (query.wanted_expression(), query.unwanted_expression()):
        if expression:
            assert db.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression,)).fetchall() == []
    db.close()
