"""What trafilatura takes for the article, and which blocks agree."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner.model import Block
from presscut.cleaner.opinion import MOST_TAGS, agreement, second_opinion
from presscut.cleaner.segment.html import segment_html
from presscut.cleaner.shape import measure

SENTENCES = [
    f"The orchard keeper counted {n} crates of pears before the frost reached the valley that evening."
    for n in range(9)
]
ARTICLE = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
MENU = "<nav><ul><li><a href=/a>Weather</a></li><li><a href=/b>Markets</a></li></ul></nav>"
PAGE = f"<html><body>{MENU}<article><h1>Pears</h1>{ARTICLE}</article><footer>Imprint</footer></body></html>"


def made(*texts: str) -> tuple[Block, ...]:
    return tuple(Block(0, len(text), "paragraph", text, measure(text)) for text in texts)


def test_the_article_agrees_and_the_menu_does_not() -> None:
    """The evidence must come out at the right blocks of a real page."""
    blocks = segment_html(PAGE, url=None).blocks
    shares = dict(zip((block.text for block in blocks), agreement(second_opinion(PAGE, url=None), blocks), strict=True))
    assert all(shares[sentence] == 1.0 for sentence in SENTENCES)
    assert shares["Weather"] == shares["Imprint"] == 0.0


def test_one_copy_of_a_doubled_block_agrees() -> None:
    """Responsive pages carry the text twice; the extractor took one copy, and both would be too many."""
    blocks = made(SENTENCES[0], "Menu", SENTENCES[0], SENTENCES[1])
    assert agreement(f"{SENTENCES[0]}\n{SENTENCES[1]}", blocks) == (0.0, 0.0, 1.0, 1.0)


def test_a_heading_agrees_where_its_text_is() -> None:
    """A table of contents lists every heading; only the one above its paragraphs is the article's."""
    blocks = made("Storage", "Harvest", "Menu", "Harvest", SENTENCES[0], "Storage", SENTENCES[1])
    opinion = f"Harvest\n{SENTENCES[0]}\nStorage\n{SENTENCES[1]}"
    assert agreement(opinion, blocks) == (0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0)


def test_marks_of_lists_and_rows_do_not_matter() -> None:
    """trafilatura writes items with a dash and rows with bars."""
    assert agreement("- pears and some plums\n| one | two |", made("pears and some plums", "one\ttwo")) == (1.0, 1.0)


def test_lines_and_blocks_may_be_cut_differently() -> None:
    """A block of several lines, a line over several blocks: the words count, not the breaks."""
    assert agreement(f"{SENTENCES[0]}\n{SENTENCES[1]}", made(f"{SENTENCES[0]}\n{SENTENCES[1]}")) == (1.0,)
    assert agreement(f"{SENTENCES[0]} {SENTENCES[1]}", made(SENTENCES[0], SENTENCES[1])) == (1.0, 1.0)


def test_no_opinion_agrees_with_nothing() -> None:
    """An empty answer is no evidence for a block."""
    assert agreement("", made("one two", "three")) == (0.0, 0.0)
    assert agreement("words", ()) == ()


def test_same_answer_whatever_came_before() -> None:
    """Promise 2: trafilatura's memory of repeated texts made its answers depend on earlier pages."""
    first = second_opinion(PAGE, url=None)
    for _ in range(5):
        assert second_opinion(PAGE, url=None) == first


def test_hostile_markup_has_no_opinion() -> None:
    """Whatever a foreign parser makes of it, the run goes on; too large a page is not asked about."""
    assert second_opinion("", url=None) == ""
    assert second_opinion("\x00<", url="http://[bad") == ""
    assert second_opinion("<p>word</p>" * MOST_TAGS, url=None) == ""


def test_heavy_packages_wait_until_asked() -> None:
    """The text path must not pay for trafilatura: its import costs several times a page of text."""
    code = "import sys, presscut.cleaner.opinion, presscut.cleaner.decode, presscut.cleaner.segment.html as h\n"
    code += "print(sorted({'trafilatura', 'lxml', 'bs4', 'selectolax'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@given(st.lists(st.sampled_from(["a b c d e", "f g", "h", "a b c d e f g", ""])), st.text("abcdefgh \n", max_size=60))
def test_shares_are_shares(texts: list[str], opinion: str) -> None:
    """One number for every block, from 0 to 1, for any answer."""
    shares = agreement(opinion, made(*texts))
    assert len(shares) == len(texts)
    assert all(0.0 <= share <= 1.0 for share in shares)
