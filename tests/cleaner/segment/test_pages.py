"""Text taken from a PDF: paragraphs that go on overleaf are whole, and the edges of the pages are known."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest

from presscut.cleaner.inline import apply_edits
from presscut.cleaner.model import Block
from presscut.cleaner.segment.markdown import segment_markdown
from presscut.cleaner.segment.text import segment_text
from tests.support.timing import seconds

FULL = """\
The council of {0} voted on Monday to keep the old ferry of {0}
running for the whole of the winter, although its costs have gone up in
{0} since the harbour wall of {0} was finished two years ago."""
OPEN = """\
The mayor of {0}, who had spoken against it, said that he would do
what the people of {0} asked for, and hoped that nobody asked about"""
GOES_ON = """\
the price of the wall of {0}, which was never printed but on slips
of paper in the office of {0}. The slip has been lost since then."""
TOWNS = ("Aldport", "Benhelm", "Corwick", "Dunmoor", "Eastlow", "Farholm")


def one_line(text: str, town: str) -> str:
    return " ".join(text.format(town).split())


def pages(*edges: str, divided: tuple[str, str] = ("", "")) -> str:
    """Pages, each of which breaks off in a sentence; `edges` stand between two of them."""
    text = ""
    for town, edge in zip(TOWNS, (*edges, "\n"), strict=False):
        text += f"{FULL}\n\n{OPEN}{divided[0]}{edge}{divided[1]}{GOES_ON}\n\n".format(town)
    return text


def furniture(blocks: Sequence[Block]) -> list[tuple[str, str]]:
    known = ("page-number", "running-header")
    return [(tag, block.text) for block in blocks for tag in block.hints.tags if tag in known]


def texts(source: str) -> list[str]:
    blocks = segment_text(source)
    assert all(apply_edits(source, b.start, b.end, b.edits) == b.text for b in blocks)
    return [block.text for block in blocks]


EDGES = {
    "form feeds alone": ("\n\n\x0c", "\n\n\x0c"),
    "page n of m": ("\n\nPage 1 of 3\n\n", "\n\nPage 2 of 3\n\n"),
    "in German": ("\n\nSeite 1 von 3\n\n", "\n\nSeite 2 von 3\n\n"),
    "in Russian": ("\n\nСтр. 1 из 3\n\n", "\n\nСтр. 2 из 3\n\n"),
    "without empty lines": ("\n1 / 3\n", "\n2 / 3\n"),
    "between dashes": ("\n\n- 1 -\n\n", "\n\n- 2 -\n\n"),
    "bare, with form feeds": ("\n\n   1\n\x0c", "\n\n   2\n\x0c"),
    "bare, inside sentences": ("\n\n7\n\n", "\n\n8\n\n", "\n\n9\n\n"),
    "header and number": ("\n\nPage 1\n\x0cThe Gull, No. 7\n\n", "\n\nPage 2\n\x0cThe Gull, No. 7\n\n"),
    "footer with its number": ("\n\nThe Gull 7 | 1\n\x0c", "\n\nThe Gull 7 | 2\n\x0c"),
    "header, without form feeds": ("\n\nPage 1\n\nThe Gull, No. 7\n\n", "\n\nPage 2\n\nThe Gull, No. 7\n\n"),
    "two lines of header": ("\n\x0cThe Gull\n1 May, page 2\n\n", "\n\x0cThe Gull\n1 May, page 3\n\n"),
    "rules of a converter": ("\n\n-----\n\n", "\n\n-----\n\n"),
}


@pytest.mark.parametrize("edges", EDGES.values(), ids=EDGES.keys())
def test_a_paragraph_that_goes_on_overleaf_is_whole(edges: tuple[str, ...]) -> None:
    """What is printed between two halves of a sentence is no part of it."""
    got = texts(pages(*edges))
    wanted = [one_line(part, town) for town in TOWNS[: len(edges) + 1] for part in (FULL, f"{OPEN}\n{GOES_ON}")]
    assert got == wanted


def test_the_edit_says_what_was_taken_out() -> None:
    """The account names the page break, with everything that stood there."""
    source = pages("\n\nPage 1\n\x0cThe Gull, No. 7\n\n", "\n\nPage 2\n\x0cThe Gull, No. 7\n\n")
    edits = [edit for block in segment_text(source) for edit in block.edits if edit.kind == "page-break"]
    assert [(edit.to, edit.rule) for edit in edits] == [(" ", "inline/page-break")] * 2
    assert all("The Gull" in source[edit.start : edit.end] for edit in edits)


def test_a_word_divided_by_the_page_break_is_joined() -> None:
    """Programs that wrap lines divide words at the foot of a page, too."""
    edges = ("\n\nPage 1 of 3\n\n", "\n\nPage 2 of 3\n\n")
    got = texts(pages(*edges, divided=(" the har-", "bour and ")))
    assert "about the harbour and the price" in got[1]


def book(*edges: tuple[str, str], between: str = "\x0c", middle: str = "") -> str:
    """Pages of whole paragraphs, each with what stands at its top and its bottom."""
    return between.join(
        f"{top}{FULL.format(town)}\n\n{middle}{FULL.format(f'New {town}')}\n\n{bottom}"
        for town, (top, bottom) in zip(TOWNS, edges, strict=False)
    )


def test_pages_that_end_with_a_paragraph_keep_their_furniture_apart() -> None:
    """The judge decides on lines of their own; those of the first and the last page are among them."""
    blocks = segment_text(book(*(("The Gull, No. 7\n\n", f"Page {n} of 3\n") for n in (1, 2, 3))))
    assert furniture(blocks) == [
        pair for n in (1, 2, 3) for pair in (("running-header", "The Gull, No. 7"), ("page-number", f"Page {n} of 3"))
    ]
    assert len(blocks) == 12


def test_headers_of_odd_and_even_pages_are_known() -> None:
    """Books print the author on the left and the title on the right page."""
    heads = ("Ada Moor", "Winter Boats") * 3
    source = book(*((f"{head}\n\n", "") for head in heads))
    assert [text for _, text in furniture(segment_text(source))] == list(heads)


def test_markdown_of_a_pdf_has_headers_with_marks() -> None:
    """Converters write a large header as a heading; its marks are no text."""
    source = book(*(("## The Gull\n\n", f"**{n}**") for n in (1, 2, 3)), between="\n\n-----\n\n")
    assert furniture(segment_markdown(source)) == [
        pair for n in "123" for pair in (("running-header", "The Gull"), ("page-number", n))
    ]


NO_PAGES = {
    "numbered chapters": book(*((f"{n}\n\n", "") for n in (1, 2, 3)), between="\n\n"),
    "ratings": book(*(("", f"{n} / 5\n\n") for n in (3, 4, 2)), between=""),
    "a single number": book(("", "Page 2\n\n"), ("", ""), between=""),
    "a table": book(("", "3\n\n8\n\n5\n\n"), ("", ""), between=""),
    "a label within pages": book(*(("", "") for _ in TOWNS), middle="Pros\n\n"),
    "short pages": "\x0c".join("a list\n\nPros\n" for _ in range(3)),
}


@pytest.mark.parametrize("source", NO_PAGES.values(), ids=NO_PAGES.keys())
def test_what_only_looks_like_furniture_stays(source: str) -> None:
    """Numbers that do not count pages, and lines that are not at a page's edge, are the author's."""
    assert not furniture(segment_text(source))


def test_a_page_that_ends_with_its_sentence_ends_its_paragraph() -> None:
    """Whether the next page begins a paragraph cannot be seen: two sentences may stand apart."""
    assert len(segment_text(book(*(("", "") for _ in TOWNS)))) == 2 * len(TOWNS)


def test_a_heading_at_the_top_of_a_page_is_no_end_of_a_sentence() -> None:
    """A full line without an end mark goes on with a line of prose, not with a heading."""
    source = f"{FULL}\n\n{OPEN}\n\n\x0cHarbour Prices\n\n{FULL}\n\n{GOES_ON}\n".format("Aldport")
    assert "Harbour Prices" in texts(source)


def test_many_pages_take_time_in_proportion() -> None:
    """Form feeds cost a byte each; a file full of them must not hold up the run."""
    short, long = (seconds(partial(segment_text, "a line\n\x0c" * count)) for count in (10_000, 40_000))
    assert long < max(short, 0.05) * 10
