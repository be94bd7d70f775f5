"""Pages in one line, as programs that collapse white space leave them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner.compose import compose
from presscut.cleaner.judge.decide import decide
from presscut.cleaner.model import Draft, Page
from presscut.cleaner.segment import segment
from presscut.cleaner.segment.text import segment_text
from presscut.cleaner.segment.unbroken import LONG, LONG_ALONE

SENTENCES = [
    "The ferry runs again on all days of the week, but for the Sunday.",
    "Nobody in the town had thought that it would be so soon!",
    "“We are glad,” said the head of the harbour office.",
    "Mr. and Mrs. Holt had waited for it the whole winter.",
]
LABELS = "Skip To Content Home Tide Tables About The Tern Contact Us Sign In Search"


def line_of(sentences: list[str]) -> str:
    times = LONG // sum(map(len, sentences)) + 1
    return " ".join(sentences * times)


def test_a_page_in_one_line_is_read_sentence_by_sentence() -> None:
    """What is not the article can be told apart only so."""
    blocks = segment_text(line_of(SENTENCES[:3]))
    assert [block.text for block in blocks[:3]] == SENTENCES[:3]
    assert [block.hints.goes_on for block in blocks[:3]] == [False, True, True]


def test_labels_before_a_sentence_are_a_block_of_their_own() -> None:
    """A menu has no stop at its end."""
    blocks = segment_text(f"{LABELS} {line_of(SENTENCES)}")
    assert [block.text for block in blocks[:2]] == [LABELS, SENTENCES[0]]
    assert blocks[1].hints.goes_on


def test_a_short_page_in_one_line_is_known_by_its_menu() -> None:
    """Shorter than many paragraphs: these begin with a sentence, and pages with labels."""
    text = " ".join(SENTENCES * 6)
    assert LONG_ALONE < len(text) < LONG
    assert [block.text for block in segment_text(text)] == [text]
    blocks = segment_text(f"{LABELS} {text}")
    assert [block.text for block in blocks[:3]] == [LABELS, *SENTENCES[:2]]
    above = "A line of its own.\n\n" * 4
    assert [block.text for block in segment_text(f"{above}{LABELS} {text}")][4:] == [f"{LABELS} {text}"]


def test_names_in_a_sentence_are_no_labels() -> None:
    """A comma goes on, and no sentence begins with a number."""
    named = "In it were Holt, Brandt, Doll And Sons, Quill, Tern, The Harbour Office, Number 7, a boat and its crew."
    blocks = segment_text(f"{named} {line_of(SENTENCES)}")
    assert blocks[0].text == named


@pytest.mark.parametrize("between", ["", "     ", " \t ", "\t"])
def test_wide_gaps_and_glued_sentences_divide_blocks(between: str) -> None:
    """Where an element ended, the text of the next one follows without a space, or after many."""
    blocks = segment_text(f"{SENTENCES[0]}{between}{line_of(SENTENCES)}")
    assert [block.text for block in blocks[:2]] == [SENTENCES[0]] * 2
    assert not blocks[1].hints.goes_on


def test_scripts_without_spaces_are_divided_at_their_stops() -> None:
    """No space follows a stop there."""
    blocks = segment_text("渡し船は再び運航します。町の人々は喜んでいます。" * (LONG // 20))
    assert [block.text for block in blocks[:2]] == ["渡し船は再び運航します。", "町の人々は喜んでいます。"]
    assert blocks[1].hints.goes_on


@pytest.mark.parametrize(
    "text", ["Short. Text. In one line.", f"{line_of(SENTENCES)}\n\n" + "\n\n".join(SENTENCES * 50)]
)
def test_other_pages_stay_as_they_are(text: str) -> None:
    """One long paragraph among many is a paragraph."""
    assert not any(block.hints.goes_on for block in segment_text(text))


def test_sentences_that_stay_make_one_paragraph_again() -> None:
    """The text of an article in one line comes out as it went in."""
    text = line_of(SENTENCES)
    page = Page(text.encode())
    found = segment(page)
    assert isinstance(found, Draft)
    article = compose(found, decide(found))
    assert article.text == text
    assert [(p.start, p.end, p.src_start, p.src_end) for p in article.paragraphs] == [(0, len(text)) * 2]


@given(
    st.lists(st.sampled_from([*SENTENCES, LABELS, " ", "\t", "。", "x.Y", "…", "   ", "é.É", "1. ", "§"]), max_size=400)
)
def test_every_character_is_in_one_block(pieces: list[str]) -> None:
    """Blocks do not overlap, are in order, and leave out white space alone."""
    source = "".join(pieces).ljust(LONG + 1, "a")
    blocks = segment_text(source)
    assert all(a.end <= b.start for a, b in pairwise(blocks))
    ends = [0, *(block.end for block in blocks)]
    assert not "".join(source[a : b.start] for a, b in zip(ends, blocks, strict=False)).strip()
    assert not source[ends[-1] :].strip()


@pytest.mark.parametrize("piece", ["a. ", "A", " ", "\t", ". ", ".", "…", '"', "Home ", "a.B", "。"])
def test_time_is_linear(piece: str) -> None:
    """A line of a million characters is read in seconds, whatever they are."""
    begun = time.process_time()
    segment_text(f"x{piece * (300_000 // len(piece))}x")
    assert time.process_time() - begun < 10
