"""Words counted, cut and compared, compiled and in plain Python: both say what patterns for any script say."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner import plain_words as plain
from presscut.cleaner.cues import TOKEN
from presscut.cleaner.shape import DIGIT, SENTENCE_END, SPACED_WORD, words_of
from tests.support.compiler import CAN_COMPILE

compiled: Any
try:
    from presscut.cleaner import _words as compiled
except ImportError:
    compiled = None

KINDS: list[ModuleType] = [plain, *([compiled] if compiled else [])]
needs_compiled = pytest.mark.skipif(compiled is None, reason="the compiled functions are not built")
CHARACTERS = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
TEXTS = st.text("aBé c'-_.,:09\n\x1c!?)\"*“”’—…»©\xa0•中", max_size=30)
WORDS = st.sampled_from(["short", "tide", "harbour", "well-known", "it's", "the", "café", "l’été", "港の町", "Wharf"])
PAGES = st.lists(st.tuples(st.lists(WORDS, max_size=7).map(" ".join), st.sampled_from([0.0, 2.5])), max_size=12)


def by_patterns(text: str) -> tuple[float, int, int, int, int]:
    """What is counted in a text whose scripts put spaces between words."""
    words = SPACED_WORD.findall(text)
    cased = [word[0] for word in words if word[0].lower() != word[0].upper()]
    ends, digits = SENTENCE_END.findall(text), DIGIT.findall(text)
    return float(len(words)), len(cased), sum(map(str.isupper, cased)), len(ends), len(digits)


def folded(text: str) -> str:
    """A text as cues compare it, but for letters that have several forms."""
    return normalize("NFC", text.casefold())


@pytest.mark.skipif(not CAN_COMPILE, reason="there is no C compiler, or no header of Python")
def test_the_functions_are_built_where_there_is_a_compiler() -> None:
    """Building is optional, so nothing else would say that it fails."""
    assert compiled is not None


@pytest.mark.parametrize("kind", KINDS)
def test_characters_that_are_read_are_what_the_patterns_take_them_for(kind: Any) -> None:
    """Each of Unicode's between letters, behind a stop and by itself. The rest is left to the patterns."""
    read = [character for character in CHARACTERS if kind.counts(character) is not None]
    assert len(read) > 2_000 if kind is compiled else len(read) == 128
    for character in read:
        text = f"a{character}B. {character}.{character}x.{character} 1{character}2{character}"
        assert kind.counts(text) == by_patterns(text), ascii(character)
        assert kind.cue_words(text) == TOKEN.findall(folded(text)), ascii(character)


@pytest.mark.parametrize("kind", KINDS)
@given(text=TEXTS)
def test_texts_are_counted_and_cut_as_by_the_patterns(kind: Any, text: str) -> None:
    """Where they are read at all, which is said of both alike."""
    counts, words = kind.counts(text), kind.cue_words(text)
    assert counts is None or counts == by_patterns(text)
    assert words is None or words == TOKEN.findall(folded(text))
    assert (counts is not None and words is not None) or not text.isascii()


@pytest.mark.parametrize("kind", KINDS)
def test_long_words_and_numbers_are_cut_whole(kind: Any) -> None:
    """Longer than any room that is kept for them."""
    long = "A" * 5_000
    assert kind.cue_words(f"{long} {'1,' * 3_000}2, {long}x") == [long.lower(), f"{'1,' * 3_000}2", f"{long.lower()}x"]
    assert kind.counts(f"{'well-' * 3_000}known. {'7' * 3_000}") == (2.0, 1, 0, 1, 3_000)


@needs_compiled
@given(page=PAGES, data=st.data())
def test_both_say_the_same_of_what_blocks_share(page: list[tuple[str, float]], data: st.DataObject) -> None:
    """To the last bit, with words that only patterns can cut among them."""
    texts, prose = [text for text, _ in page], [mass for _, mass in page]
    first = data.draw(st.integers(0, len(page)))
    end = data.draw(st.integers(first, len(page)))
    assert compiled.shares(texts, prose, first, end, words_of) == plain.shares(texts, prose, first, end, words_of)


@pytest.mark.parametrize("kind", KINDS)
def test_a_block_is_no_witness_for_itself(kind: Any) -> None:
    """In the run a word counts when another block of it has it; the last four blocks of prose count on the way."""
    texts = ["harbour tide", "harbour market", "tide table", "of it", "market"]
    shares, rare, before, after = kind.shares(texts, [1.0, 1.0, 0.0, 0.0, 0.0], 0, 2, words_of)
    assert shares == [0.5, 0.5, 0.5, -1.0, 1.0]
    assert before == [0.0, 0.5, 0.5, -1.0, 1.0]
    assert after == [0.5, 0.0, 0.0, -1.0, 0.0]
    assert rare[1] == pytest.approx(0.5)
    assert rare[2] < 0.5  # "tide" stands in two blocks, "table" in one


@pytest.mark.parametrize("kind", KINDS)
def test_prose_further_off_than_four_blocks_is_not_near(kind: Any) -> None:
    """What was said above is forgotten on the way down."""
    texts = [f"word{n} common{n // 5}" for n in range(7)]
    before = kind.shares(texts, [1.0] * 7, 0, 7, words_of)[2]
    assert before == [0.0, 0.5, 0.5, 0.5, 0.5, 0.0, 0.5]


@needs_compiled
def test_half_a_surrogate_pair_is_left_to_the_patterns() -> None:
    """It cannot be written in UTF-8; of a text too long to be copied nothing is."""
    assert compiled.counts("a \ud800 b") is compiled.cue_words("\udfff") is compiled.counts("é" * (1 << 21)) is None
    assert compiled.shares(["tide \ud800", "tide"], [1.0, 0.0], 0, 1, words_of)[0] == [0.0, 1.0]


@needs_compiled
@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ((["tide"], [], 0, 1, words_of), IndexError),
        (([None], [1.0], 0, 1, words_of), TypeError),
        ((["été"], [1.0], 0, 1, None), TypeError),
        ((["été"], [1.0], 0, 1, lambda _: [None]), TypeError),
        ((["été"], [1.0], 0, 1, lambda _: None), TypeError),
        ((None, [1.0], 0, 1, words_of), TypeError),
        ((["tide"], [1.0], "first", 1, words_of), TypeError),
    ],
)
def test_what_is_none_is_refused(arguments: Any, error: type[Exception]) -> None:
    """With an exception, whatever they are given; one of the caller's own comes through."""
    with pytest.raises(error):
        compiled.shares(*arguments)
    for function in (compiled.counts, compiled.cue_words):
        with pytest.raises(TypeError):
            function(b"bytes")
    with pytest.raises(ZeroDivisionError):
        compiled.shares(["été"], [1.0], 0, 1, lambda _: 1 // 0)
