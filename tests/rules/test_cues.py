"""The cue language and the table that finds cues."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner.cues import MOST_PHRASES, CueError, CueTable, parse_cue, words_in
from tests.support.timing import seconds


def finds(pattern: str, text: str) -> str | None:
    """The words a cue finds in a text, or null."""
    return CueTable([(0, parse_cue(pattern))]).find(words_in(text)).get(0)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("sign up (to|for) our", "Please sign up for our paper"),
        ("get (|* )newsletter", "Get the very best newsletter"),
        ("^read more", "Read more: ships"),
        ("read more$", "Ships leave. Read more …"),
        ("=donate", "♥ Donate"),
        ("=# comments", "1,024 Comments"),
        ("by * for", "by Mira Ann Quell for"),
        ("^© #", "© 2026 Harbour Herald"),
        ("editor s note", "Editor’s note"),
        ("e mail", "E-Mail"),
        ("lect(eurs|rices)", "nos lectrices"),
        ("straße", "STRASSE"),
        ("é", "e\u0301"),
        ("=订阅", "订阅"),
        ("订阅我们", "请订阅我们的报纸"),
        ("=line", "ＬＩＮＥ"),
        ("اقرأ أيضا", "إقرأ ايضاً"),
        ("النشرة الأسبوعية", "النشره الاسبوعيه"),
        ("على فيسبوك", "علي فيسبـــوك"),
        ("نشر هذا المقال", "نُشِرَ هذا المقال"),
        ("שלום", "שָׁלוֹם"),
        ("בע מ", "בע״מ"),
        ("=ilgili yazılar", "İLGİLİ YAZILAR"),
        ("=διαβάστε επίσης", "ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ"),
        ("citește și", "Citeşte şi"),
        ("=این مطلب", "اين مطلب"),
        ("=पढ़ें", "पढ़ें"),
    ],
)
def test_a_cue_finds_what_it_says(pattern: str, text: str) -> None:
    """Typography, case, punctuation and bold marks must never hide a phrase."""
    assert finds(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("^read more", "I read more"),
        ("read more$", "Read more books"),
        ("=donate", "Donate now"),
        ("=पढ़ें", "पढ़ा"),
        ("support us", "support usage"),
        ("=# comments", "many comments"),
        ("by * for", "by for"),
        ("by * for", "by one two three four for"),
        ("=订阅", "订阅我们"),
    ],
)
def test_a_cue_finds_no_more_than_it_says(pattern: str, text: str) -> None:
    """A phrase inside a longer word, or out of its place, is another phrase."""
    assert finds(pattern, text) is None


@pytest.mark.parametrize(
    "pattern", ["", "(a|)", "(a|b", "a)", "a|b", "* newsletter", "(|x )*", "(a|b|c|d|e|f|g|h|i|j) " * 3, "- / …"]
)
def test_a_cue_that_would_fit_everything_is_refused(pattern: str) -> None:
    """Of 88 defects in a first list of cues, 86 were alternatives left empty by mistake."""
    with pytest.raises(CueError):
        parse_cue(pattern)


@pytest.mark.parametrize(
    "pattern", ["(a|b)" * 40, "x" + "(a|b)y" * 40, "(a|b)" * 40 + " c", "((a|b)" * 12 + ")" * 12, "(a|b) " * 40]
)
def test_a_cue_of_too_many_phrases_is_refused_before_they_are_written_out(pattern: str) -> None:
    """Forty brackets in a row took all memory and then the machine's patience: a pack may come from anybody."""
    with pytest.raises(CueError, match="stands for more than 600 phrases"):
        parse_cue(pattern)


def test_phrases_are_written_out_in_bounds() -> None:
    """Lint reads the phrases, so their number must be bounded before they are written out."""
    cue = parse_cue("(a|b) c (|d )e")
    assert sorted(cue.phrases) == [("a", "c", "d", "e"), ("a", "c", "e"), ("b", "c", "d", "e"), ("b", "c", "e")]
    assert len(parse_cue("(1|2|3|4|5|6) (1|2|3|4|5|6|7|8|9|0) (1|2|3|4|5|6|7|8|9|0)").phrases) == MOST_PHRASES


@given(st.lists(st.sampled_from(["share", "this", "story", "now", "7", "x"]), min_size=1, max_size=12))
def test_the_table_agrees_with_looking_word_by_word(words: list[str]) -> None:
    """The table is an optimisation: it must find what a plain search over the phrases finds."""
    cues = [parse_cue(p) for p in ("share (this|) story", "^share", "now$", "=share this", "this * now", "# x", "x")]
    found = set(CueTable(enumerate(cues)).find(words))
    assert found == {
        i for i, cue in enumerate(cues) if any(_plainly(cue.start, cue.end, p, words) for p in cue.phrases)
    }


def _plainly(start: bool, end: bool, phrase: tuple[str, ...], words: list[str]) -> bool:
    return any(
        (first == 0 or not start) and (len(words) in ends or not end)
        for first in range(len(words))
        for ends in [_ends(phrase, words, first)]
        if ends
    )


def _ends(phrase: tuple[str, ...], words: list[str], at: int) -> set[int]:
    ends = {at}
    for want in phrase:
        if want == "*":
            ends = {e + n for e in ends for n in (1, 2, 3) if e + n <= len(words)}
        else:
            ends = {
                e + 1 for e in ends if e < len(words) and (words[e] == want or (want == "#" and words[e].isdigit()))
            }
    return ends


@given(st.text())
def test_any_text_is_cut_into_words(text: str) -> None:
    """Words are what tables look up: none may be empty, whatever the text."""
    assert all(words_in(text))


@given(st.text(alphabet="ab(|) *#^$=", max_size=30))
def test_any_pattern_is_read_or_refused(pattern: str) -> None:
    """Patterns come from users: the only way to fail is a CueError."""
    with suppress(CueError):
        CueTable([(0, parse_cue(pattern))]).find(["a", "b", "7"])


def test_time_grows_with_the_text() -> None:
    """A text made to look like the beginning of every cue must not cost more than its length."""
    table = CueTable(enumerate(map(parse_cue, ("a * a * a * b", "a a a a a a a b", "^a a b", "(a|) a (|* )c"))))
    short, long = (seconds(partial(table.find, ["a"] * size)) for size in (4_000, 16_000))
    assert long < 12 * max(short, 0.005)
