"""Licences, mastheads, summaries, captions and tags in the less usual forms."""

from __future__ import annotations

import pytest

from presscut import clean
from tests.support.fields import BODY, fields_of, page

TITLE = "# Ferry to the Outer Islands Late Again"
BYLINE = "By Ida Mott"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Text: CC BY-SA 4.0 · Pictures: all rights reserved", "CC BY-SA 4.0"),
        ("Text: CC BY-NC-ND 4.0 · Photos: all rights reserved", "CC BY-NC-ND 4.0"),
        ("Text: CC BY NC SA 4.0 · Photos: all rights reserved", "CC BY-NC-SA 4.0"),
        (
            "This work is licensed under a Creative Commons Attribution-NonCommercial 4.0 International License.",
            "CC BY-NC 4.0",
        ),
        ("Licensed under Creative Commons Attribution-ShareAlike 3.0.", "CC BY-SA 3.0"),
        ("Creative Commons Attribution 4.0 International License", "CC BY 4.0"),
        ("License: Creative Commons Attribution Non-Commercial No Derivatives 4.0", "CC BY-NC-ND 4.0"),
        ("This text is in the public domain.", "public domain"),
        ("Licence: public domain", "public domain"),
    ],
)
def test_a_licence_however_it_is_written(line: str, name: str) -> None:
    """The name is given as it is usually written; an address only where the page prints or links one."""
    found = fields_of(page(TITLE, BYLINE, below=(line,)))
    assert set(found["license.name"]) == {name}
    assert "license.url" not in found
    assert "captions.text" not in found
    assert "captions.credit" not in found


def test_the_address_of_a_licence_that_is_linked() -> None:
    """The link under the spelled-out name is the licence's address."""
    url = "https://creativecommons.org/licenses/by-nc/4.0/"
    line = f"Published under a [Creative Commons Attribution-NonCommercial 4.0 International License]({url})."
    found = fields_of(page(TITLE, BYLINE, below=(line,)))
    assert (found["license.name"], found["license.url"]) == (["CC BY-NC 4.0"], [url])


def test_a_sentence_about_the_public_domain_is_prose() -> None:
    """An article may end in a picture that is in the public domain."""
    line = "The oldest chart of the islands is in the public domain, and the office sells it for twelve crowns."
    assert "license.name" not in fields_of(page(TITLE, BYLINE, below=(line,)))


def test_the_line_with_sign_and_year_is_the_copyright() -> None:
    """ "All rights reserved" about the pictures stands above the line that says whose the page is."""
    text = page(TITLE, BYLINE, below=("Text: CC BY 4.0 · Photos: all rights reserved", "© 2026 Kestrel Ledger."))
    article = clean(text, media_type="markdown")
    assert article.copyright == "© 2026 Kestrel Ledger."
    assert article.license is not None
    assert article.license.name == "CC BY 4.0"


@pytest.mark.parametrize(
    ("masthead", "above", "below", "site"),
    [
        ("FJORD-LEDGER", ("By Ida Mott  \nFJORD-LEDGER  \nMarch 4, 2026",), (), "FJORD-LEDGER"),
        ("K&L", ("By Ida Mott | K&L | March 4, 2026",), (), "K&L"),
        ("K&L", (BYLINE,), ("© 2026 K&L",), "K&L"),
        ("The Sundhaven Echo", (BYLINE,), ("Write to us: desk@sundhaven.example, www.thesundhavenecho.example",), None),
        ("KESTREL LEDGER", (BYLINE,), ("[Imprint](https://kestrel-ledger.example/imprint)",), "KESTREL LEDGER"),
        (
            "KESTREL LEDGER",
            (BYLINE,),
            ("Kestrel Ledger is written by three people and a dog.",),
            "Kestrel Ledger",
        ),
    ],
)
def test_a_masthead_that_the_page_confirms(
    masthead: str, above: tuple[str, ...], below: tuple[str, ...], site: str | None
) -> None:
    """The name at the top is the site's when byline, copyright line, a host or a sentence says it again."""
    found = fields_of(page(masthead, TITLE, *above, below=below))
    assert set(found["site"]) == {site or masthead}


@pytest.mark.parametrize("masthead", ["LOCAL NEWS", "Sea & Coast", "FJORD-LEDGER"])
def test_a_masthead_that_stands_alone_is_no_site(masthead: str) -> None:
    """Without a second source the line may as well be a section."""
    assert "site" not in fields_of(page(masthead, TITLE, BYLINE))


@pytest.mark.parametrize(
    "label", ["Summary:", "Abstract:", "Key takeaway:", "Key takeaways:", "TL;DR:", "**Summary:**", "Zusammenfassung:"]
)
@pytest.mark.parametrize("above", [True, False])
def test_a_labelled_summary(label: str, above: bool) -> None:
    """The label says what the paragraph is; the value is the paragraph without it."""
    said = "The ferry to the islands is late again. A part is missing, and nobody says when it will come."
    line = f"{label} {said}"
    head = (line, TITLE, BYLINE) if above else (TITLE, BYLINE, line)
    assert fields_of(page(*head))["summary"] == [said]


