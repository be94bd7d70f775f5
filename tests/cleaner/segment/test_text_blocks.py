"""Plain text → blocks."""

from __future__ import annotations

import pytest

from presscut.cleaner.segment.text import segment_text


def texts(source: str) -> list[str]:
    return [block.text for block in segment_text(source)]


def kinds(source: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in segment_text(source)]


LONG = "The council of Northport voted on Monday to keep the ferry running through the winter months, "
SENTENCES = [
    LONG + "although its costs have doubled since the new harbour wall was finished two years ago by a firm from afar.",
    LONG + "and the mayor, who had spoken against the plan in the spring, said that he would sign it by the weekend.",
    LONG + "while the company that runs the boats has asked for a longer contract and for a share of harbour fees.",
]


def test_one_line_is_one_paragraph_where_lines_are_not_wrapped() -> None:
    """Text copied from a page has no empty lines between paragraphs, and headings without a mark."""
    lines = [SENTENCES[0], "What the mayor said", SENTENCES[1], "What Comes Next", SENTENCES[2]]
    assert texts("\n".join(lines)) == lines


def test_a_wide_space_begins_a_paragraph() -> None:
    """Japanese indents paragraphs by one, and what is said by none (JLReq 3.5.1); behind a name it is a leftover."""
    lines = ["「船は六時に出ます」", "　そう言って彼は桟橋を降りた。", "「またか」", "　誰も手を振らなかった。"]
    assert texts("\n".join(lines)) == [line.strip() for line in lines]
    assert texts("木村\n　船は六時に出ます。") == ["木村船は六時に出ます。"]


def test_blank_lines_divide_paragraphs_and_are_counted() -> None:
    """The judge sees how far apart blocks stand."""
    blocks = segment_text(f"{SENTENCES[0]}\n\n\n   {SENTENCES[1]}\n")
    assert [(block.hints.gap, block.hints.indent) for block in blocks] == [(0, 0), (2, 3)]


WRAPPED = """\
The council of Northport voted on Monday to keep the ferry running
through the winter months, although its costs have doubled since the
new harbour wall was finished.
The mayor, who had spoken against the plan in the spring, said that he
would sign it by the weekend.

Costs
A longer contract was asked for by the company that runs the boats, a
well-known firm from Southport which employs forty people on the sea-
front and is looking for more of them, a spokesman wrote in a state-
ment on Tuesday.
"""


def test_hard_wrapped_text_is_reflowed() -> None:
    """A program broke the lines; a line that ends early ends its paragraph, a divided word is one."""
    got = texts(WRAPPED)
    assert got[0].startswith("The council of Northport voted")
    assert got[0].endswith("although its costs have doubled since the new harbour wall was finished.")
    assert got[1].endswith("said that he would sign it by the weekend.")
    assert got[2] == "Costs"
    assert "well-known firm" in got[3]
    assert "statement on Tuesday." in got[3]
    assert len(got) == 4


def test_a_hyphen_that_the_document_writes_elsewhere_stays() -> None:
    """``well-known`` at a line's end keeps its hyphen when the text has it inside a line."""
    source = WRAPPED.replace("sea-\nfront", "well-\nknown strip")
    assert "well-known strip" in " ".join(texts(source))


def test_a_page_break_inside_a_sentence_is_joined() -> None:
    """PDF text has an empty line where the page ends, in mid-sentence."""
    source = WRAPPED.replace("new harbour wall", "\nnew harbour wall")
    assert len(texts(source)) == 4


def test_reflow_leaves_lists_and_short_lines_alone() -> None:
    """A menu or a list in wrapped text is not one paragraph."""
    source = WRAPPED + "\nHome\nNews\nSport\n\n- one thing that is on the list\n- another\n"
    assert texts(source)[4:] == ["Home", "News", "Sport", "one thing that is on the list", "another"]


def test_chinese_lines_are_joined_without_a_space() -> None:
    """Chinese has no spaces between words, so a line end must not leave one."""
    line = "北港市议会星期一投票决定让渡船在整个冬天继续运行尽管自从新的防波堤完工以来"
    source = f"{line}\n{line}\n{line}\n成本已经翻了一番。\n"
    assert texts(source) == [line * 3 + "成本已经翻了一番。"]


FRAGMENTS = """\
At
Harbour Kitchen
, we keep our menu small.

We can only recommend
the pier
 highly, even if it rains. See the
opening hours
(in winter) or
call us
.

Important!
 Bring a coat.

Home
News
Sport
"""


def test_fragments_that_an_inline_tag_broke_off_are_joined() -> None:
    """``get_text("\\n")`` breaks the line at every link and every bold word."""
    assert texts(FRAGMENTS) == [
        "At Harbour Kitchen, we keep our menu small.",
        "We can only recommend the pier highly, even if it rains. See the opening hours (in winter) or call us.",
        "Important! Bring a coat.",
        "Home",
        "News",
        "Sport",
    ]


