"""Boxes that the markup tells of: an author's card, a field for a mail address."""

from __future__ import annotations

import pytest

from presscut import clean
from presscut.cleaner.segment.html import segment_html
from presscut.cleaner.segment.html_sign_ups import EMAIL_INPUT
from tests.support.fields import BODY

PROSE = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
BIO = "Ida has been late for the same ferry since she was four, and writes about it for a living."


def news(below: str, above: str = "") -> str:
    """An article about a ferry as a page of news, with something above its prose and something below."""
    return (
        f"<html lang=en><body><main><h1>Ferry to the Outer Islands Late Again</h1><p>By Ida Mott</p>{above}"
        f"<div class=text>{PROSE}</div>{below}</main></body></html>"
    )


def named(markup: str) -> list[str]:
    """The texts of the blocks in a box that asks for a mail address."""
    blocks = segment_html(markup, url=None).blocks
    return [b.text for b in blocks if any(EMAIL_INPUT in words for words in b.hints.tokens)]


@pytest.mark.parametrize(
    "classes", ["author-card", "author-box", "saboxplugin-wrap", "post-author-bio", "about-the-author", "authorBox"]
)
def test_an_author_box_is_the_bio(classes: str) -> None:
    """A box that the markup calls the author's leaves the body and fills `author_bio`, name and links apart."""
    box = f"<div class='{classes}'><h4>Ida Mott</h4><p>{BIO}</p><a href=/staff/ida>More by Ida Mott</a></div>"
    article = clean(news(box))
    assert article.author_bio == BIO
    assert article.text.endswith(BODY[-1])


def test_an_author_box_in_two_paragraphs() -> None:
    """All sentences of the box are the bio."""
    box = f"<div class=author-bio><h4>Ida Mott</h4><p>{BIO}</p><p>She owns no boat.</p></div>"
    assert clean(news(box)).author_bio == f"{BIO}\n\nShe owns no boat."


def test_teasers_with_an_authors_class_are_no_bios() -> None:
    """Themes put the author's name and `card` on every teaser of a list."""
    card = (
        "<article class='post author-ida card'><h3>Soup is back</h3><p>The kiosk has soup again, it says.</p></article>"
    )
    assert clean(news(f"<section>{card * 4}</section>")).author_bio is None


def test_a_class_of_the_whole_article_is_no_box() -> None:
    """What holds the article is no box at its foot, whatever it is called."""
    article = clean(f"<html lang=en><body><div class=author-card><h1>Ferry Late Again</h1>{PROSE}</div></body></html>")
    assert article.author_bio is None
    assert BODY[-1] in article.text


def test_a_form_for_mail_names_its_box() -> None:
    """Heading and sentence stand beside the form in one element, whose classes may say nothing."""
    box = "<div class=x7><h4>Three hundred rowers read it</h4><p>One letter a month.</p>{}</div>"
    form = "<form><label>Mail</label><input type=email><button>Send</button></form>"
    wanted = ["Three hundred rowers read it", "One letter a month.", "Mail", "Send"]
    assert named(news(box.format(form))) == wanted
    assert named(news(box.format(f"<div><div>{form}</div></div>"))) == wanted


@pytest.mark.parametrize(
    "field", ["<input name=EMAIL>", "<input type=text placeholder='Your e-mail'>", "<input type=EMAIL>"]
)
def test_fields_for_mail_without_a_form(field: str) -> None:
    """Scripts send what stands outside any form; the field's name says what it takes."""
    assert named(news(f"<div><p>One letter a month.</p>{field}</div>")) == ["One letter a month."]


@pytest.mark.parametrize(
    "field", ["<input type=search>", "<input type=hidden name=email>", "<input type=checkbox id=email>"]
)
def test_other_fields_say_nothing(field: str) -> None:
    """A search field or a hidden one stands anywhere."""
    assert named(news(f"<div><p>One letter a month.</p>{field}</div>")) == []


def test_a_form_beside_the_prose_names_only_itself() -> None:
    """An element that holds the article is no box, even when a form stands in it."""
    form = "<form><p>One letter a month.</p><input type=email></form>"
    assert named(f"<html lang=en><body><div><h1>Ferry Late</h1>{PROSE}{form}</div></body></html>") == [
        "One letter a month."
    ]


def test_a_page_full_of_fields_takes_no_time() -> None:
    """Hostile pages nest thousands of fields; the work stays bounded."""
    deep = "<div>" * 300 + "<p>word</p><input type=email>" * 20_000
    assert len(named(deep)) <= 20_000


def test_custom_elements_are_called_what_a_class_would_be() -> None:
    """``x-author-card`` is an author's card: the part before the first hyphen is the site's own."""
    found = segment_html("<div><x-author-card class=wide><p>Ida Mott</p></x-author-card></div>", url=None).blocks
    assert found[0].hints.tokens[-2] == ("wide", "author", "card", "author-card")


def test_an_authors_card_and_related_texts_in_custom_elements() -> None:
    """Sites made of components have no classes to go by."""
    card = f"<x-author-card><h3>Ida Mott</h3><p>{BIO}</p></x-author-card>"
    more = "<x-related><h4>Soup is back</h4><p>The kiosk has soup again, and nobody knows who made it.</p></x-related>"
    article = clean(news(card + more))
    assert article.text.endswith(BODY[-1])
    assert article.author_bio == BIO