def test_a_summary_inside_the_article_stays() -> None:
    """Below the first paragraph the same label opens a paragraph of the article."""
    line = "Summary: the ferry is late, the soup is out, and the mail goes by rowing boat until the part has come."
    assert "summary" not in fields_of(page(TITLE, BYLINE, BODY[0], line))


def test_a_caption_that_ends_in_a_name_in_capitals() -> None:
    """Right below the byline, or below a picture, a name in capitals after the full stop took the picture."""
    line = "The ferry lies at the pier of Sundhaven, between the crane and the kiosk. ÉLODIE MOTTÈRE"
    for above in ((BYLINE, line), (BYLINE, BODY[0], "![](pier.jpg)", line)):
        found = fields_of(page(TITLE, *above))
        assert found["captions.text"] == ["The ferry lies at the pier of Sundhaven, between the crane and the kiosk."]
        assert found["captions.credit"] == ["ÉLODIE MOTTÈRE"]


def test_capitals_at_the_end_of_a_paragraph_are_no_credit() -> None:
    """Inside the article a paragraph may end in a word in capitals."""
    line = "The sign at the pier has said the same for three weeks, and the gulls have learned it. NO FERRY TODAY"
    assert "captions.text" not in fields_of(page(TITLE, BYLINE, BODY[0], BODY[1], line))


def test_a_row_of_linked_tags() -> None:
    """Each link below the heading is a tag of its own, whatever stands between them."""
    found = fields_of(page(TITLE, BYLINE, below=("### Topics", "[Ferries](#) · [Outer islands](#) · [Milk](#)")))
    assert found["tags"] == ["Ferries", "Outer islands", "Milk"]


def test_a_line_of_hashtags() -> None:
    """Nothing calls them tags but their marks."""
    assert fields_of(page(TITLE, BYLINE, below=("\\#ferries #outer-islands #milk",)))["tags"] == [
        "ferries",
        "outer-islands",
        "milk",
    ]


def test_a_number_is_no_hashtag() -> None:
    """One alone is none either."""
    assert "tags" not in fields_of(page(TITLE, BYLINE, below=("\\#ferries", "The #4 boat and the #7")))


@pytest.mark.parametrize("menu", ["Home | News | Islands | Weather", "News · Islands · Weather", "בית | ים | איים"])
@pytest.mark.parametrize(
    "title",
    [
        "Ferry to the Outer Islands Late Again",
        "Why the Ferry to the Outer Islands Is Late, and What Became of the Soup in the Kiosk at the Pier of Sundhaven",
    ],
)
def test_the_longest_line_below_a_menu_is_the_title(menu: str, title: str) -> None:
    """A page of plain lines: nothing marks the title but its place, and the menu names no section."""
    found = fields_of("\n\n".join((menu, "Sea", title, *BODY)), "text")
    assert found["title"] == [title]


def test_a_row_of_sections_is_no_trail() -> None:
    """A trail has arrows or slashes; the same words between bars are the page's menu."""
    title = "Ferry to the Outer Islands Late Again"
    assert "section" not in fields_of(page("Home | News | Islands", f"# {title}", BYLINE))
    assert fields_of(page("Home / News / Islands", f"# {title}", BYLINE))["section"] == ["News", "Islands"]


def test_a_masthead_is_no_section() -> None:
    """The site's name in capitals above the title stands where a kicker would."""
    assert "section" not in fields_of(page("K&L", TITLE, "By Ida Mott, K&L"))


def test_tags_end_with_their_list() -> None:
    """The list behind that of the tags, "Log in to post comments", stands in the same box and is none of them."""
    prose = "".join(f"<p>{text}</p>" for text in BODY)
    tags = "<h3>Tags</h3><ul><li><a href=/t/1>ferries</a></li><li><a href=/t/2>islands</a></li></ul>"
    login = "<ul><li><a href=/user/login>Log in to post comments</a></li></ul>"
    found = clean(f"<body><article><h1>Ferry late again</h1>{prose}<div>{tags}{login}</div></article></body>".encode())
    assert found.tags == ("ferries", "islands")


@pytest.mark.parametrize(
    ("inside", "text", "credit"),
    [
        ("<span class=m__caption>The pier at dawn, in the rain. </span><span class=m__credit>(Ida Mott)</span>",
         "The pier at dawn, in the rain.", "Ida Mott"),
        ("The pier at dawn, in the rain <small class=image-credit><b>Ida Mott</b></small>",
         "The pier at dawn, in the rain", "Ida Mott"),
        ("Photo: <span class=credit>Ida Mott</span>", "", "Ida Mott"),
    ],
)  # fmt: skip
def test_a_credit_in_an_element_of_its_own(inside: str, text: str, credit: str) -> None:
    """The markup says what no label does: the name was a part of the caption."""
    prose = "".join(f"<p>{line}</p>" for line in BODY)
    figure = f"<figure><img src=/p.jpg><figcaption>{inside}</figcaption></figure>"
    found = clean(f"<body><article><h1>Ferry late again</h1>{figure}{prose}</article></body>".encode())
    assert [(caption.text, caption.credit) for caption in found.captions] == [(text, credit)]
