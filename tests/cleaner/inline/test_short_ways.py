"""What is one plain link, or has only the mark of its line, is repaired on a short way, with the same outcome."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner.inline.repair import repair
from presscut.cleaner.inline.style import Style

WORDS = st.sampled_from(
    ["Harbour", "Q&A", "R&", "&", "&amp;", "1 &# 2", "*ferry*", "www.herald.example", "a_b", "(x", " "]
)
TEXTS = st.lists(WORDS, max_size=4).map(" ".join)
URLS = st.sampled_from(["/letters", "/a?utm_source=x&b=1", "https://herald.example/(old)", "a b", "<c>", ""])
TITLES = st.sampled_from(["", ' "Old letters"', " 'Letters'", ' "[a](b)"', '  "x"', ' "a "b" c"'])
MARKS = st.sampled_from(["", "* ", "## ", "> ", "1. "])


@contextmanager
def the_long_way() -> Iterator[None]:
    """Without the short ways."""
    with (
        patch("presscut.cleaner.inline.repair._only_link", return_value=None),
        patch("presscut.cleaner.inline.edits._is_bare_lead", return_value=False),
    ):
        yield


@given(MARKS, TEXTS, URLS, TITLES, st.sampled_from(["", " ", "  "]), st.booleans())
def test_a_link_of_its_own_is_the_same_on_both_ways(
    mark: str, text: str, url: str, title: str, space: str, markdown: bool
) -> None:
    """Text, edits and links, with titles, entities, tracking and what only looks like a plain link."""
    source = f"{mark}[{space}{text}{space}]({url}{title})"
    fixed = ((0, len(mark), "", "list-mark"),) if mark else ()
    short = repair(source, 0, len(source), Style(markdown), fixed=fixed)
    with the_long_way():
        assert short == repair(source, 0, len(source), Style(markdown), fixed=fixed)


@given(st.sampled_from(["* ", "*\t", "*", "## ", ">  "]), TEXTS, st.booleans())
def test_a_line_behind_a_mark_is_the_same_on_both_ways(mark: str, text: str, markdown: bool) -> None:
    """With white space left behind the mark as well."""
    source = f"{mark}{text}".rstrip()
    fixed = ((0, 1, "", "list-mark"),) if len(source) > 1 else ()
    short = repair(source, 0, len(source), Style(markdown), fixed=fixed)
    with the_long_way():
        assert short == repair(source, 0, len(source), Style(markdown), fixed=fixed)