def test_dashes_and_word_ends_are_joined_without_a_space() -> None:
    """A link's words may stand right before an apostrophe or a dash."""
    assert texts("So says Mira\n's sister\n—a baker—of it.") == ["So says Mira's sister—a baker—of it."]


SPACED = "\n\n".join(WRAPPED.strip().splitlines())


def test_lines_with_an_empty_line_after_each_are_reflowed() -> None:
    """Some PDF converters write every line as a paragraph."""
    assert texts(SPACED.replace("\n\n\n\n", "\n\n"))[0].endswith("harbour wall was finished.")


def test_a_drop_cap_on_its_own_line_is_joined_to_its_word() -> None:
    """A drop cap is an inline tag as well."""
    assert texts("T\nhe council voted.") == ["The council voted."]


def test_labels_in_lower_case_stay_apart() -> None:
    """Tags in a row are no sentence."""
    assert texts("harbour\nferry\nnorthport") == ["harbour", "ferry", "northport"]


def test_a_title_and_its_teaser_stay_apart() -> None:
    """In a list of teasers the title has no end mark and the teaser begins with a capital."""
    lines = ["Harbour Wall Is Cracking", "The wall that was finished two years ago shows its first cracks, and..."]
    assert texts("\n".join(lines)) == lines


@pytest.mark.parametrize("mark", ["•", "-", "*", "+", "◦", "✓"])
def test_items_lose_their_mark(mark: str) -> None:
    """The text of an item is its words; its kind says that it is one."""
    assert kinds(f"{mark} one\n{mark} two") == [("item", "one"), ("item", "two")]


def test_a_mark_on_its_own_line_belongs_to_the_item_below() -> None:
    """Converters break the line after the mark."""
    assert kinds("•\nFirst thing") == [("item", "First thing")]
    assert kinds("Name\n*\nMail") == [("paragraph", "Name"), ("paragraph", "*"), ("paragraph", "Mail")]


def test_depth_of_items_by_indentation() -> None:
    """Menus are deep lists: depth tells the judge."""
    source = "  * a\n    + b\n        o C\n    + d\n  * e"
    assert [(block.text, block.level) for block in segment_text(source)] == [
        ("a", 1), ("b", 2), ("C", 3), ("d", 2), ("e", 1),
    ]  # fmt: skip


def test_indentation_is_layout_in_plain_text() -> None:
    """Some converters indent the whole page: nothing there is code."""
    assert {block.kind for block in segment_text(f"        {SENTENCES[0]}\n\n        x = {{1}}; y();\n")} == {
        "paragraph"
    }


def test_markdown_marks_are_not_read_into_text() -> None:
    """One number sign or a lone number begins a sentence of the author."""
    source = "# 1 in the list\n\n3. October was warm.\n\n*stars*"
    assert texts(source) == ["# 1 in the list", "3. October was warm.", "*stars*"]


def test_dividers() -> None:
    """Rules hold no words but have their place."""
    assert kinds("a b\n\n* * *\n\n———\n\nc d")[1:3] == [("divider", ""), ("divider", "")]


DIVIDED = """\
The harbour wall, which engineers have called un-
safe since 2031, comes before the council again on
Monday. Three votes have failed, each by a single
voice.
This time the money is there. The ministry has pro-
mised 14 million, on the condition that work be-
gins before winter, as the well-
known engineer wants.
"""
MAIL = """\
The harbour wall comes before the council again on Monday, and the well-
known engineer who built it will speak. Three votes have failed so far,
as everybody knows. Nothing is known of the fourth, but it may go well,
said the harbour master, who looked at short-
and long-term costs and will not say what he has found out about either.
"""


def test_a_short_text_that_divides_words_is_whole_again() -> None:
    """Too few lines to tell a width by, but "un-", "pro-" and "be-" are no words: lines are broken inside of them."""
    text = " ".join(texts(DIVIDED))
    assert "called unsafe since" in text
    assert "has promised 14 million" in text
    assert "work begins before" in text


def test_a_compound_keeps_its_hyphen_where_words_are_not_divided() -> None:
    """Mail breaks lines between words and behind hyphens alone: both halves are words of the text."""
    text = " ".join(texts(MAIL))
    assert "the well-known engineer" in text
    assert "at short- and long-term costs" in text


def test_a_word_that_stands_elsewhere_in_one_is_one() -> None:
    """Whatever its halves are."""
    text = " ".join(texts(MAIL.replace("well-\nknown", "over-\nall").replace("so far", "over all, overall")))
    assert "the overall engineer" in text
