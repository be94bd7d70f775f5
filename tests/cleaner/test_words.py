"""Words and digits are counted in quick ways where a text allows it; what they give must not depend on that."""

from __future__ import annotations

import sys
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner.cues import TOKEN, words_in
from presscut.cleaner.metadata.page_title import folded
from presscut.cleaner.model import Draft, Mark, Page
from presscut.cleaner.once import once
from presscut.cleaner.prose import prose_of
from presscut.cleaner.segment.text import segment_text
from presscut.cleaner.shape import DIGIT, WORD, count_words, words_of

TEXTS = st.one_of(st.text("aB c'-_.,:09\n\x1c", max_size=30), st.text("aB c'-_.09“”’—…éß中", max_size=30))


@given(TEXTS)
def test_the_quick_words_are_those_of_the_pattern(text: str) -> None:
    """A hyphen or an apostrophe joins two words and nothing else, in ASCII as beyond."""
    assert words_of(text) == WORD.findall(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("यह किताब हमारे पुस्तकालय में है।", 6),
        ("দিনটি খুব ভালো ছিল।", 4),
        ("இது எங்கள் நூலகம்", 3),
        ("این کتاب‌ها را می‌خوانیم", 4),
        ("שָׁלוֹם עֲלֵיכֶם", 2),
        ("cafe\u0301 d\u2019e\u0301te\u0301", 2),
    ],
)
def test_vowels_beside_letters_divide_no_word(text: str, words: int) -> None:
    """Vowel signs, points, accents by themselves and joiners stand inside words."""
    assert count_words(text) == words


@given(TEXTS)
def test_the_quick_words_of_cues_are_those_of_the_pattern(text: str) -> None:
    """A phrase is found in "40,000 readers’ gifts" whatever marks stand around it."""
    assert words_in(text) == TOKEN.findall(normalize("NFC", text.casefold()))


@given(TEXTS)
def test_a_text_is_folded_alike_with_and_without_a_letter_beyond_ascii(text: str) -> None:
    """Titles are compared by their folded texts, one of which may end in a letter the other lacks."""
    assert f"{folded(text)} é".split() == folded(f"{text} é").split()


def test_digits_are_what_python_calls_digits() -> None:
    """Circled and raised digits count, numerals that are no digits do not."""
    assert all((DIGIT.match(c) is not None) == c.isdigit() for c in map(chr, range(sys.maxunicode + 1)))


def test_a_fact_is_worked_out_once_a_draft_and_handed_on() -> None:
    """Site and prose are asked for by seven filters; marks, which come in between, cannot change them."""
    asked: list[str] = []

    @once
    def fact(draft: Draft, name: str) -> str:
        asked.append(name)
        return f"{name} {len(draft.blocks)}"

    source = "One line of words.\n\nAnother line of words."
    draft = Draft(Page(source.encode()), "text", source, segment_text(source))
    assert [fact(draft, "a"), fact(draft, "a"), fact(draft, "b")] == ["a 2", "a 2", "b 2"]
    assert fact(draft.marked([Mark(0, "prose", -1.0, "shape/test", "a test")]), "a") == "a 2"
    assert asked == ["a", "b"]
    assert prose_of(draft) is prose_of(draft)
