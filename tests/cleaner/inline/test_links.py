"""Links: Markdown, autolinks, bare addresses, tags, and what converters do to them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from presscut.cleaner.inline import repair
from presscut.cleaner.inline.style import NOTHING, Style
from presscut.cleaner.model import Link

SITE = "https://site.example"


def text_and_links(
    source: str, *, markdown: bool = True, defined: Mapping[str, str] = NOTHING
) -> tuple[str, list[tuple[str, str]]]:
    made = repair(source, 0, len(source), Style(markdown, defined=defined))
    return made.text, [(link.text, link.url) for link in made.links]


@pytest.mark.parametrize(
    ("source", "url"),
    [
        (f"[t]({SITE}/a)", f"{SITE}/a"),
        (f"[t](<{SITE}/a b>)", f"{SITE}/a b"),
        (f'[t]({SITE}/a "Title (x)")', f"{SITE}/a"),
        (f'[t]({SITE}/a "A "quoted" title")', f"{SITE}/a"),
        (f"[t]({SITE}/Foo_(bar))", f"{SITE}/Foo_(bar)"),
        (f"[t]({SITE}/Foo_(bar)", f"{SITE}/Foo_(bar"),
        (f"[t]({SITE}/a?b=c d&e)", f"{SITE}/a?b=c d&e"),
        (f"[t]({SITE}/a\\_b)", f"{SITE}/a_b"),
        (f"[t]({SITE}/?a=1&amp;b=2)", f"{SITE}/?a=1&b=2"),
        ("[t](/relative)", "/relative"),
        ("[t](#part)", "#part"),
        ("[t](tel:+1 212 555 0100)", "tel:+1 212 555 0100"),
        (f"<a href='{SITE}/a'>t</a>", f"{SITE}/a"),
    ],
)
def test_destinations_as_converters_write_them(source: str, url: str) -> None:
    """The words stay, the address becomes data, whatever its quoting."""
    text, links = text_and_links(source)
    assert text == "t"
    assert links == ([("t", url)])


def test_offsets_are_into_the_clean_text() -> None:
    """Whoever reads the article finds the link's words at its offsets."""
    source = f"**A** &amp; b [c *d*]({SITE}) e"
    made = repair(source, 0, len(source), Style(True))
    assert made.text == "A & b c d e"
    assert made.links == (Link("c d", SITE, 6, 9),)


def test_bare_addresses_are_text_and_link() -> None:
    """An address in running text is what the author wrote; marks of the sentence are not part of it."""
    assert text_and_links(f"See {SITE}/a, or ({SITE}/b).", markdown=False)[1] == [
        (f"{SITE}/a", f"{SITE}/a"),
        ("or", f"{SITE}/b"),
    ]
    assert text_and_links("at www.site.example/a.")[1] == [("www.site.example/a", "http://www.site.example/a")]


def test_an_address_ends_where_chinese_goes_on() -> None:
    """No space divides an address from the sentence around it."""
    assert text_and_links(f"见{SITE}/a。然后")[1] == [(f"{SITE}/a", f"{SITE}/a")]


def test_mail_addresses() -> None:
    """An autolink without a scheme is a mail address."""
    assert text_and_links("Write <desk@site.example>.") == (
        "Write desk@site.example.",
        [("desk@site.example", "mailto:desk@site.example")],
    )


def test_tracking_parameters_go_from_link_and_from_sight() -> None:
    """They say how a reader came; what is seen of an address is repaired by an edit of its own."""
    source = f"See {SITE}/a?id=1&utm_source=x&fbclid=y and [t]({SITE}/?gclid=1)"
    made = repair(source, 0, len(source), Style(True))
    assert made.text == f"See {SITE}/a?id=1 and t"
    assert [link.url for link in made.links] == [f"{SITE}/a?id=1", f"{SITE}/"]
    assert "inline/tracking" in {edit.rule for edit in made.edits}


def test_pictures_in_a_sentence_go() -> None:
    """Their description is not part of the sentence; alone on a line they are blocks of their own."""
    source = f"A ![a *dog*]({SITE}/d.jpg) runs."
    made = repair(source, 0, len(source), Style(True))
    assert (made.text, made.images) == ("A runs.", 1)
    described = repair(source, 0, len(source), Style(True), keep_alt=True)
    assert described.text == "A a dog runs."


def test_a_link_around_a_picture_and_words() -> None:
    """A card links its picture and its title at once."""
    assert text_and_links(f"[![logo](i.png) Title words]({SITE})") == ("Title words", [("Title words", SITE)])


def test_brackets_that_are_no_links_stay() -> None:
    """Square brackets are marks of the author as well."""
    assert text_and_links("He [the mayor] said [1] so (twice)") == ("He [the mayor] said [1] so (twice)", [])


def test_unclosed_and_dangling_links_are_reported() -> None:
    """A card goes over several blocks; its halves are put together by whoever sees them all."""
    begun = repair("[Title", 0, 6, Style(True))
    assert (begun.text, begun.unclosed) == ("[Title", (0,))
    source = f"teaser]({SITE})"
    ended = repair(source, 0, len(source), Style(True))
    assert [part.url for part in ended.dangling] == [SITE]


@pytest.mark.parametrize(
    ("source", "text", "links"),
    [
        ("[The ferry][1] runs.", "The ferry runs.", [("The ferry", f"{SITE}/1")]),
        ("[The ferry][] runs.", "The ferry runs.", [("The ferry", f"{SITE}/f")]),
        ("[the\nFerry] runs.", "the Ferry runs.", [("the Ferry", f"{SITE}/f")]),
        ("[![](f.png)][1]The ferry", "The ferry", []),
        ("![The ferry][1] runs.", "runs.", []),
        ("[The ferry][9] runs [again].", "[The ferry][9] runs [again].", []),
        ("It runs.[1] So it does [2].", "It runs.[1] So it does [2].", []),
    ],
)
def test_links_whose_addresses_are_defined_elsewhere(source: str, text: str, links: list[tuple[str, str]]) -> None:
    """By a number, by their own words; a number alone is a note's, and what is not defined is no link."""
    defined = {"1": f"{SITE}/1", "the ferry": f"{SITE}/f"}
    assert text_and_links(source, defined=defined) == (text, links)
