"""Markdown, as converters write it → blocks."""

from __future__ import annotations

import pytest

from presscut.cleaner.model import Block
from presscut.cleaner.segment.markdown import segment_markdown


def kinds(source: str) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in segment_markdown(source)]


def one(source: str) -> Block:
    (block,) = segment_markdown(source)
    return block


@pytest.mark.parametrize(
    ("source", "level"),
    [("# Title", 1), ("### **Title** ###", 3), ("Title\n=====", 1), ("**Title**\n---------", 2)],
)
def test_headings(source: str, level: int) -> None:
    """Both ways of Markdown, with the mark taken out by an edit."""
    assert kinds(source) == [("heading", level, "Title")]
    assert "inline/heading-mark" in {edit.rule for edit in one(source).edits}


def test_a_hash_without_a_space_is_no_heading() -> None:
    """Hashtags stand at the beginning of lines."""
    assert kinds("#ferry #northport") == [("paragraph", 0, "#ferry #northport")]


def test_a_line_in_bold_is_a_paragraph_that_says_so() -> None:
    """Whether it is a heading is for the judge to say."""
    block = one("**What comes next**")
    assert (block.kind, block.text, block.hints.tags) == ("paragraph", "What comes next", ("strong",))


def test_lists() -> None:
    """Marks of all kinds, nested, with numbers that count and numbers that do not."""
    source = "* a\n  + b\n    - c\n* d\n\n1. one\n2. two\n\n3. October was warm.\n\n- [x] done"
    assert kinds(source) == [
        ("item", 1, "a"), ("item", 2, "b"), ("item", 3, "c"), ("item", 1, "d"),
        ("item", 1, "one"), ("item", 1, "two"), ("item", 1, "October was warm."), ("item", 1, "done"),
    ]  # fmt: skip


def test_an_item_may_be_a_heading() -> None:
    """Converters write ``li`` around ``h3`` so; one # before a word stands for "number"."""
    assert kinds("1. #### The dough\n\nKnead it.\n\n* ## The filling\n* # of apples: 4") == [
        ("heading", 4, "The dough"), ("paragraph", 0, "Knead it."),
        ("heading", 2, "The filling"), ("item", 1, "# of apples: 4"),
    ]  # fmt: skip


def test_all_items_of_a_list_may_have_the_number_one() -> None:
    """CommonMark 0.31, 5.3: "The numbers of subsequent list items are disregarded"."""
    assert kinds("1. Oars\n1. Ropes\n\n1. Nets") == [("item", 1, "Oars"), ("item", 1, "Ropes"), ("item", 1, "Nets")]
    assert kinds("12. December\n12. January")[0] == ("paragraph", 0, "12. December")


def test_a_number_without_neighbours_is_text() -> None:
    """``12. December`` is a date; a heading's number is part of it."""
    assert kinds("12. December was warm.\n\nMore of it.")[0] == ("paragraph", 0, "12. December was warm.")


def test_quotes() -> None:
    """One block a paragraph, whatever marks stand at its lines."""
    source = "> First line of the quotation that goes on\n> in the next line.\n>\n> > Second, *nested*.\n> * item\n"
    assert kinds(source) == [
        ("quote", 0, "First line of the quotation that goes on in the next line."),
        ("quote", 0, "Second, nested."),
        ("quote", 0, "item"),
    ]


def test_fenced_code_keeps_its_lines() -> None:
    """White space is part of code."""
    block = one("```python\ndef f():\n\n    return **x**\n```")
    assert (block.kind, block.text) == ("code", "def f():\n\n    return **x**")


@pytest.mark.parametrize("mark", ["`", "~"])
def test_a_fence_closes_with_as_many_marks_at_least(mark: str) -> None:
    """Code about Markdown holds fences of its own; those around it are longer."""
    inside = f"{mark * 3}python\nreturn x\n{mark * 3}"
    block = one(f"{mark * 4}md\n{inside}\n{mark * 5}")
    assert (block.kind, block.text) == ("code", inside)


def test_a_fence_that_is_never_closed_does_not_swallow_the_page() -> None:
    """A stray fence must cost one line, not the article."""
    assert [kind for kind, _, _ in kinds("```\nText one.\n\nText two.")] == ["divider", "paragraph", "paragraph"]


