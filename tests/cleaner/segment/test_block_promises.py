"""Promise 1, as far as it is kept here: the blocks' spans tile the source, their edits give their text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner.inline import apply_edits
from presscut.cleaner.model import Block
from presscut.cleaner.segment.markdown import segment_markdown
from presscut.cleaner.segment.text import segment_text
from tests.support.timing import seconds

Segment = Callable[[str], tuple[Block, ...]]
SEGMENTERS = (segment_text, segment_markdown)
BEGINNINGS = (
    "", "", "", "  ", "    ", "\t", "* ", "- ", "+ ", "1. ", "2. ", "12) ", "# ", "### ", "> ", ">> ", "> * ", "```",
    "~~~",
    "---", "===", "|", "| a |", "|---|---|", "• ", "•", "*", "[1]: http://a.example", "![", "[", "](http://a.example)",
    "* * *", "<u>", "\ufeff", "\u200b", "a | b", ">", "    x = {1};",
)  # fmt: skip
ENDINGS = (
    "",
    "",
    "",
    ".",
    ",",
    "  ",
    "\\",
    "-",
    "\xad",
    "...",
    ":",
    "(",
    "**",
    "](http://a.example/b)",
    "|",
    " ",
    "\x0c",
)
BREAKS = ("\n", "\n", "\n", "\n\n", "\r\n", "\r", "\n\n\n", "\u2028", "\x0b", " ")
WORDS = st.sampled_from(["word", "Word", "a longer run of words that fills the line up to its end", "中文字", "х", ""])
LINES = st.tuples(
    st.sampled_from(BEGINNINGS), WORDS | st.text(max_size=4), st.sampled_from(ENDINGS), st.sampled_from(BREAKS)
)
DOCUMENTS = st.lists(LINES.map("".join), max_size=14).map("".join)


@pytest.mark.parametrize("segment", SEGMENTERS)
@given(source=DOCUMENTS)
def test_blocks_tile_the_source(segment: Segment, source: str) -> None:
    """Nothing but white space lies outside the blocks, and applying a block's edits gives its text."""
    at = 0
    for block in segment(source):
        assert at <= block.start < block.end
        assert not source[at : block.start].strip()
        assert apply_edits(source, block.start, block.end, block.edits) == block.text
        edited = block.start
        for edit in block.edits:
            assert edited <= edit.start < edit.end <= block.end
            edited = edit.end
        assert all(block.text[link.start : link.end] == link.text for link in block.links)
        assert (block.text == "") == (block.shape.chars == 0)
        at = block.end
    assert not source[at:].strip()


@pytest.mark.parametrize("segment", SEGMENTERS)
@given(source=DOCUMENTS)
def test_words_survive(segment: Segment, source: str) -> None:
    """The words of running text are all there: only marks, addresses, pictures and the edges of pages go."""
    text = "".join(block.text for block in segment(source))
    if "![" not in source and "[1]:" not in source and "\x0c" not in source:
        assert text.count("longer") == source.count("longer")


@pytest.mark.parametrize("segment", SEGMENTERS)
@pytest.mark.parametrize(
    "line",
    ["* a\n", "> a\n", "```\n", "```a\n", "|a|\n", "1. a\n", "a\n", "a,\n", ", a\n", "a-\nb\n", "    x();\n\n", "[\n\n",
     "](/b)\n\n", "![a\n\n", "=\n", "---\n", "a\n---\n", "a\n\x0c", "b\n\n-----\n\n", "7\n", "\u200b\n", " a\n", "(\n"],
)  # fmt: skip
def test_many_lines_take_time_in_proportion(segment: Segment, line: str) -> None:
    """Four times the lines take about four times as long, whatever the lines are."""
    short, long = (seconds(partial(segment, line * count)) for count in (2_000, 8_000))
    assert long < max(short, 0.02) * 12


def test_nothing_in_nothing_out() -> None:
    """An empty page has no blocks."""
    assert segment_text(" \n\t\n") == segment_markdown("") == ()
