"""Marks beside the words of a line: the link to edit a section, the number of a reference."""

from __future__ import annotations

import pytest

from presscut import clean
from presscut.cleaner.inline.edits import apply_edits
from presscut.cleaner.model import Block
from presscut.cleaner.segment.html import segment_html
from tests.support.fields import BODY

EDIT = "<span class=mw-editsection><span class=mw-editsection-bracket>[</span><a href=?edit>{}</a><span>]</span></span>"
REFERENCE = "<sup id=cite_ref-1 class=reference><a href='#cite_note-1'>[1]</a></sup>"


def blocks(markup: str) -> list[Block]:
    """The blocks of some markup, each one's text proved to be its span with its edits."""
    laid = segment_html(markup, url="http://wiki.example/ferry")
    for block in laid.blocks:
        assert apply_edits(laid.source, block.start, block.end, block.edits) == block.text
        assert all(block.text[link.start : link.end] == link.text for link in block.links)
    return list(laid.blocks)


@pytest.mark.parametrize("word", ["edit", "Bearbeiten | Quelltext bearbeiten", "編集"])
def test_a_heading_is_without_its_link_to_edit(word: str) -> None:
    """In whatever language a wiki prints it."""
    (heading,) = blocks(f"<h2><span class=mw-headline>Landing stages</span> {EDIT.format(word)}</h2>")
    assert heading.text == "Landing stages"
    assert heading.links == ()
    assert [edit.kind for edit in heading.edits] == ["edit-link"]


def test_a_sentence_is_without_the_numbers_of_its_references() -> None:
    """Links behind them stand where they stood in the text that is left."""
    (text,) = blocks(f"<p>Lit in 1844.{REFERENCE}{REFERENCE} The <a href=/quay>quay</a> is older {REFERENCE}.</p>")
    assert text.text == "Lit in 1844. The quay is older."
    assert [link.text for link in text.links] == ["quay"]
    assert [edit.kind for edit in text.edits] == ["note-mark"] * 3


def test_a_cell_and_an_item_are_without_them_too() -> None:
    """Joined cells keep count of where their marks stand."""
    found = blocks(
        f"<ol><li>First{REFERENCE}</li></ol><table><tr><td>1926{REFERENCE}</td><td>Lamp{REFERENCE}</td></tr>"
    )
    assert [block.text for block in found] == ["First", "1926\tLamp"]


def test_what_is_only_called_so_is_text() -> None:
    """A link to a reference in a manual, a raised number without a name."""
    found = blocks("<p>See <a class=reference href=/m>the manual</a>, 3 m<sup>2</sup>.</p>")
    assert [block.text for block in found] == ["See the manual, 3 m²."]


def test_a_block_that_is_nothing_but_a_mark_is_judged() -> None:
    """Newer wikis set it below the heading: a rule cuts it, with all of it in the ledger."""
    assert [b.text for b in blocks(f"<div><h2>Crew</h2>{EDIT.format('edit')}</div>")] == ["Crew", "[edit]"]
    prose = "".join(f"<div><h2>Crew {n}</h2>{EDIT.format('edit')}</div><p>{text}</p>" for n, text in enumerate(BODY))
    article = clean(f"<html lang=en><body><main><h1>Ferry</h1>{prose}</main></body></html>")
    assert "edit" not in article.text
    assert [entry.text for entry in article.ledger if entry.rule == "any/markup/wiki"] == ["[edit]"] * len(BODY)


def test_marks_among_characters_nobody_sees() -> None:
    """Both leave the text, each with an edit of its own."""
    (text,) = blocks(f"<p>Har\u00adbour{REFERENCE}\u200b and quay{REFERENCE}\u200b</p>")
    assert text.text == "Harbour and quay"


def test_the_ledger_says_what_was_taken_out() -> None:
    """Nothing leaves a page without an account."""
    prose = "".join(f"<p>{text}{REFERENCE}</p>" for text in BODY)
    article = clean(f"<html lang=en><body><main><h1>Ferry</h1>{prose}</main></body></html>")
    assert article.text.endswith(BODY[-1])
    told = [entry for entry in article.ledger if entry.rule == "inline/note-mark"]
    assert [(entry.action, entry.text, entry.to) for entry in told] == [("edited", "[1]", "")] * len(BODY)


LEAD = "The stage at Fenwick is a disused landing on the lower Arl, kept by one family for as long as it was in use."


