"""Promise 1, as far as it is kept here: applied to the span, the edits give the text, for any input."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner.inline import apply_edits, repair
from presscut.cleaner.inline.edits import disjoint, render
from presscut.cleaner.inline.style import Style

MARKS = (
    "*", "**", "_", "`", "[", "]", "(", ")", "![", "](", "](https://a.example/b)", "https://a.example/b_c", "<", ">",
    "<u>", "</u>", "<https://a.example/b>", "(<https://a.example/b>)", "\\", "\\(", "\\)", "&amp;", "&", "~~",
    " ", "  ", "\n", "\t", "\u00a0", "\xad", "\u200b", "\x00", ",", ".", "word", "T", "he", "中", "é", "www.a.example",
    "://", "'s",
)  # fmt: skip
SOURCES = st.lists(st.sampled_from(MARKS) | st.text(max_size=3), max_size=30).map("".join).map(str.strip)


@given(SOURCES.filter(bool), st.booleans(), st.booleans(), st.booleans())
def test_the_edits_give_the_text(source: str, markdown: bool, angle_links: bool, keep_alt: bool) -> None:
    """Applying the edits to the span gives the clean text exactly; links lie where they say."""
    made = repair(source, 0, len(source), Style(markdown, angle_links), keep_alt=keep_alt)
    assert apply_edits(source, 0, len(source), made.edits) == made.text
    at = 0
    for edit in made.edits:
        assert at <= edit.start < edit.end <= len(source)
        at = edit.end
    before = 0
    for link in made.links:
        assert before <= link.start < link.end
        assert made.text[link.start : link.end] == link.text
        before = link.end


@given(SOURCES.filter(bool))
def test_the_clean_text_has_clean_white_space(source: str) -> None:
    """No white space at the ends and none doubled: what comes later counts on it."""
    text = repair(source, 0, len(source), Style(True)).text
    assert text == text.strip()
    assert re.search(r"[ \n\t]{2}|[\n\t]", text) is None


@given(SOURCES.filter(bool))
def test_repairing_within_a_larger_source_gives_the_same(source: str) -> None:
    """A block's text depends on its span alone, not on what stands around it."""
    alone = repair(source, 0, len(source), Style(True))
    around = f"**[x {source} y](https://b.example)"
    within = repair(around, 5, 5 + len(source), Style(True))
    assert within.text == alone.text


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.sampled_from(["", "x", " "]))))
def test_fixes_in_any_order_become_edits_in_order(spans: list[tuple[int, int, str]]) -> None:
    """Passes propose fixes without knowing of each other."""
    source = "ab  cd efg hi  jklm n"
    fixes = [(a, b, to, "escape") for a, b, to in spans]
    kept = disjoint(fixes, 0, 20)
    assert all(one[1] <= other[0] for one, other in pairwise(kept))
    text, edits = render(source, 0, 20, fixes)
    assert apply_edits(source, 0, 20, edits) == text