def test_indented_code() -> None:
    """After an empty line, with marks of code, and not in a list."""
    source = "Call it so:\n\n    f(x)[0] = {1};\n      g();\n\nThen go on.\n\n* item\n\n    more of the item\n"
    assert kinds(source) == [
        ("paragraph", 0, "Call it so:"),
        ("code", 0, "f(x)[0] = {1};\n  g();"),
        ("paragraph", 0, "Then go on."),
        ("item", 1, "item"),
        ("paragraph", 0, "more of the item"),
    ]


def test_an_escaped_pipe_is_text_in_code_as_well() -> None:
    """GFM 0.29, 4.10: a pipe divides cells wherever it stands, unless it is escaped."""
    assert kinds("| `a \\| b` | c \\| d |\n|---|---|")[0] == ("row", 0, "a | b\tc | d")


def test_tables() -> None:
    """Rows with or without outer pipes; the separator is a divider; cells are divided by tabs, an empty one by two."""
    source = "| Boat | *Year* |\n|------|------|\n| Tern | 1962 |\n\nA | B\n---|---\nc |  | d\n"
    assert kinds(source) == [
        ("row", 0, "Boat\tYear"), ("divider", 0, ""), ("row", 0, "Tern\t1962"),
        ("row", 0, "A\tB"), ("divider", 0, ""), ("row", 0, "c\t\td"),
    ]  # fmt: skip


def test_empty_cells_count_between_others() -> None:
    """What follows stays in its column; at the ends of a row they leave nothing."""
    assert kinds("| | Boat | Year |\n|---|---|---|\n| a | | c | |\n") == [
        ("row", 0, "Boat\tYear"), ("divider", 0, ""), ("row", 0, "a\t\tc"),
    ]  # fmt: skip


def test_pipes_between_words_are_no_table() -> None:
    """Sections are often printed so."""
    assert kinds("NEWS | HARBOUR") == [("paragraph", 0, "NEWS | HARBOUR")]


def test_pictures_alone_on_a_line() -> None:
    """Their description is the block's text; it may be a caption."""
    assert kinds("![A *ferry*](f.jpg)\n\n[![](l.svg)](/home)\n\n![](x.png)") == [
        ("image", 0, "A ferry"), ("image", 0, ""), ("image", 0, ""),
    ]  # fmt: skip


@pytest.mark.parametrize("rule", ["---", "* * *", "***", "_____", "- - - -", "====="])
def test_rules(rule: str) -> None:
    """A rule after an empty line divides; it is not the underline of a heading."""
    assert kinds(f"Text above.\n\n{rule}\n\nText below.")[1] == ("divider", 0, "")


def test_hard_breaks_divide_bylines() -> None:
    """Two spaces at the line's end are the author's line break."""
    source = "By Mira Holt, THE TERN  \nDecember 3, 2031"
    assert [text for _, _, text in kinds(source)] == ["By Mira Holt, THE TERN", "December 3, 2031"]


def test_a_break_inside_a_sentence_is_joined() -> None:
    """Not every converter's break means one."""
    assert [text for _, _, text in kinds("The ferry runs\nthrough the winter.")] == [
        "The ferry runs through the winter."
    ]


def test_wrapped_markdown_is_measured_by_what_is_seen() -> None:
    """Addresses make lines long that a reader sees as short."""
    line = "The ferry runs through the [winter](https://harbour.example/a/very/long/address) months and is full on"
    source = f"{line}\n{line}\n{line}\nSunday.\n\nEnd of it.\n"
    assert len(segment_markdown(source)) == 2


def test_a_definition_may_end_the_document() -> None:
    """Its last character is a bracket then, with nothing of the block left before it."""
    assert kinds("Text.\n\n[1]: javascript:void(0)") == [("paragraph", 0, "Text."), ("divider", 0, "")]


def test_link_definitions_hold_no_text() -> None:
    """They stand at the end of a page and are no part of its text."""
    assert kinds("Text.\n\n[1]: https://a.example")[1] == ("divider", 0, "")