def test_a_page_of_a_wiki_keeps_its_lead_and_loses_what_the_wiki_prints() -> None:
    """The first paragraphs stand between boxes and contents: they are the article as well."""
    prose = "".join(f"<h2>Crew {n}{EDIT.format('edit')}</h2><p>{text}{REFERENCE}</p>" for n, text in enumerate(BODY))
    contents = "".join(f"<li class=toclevel-1><a href=#{n}>{n} Crew {n}</a></li>" for n in range(len(BODY)))
    article = clean(
        "<html lang=en><body><div id=content><h1>Fenwick Stage</h1><div id=jump-to-nav>Jump to navigation</div>"
        "<div class=mw-parser-output><div class=hatnote>For the ferry, see <a href=/f>Fenwick ferry</a>.</div>"
        "<table class=ambox><tr><td class=mbox-text>This article needs more sources. Please help.</td></tr></table>"
        f"<p>{LEAD}</p><div class=toc><h2>Contents</h2><ul>{contents}</ul></div>{prose}<div class=thumb>"
        "<div class=thumbcaption>The stage in 1931</div></div><div class=reflist><ol class=references>"
        "<li id=cite_note-1>Harbour minutes, 3 February.</li></ol></div></div>"
        "<div class=catlinks>Categories: <ul><li><a href=/l>Landings</a></li></ul></div></div></body></html>"
    )
    assert [p for p in article.text.split("\n\n") if not p.startswith("Crew")] == [LEAD, *BODY]
    assert [caption.text for caption in article.captions] == ["The stage in 1931"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("10<sup>6</sup> cells, 10<sup>-6</sup> or 10<sup>−6</sup> of them", "10⁶ cells, 10⁻⁶ or 10⁻⁶ of them"),
        ("In 2030<sup>3</sup> they fell.<sup>12</sup>", "In 2030³ they fell.¹²"),
        ("some<sup>4,5</sup> say 1<sup>1</sup>⁄<sub>2</sub> cups", "some⁴,⁵ say 1¹⁄₂ cups"),
        ("40 m<sup>2</sup>, 1 s<sup>-1</sup>, x<sup>n</sup>", "40 m², 1 s⁻¹, xⁿ"),
        ("2<sup>2n+1</sup> and 2<sup>k</sup>, 10<sup>1/2</sup>", "2^(2n+1) and 2^(k), 10^(1/2)"),
        ("101<sub>2</sub> is five", "101₂ is five"),
    ],
)
def test_a_raised_number_does_not_run_into_what_stands_before(markup: str, text: str) -> None:
    """10 to the 6 is not 106, and a half is not 12: the source keeps what stood there, an edit says how it reads."""
    (block,) = blocks(f"<p>{markup}</p>")
    assert block.text == text
    assert {edit.kind for edit in block.edits} <= {"superscript", "subscript"}


@pytest.mark.parametrize(
    "text",
    ["the 21{st}", "le XIX{e} siècle, M{me} Quill, le 1{er} mai", "Lamp{TM} and Lamp{®}", "20{h}30", "{14}C was found"],
)
def test_letters_that_are_raised_and_what_stands_before_a_word_stay(text: str) -> None:
    """They are ends of words, or numbers that touch nothing."""
    (block,) = blocks("<p>" + text.replace("{", "<sup>").replace("}", "</sup>") + "</p>")
    assert (block.text, block.edits) == (text.replace("{", "").replace("}", ""), ())


@pytest.mark.parametrize("formula", ["CO<sub>2</sub>", "H<sub>2</sub>O", "log<sub>2</sub>"])
def test_a_lowered_number_stays_behind_a_letter(formula: str) -> None:
    """CO2 is how people write and look for it, and nobody takes it for a number."""
    (block,) = blocks(f"<p>The {formula} here</p>")
    assert block.edits == ()


@pytest.mark.parametrize(
    "mark",
    [
        "<sup><a href='#fn1'>1</a></sup>",
        "<a href='#fn1'><sup>1</sup></a>",
        "<sup><a href='http://courier.example/ferry#footnote-a'>[a]</a></sup>",
        "<sup id=r1><a href='#n1'>*</a></sup>",
    ],
)
def test_a_raised_mark_that_leads_to_a_note_is_no_part_of_the_sentence(mark: str) -> None:
    """As in wikis, whatever it is called: a number, letter or sign that is raised and leads to a place of the page."""
    (block,) = blocks(f"<p>Read in Boston{mark} in 2030{mark}.</p>")
    assert (block.text, block.links) == ("Read in Boston in 2030.", ())
    assert [edit.kind for edit in block.edits] == ["note-mark"] * 2


def test_the_number_of_a_note_itself_stays() -> None:
    """It stands before its words, and so does a raised link that is more than a mark."""
    assert blocks("<p><sup><a href='#r1'>1</a></sup> See the minutes.</p>")[0].text == "1 See the minutes."
    assert blocks("<p>New<sup><a href='#r1'>see below</a></sup> boats</p>")[0].text == "Newsee below boats"