@pytest.mark.parametrize("address", ["/a", "<https://a.example/b c>", "/find?say=two words&more=1", "</a> 'Title'"])
def test_addresses_as_converters_define_them(address: str) -> None:
    """Some hold spaces that they must not have."""
    blocks = segment_markdown(f"[The ferry][1] runs.\n\n[1]: {address}")
    assert [(block.kind, block.text, len(block.links)) for block in blocks] == [
        ("paragraph", "The ferry runs.", 1), ("divider", "", 0),
    ]  # fmt: skip


def test_a_note_is_no_definition() -> None:
    """What a number stands for may be words."""
    assert kinds("It runs.[1]\n\n[1]: Holt (2031), page 4")[1] == ("paragraph", 0, "[1]: Holt (2031), page 4")


def test_definitions_give_links_their_addresses() -> None:
    """A page of such links has as much link text as any other, in cards over several blocks as well."""
    source = (
        "- [Home][1]\n- [Store][2]\n\n[\n\n### A card\n\nIts teaser.\n\n][1]\n\n[1]: /home\n[2]: /store\n[1]: /other"
    )
    blocks = segment_markdown(source)
    assert [(block.text, [link.url for link in block.links]) for block in blocks if block.text] == [
        ("Home", ["/home"]), ("Store", ["/store"]), ("A card", ["/home"]), ("Its teaser.", ["/home"]),
    ]  # fmt: skip


def test_a_card_is_one_link_over_its_blocks() -> None:
    """Teaser cards are links as a whole: every block of one is link text."""
    source = "[![pic](p.jpg)\n\n### Harbour news\n\nA teaser of it.](https://a.example/n)\n\nText after."
    blocks = segment_markdown(source)
    assert [(block.kind, block.text) for block in blocks] == [
        ("image", "pic"), ("heading", "Harbour news"), ("paragraph", "A teaser of it."), ("paragraph", "Text after."),
    ]  # fmt: skip
    assert [[link.url for link in block.links] for block in blocks] == [["https://a.example/n"]] * 3 + [[]]


def test_a_description_of_a_picture_over_several_lines_is_no_text() -> None:
    """Feeds of pictures describe them in whole paragraphs."""
    blocks = segment_markdown("![First words\n\nsecond words\n\nlast words](p.jpg)\n\nText.")
    assert [block.kind for block in blocks] == ["image", "image", "image", "paragraph"]


def test_a_document_that_prints_angles_is_known_by_it() -> None:
    """The style of the whole document tells whether ``word <url>`` is a doubled link."""
    doubled = "The ferry <https://a.example/1> runs. The harbour <https://a.example/2> is full."
    assert [text for _, _, text in kinds(doubled)] == ["The ferry runs. The harbour is full."]
    plain = doubled + " [a](/b) [c](/d) [e](/f) [g](/h)" * 2
    assert "https://a.example/1" in one(plain).text


def test_one_doubled_link_elsewhere_shows_a_printer_of_links() -> None:
    """A page that printed its addresses in brackets printed this one, too, even if it is the only one of its kind."""
    source = "The [ferry](https://a.example/1) (<https://a.example/1>) runs.\n\nA ruling <https://a.example/2> said so."
    blocks = segment_markdown(source)
    assert [block.text for block in blocks] == ["The ferry runs.", "A ruling said so."]
    assert [(link.text, link.url) for link in blocks[1].links] == [("ruling", "https://a.example/2")]


def test_a_single_address_after_a_word_is_the_authors() -> None:
    """Who writes ``see <url>`` wants the address to be read."""
    assert one("For the times see <https://a.example/1> or ask.").text.endswith("see https://a.example/1 or ask.")


def test_a_doubled_link_among_many_that_are_not_shows_nothing() -> None:
    """One author in a hundred pages writes an address after its link by hand; printers do it everywhere."""
    links = " ".join(f"[n{i}](https://a.example/{i})" for i in range(20))
    source = f"{links}\n\nA [law](https://b.example) (<https://b.example>) came.\n\nMore at <https://a.example/2> now."
    assert segment_markdown(source)[-1].text == "More at https://a.example/2 now."
